"""Addresses of public money behind the door `staff`."""

from grants.urls.parts import applications, calls, life, money, scoring

app_name = "grants_staff"
urlpatterns = [*life.staff, *calls.staff, *applications.staff, *scoring.staff, *money.staff]
