"""Production settings: the strict base that development.py and test.py loosen. docs/settings.md lists what the
environment can change.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.config import env

env.check_names()

ROOT = Path(__file__).resolve().parents[3]
STATE_DIR = env.read(env.STATE_DIR)

SECRET_KEY = env.read(env.SECRET_KEY)
if os.environ.get("DJANGO_SETTINGS_MODULE") == __name__:  # not when development or tests loosen it
    for needed in (env.SECRET_KEY, env.HOSTS, env.BASE_URL):
        if not os.environ.get(needed.name, "").strip():
            raise ImproperlyConfigured(f"{needed.name} is not set: production does not start without it")
DEBUG = False
_hosts: tuple[str, ...] = env.read(env.HOSTS)
ALLOWED_HOSTS = list(_hosts)

INSTALLED_APPS = [
    "portal.seed",
    "cases",
    "toolbox",
    "search",
    "portal.pages",
    "portal.organisations",
    "portal.vocabulary",
    "portal.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.routable_page",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail.search",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.core.publishing.HeldBackMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.config.urls"
WSGI_APPLICATION = "portal.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["portal.core.templatetags.portal"],
        },
    },
]

DATABASES = {"default": env.read(env.DATABASE_URL) or env.sqlite(STATE_DIR / "samvaerk.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_redis = env.read(env.CACHE_URL)
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _redis, "KEY_PREFIX": "samvaerk"}
        if _redis
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "samvaerk"}
    )
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Languages: Danish first, Swedish second, nothing else is served -----------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("da", _("Danish")), ("sv", _("Swedish"))]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("da", "Dansk"), ("sv", "Svenska")]
# Where the portal's editors live. Python's own list has names, such as “localtime”, that no browser knows.
WAGTAIL_USER_TIME_ZONES = [
    "America/Nuuk",
    "Atlantic/Faroe",
    "Atlantic/Reykjavik",
    "Europe/Copenhagen",
    "Europe/Helsinki",
    "Europe/Oslo",
    "Europe/Stockholm",
]
# Earlier folders win: the portal's own strings, then the Danish and Swedish that Wagtail does not ship.
LOCALE_PATHS = [ROOT / "locale" / "portal", ROOT / "locale" / "wagtail"]
FORMAT_MODULE_PATH = ["portal.config.formats"]

# Translators work in the normal page editor; nothing is published by the act of translating (ADR 4).
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "simple"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# --- Files -----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [ROOT / "static", STATE_DIR / "build"]
MEDIA_URL = "/media/"
MEDIA_ROOT = STATE_DIR / "media"
ALLOW_SYNTHETIC = False  # manage.py seed_synthetic writes made-up pages, for tests and benchmarks
SERVE_MEDIA = False  # a web server in front does it; development and tests have none
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# --- Wagtail ---------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Samværk"
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS = env.read(env.BASE_URL)
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILDOCS_EXTENSIONS = ["docx", "xlsx", "odt", "ods", "pdf"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "toolbox.forms.PortalDocumentForm"
WAGTAILDOCS_CONTENT_TYPES = {  # said here, since what a machine knows of them differs
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "pdf": "application/pdf",
}
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing from other hosts is ever shown
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Search ----------------------------------------------------------------------------------------------------------
SEARCH_ENGINE = env.read(env.SEARCH_ENGINE)
SEARCH_INDEX_DIR = STATE_DIR / "index"
SEARCH_CARETAKER_SECONDS: float | None = 10  # after a request, at most so often (search/indexing/caretaker.py)
ELASTICSEARCH = {
    "urls": env.read(env.ELASTICSEARCH_URL),
    "user": env.read(env.ELASTICSEARCH_USER),
    "password": env.read(env.ELASTICSEARCH_PASSWORD),
    "api_key": env.read(env.ELASTICSEARCH_API_KEY),
    "ca_file": env.read(env.ELASTICSEARCH_CA_FILE),
    "timeout": env.read(env.ELASTICSEARCH_TIMEOUT),
}

# --- Security --------------------------------------------------------------------------------------------------------
_https = env.read(env.HTTPS)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"  # the page editor's preview
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names under the host's domain are not ours to force to https
    "security.W019",  # the page editor shows its preview in a frame of the same origin
    "security.W021",  # a preload list is joined by the host's owner, and not left quickly
]
if env.read(env.BEHIND_PROXY):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, "'unsafe-inline'"],  # custom properties on single elements, as the design has them
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    },
}

# --- Mail and log ----------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.read(env.EMAIL_FROM)
EMAIL_HOST = env.read(env.EMAIL_HOST)
EMAIL_PORT = env.read(env.EMAIL_PORT)
EMAIL_HOST_USER = env.read(env.EMAIL_USER)
EMAIL_HOST_PASSWORD = env.read(env.EMAIL_PASSWORD)
EMAIL_USE_SSL = EMAIL_PORT == 465  # encrypted from the start; other ports begin in the open and switch
EMAIL_USE_TLS = not EMAIL_USE_SSL
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.read(env.LOG_LEVEL)},
    "loggers": {"fontTools": {"level": "WARNING"}},
}
