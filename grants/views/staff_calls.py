"""Staff rooms of calls: the list, the file of one call, its steps, publication, extension."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.call_checks import remarks_on, stops_publication
from grants.forms import calls as forms
from grants.forms.priorities import StepForm
from grants.queries import calls as queries
from grants.queries import priorities
from grants.queries.checks import present_list
from grants.rules import check_works_on_call, member_seat
from grants.services import calls as verbs
from grants.views.staff_call_facts import life_facts
from grants.workflows.call import CALL
from office.audit import timeline
from office.doors import staff
from office.refusal import allowed
from office.roles import Permission as P
from office.views.helpers import attempt, saved

PAGE = 50


@staff(P.SIT_ON_COMMISSION)
def listing(request: HttpRequest) -> HttpResponse:
    """Calls of the person's bodies and commissions."""
    form = forms.CallFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    pages = Paginator(queries.call_list(request.user, **chosen), PAGE)
    facts = {"form": form, "page": pages.get_page(request.GET.get("page")), "now": timezone.now()}
    return render(request, "grants/staff/calls.html", facts)


@staff(P.SIT_ON_COMMISSION)
def start(request: HttpRequest) -> HttpResponse:
    """Choose the commission of a new call."""
    commissions = queries.commissions_for_calls(request.user)
    form = forms.StartForm(request.GET or None, commissions=commissions)
    if form.is_bound and form.is_valid():
        return redirect("grants_staff:call_source", commission=form.cleaned_data["commission"].pk)
    return render(request, "grants/staff/call_start.html", {"form": form, "commissions": commissions})


@staff(P.SIT_ON_COMMISSION)
def new(request: HttpRequest, commission: int) -> HttpResponse:
    """Draft a call of a formed commission."""
    found = get_object_or_404(queries.commissions_for_calls(request.user), pk=commission)
    items = priorities.usable_items(found.body, found.year)
    plans = priorities.usable_plans(found.body, found.year)
    form = forms.StartCallForm(request.POST or None, items=items, plans=plans)
    if request.method == "POST" and form.is_valid():
        facts = {"commission": found, "year": found.year, "by": request.user}
        call = attempt(request, form, verbs.draft_call, **facts, **form.cleaned_data)
        if call:
            saved(request, _("The draft is saved. Fill in the texts and the documents."))
            return redirect("grants_staff:call", pk=call.pk)
    return render(request, "grants/staff/call_new.html", {"form": form, "commission": found})


@staff(P.SIT_ON_COMMISSION)
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of one call: steps of the draft, remarks, what may be done, what happened."""
    found = get_object_or_404(queries.whole(queries.calls_of(request.user)), pk=pk)
    rules = queries.rules_of(found)
    draft = found.state == found.State.DRAFT
    remarks = remarks_on(found, rules) if draft else []
    offers = {offer.name: offer for offer in CALL.offered(found, by=request.user)}
    own = member_seat(request.user, found.commission)
    facts = {
        "call": found,
        "rules": rules,
        "draft": draft,
        "editable": draft and allowed(check_works_on_call, request.user, found),
        "remarks": remarks,
        "stopping": stops_publication(remarks),
        "offers": [offers[name] for name in ("cancel", "close") if name in offers],
        "publish": offers.get("publish"),
        "extend": offers.get("extend"),
        "owes_statement": own is not None and not hasattr(own, "statement"),
        "past": found.deadline is not None and request.arrived_at > found.deadline,
        "counts": queries.counts_of(found),
        "check_due": queries.check_due(found),
        "job": queries.text_job(found),
        "annulments": list(found.annulments.order_by("pk")),
        "present_check": present_list(found),
        "events": timeline(found),
        "now": timezone.now(),
        **life_facts(request, found, rules, remarks, offers),
    }
    return render(request, "grants/staff/call.html", facts)


@staff(P.SIT_ON_COMMISSION)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The call as the public will read it."""
    found = get_object_or_404(queries.whole(queries.calls_of(request.user)), pk=pk)
    facts = {"call": found, "rules": queries.rules_of(found)}
    return render(request, "grants/staff/call_preview.html", facts)


@staff(P.SIT_ON_COMMISSION)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, with the deadline; the hint says the earliest one and how it was counted."""
    found = get_object_or_404(queries.whole(queries.calls_of(request.user)), pk=pk)
    today = timezone.localdate()
    term = queries.earliest_term(found, today)
    form = forms.PublishForm(request.POST or None, initial={"deadline": term.last})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.publish_call, call=found, by=request.user, **form.cleaned_data):
        saved(request, _("The call is published; its text is being drawn as a document."))
        return redirect("grants_staff:call", pk=pk)
    remarks = remarks_on(found, queries.rules_of(found))
    facts = {
        "form": form,
        "call": found,
        "term": term,
        "remarks": remarks,
        "stopping": stops_publication(remarks),
        "today": today,
    }
    return render(request, "grants/staff/call_publish.html", facts)


@staff(P.SIT_ON_COMMISSION)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the deadline, with the reason; those who began an application are told."""
    found = get_object_or_404(queries.calls_of(request.user), pk=pk)
    form = forms.ExtendForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.extend_call, call=found, by=request.user, **form.cleaned_data):
        saved(request, _("The deadline is extended; everybody who began an application is told by e-mail."))
        return redirect("grants_staff:call", pk=pk)
    return render(request, "grants/staff/call_extend.html", {"form": form, "call": found})


@staff(P.SIT_ON_COMMISSION)
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Annul with a reason, close, or publish the list of the formal check."""
    found = get_object_or_404(queries.calls_of(request.user), pk=pk)
    form = StepForm(request.POST)
    action = form.cleaned_data["action"] if form.is_valid() else ""
    if action == "cancel":
        attempt(request, None, verbs.cancel_call, call=found, note=form.cleaned_data["note"], by=request.user)
    elif action == "close":
        attempt(request, None, verbs.close_call, call=found, by=request.user)
    elif action == "publish_check" and attempt(
        request, None, verbs.publish_check, call=found, by=request.user
    ):
        saved(request, _("The list is published."))
    return redirect("grants_staff:call", pk=pk)
