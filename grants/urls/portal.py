"""Addresses of public money behind the door `portal`."""

from grants.urls.parts import applications, call_forms, calls, money, scoring

app_name = "grants_portal"
urlpatterns = [*calls.portal, *applications.portal, *scoring.portal, *call_forms.portal, *money.portal]
