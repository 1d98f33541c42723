"""Addresses of public money behind the door `evaluation`."""

from grants.urls.parts import applications, calls, marks, money, scoring

app_name = "grants_evaluation"
urlpatterns = [
    *calls.evaluation,
    *applications.evaluation,
    *scoring.evaluation,
    *money.evaluation,
    *marks.evaluation,
]
