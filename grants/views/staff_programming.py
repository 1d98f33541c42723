"""Staff rooms of the programming of a year: cycles, who is asked, the draft assembled, opinion, sums compared."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.documents.programming import SUM_HEAD, sum_lines
from grants.forms import programming as forms
from grants.models import PriorityDecision
from grants.queries import late, priorities
from grants.queries import programming as queries
from grants.services import programming as verbs
from grants.views.table_files import table_file
from office.audit import timeline
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved

FEATURE = "priorities"


@staff(P.MANAGE_CALLS, feature=FEATURE)
def listing(request: HttpRequest) -> HttpResponse:
    """All programmed years, newest first."""
    return render(request, "grants/year/cycles.html", {"cycles": queries.cycles()})


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def new(request: HttpRequest) -> HttpResponse:
    """Open the programming of a year."""
    bodies = queries.bodies_to_ask()
    initial = {"year": timezone.localdate().year + 1, "bodies": bodies}
    form = forms.CycleForm(request.POST or None, initial=initial, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        cycle = attempt(request, form, verbs.open_cycle, by=request.user, **form.cleaned_data)
        if cycle:
            saved(request, _("The programming is open; the bodies see on their desks what is asked of them."))
            return redirect("grants_staff:cycle", year=cycle.year)
    return render(request, "grants/year/cycle_form.html", {"form": form, "cycle": None})


@staff(P.MANAGE_CALLS, feature=FEATURE)
def cycle(request: HttpRequest, year: int) -> HttpResponse:
    """One year: its dates, who has handed in what, the draft decision, the opinion, what happened."""
    found = get_object_or_404(queries.cycles(), year=year)
    today = timezone.localdate()
    decision = queries.decision_of(year)
    analyses = queries.analysis_list(request.user, found)
    facts = {
        "cycle": found,
        "dates": queries.dates_of(found),
        "consultation": queries.consultation_days(found),
        "rows": late.analysis_rows(found, today),
        "analyses": analyses,
        "duties": queries.duties_of(request.user, found),
        "decision": decision,
        "opinion": queries.opinion_of(decision),
        "to_assemble": [
            row for row in analyses if row.state == row.State.ACCEPTED and not hasattr(row, "sums")
        ],
        "leads": request.user.can(P.MANAGE_PRIORITIES),
        "asked_in_all": queries.asked_in_all(found),
        "today": today,
        "events": timeline(found),
    }
    return render(request, "grants/year/cycle.html", facts)


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def change(request: HttpRequest, year: int) -> HttpResponse:
    """Change who is asked and what they are told."""
    found = get_object_or_404(queries.cycles(), year=year)
    asked = [duty.body_id for duty in found.duties.all()]
    bodies = queries.bodies_to_ask(found)
    initial = {"note": found.note, "bodies": asked}
    form = forms.CycleForm(request.POST or None, initial=initial, bodies=bodies, with_year=False)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.change_cycle, cycle=found, by=request.user, **form.cleaned_data
    ):
        saved(request)
        return redirect("grants_staff:cycle", year=year)
    return render(request, "grants/year/cycle_form.html", {"form": form, "cycle": found})


@staff(P.MANAGE_CALLS, feature=FEATURE)
def no_call(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A body says that it proposes no call, with the reason."""
    found = get_object_or_404(queries.cycles(), year=year)
    duty = get_object_or_404(queries.duties_of(request.user, found), pk=pk)
    form = forms.ReasonForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.propose_no_call, duty=duty, by=request.user, **form.cleaned_data
    ):
        saved(request, _("It is recorded that the body proposes no call."))
        return redirect("grants_staff:cycle", year=year)
    facts = {"form": form, "cycle": found, "about": duty.body.name, "title": _("The body proposes no call")}
    return render(request, "grants/year/cycle_part.html", facts)


