"""What the portal adds to Wagtail's admin: marks on pages, reports, viewsets of the shared snippets."""
