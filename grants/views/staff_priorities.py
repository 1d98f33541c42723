"""Staff rooms of the yearly decision on priority areas."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms import priorities as forms
from grants.models import PriorityDecision
from grants.queries import priorities as queries
from grants.queries import programming
from grants.services import priorities as verbs
from grants.services.programming import check_opinion
from grants.workflows.priorities import PRIORITIES
from office import uploads
from office.audit import timeline
from office.doors import staff
from office.refusal import Refused, allowed
from office.roles import Permission as P
from office.templatetags.saradnja import script
from office.views.helpers import attempt, saved, sentence

FEATURE = "priorities"


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def listing(request: HttpRequest) -> HttpResponse:
    """All years, newest first."""
    return render(request, "grants/staff/priorities.html", {"decisions": queries.decisions()})


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def new(request: HttpRequest) -> HttpResponse:
    """Begin the decision for a year."""
    form = forms.YearForm(request.POST or None, initial={"year": timezone.localdate().year + 1})
    if request.method == "POST" and form.is_valid():
        decision = attempt(request, form, verbs.open_year, by=request.user, **form.cleaned_data)
        if decision:
            return redirect("grants_staff:priority", year=decision.year)
    return render(request, "grants/staff/priority_new.html", {"form": form})


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def decision(request: HttpRequest, year: int) -> HttpResponse:
    """The file of one year: rows, shares, what may be done, what happened."""
    found = get_object_or_404(queries.decisions(), year=year)
    items = queries.items_of(found)
    offers = PRIORITIES.offered(found, by=request.user)
    facts = {
        "decision": found,
        "items": items,
        "shares": queries.shares(found, items),
        "offers": [offer for offer in offers if offer.name in {"propose", "take_back"}],
        "entries": [offer for offer in offers if offer.name in {"adopt", "publish"}],
        "editable": found.state == found.State.DRAFT,
        "opinion": programming.opinion_of(found),
        "opinion_rule": programming.opinion_rule(found),
        "opinion_open": allowed(check_opinion, found),
        "cycle": programming.has_cycle(year),
        "events": timeline(found),
    }
    return render(request, "grants/staff/priority.html", facts)


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
@require_POST
def step(request: HttpRequest, year: int) -> HttpResponse:
    """Propose, or take back with a reason."""
    found = get_object_or_404(queries.decisions(), year=year)
    form = forms.StepForm(request.POST)
    action = form.cleaned_data["action"] if form.is_valid() else ""
    if action == "propose":
        if attempt(request, None, verbs.propose, decision=found, by=request.user):
            warn_of_opinion(request, found)
    elif action == "take_back":
        note = form.cleaned_data["note"]
        attempt(request, None, verbs.take_back, decision=found, note=note, by=request.user)
    return redirect("grants_staff:priority", year=year)


def warn_of_opinion(request: HttpRequest, decision: PriorityDecision) -> None:
    """The proposal went out; the opinion that lacks is named with its article."""
    rule = programming.opinion_rule(decision)
    if rule.value and programming.opinion_of(decision) is None:
        law = rule.law
        words = _("The decision is proposed without the opinion of the Council.")
        messages.warning(request, f"{words} ({script(law)})" if law else words)


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def budget(request: HttpRequest, year: int) -> HttpResponse:
    """Correct the current budget."""
    found = get_object_or_404(queries.decisions(), year=year)
    form = forms.BudgetForm(request.POST or None, initial={"current_budget": found.current_budget})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.set_budget, decision=found, by=request.user, **form.cleaned_data
    ):
        saved(request)
        return redirect("grants_staff:priority", year=year)
    title = _("Current budget of the year")
    return render(
        request, "grants/staff/priority_form.html", {"form": form, "decision": found, "title": title}
    )


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def item(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    """Add a row, or change one."""
    found = get_object_or_404(queries.decisions(), year=year)
    row = get_object_or_404(found.items, pk=pk) if pk else None
    before = {name: getattr(row, name) for name in ("body", "area", "kind", "amount", "note")} if row else {}
    form = forms.ItemForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        facts = {"decision": found, "item": row, "by": request.user}
        if attempt(request, form, verbs.save_item, **facts, **form.cleaned_data):
            saved(request)
            return redirect("grants_staff:priority", year=year)
    title = _("Change the row") if row else _("Add a row")
    return render(
        request, "grants/staff/priority_form.html", {"form": form, "decision": found, "title": title}
    )


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
@require_POST
def item_remove(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Take a row out of the draft."""
    found = get_object_or_404(queries.decisions(), year=year)
    attempt(request, None, verbs.remove_item, item=get_object_or_404(found.items, pk=pk), by=request.user)
    return redirect("grants_staff:priority", year=year)


@staff(P.ADOPT_PRIORITIES, feature=FEATURE)
def adopt(request: HttpRequest, year: int) -> HttpResponse:
    """Enter the adoption by the Government."""
    found = get_object_or_404(queries.decisions(), year=year)
    form = forms.AdoptForm(request.POST or None, initial={"decided_on": timezone.localdate()})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.adopt, decision=found, by=request.user, **form.cleaned_data):
        saved(request, _("The adoption is entered."))
        return redirect("grants_staff:priority", year=year)
    title = _("Enter the adoption")
    return render(
        request, "grants/staff/priority_form.html", {"form": form, "decision": found, "title": title}
    )


@staff(P.MANAGE_PRIORITIES, feature=FEATURE)
def publish(request: HttpRequest, year: int) -> HttpResponse:
    """Publish the decision, with its gazette and its file."""
    found = get_object_or_404(queries.decisions(), year=year)
    form = forms.PublishForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["upload"]
        try:
            stored = uploads.store(upload, by=request.user, allow=("pdf",)) if upload else None
        except Refused as no:
            form.add_error("upload", sentence(no))
        else:
            facts = {"decision": found, "gazette": form.cleaned_data["gazette"], "file": stored}
            if attempt(request, form, verbs.publish, by=request.user, **facts):
                saved(request, _("The decision is published."))
                return redirect("grants_staff:priority", year=year)
    title = _("Publish the decision")
    return render(
        request, "grants/staff/priority_form.html", {"form": form, "decision": found, "title": title}
    )
