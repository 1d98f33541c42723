"""Files of calls, the same in every language."""

from django.urls import path

from grants.urls.parts import addresses, checks
from grants.views import call_files, public_applications, public_call_forms

app_name = "grants_files"
urlpatterns = [
    *addresses("unprefixed"),
    path("calls/calendar.ics", call_files.calendar, name="calendar"),
    path("calls/feed/", call_files.feed, name="feed"),
    path("calls/priorities/<int:year>/decision.pdf", call_files.priority_file, name="priorities"),
    path("calls/<slug:slug>/call.pdf", call_files.text, name="call_text"),
    path(
        "calls/<slug:slug>/templates/documents/<int:pk>/",
        public_call_forms.document_template,
        name="document_template",
    ),
    path(
        "calls/<slug:slug>/templates/questions/<slug:key>/",
        public_call_forms.question_template,
        name="question_template",
    ),
    path("calls/<slug:slug>/deadline.ics", call_files.call_calendar, name="call_calendar"),
    path("calls/<slug:slug>/ranking.pdf", call_files.ranking, name="ranking"),
    path("calls/<slug:slug>/decision.pdf", call_files.decision, name="decision"),
    *checks.files,  # before the tables, whose names are free
    path("calls/<slug:slug>/tables.zip", public_applications.tables, name="tables"),
    path("calls/<slug:slug>/<slug:name>.csv", public_applications.table, name="table"),
]
