"""Beginning a call from what is there already: an earlier call, a template, an item, a planned call, an analysis."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from grants.call_rest import counted_calls
from grants.call_sums import MONEY, TEXTS
from grants.models import (
    Call,
    CallOrigin,
    CallPart,
    CallPlan,
    CallTemplate,
    Commission,
    CopiedPart,
    Criterion,
    PriorityDecision,
    PriorityItem,
    ProposedCall,
    RequiredDocument,
    SectorAnalysis,
    SubCriterion,
)
from grants.rules import check_works_on_call
from grants.services.calls import draft_call
from grants.services.form_copies import copy_form
from grants.services.own_rules import copy_own_rules
from office.audit import record
from office.models import Area, User
from office.money import share
from office.refusal import Refused
from office.rulebooks import rules_for
from office.service import locked, service

Kind = CallOrigin.Kind
PARTS_COPIED = tuple(CallPart)
PARTS_PROPOSED = (CallPart.BASICS, CallPart.MONEY)
PARTS_OF_ANALYSIS = (*PARTS_PROPOSED, CallPart.TEXTS)
DECIDED = frozenset({PriorityDecision.State.ADOPTED, PriorityDecision.State.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Source:
    """What a call is begun from: facts for the draft (columns of Call), areas, a call whose parts are copied, the
    sectoral analysis and its proposed call, parts to look at again.
    """

    kind: Kind
    name: str
    facts: dict[str, Any]
    areas: list[Area]
    call: Call | None = None
    parts: tuple[CallPart, ...] = PARTS_PROPOSED
    left_out: frozenset[str] = field(default_factory=frozenset)
    analysis: SectorAnalysis | None = None
    proposed: ProposedCall | None = None


def from_call(call: Call, *, name: str = "", kind: Kind = Kind.CALL) -> Source:
    """Texts, limits, criteria and documents of a call; its number, dates and contact by template stay behind."""
    left_out = frozenset({"contact"}) if kind == Kind.TEMPLATE else frozenset()
    facts = {column: getattr(call, column) for column in (*MONEY, *TEXTS) if column not in left_out}
    return Source(kind, name or call.title, facts, list(call.areas.all()), call, PARTS_COPIED, left_out)


def from_template(template: CallTemplate) -> Source:
    """The text the office offers to all bodies."""
    if template.ended_at:
        raise Refused(_("The office does not offer this template any more."))
    return from_call(template.call, name=template.name, kind=Kind.TEMPLATE)


def from_item(item: PriorityItem) -> Source:
    """What is left of an item of the decision; with the texts of the analysis that asked for it, and, where that
    proposed one call, with its texts and sums; else within the shares of the rulebook.
    """
    left = left_of(item)
    sums = getattr(item, "sums", None)
    analysis = sums.analysis if sums else None
    if analysis is None:
        return Source(Kind.ITEM, str(item), {"item": item, **proposed_sums(item.body, left)}, [item.area])
    calls = list(analysis.calls.order_by("order")[:2])
    proposed = calls[0] if len(calls) == 1 else None
    money = sums_within(proposed, left) if proposed else proposed_sums(item.body, left)
    return Source(
        Kind.ITEM,
        proposed.name if proposed else str(item),
        {"item": item, **money, **texts_of(analysis, proposed)},
        [item.area],
        parts=PARTS_OF_ANALYSIS,
        analysis=analysis,
        proposed=proposed,
    )


def left_of(item: PriorityItem) -> Decimal:
    """What the calls under an item leave of its money; Refused when it is nothing."""
    left = item.amount - sum((call.total for call in counted_calls(item)), Decimal(0))
    if left <= 0:
        raise Refused(_("Nothing is left of this item of the decision: its calls take all its money."))
    return left


def from_analysis(proposed: ProposedCall) -> Source:
    """A call proposed in an accepted analysis: its texts and sums, no more than the decision left for it."""
    analysis = proposed.analysis
    if analysis.state != SectorAnalysis.State.ACCEPTED:
        raise Refused(_("A call is begun from an analysis the office has accepted."))
    sums = getattr(analysis, "sums", None)
    item = sums.item if sums and sums.item.decision.state in DECIDED else None
    money = sums_within(proposed, left_of(item) if item else proposed.total)
    facts = {"item": item, **money, **texts_of(analysis, proposed)}
    return Source(
        Kind.ANALYSIS,
        proposed.name,
        facts,
        [analysis.area],
        parts=PARTS_OF_ANALYSIS,
        analysis=analysis,
        proposed=proposed,
    )


def sums_within(proposed: ProposedCall, left: Decimal) -> dict[str, Decimal]:
    """The sums that were proposed, brought down to the money there is."""
    total = min(proposed.total, left)
    most = min(proposed.max_amount, total)
    return {"total": total, "max_amount": most, "min_amount": min(proposed.min_amount, most)}


def texts_of(analysis: SectorAnalysis, proposed: ProposedCall | None) -> dict[str, str]:
    """Texts of the analysis and of its proposed call where a call has them: results stand after the goals."""
    parts = [analysis.goals, proposed.results if proposed else ""]
    return {
        "goals": "\n\n".join(part.strip() for part in parts if part.strip()),
        "problems": proposed.problems if proposed and proposed.problems.strip() else analysis.needs,
        "activities": proposed.activities if proposed else "",
        "target_groups": proposed.target_groups if proposed else "",
        "strategies": analysis.strategies,
        "contact": analysis.contact,
    }


def from_plan(plan: CallPlan) -> Source:
    """Name, area and sum of a planned call."""
    if plan.amount is None:
        raise Refused(_("The planned call has no amount; begin an empty call and write it there."))
    areas = [plan.area] if plan.area else []
    return Source(Kind.PLAN, plan.name, {"plan": plan, **proposed_sums(plan.body, plan.amount)}, areas)


def proposed_sums(body: Any, total: Decimal) -> dict[str, Decimal]:
    """The whole sum, and the least and greatest for a project as the rulebook has them."""
    rules = rules_for(body, timezone.localdate()).call
    most, least = rules.max_share_per_project.value, rules.min_share_per_project.value
    return {
        "total": total,
        "max_amount": total if most is None else share(total, most),
        "min_amount": Decimal(0) if least is None else share(total, least),
    }


@service
def start_call(*, commission: Commission, source: Source, title: str, by: User, **facts: Any) -> Call:
    """Begin a draft from a source; its parts are marked to be looked at again."""
    if source.analysis and source.analysis.body_id != commission.body_id:
        raise Refused(_("This sectoral analysis belongs to another body."))
    today = timezone.localdate()
    areas = [area for area in source.areas if area.valid_until is None or area.valid_until >= today]
    call = draft_call(
        commission=commission,
        title=title,
        year=commission.year,
        areas=areas,
        by=by,
        **{**source.facts, **facts},
    )
    if source.call:
        copy_criteria(source.call, call)
        copy_documents(source.call, call)
        copy_own_rules(source.call, call)
        copy_form(call=call, source=source.call, by=by)
    CallOrigin.objects.create(
        call=call,
        kind=source.kind,
        copied_from=source.call,
        analysis=source.analysis,
        proposed=source.proposed,
        name=source.name[:300],
    )
    own_form = (
        call.questions.exists() or call.standing_choices.exists() or call.eligibility_questions.exists()
    )
    parts = [part for part in source.parts if part != CallPart.FORM or own_form]
    CopiedPart.objects.bulk_create(CopiedPart(call=call, part=part) for part in parts)
    record("start_call", call, by=by, data={"from": str(source.kind), "name": source.name})
    return call


def copy_criteria(earlier: Call, call: Call) -> None:
    """The criteria of the earlier call in place of those of the rulebook."""
    call.criteria.all().delete()
    for each in earlier.criteria.order_by("order").prefetch_related("subcriteria"):
        criterion = Criterion.objects.create(
            call=call, order=each.order, name=each.name, max_points=each.max_points, law=each.law
        )
        SubCriterion.objects.bulk_create(
            SubCriterion(
                criterion=criterion,
                order=sub.order,
                name=sub.name,
                guidance=sub.guidance,
                max_points=sub.max_points,
                step=sub.step,
            )
            for sub in each.subcriteria.all()
        )


def copy_documents(earlier: Call, call: Call) -> None:
    """The papers the earlier call asked for, with their forms to fill in."""
    RequiredDocument.objects.bulk_create(
        RequiredDocument(
            call=call,
            order=each.order,
            name=each.name,
            hint=each.hint,
            obligatory=each.obligatory,
            template=each.template,
            given_by=each.given_by,
        )
        for each in earlier.required_documents.order_by("order")
    )


@service
def look_at(*, call: Call, part: str, by: User) -> CopiedPart:
    """Somebody has looked at a copied part again and finds it right."""
    call = locked(call)
    check_works_on_call(by, call)
    found = call.copied_parts.filter(part=part).first()
    if call.state != Call.State.DRAFT or found is None:
        raise Refused(_("There is nothing to look at again here."))
    if found.looked_at is None:
        found.looked_at, found.looked_by = timezone.now(), by
        found.save(update_fields=["looked_at", "looked_by"])
        record("look_at", call, by=by, data={"name": str(found.get_part_display())})
    return found
