"""Wagtail's own database search with facets, as one would write it, on the database that the settings name."""
