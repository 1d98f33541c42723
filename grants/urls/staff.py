"""Addresses of public money behind the door `staff`."""

from grants.urls.parts import applications, calls, money, scoring, year

app_name = "grants_staff"
urlpatterns = [*year.staff, *calls.staff, *applications.staff, *scoring.staff, *money.staff]
