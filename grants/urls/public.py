"""Addresses of public money behind the door `public`."""

from grants.urls.parts import applications, call_forms, calls, money, scoring

app_name = "grants_public"
urlpatterns = [*calls.public, *applications.public, *scoring.public, *call_forms.public, *money.public]
