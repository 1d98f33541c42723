"""Addresses of public money behind the door `public`."""

from grants.urls.parts import applications, calls, filing, money, scoring

app_name = "grants_public"
urlpatterns = [*calls.public, *applications.public, *scoring.public, *money.public, *filing.public]
