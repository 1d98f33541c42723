"""Addresses of public money behind the door `portal`."""

from grants.urls.parts import applications, calls, life, money, scoring

app_name = "grants_portal"
urlpatterns = [*life.portal, *calls.portal, *applications.portal, *scoring.portal, *money.portal]
