"""Addresses of public money behind the door `staff`."""

from grants.urls.parts import applications, calls, marks, money, scoring

app_name = "grants_staff"
urlpatterns = [*calls.staff, *applications.staff, *scoring.staff, *money.staff, *marks.staff]
