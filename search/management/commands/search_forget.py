"""``manage.py search_forget``: forget questions that were asked once only, more than 30 days ago."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from search import counting


class Command(BaseCommand):
    """For a daily timer."""

    help = "Forgets what was searched for once only, more than 30 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many rows."""
        self.stdout.write(f"Forgotten: {counting.forget()}")
