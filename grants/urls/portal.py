"""Addresses of public money behind the door `portal`."""

from grants.urls.parts import applications, budget, calls, money, scoring

app_name = "grants_portal"
urlpatterns = [*budget.portal, *calls.portal, *applications.portal, *scoring.portal, *money.portal]
