"""Addresses of public money behind the door `public`."""

from grants.urls.parts import applications, calls, money, scoring, year

app_name = "grants_public"
urlpatterns = [*year.public, *calls.public, *applications.public, *scoring.public, *money.public]
