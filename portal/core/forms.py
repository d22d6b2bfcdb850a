"""Forms of the page editor."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class PortalPageForm(WagtailAdminPageForm):
    """Takes the facts that have their home on the original out of a translation's form, so that saving it cannot
    touch them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "search_description" in self.fields:
            self.fields["search_description"].widget.attrs["maxlength"] = 280
        if self.instance.translated_from_id:
            for name in [*self.instance.shared_fields, *self.extra_shared_fields()]:
                self.fields.pop(name, None)
            for name in self.instance.shared_relations:
                self.formsets.pop(name, None)

    def extra_shared_fields(self) -> list[str]:
        """Names of form fields without a model field that also have their home on the original."""
        return []
