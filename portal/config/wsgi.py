"""The portal as a WSGI application (gunicorn, waitress). Production settings unless the environment names others."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings.base")
application = get_wsgi_application()
