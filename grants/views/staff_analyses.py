"""Staff rooms of sectoral analyses: a body writes, consults and hands in; the office decides."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.analysis_text import freeze, text_of
from grants.forms import programming as forms
from grants.forms.priorities import StepForm
from grants.models import SectorAnalysis
from grants.queries import call_life
from grants.queries import programming as queries
from grants.queries.tallies import tally
from grants.services import analyses as verbs
from grants.workflows.analysis import ANALYSIS, EDITABLE, check_writes
from office.audit import timeline
from office.doors import staff
from office.refusal import allowed
from office.roles import Permission as P
from office.views.helpers import attempt, saved

FEATURE = "priorities"
# Steps done with one press, or with a reason beside the button; the others have a page of their own.
PLAIN = {
    "consult": verbs.open_consultation,
    "hand_in": verbs.hand_in_analysis,
    "accept": verbs.accept_analysis,
}
WITH_REASON = {
    "refuse": verbs.refuse_analysis,
    "reopen": verbs.reopen_analysis,
    "withdraw": verbs.withdraw_analysis,
}
PAGES = {"close_consultation": "analysis_report", "send_back": "analysis_send_back"}


def found(request: HttpRequest, pk: int) -> SectorAnalysis:
    """The analysis, when it is of the person's body."""
    return get_object_or_404(queries.analyses_of(request.user), pk=pk)


def opened_by_writer(request: HttpRequest, pk: int) -> SectorAnalysis:
    """The analysis, when the person writes it and its text may change now."""
    analysis = found(request, pk)
    if not allowed(check_writes, request.user, analysis) or analysis.state not in EDITABLE:
        raise Http404("not written now")
    return analysis


@staff(P.MANAGE_CALLS, feature=FEATURE)
def new(request: HttpRequest, year: int) -> HttpResponse:
    """Begin an analysis for an area."""
    cycle = get_object_or_404(queries.cycles(), year=year)
    form = forms.BeginAnalysisForm(request.POST or None, bodies=queries.writing_bodies(request.user))
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, verbs.begin_analysis, cycle=cycle, by=request.user, **form.cleaned_data)
        if made:
            return redirect("grants_staff:analysis_texts", pk=made.pk)
    facts = {"form": form, "cycle": cycle, "about": "", "title": _("Begin a sectoral analysis")}
    return render(request, "grants/year/cycle_part.html", facts)


@staff(P.MANAGE_CALLS, feature=FEATURE)
def analysis(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of one analysis: its text, proposed calls, comments, what may be done, what happened."""
    row = found(request, pk)
    offers = ANALYSIS.offered(row, by=request.user)
    comments = queries.comments_of(row)
    facts = {
        "analysis": row,
        "text": text_of(freeze(row)),
        "calls": list(row.calls.order_by("order")),
        "editable": row.state in EDITABLE and allowed(check_writes, request.user, row),
        "answers": row.state == row.State.CONSULTATION and allowed(check_writes, request.user, row),
        "offers": [offer for offer in offers if offer.name not in PAGES],
        "entries": [(offer, PAGES[offer.name]) for offer in offers if offer.name in PAGES],
        "came": call_life.calls_of_analysis(row, public=False),
        "comments": comments,
        "tally": tally(comments),
        "consultation": queries.consultation_days(row.cycle),
        "open_now": queries.is_open(row, timezone.localdate()),
        "events": timeline(row),
    }
    return render(request, "grants/year/analysis.html", facts)


@staff(P.MANAGE_CALLS, feature=FEATURE)
def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the parts of the analysis."""
    row = opened_by_writer(request, pk)
    form = forms.AnalysisForm(request.POST or None, initial=forms.texts_of(row))
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.save_texts, analysis=row, by=request.user, **form.cleaned_data):
        saved(request)
        return redirect("grants_staff:analysis", pk=pk)
    return part(request, row, form, _("Text of the analysis"))


def part(request: HttpRequest, row: SectorAnalysis, form: Any, title: str) -> HttpResponse:
    """A form about the analysis."""
    return render(request, "grants/year/analysis_form.html", {"form": form, "analysis": row, "title": title})


@staff(P.MANAGE_CALLS, feature=FEATURE)
def proposed_call(request: HttpRequest, pk: int, call: int | None = None) -> HttpResponse:
    """Add a proposed call, or change one."""
    row = opened_by_writer(request, pk)
    present = get_object_or_404(row.calls, pk=call) if call else None
    form = forms.ProposedCallForm(request.POST or None)
    form.initial = {name: getattr(present, name) for name in form.fields} if present else {}
    valid = request.method == "POST" and form.is_valid()
    facts = {"analysis": row, "call": present, "by": request.user}
    if valid and attempt(request, form, verbs.save_proposed_call, **facts, **form.cleaned_data):
        saved(request)
        return redirect("grants_staff:analysis", pk=pk)
    return part(request, row, form, _("Change the proposed call") if present else _("Propose a call"))


@staff(P.MANAGE_CALLS, feature=FEATURE)
@require_POST
def proposed_call_remove(request: HttpRequest, pk: int, call: int) -> HttpResponse:
    """Take a proposed call out."""
    row = opened_by_writer(request, pk)
    present = get_object_or_404(row.calls.select_related("analysis"), pk=call)
    if attempt(request, None, verbs.remove_proposed_call, call=present, by=request.user):
        saved(request, _("Removed."))
    return redirect("grants_staff:analysis", pk=pk)


@staff(P.MANAGE_CALLS, feature=FEATURE)
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of the workflow."""
    row = found(request, pk)
    form = StepForm(request.POST)
    action = form.cleaned_data["action"] if form.is_valid() else ""
    if action in PLAIN:
        done = attempt(request, None, PLAIN[action], analysis=row, by=request.user)
    elif action in WITH_REASON:
        note = form.cleaned_data["note"]
        done = attempt(request, None, WITH_REASON[action], analysis=row, note=note, by=request.user)
    else:
        done = None
    if done:
        saved(request)
    return redirect("grants_staff:analysis", pk=pk)


@staff(P.MANAGE_CALLS, feature=FEATURE)
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a draft nobody outside has seen."""
    row = found(request, pk)
    if attempt(request, None, verbs.discard_analysis, analysis=row, by=request.user):
        saved(request, _("The draft is discarded."))
        return redirect("grants_staff:cycle", year=row.cycle.year)
    return redirect("grants_staff:analysis", pk=pk)


@staff(P.MANAGE_CALLS, feature=FEATURE)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the consultation with its report."""
    row = found(request, pk)
    form = forms.ReportForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.close_consultation, analysis=row, by=request.user, **form.cleaned_data
    ):
        saved(request, _("The consultation is closed; its report is public."))
        return redirect("grants_staff:analysis", pk=pk)
    return part(request, row, form, _("Close the consultation"))


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the analysis with what is missing."""
    row = found(request, pk)
    form = forms.SendBackForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.send_back_analysis, analysis=row, by=request.user, **form.cleaned_data
    ):
        saved(request, _("The analysis is returned; the body is told what is missing."))
        return redirect("grants_staff:analysis", pk=pk)
    return part(request, row, form, _("Return the analysis"))
