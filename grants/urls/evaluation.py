"""Addresses of public money behind the door `evaluation`."""

from grants.urls.parts import applications, calls, life, money, scoring

app_name = "grants_evaluation"
urlpatterns = [
    *life.evaluation,
    *calls.evaluation,
    *applications.evaluation,
    *scoring.evaluation,
    *money.evaluation,
]
