"""The commission's room of ranking and allocation: places, equals, variants side by side, confirmation."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from grants.forms.ranking import ReservedForm, TieForm, TieSeedForm
from grants.forms.simulator import VariantForm
from grants.models import Call, Ranking
from grants.queries import ranked
from grants.queries import ranking as queries
from grants.queries.decisions import standing_decision
from grants.queries.evaluation import calls_seen_by
from grants.rules import check_sits_on_commission
from grants.services import ranking as verbs
from grants.services import tie_rules
from grants.workflows.decision import RANKING
from office.audit import timeline
from office.audit_words import worded
from office.doors import staff
from office.refusal import refusal_of
from office.roles import Permission as P
from office.rulebooks import from_version
from office.uploads import serve
from office.views.helpers import attempt, saved

STEPS = {"confirm": verbs.confirm_ranking, "publish": verbs.publish_ranking}


@staff(P.SIT_ON_COMMISSION)
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking list with variants of the allocation; its steps are posted here."""
    call = get_object_or_404(calls_seen_by(request.user), pk=pk)
    found = queries.ranking_of(call)
    if request.method == "POST":
        return step(request, call, found)
    facts = {
        "call": call,
        "ranking": found,
        "ready": None if found else queries.readiness(call),
        "refusal": refusal_of(check_sits_on_commission, request.user, call),
        "rules": from_version(call.rulebook),
        "decision": standing_decision(call),
        "ties": ranked.rule_of_ties(call, found),
    }
    if found:
        facts |= shown(request, call, found)
    return render(request, "grants/ranking/ranking.html", facts)


def shown(request: HttpRequest, call: Call, found: Ranking) -> dict[str, Any]:
    """What the page says of a list that is made."""
    return {
        "board": queries.board(found, call, request.GET.get("page")),
        "offers": [offer for offer in RANKING.offered(found, by=request.user) if offer.name in STEPS],
        "events": worded(timeline(found)),
    }


def step(request: HttpRequest, call: Call, found: Ranking | None) -> HttpResponse:
    """Make the list, compare variants, confirm, publish."""
    action = request.POST.get("action", "")
    if action == "make":
        if attempt(request, None, verbs.make_ranking, call=call, by=request.user):
            saved(request, _("The ranking list is made."))
    elif found and action == "compare":
        attempt(request, None, verbs.compare_variants, ranking=found, by=request.user)
    elif found and action in STEPS:
        if attempt(request, None, STEPS[action], ranking=found, by=request.user):
            saved(request)
    return redirect("grants_staff:ranking", pk=call.pk)


def ranking_or_404(request: HttpRequest, pk: int) -> Ranking:
    """The list of a call the person may see."""
    call = get_object_or_404(calls_seen_by(request.user), pk=pk)
    found = queries.ranking_of(call)
    if found is None:
        raise Http404("no ranking list yet")
    return found


@staff(P.SIT_ON_COMMISSION)
def tie(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Order the applications that share a place, with the written reason."""
    found = ranking_or_404(request, pk)
    rows = queries.tied_rows(found, place)
    if not rows:
        raise Http404("nobody shares this place")
    proposal = ranked.proposal(found, rows)
    form = TieForm(request.POST or None, rows=proposal.rows if proposal else rows)
    if request.method == "POST" and form.is_valid():
        facts = {"place": place, "rows": form.ordered(), "reason": form.cleaned_data["reason"]}
        if attempt(request, form, verbs.order_tie, ranking=found, by=request.user, **facts):
            saved(request)
            return redirect("grants_staff:ranking", pk=pk)
    shown = {"form": form, "rows": rows, "place": rows[0].place, "call": found.call, "proposal": proposal}
    shown["ties"] = ranked.rule_of_ties(found.call, found)
    return render(request, "grants/ranking/tie.html", shown)


@staff(P.SIT_ON_COMMISSION)
def tie_seed(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the seed of the lot of equals, where the rulebook draws lots."""
    found = ranking_or_404(request, pk)
    ties = ranked.rule_of_ties(found.call, found)
    if not ties.by_lot or found.tie_seed:
        raise Http404("no lot waits for its seed")
    form = TieSeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"ranking": found, "by": request.user, **form.cleaned_data}
        if attempt(request, form, tie_rules.record_tie_seed, **facts):
            saved(request, _("The seed is recorded. It is not changed any more."))
            return redirect("grants_staff:ranking", pk=pk)
    return render(request, "grants/ranking/tie_seed.html", {"form": form, "call": found.call, "ties": ties})


@staff(P.SIT_ON_COMMISSION)
def reserved(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which applications draw on the reserved share."""
    found = ranking_or_404(request, pk)
    if not found.call.reserved_percent:
        raise Http404("this call reserves nothing")
    form = ReservedForm(request.POST or None, rows=queries.all_rows(found))
    if request.method == "POST" and form.is_valid():
        facts = {"ranking": found, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.mark_reserved, **facts):
            saved(request)
            return redirect("grants_staff:ranking", pk=pk)
    return render(request, "grants/ranking/reserved.html", {"form": form, "call": found.call})


@staff(P.SIT_ON_COMMISSION)
def variants(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a variant, or compute one more with another sum."""
    found = ranking_or_404(request, pk)
    if request.POST.get("choose", "").isdigit():
        variant = get_object_or_404(queries.variants_of(found), pk=request.POST["choose"])
        if attempt(request, None, verbs.choose_variant, variant=variant, by=request.user):
            saved(request, _("The variant is chosen."))
        return redirect("grants_staff:ranking", pk=pk)
    if request.POST.get("discard", "").isdigit():
        variant = get_object_or_404(queries.variants_of(found), pk=request.POST["discard"])
        if attempt(request, None, verbs.discard_variant, variant=variant, by=request.user):
            saved(request, _("The variant is thrown away."))
        return redirect("grants_staff:simulator", pk=pk)
    form = VariantForm(request.POST or None, with_areas=queries.has_areas(found))
    if request.method == "POST" and form.is_valid():
        facts = {"ranking": found, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.make_variant, **facts):
            return redirect("grants_staff:simulator", pk=pk)
    return render(request, "grants/ranking/variant.html", {"form": form, "call": found.call})


@staff(P.SIT_ON_COMMISSION)
def list_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The confirmed list as issued."""
    found = ranking_or_404(request, pk)
    if found.document is None:
        raise Http404("the list is not drawn yet")
    return serve(request, found.document.file)
