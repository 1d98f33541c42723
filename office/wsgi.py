"""WSGI entry of the web process."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from office.collector import keep_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "office.settings")
os.environ.setdefault("OFFICE_PROCESS", "web")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 -- every room is loaded once, before the server's processes divide
keep_what_is_loaded()
