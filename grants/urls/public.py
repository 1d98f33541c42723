"""Addresses of public money behind the door `public`."""

from grants.urls.parts import applications, calls, marks, money, scoring

app_name = "grants_public"
urlpatterns = [*calls.public, *applications.public, *scoring.public, *money.public, *marks.public]
