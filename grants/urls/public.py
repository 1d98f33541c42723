"""Addresses of public money behind the door `public`."""

from grants.urls.parts import applications, calls, life, money, scoring

app_name = "grants_public"
urlpatterns = [*life.public, *calls.public, *applications.public, *scoring.public, *money.public]
