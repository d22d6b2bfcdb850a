"""``manage.py build_assets``: the font, the pictures to share, the message catalogues and the static files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.core.assets.fonts import FONT_NAME, build_font, font_made_from
from portal.core.assets.messages import compile_messages
from portal.core.assets.products import build_unless_current
from portal.core.assets.share_pictures import build_share_pictures, pictures_made_from


class Command(BaseCommand):
    """Builds what is not committed: the subset font, compiled messages, collected static files with hashed names."""

    help = "Builds the font, compiles the messages and collects the static files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which part to leave out."""
        parser.add_argument("--no-collect", action="store_true", help="do not collect the static files")

    def handle(self, *args: Any, no_collect: bool, verbosity: int, **options: Any) -> None:
        """Build in the order in which one part needs the other."""
        font = Path(settings.STATE_DIR) / "build" / "fonts" / FONT_NAME
        build_unless_current(font, font_made_from(), lambda: build_font(font))
        size = font.stat().st_size
        pictures = font.parent.parent / "pictures"
        build_unless_current(pictures / "share-sv.png", pictures_made_from(), lambda: build_share_pictures(pictures))
        compiled = compile_messages()
        if verbosity:
            self.stdout.write(f"Font {size / 1000:.1f} kB, {compiled} catalogues compiled.")
        if not no_collect:
            call_command("collectstatic", interactive=False, verbosity=min(verbosity, 1), clear=False)
