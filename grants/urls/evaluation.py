"""Addresses of public money behind the door `evaluation`."""

from grants.urls.parts import applications, call_forms, calls, money, scoring

app_name = "grants_evaluation"
urlpatterns = [
    *calls.evaluation,
    *applications.evaluation,
    *scoring.evaluation,
    *call_forms.evaluation,
    *money.evaluation,
]