@staff(P.MANAGE_CALLS, feature=FEATURE)
@require_POST
def no_call_back(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The body will propose calls after all."""
    found = get_object_or_404(queries.cycles(), year=year)
    duty = get_object_or_404(queries.duties_of(request.user, found), pk=pk)
    if attempt(request, None, verbs.take_back_no_call, duty=duty, by=request.user):
        saved(request)
    return redirect("grants_staff:cycle", year=year)


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def assemble(request: HttpRequest, year: int) -> HttpResponse:
    """Put the accepted analyses into the draft decision; the first time the current budget is asked."""
    found = get_object_or_404(queries.cycles(), year=year)
    begun = queries.decision_of(year) is not None
    form = forms.AssembleForm(None if begun else request.POST or None)
    if request.method == "POST" and (begun or form.is_valid()):
        facts = {} if begun else form.cleaned_data
        facts |= {"cycle": found, "by": request.user}
        done = attempt(request, None if begun else form, verbs.assemble_decision, **facts)
        if done:
            saved(request, _("The accepted analyses stand in the draft decision."))
            return redirect("grants_staff:priority", year=year)
    if begun:
        return redirect("grants_staff:cycle", year=year)
    facts = {"form": form, "cycle": found, "about": "", "title": _("Assemble the draft decision")}
    return render(request, "grants/year/cycle_part.html", facts)


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def opinion(request: HttpRequest, year: int) -> HttpResponse:
    """Record the Council's opinion on the draft."""
    decision = get_object_or_404(priorities.decisions(), year=year)
    known = queries.opinion_of(decision)
    names = ("outcome", "session", "given_on", "text")
    initial = {name: getattr(known, name) for name in names} if known else {"given_on": timezone.localdate()}
    form = forms.OpinionForm(request.POST or None, initial=initial, sessions=queries.held_sessions())
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.record_opinion, decision=decision, by=request.user, **form.cleaned_data
    ):
        saved(request, _("The opinion of the Council is recorded."))
        return redirect("grants_staff:priority", year=year)
    title = _("Opinion of the Council")
    return render(
        request, "grants/staff/priority_form.html", {"form": form, "decision": decision, "title": title}
    )


@staff(P.MANAGE_CALLS, feature=FEATURE)
def comparison(request: HttpRequest, year: int) -> HttpResponse:
    """Asked, proposed and decided sums side by side."""
    found = get_object_or_404(queries.cycles(), year=year)
    decision = queries.decision_of(year)
    rows = queries.sum_rows(year, decision)
    facts = {
        "cycle": found,
        "decision": decision,
        "rows": rows,
        "totals": queries.totals(rows),
        "openable": queries.openable(request.user, found),
        "rows_url": rows_url(request, decision),
        "may_enter": decision is not None
        and decision.state in {"proposed", "adopted"}
        and request.user.can(P.MANAGE_PRIORITIES),
    }
    return render(request, "grants/year/comparison.html", facts)


def rows_url(request: HttpRequest, decision: PriorityDecision | None) -> str | None:
    """The page with the rows of the decision, where the person may open one."""
    if decision and request.user.can(P.MANAGE_PRIORITIES):
        return reverse("grants_staff:priority", args=[decision.year])
    if decision and decision.state == decision.State.PUBLISHED:
        return reverse("grants_public:priorities", args=[decision.year])
    return None


@staff(P.MANAGE_CALLS, feature=FEATURE)
def comparison_file(request: HttpRequest, year: int, ending: str) -> HttpResponse | FileResponse:
    """The same as CSV or XLSX."""
    get_object_or_404(queries.cycles(), year=year)
    rows = queries.sum_rows(year, queries.decision_of(year))
    return table_file(f"sums-{year}", SUM_HEAD, sum_lines(rows), ending)


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def decided_sum(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The Government decided another sum than was proposed."""
    decision = get_object_or_404(priorities.decisions(), year=year)
    item = get_object_or_404(decision.items.select_related("body", "area", "decision"), pk=pk)
    form = forms.DecidedForm(request.POST or None, initial={"amount": item.amount})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.enter_decided_sum, item=item, by=request.user, **form.cleaned_data
    ):
        saved(request)
        return redirect("grants_staff:comparison", year=year)
    title = _("Sum the Government decided")
    return render(
        request, "grants/staff/priority_form.html", {"form": form, "decision": decision, "title": title}
    )
