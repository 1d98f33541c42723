"""Staff: applications on paper; received with times and scan, entered part by part, handed in."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.eligibility import findings
from grants.forms.application_sections import tasks_of
from grants.forms.application_submission import SubmitForm
from grants.forms.filing import DiscardForm, PaperForm, local_now
from grants.queries import applications as application_queries
from grants.queries import filing as queries
from grants.queries.tells import tells_of
from grants.services import paper as services
from office.doors import staff
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved
from office.views.pager import paged


@staff(P.CHECK_APPLICATIONS)
def listing(request: HttpRequest) -> HttpResponse:
    """What came on paper, the newest first."""
    page = paged(request, queries.paper_filings(request.user))
    return render(request, "grants/staff/paper_list.html", {"page": page})


@staff(P.CHECK_APPLICATIONS)
def receive(request: HttpRequest) -> HttpResponse:
    """An envelope has come: its times, its sender, its scan."""
    calls = queries.calls_for_paper(request.user)
    chosen = {"call": request.GET.get("call", ""), **local_now()}
    form = PaperForm(request.POST or None, request.FILES or None, calls=calls, initial=chosen)
    if request.method == "POST" and form.is_valid():
        draft = attempt(request, form, services.record_paper, by=request.user, **form.facts())
        if draft:
            saved(request, _("Received. Now enter what stands on the paper."))
            return redirect("grants_staff:paper", pk=draft.pk)
    return render(request, "grants/staff/paper_receive.html", {"form": form})


@staff(P.CHECK_APPLICATIONS)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The parts that are entered from the paper, and handing in."""
    row = get_object_or_404(application_queries.whole(queries.paper_drafts(request.user)), pk=pk)
    if row.state != row.State.DRAFT:
        return redirect("grants_staff:application", pk=pk) if row.number else ended(request, row)
    answers = findings(row)
    facts = {
        "application": row,
        "call": row.call,
        "paper": row.paper,
        "tasks": part_rows(row, tasks_of(row, answers)),
        "found": [each for each in answers if each.met is False and each.ask],
        "tells": tells_of(row),
        "late": services.late(row),
        "form": SubmitForm(initial={"key": uuid.uuid4()}),
    }
    return render(request, "grants/staff/paper.html", facts)


def ended(request: HttpRequest, row: Any) -> HttpResponse:
    """An entry that was given up: its times and scan stay readable."""
    facts = {"application": row, "call": row.call, "paper": row.paper}
    return render(request, "grants/staff/paper_ended.html", facts)


def part_rows(row: Any, tasks: list[Any]) -> list[dict[str, Any]]:
    """Lines of the task list with the addresses of the staff's pages."""
    return [
        {
            "title": task.section.title,
            "url": reverse("grants_staff:paper_part", args=[row.pk, task.section.key]),
            "label": task.label,
            "tone": task.tone,
            "note": " ".join(task.notes),
            "saved": task.saved,
            "current": False,
        }
        for task in tasks
    ]


@staff(P.CHECK_APPLICATIONS)
@require_POST
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The entered application gets its number; the moment that counts is that of the envelope."""
    row = get_object_or_404(queries.paper_drafts(request.user), pk=pk)
    form = SubmitForm(request.POST)
    if form.is_valid():
        facts = {"key": form.cleaned_data["key"], "by": request.user}
        if attempt(request, None, services.hand_in_paper, application=row, **facts):
            saved(request, _("The application is entered. Its receipt is being made."))
            return redirect("grants_staff:application", pk=pk)
    return redirect("grants_staff:paper", pk=pk)


@staff(P.CHECK_APPLICATIONS)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a wrong entry, with its reason."""
    row = get_object_or_404(queries.open_paper_drafts(request.user), pk=pk)
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"note": form.cleaned_data["note"], "at": request.arrived_at, "by": request.user}
        if attempt(request, form, services.discard_paper, application=row, **facts):
            saved(request, _("The entry is given up; its times and scan stay readable."))
            return redirect("grants_staff:paper_list")
    return render(request, "grants/staff/paper_discard.html", {"application": row, "form": form})


@staff(P.CHECK_APPLICATIONS)
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The scan of the paper."""
    row = get_object_or_404(queries.paper_drafts(request.user), pk=pk)
    return serve(request, row.paper.scan)
