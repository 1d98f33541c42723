"""Staff rooms of calls for representatives: draft, publish, count, list, appoint."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from council.forms.nominations import AppointForm, CallFilter, CallForm, MatchForm, StepForm
from council.queries import calls, counted_proposals
from council.services import nominations as verbs
from council.workflows.nomination import NOMINATION
from office.audit import timeline
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved

PAGE = 50
STEPS = {"publish": verbs.publish_nomination_call, "publish_list": verbs.publish_list}


@staff(P.MANAGE_NOMINATIONS)
def listing(request: HttpRequest) -> HttpResponse:
    """Calls the person runs, filtered by state and purpose."""
    form = CallFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    pages = Paginator(calls.call_list(request.user, **chosen), PAGE)
    facts = {"form": form, "page": pages.get_page(request.GET.get("page"))}
    return render(request, "council/staff/nominations.html", facts)


@staff(P.MANAGE_NOMINATIONS)
def new(request: HttpRequest) -> HttpResponse:
    """Draft a call."""
    form = CallForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        call = attempt(request, form, verbs.draft_call, by=request.user, **form.facts())
        if call:
            return redirect("council_staff:nomination", pk=call.pk)
    return render(request, "council/staff/nomination_form.html", {"form": form, "call": None})


@staff(P.MANAGE_NOMINATIONS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    call = get_object_or_404(calls.calls_of(request.user), pk=pk)
    form = CallForm(request.POST or None, user=request.user, instance=call)
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        del facts["body"], facts["kind"]
        if attempt(request, form, verbs.edit_call, call=call, by=request.user, **facts):
            saved(request)
            return redirect("council_staff:nomination", pk=pk)
    return render(request, "council/staff/nomination_form.html", {"form": form, "call": call})


@staff(P.MANAGE_NOMINATIONS)
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of one call: facts, proposals, the count, what may be done, what happened."""
    call = get_object_or_404(
        calls.calls_of(request.user).select_related("body", "council", "rulebook"), pk=pk
    )
    listed = call.listed_at is not None
    facts = {
        "call": call,
        "counts": counted_proposals(call),
        "proposals": calls.proposals_of_call(call),
        "offers": [offer for offer in NOMINATION.offered(call, by=request.user) if offer.name != "appoint"],
        "may_appoint": call.state == call.State.LISTED,
        "matching": call.state == call.State.PUBLISHED and call.is_past_deadline,
        "document": calls.list_documents(call).first() if listed else None,
        "job": calls.list_job(call) if listed else None,
        "events": timeline(call),
    }
    return render(request, "council/staff/nomination.html", facts)


@staff(P.MANAGE_NOMINATIONS)
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step of the workflow: publish, publish the list, cancel."""
    call = get_object_or_404(calls.calls_of(request.user), pk=pk)
    form = StepForm(request.POST)
    action = form.cleaned_data["action"] if form.is_valid() else ""
    if action == "cancel":
        attempt(
            request, None, verbs.cancel_call, call=call, reason=form.cleaned_data["note"], by=request.user
        )
    elif action in STEPS or action == "end_without_valid":
        attempt(request, None, STEPS.get(action, verbs.publish_list), call=call, by=request.user)
    return redirect("council_staff:nomination", pk=pk)


@staff(P.MANAGE_NOMINATIONS)
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the act by which those who lead the list are appointed."""
    call = get_object_or_404(calls.calls_of(request.user), pk=pk)
    form = AppointForm(request.POST or None, initial={"on": timezone.localdate()})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.appoint, call=call, by=request.user, **form.cleaned_data):
        saved(request, _("The appointment is entered."))
        return redirect("council_staff:nomination", pk=pk)
    listed = get_object_or_404(calls.public_calls(), pk=pk)
    return render(
        request, "council/staff/appoint.html", {"form": form, "call": call, "seats": listed.seats.all()}
    )


@staff(P.MANAGE_NOMINATIONS)
@require_POST
def choose(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Choose between equal candidates, with a reason."""
    call = get_object_or_404(calls.calls_of(request.user), pk=pk)
    place = get_object_or_404(call.seats.all(), pk=seat)
    form = MatchForm(request.POST)
    if form.is_valid():
        facts = {"candidate_key": form.cleaned_data["key"], "reason": form.cleaned_data["reason"]}
        attempt(request, None, verbs.choose_between_equal, seat=place, by=request.user, **facts)
    return redirect("council_staff:nomination", pk=pk)


@staff(P.MANAGE_NOMINATIONS)
@require_POST
def join(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Count two spellings of one person together, with a reason."""
    call = get_object_or_404(calls.calls_of(request.user), pk=pk)
    place = get_object_or_404(call.seats.all(), pk=seat)
    form = MatchForm(request.POST)
    if form.is_valid():
        facts = {**form.cleaned_data, "call": call, "seat": place, "by": request.user}
        attempt(request, None, verbs.join_candidates, **facts)
    return redirect("council_staff:nomination", pk=pk)
