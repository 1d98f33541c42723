"""Addresses of public money behind the door `evaluation`."""

from grants.urls.parts import applications, calls, money, scoring, year

app_name = "grants_evaluation"
urlpatterns = [
    *year.evaluation,
    *calls.evaluation,
    *applications.evaluation,
    *scoring.evaluation,
    *money.evaluation,
]
