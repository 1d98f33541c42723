"""Addresses of public money behind the door `portal`."""

from grants.urls.parts import applications, calls, marks, money, scoring

app_name = "grants_portal"
urlpatterns = [*calls.portal, *applications.portal, *scoring.portal, *money.portal, *marks.portal]
