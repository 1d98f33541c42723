"""Addresses of public money behind the door `staff`."""

from grants.urls.parts import applications, budget, calls, money, scoring

app_name = "grants_staff"
urlpatterns = [*budget.staff, *calls.staff, *applications.staff, *scoring.staff, *money.staff]
