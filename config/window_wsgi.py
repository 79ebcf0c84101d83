"""The window's door for a WSGI server: a process that knows no registry."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.window")
application = get_wsgi_application()
