"""The room of the decision: draft, reasons, two signatures, publication."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from grants.forms.ranking import ReasonForm, RemedyForm
from grants.models import Call, Decision
from grants.queries import decisions as queries
from grants.queries.awards import award_sums
from grants.queries.evaluation import calls_seen_by
from grants.queries.letters import counts_of, running_job
from grants.queries.ranking import chosen_variant, ranking_of
from grants.rules import check_drafts_decision, check_signs_first
from grants.services import decisions as verbs
from grants.workflows.decision import DECISION, check_signs_second
from office.audit import timeline
from office.audit_words import worded
from office.doors import staff
from office.jurisdiction import has_feature
from office.refusal import refusal_of
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved

PAGE = 100
STEPS = {
    "sign_first": verbs.sign_first,
    "sign": verbs.sign_second,
    "publish": verbs.order_publication,
}
NOTED = {"discard": verbs.discard_draft, "send_back": verbs.send_back}


@staff(P.SIT_ON_COMMISSION)
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision with every row; its steps are posted here."""
    call = get_object_or_404(calls_seen_by(request.user), pk=pk)
    found = queries.decision_of(call)
    if request.method == "POST":
        return step(request, call, found)
    ranked = ranking_of(call)
    facts = {
        "call": call,
        "ranking": ranked,
        "decision": found,
        "body_decides": has_feature("body_decides"),
        "drafts": refusal_of(check_drafts_decision, request.user, call),
        "objections_until": queries.objections_until(call, ranked),
        "chosen": chosen_variant(ranked) if ranked and not found else None,
    }
    if found:
        facts |= shown(request, found)
    return render(request, "grants/decision/decision.html", facts)


def shown(request: HttpRequest, found: Decision) -> dict[str, Any]:
    """What the page says of a decision that is drafted."""
    by, sums = request.user, queries.sums_of(found)
    pages = Paginator(queries.decision_rows(found), PAGE)
    pages.count = sums.awarded + sums.refused  # counted already
    return {
        "page": pages.get_page(request.GET.get("page")),
        "sums": sums,
        "signs_first": refusal_of(check_signs_first, by, found),
        "signs_second": refusal_of(check_signs_second, by, found),
        "offers": [offer for offer in DECISION.offered(found, by=by) if offer.name in STEPS],
        "events": worded(timeline(found)),
        "letters": counts_of(found),
        "job": running_job(found),
        "awards": award_sums(found) if found.state == Decision.State.PUBLISHED else None,
    }


def step(request: HttpRequest, call: Call, found: Decision | None) -> HttpResponse:
    """Draft, sign, send back, publish, throw the draft away."""
    action, by = request.POST.get("action", ""), request.user
    done = None
    if action == "draft":
        done = attempt(request, None, verbs.draft_decision, call=call, by=by)
    elif found and action in STEPS:
        done = attempt(request, None, STEPS[action], decision=found, by=by)
    elif found and action in NOTED:
        note = request.POST.get("note", "")
        done = attempt(request, None, NOTED[action], decision=found, note=note, by=by)
    if done:
        saved(request)
    return redirect("grants_staff:decision", pk=call.pk)


def decision_or_404(request: HttpRequest, pk: int) -> tuple[Call, Decision]:
    """The decision of a call the person may see."""
    call = get_object_or_404(calls_seen_by(request.user), pk=pk)
    found = queries.decision_of(call)
    if found is None:
        raise Http404("no decision yet")
    return call, found


@staff(P.SIT_ON_COMMISSION)
def reason(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The reason of one application in one's own words."""
    call, found = decision_or_404(request, pk)
    line = get_object_or_404(queries.decision_rows(found), pk=row)
    form = ReasonForm(request.POST or None, initial={"reason": line.reason})
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.edit_reason, row=line, by=request.user, **form.cleaned_data):
            saved(request)
            return redirect("grants_staff:decision", pk=pk)
    facts = {"form": form, "call": call, "line": line, "application": line.application}
    return render(request, "grants/decision/reason.html", facts)


@staff(P.SIT_ON_COMMISSION)
def remedy(request: HttpRequest, pk: int) -> HttpResponse:
    """The note on legal remedy as this body words it."""
    call, found = decision_or_404(request, pk)
    form = RemedyForm(request.POST or None, initial={"text": found.legal_remedy})
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.edit_remedy, decision=found, by=request.user, **form.cleaned_data):
            saved(request)
            return redirect("grants_staff:decision", pk=pk)
    facts = {"form": form, "call": call, "line": None}
    return render(request, "grants/decision/reason.html", facts)


@staff(P.SIT_ON_COMMISSION)
def decision_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed decision as issued."""
    _call, found = decision_or_404(request, pk)
    if found.document is None:
        raise Http404("the decision is not drawn yet")
    return serve(request, found.document.file)
