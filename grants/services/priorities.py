"""Verbs of the yearly decision on priority areas and of the yearly plan of calls."""

import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import CallPlan, CouncilOpinion, PriorityDecision, PriorityItem
from grants.rules import check_body
from grants.services.chasing import note_plan
from grants.services.priority_sums import check_row_of_analysis, note_proposed
from grants.workflows.priorities import PRIORITIES, check_drafts
from office.audit import record
from office.models import Area, Body, StoredFile, User
from office.refusal import Refused
from office.roles import Permission as P
from office.service import locked, service


def check_draft(decision: PriorityDecision) -> None:
    """Only a draft is edited."""
    if decision.state != PriorityDecision.State.DRAFT:
        raise Refused(_("The decision is not a draft any more. Take it back to draft first."))


@service
def open_year(*, year: int, current_budget: Decimal, by: User) -> PriorityDecision:
    """Begin the draft decision for a budget year."""
    check_drafts(by, None)
    decision, new = PriorityDecision.objects.get_or_create(
        year=year, defaults={"current_budget": current_budget, "created_by": by}
    )
    if not new:
        raise Refused(_("The decision for %(year)s has been begun already.") % {"year": year}, field="year")
    record("open_year", decision, by=by, data={"current_budget": current_budget})
    return decision


@service
def set_budget(*, decision: PriorityDecision, current_budget: Decimal, by: User) -> PriorityDecision:
    """Correct the current budget against which the shares are counted."""
    decision = locked(decision)
    check_drafts(by, decision)
    check_draft(decision)
    before, decision.current_budget = decision.current_budget, current_budget
    decision.save(update_fields=["current_budget"])
    record("set_budget", decision, by=by, data={"before": before, "after": current_budget})
    return decision


@service
def save_item(
    *,
    decision: PriorityDecision,
    body: Body,
    area: Area,
    kind: str,
    amount: Decimal,
    note: str = "",
    item: PriorityItem | None = None,
    by: User,
) -> PriorityItem:
    """Add a row (body, area, kind, sum) to the draft, or change one."""
    decision = locked(decision)
    check_drafts(by, decision)
    check_draft(decision)
    twins = decision.items.filter(body=body, area=area, kind=kind).exclude(pk=item.pk if item else None)
    if twins.exists():
        raise Refused(_("This body, area and kind already have a row; change its amount."), field="area")
    if amount <= 0:
        raise Refused(_("The amount of a row is more than 0."), field="amount")
    check_row_of_analysis(item, body=body, area=area, kind=kind, amount=amount, note=note)
    item = item or PriorityItem(decision=decision)
    item.body, item.area, item.kind, item.amount, item.note = body, area, kind, amount, note
    item.save()
    record(
        "save_item",
        decision,
        by=by,
        data={"body": body.code, "area": area.name, "kind": kind, "amount": amount},
    )
    return item


@service
def remove_item(*, item: PriorityItem, by: User) -> None:
    """Take a row out of the draft."""
    decision = locked(item.decision)
    check_drafts(by, decision)
    check_draft(decision)
    record(
        "remove_item",
        decision,
        by=by,
        data={"body": item.body.code, "area": item.area.name, "amount": item.amount},
    )
    item.delete()


@service
def propose(*, decision: PriorityDecision, by: User) -> PriorityDecision:
    """Send the draft to the Government; without the Council's opinion it is sent all the same, and that is kept."""
    decision = PRIORITIES.apply(locked(decision), "propose", by=by)
    note_proposed(decision)
    if not CouncilOpinion.objects.filter(decision=decision).exists():
        record("propose_without_opinion", decision, by=by)
    return decision


@service
def take_back(*, decision: PriorityDecision, note: str, by: User) -> PriorityDecision:
    """Return the proposal to draft, with the reason."""
    return PRIORITIES.apply(locked(decision), "take_back", by=by, note=note)


@service
def adopt(
    *, decision: PriorityDecision, number: str, decided_on: datetime.date, by: User
) -> PriorityDecision:
    """Enter that the Government adopted the decision, with its number and day."""
    if decided_on > timezone.localdate():
        raise Refused(_("The date of the decision lies in the future."), field="decided_on")
    return PRIORITIES.apply(locked(decision), "adopt", by=by, number=number, decided_on=decided_on)


@service
def publish(
    *, decision: PriorityDecision, gazette: str, file: StoredFile | None = None, by: User
) -> PriorityDecision:
    """Publish the decision with its number in the official gazette."""
    return PRIORITIES.apply(
        locked(decision),
        "publish",
        by=by,
        gazette=gazette,
        file=file,
        published_at=timezone.now(),
        published_by=by,
    )


@service
def save_plan(*, body: Body, year: int, plan: CallPlan | None = None, by: User, **facts) -> CallPlan:
    """Enter or change a planned call of a body."""
    check_body(by, body, P.MANAGE_CALLS)
    if plan and locked(plan).published_at:
        raise Refused(_("A published plan is not changed; add a new planned call."))
    if facts["planned_from"].year != year:
        raise Refused(_("The planned beginning lies in another year."), field="planned_from")
    if facts.get("planned_until") and facts["planned_until"] < facts["planned_from"]:
        raise Refused(_("The planned end lies before the planned beginning."), field="planned_until")
    plan = plan or CallPlan(created_by=by)
    plan.body, plan.year = body, year
    for name, value in facts.items():
        setattr(plan, name, value)
    plan.save()
    record("save_plan", plan, by=by, data={"body": body.code, "year": year, "name": plan.name})
    return plan


@service
def remove_plan(*, plan: CallPlan, by: User) -> None:
    """Take a planned call back that nobody outside has seen yet."""
    plan = locked(plan)
    check_body(by, plan.body, P.MANAGE_CALLS)
    if plan.published_at:
        raise Refused(_("A published plan is not changed; add a new planned call."))
    record("remove_plan", plan, by=by, data={"name": plan.name})
    plan.delete()


@service
def publish_plans(*, body: Body, year: int, by: User) -> int:
    """Publish the body's plan for the year: how many planned calls became public."""
    check_body(by, body, P.MANAGE_CALLS)
    plans = list(CallPlan.objects.select_for_update().filter(body=body, year=year, published_at__isnull=True))
    if not plans:
        raise Refused(_("There is no planned call to publish."))
    now = timezone.now()
    for plan in plans:
        plan.published_at, plan.published_by = now, by
        plan.save(update_fields=["published_at", "published_by"])
        record("publish_plan", plan, by=by)
    note_plan(body, year, by)
    return len(plans)
