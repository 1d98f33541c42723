"""Addresses of public money behind the door `portal`."""

from grants.urls.parts import applications, calls, money, scoring, year

app_name = "grants_portal"
urlpatterns = [*year.portal, *calls.portal, *applications.portal, *scoring.portal, *money.portal]
