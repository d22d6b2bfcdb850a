"""Settings of the processes that the tests of search start: the development's, without built static files."""

from portal.config.settings.development import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SEARCH_CARETAKER_SECONDS = 1
