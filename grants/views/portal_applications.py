"""The NGO's own room: what to do, its applications, a new application, the task list of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from grants import panels
from grants.eligibility import findings
from grants.forms.application_sections import progress_of, tasks_of
from grants.queries import applications as queries
from grants.queries import copying
from grants.queries.bans import bans_of
from grants.queries.call_forms import corrections_for
from grants.queries.checks import letters_of
from grants.queries.draw_pages import codes_of_application
from grants.queries.objections import own_objection, terms_of
from grants.queries.public_ranking import own_place
from grants.rules import check_is_applicant
from grants.services import applications
from grants.views import filing_pages
from grants.workflows.application import APPLICATION
from office.doors import portal
from office.refusal import allowed, refusal_of
from office.views.helpers import attempt


@portal
def dashboard(request: HttpRequest) -> HttpResponse:
    """What the organisation has to do, the nearest deadline first, and the calls it can apply to."""
    facts = {
        "items": panels.portal_items(request.ngo, request.arrived_at),
        "calls": queries.open_calls_for(request.ngo, request.arrived_at),
    }
    return render(request, "grants/portal/dashboard.html", facts)


@portal
def listing(request: HttpRequest) -> HttpResponse:
    """Everything the organisation has begun or filed."""
    rows = queries.applications_of(request.ngo)[:200]
    return render(request, "grants/portal/applications.html", {"applications": rows})


@portal
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin an application for a call, for the organisation one acts for."""
    call = get_object_or_404(queries.open_call(slug))
    facts = {"call": call, "organisation": request.ngo, "at": request.arrived_at}
    if request.method == "POST":
        draft = attempt(request, None, applications.begin, by=request.user, **facts)
        if draft:
            return redirect("grants_portal:application", pk=draft.pk)
        return redirect("grants_portal:begin", slug=slug)
    own = queries.own_applications(call, request.ngo)
    refusal = refusal_of(applications.check_may_begin, by=request.user, **facts)
    return render(
        request,
        "grants/portal/begin.html",
        {**facts, "own": own, "refusal": refusal, "bans": bans_of(request.ngo)},
    )


@portal
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """The task list of a draft or of an application to be completed; else its state and history."""
    row = get_object_or_404(queries.whole(queries.applications_of(request.ngo)), pk=pk)
    facts = {
        "application": row,
        "call": row.call,
        "completion": queries.completion_of(row),
        "may_edit": allowed(check_is_applicant, request.user, row),
        "letters": letters_of(row) if row.number else [],
        "after": terms_of(row.call) if row.number else None,
        "place": own_place(row) if row.number else None,
        "objection": own_objection(row) if row.number else None,
        "may_withdraw": any(offer.name == "withdraw" for offer in APPLICATION.offered(row, by=request.user)),
    }
    facts["filing"] = filing_pages.applicant_facts(row, request.user, request.arrived_at)
    if row.state in {row.State.DRAFT, row.State.RETURNED}:
        tasks = tasks_of(row, findings(row))
        facts |= {"tasks": task_rows(row, tasks), "progress": progress_of(tasks), "due": queries.due_of(row)}
        facts["corrections"] = corrections_for(row)
        facts["why_not"] = refusal_of(applications.check_editable, row, request.arrived_at)
        facts["earlier"] = copying.has_earlier(row)
        return render(request, "grants/portal/application.html", facts)
    facts |= {"history": queries.history(row, applicant=True), "job": queries.waited_receipt(row)}
    facts["draws"] = codes_of_application(row)
    return render(request, "grants/portal/application_filed.html", facts)


def task_rows(row: object, tasks: list) -> list[dict]:
    """Lines of the task list with their addresses and what is wrong in words."""
    return [
        {
            "title": task.section.title,
            "url": reverse("grants_portal:section", args=[row.pk, task.section.key]),
            "label": task.label,
            "tone": task.tone,
            "note": " ".join(task.notes),
            "saved": task.saved,
            "current": False,
        }
        for task in tasks
    ]
