"""Addresses of public money behind the door `staff`."""

from grants.urls.parts import applications, call_forms, calls, money, scoring

app_name = "grants_staff"
urlpatterns = [*calls.staff, *applications.staff, *scoring.staff, *call_forms.staff, *money.staff]
