"""Verbs of the programming of a year: opening, who is asked, the draft assembled, opinion, sums decided otherwise."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council.models import Session
from grants.analysis_text import public_text
from grants.models import (
    AnalysisDuty,
    CouncilOpinion,
    ItemSum,
    PriorityDecision,
    PriorityItem,
    ProgrammingCycle,
    SectorAnalysis,
)
from grants.rules import check_body
from grants.services.priorities import check_draft, open_year
from grants.workflows.priorities import check_drafts
from office.audit import record
from office.models import Body, User
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import version_for
from office.service import locked, service

States = PriorityDecision.State


def check_opens(by: User) -> None:
    """The office opens and leads the programming."""
    if not by.can(P.MANAGE_PRIORITIES):
        raise Refused(_("The programming of a year is led by the office."))


@service
def open_cycle(*, year: int, bodies: Iterable[Body], note: str = "", by: User) -> ProgrammingCycle:
    """Open the programming of a budget year and ask these bodies for their analyses."""
    check_opens(by)
    asked = list(bodies)
    if not asked:
        raise Refused(_("Choose at least one body."), field="bodies")
    today = timezone.localdate()
    if year <= today.year:
        raise Refused(_("Programming is opened for a year that has not begun."), field="year")
    facts = {
        "rulebook": version_for(None, today),
        "note": note.strip(),
        "opened_at": timezone.now(),
        "opened_by": by,
    }
    cycle, new = ProgrammingCycle.objects.get_or_create(year=year, defaults=facts)
    if not new:
        raise Refused(_("The programming of %(year)s is open already.") % {"year": year}, field="year")
    AnalysisDuty.objects.bulk_create(AnalysisDuty(cycle=cycle, body=body) for body in asked)
    record("open_cycle", cycle, by=by, data={"year": year, "bodies": [body.code for body in asked]})
    return cycle


@service
def change_cycle(
    *, cycle: ProgrammingCycle, bodies: Iterable[Body], note: str = "", by: User
) -> ProgrammingCycle:
    """Change who is asked and what they are told; a body that has begun an analysis stays."""
    check_opens(by)
    cycle, wanted = locked(cycle), {body.pk: body for body in bodies}
    present = {duty.body_id: duty for duty in cycle.duties.select_related("body")}
    busy = set(cycle.analyses.values_list("body", flat=True))
    if lost := [present[pk].body.name for pk in (present.keys() - wanted.keys()) & busy]:
        raise Refused(
            _("%(body)s has begun its analysis and stays among those that are asked.") % {"body": lost[0]},
            field="bodies",
        )
    cycle.duties.filter(body__in=present.keys() - wanted.keys()).delete()
    added = [AnalysisDuty(cycle=cycle, body=body) for pk, body in wanted.items() if pk not in present]
    AnalysisDuty.objects.bulk_create(added)
    cycle.note = note.strip()
    cycle.save(update_fields=["note"])
    record("change_cycle", cycle, by=by, data={"bodies": [body.code for body in wanted.values()]})
    return cycle


@service
def propose_no_call(*, duty: AnalysisDuty, reason: str, by: User) -> AnalysisDuty:
    """The body says, with a reason, that it proposes no call for the year."""
    duty = locked(duty)
    check_body(by, duty.body, P.MANAGE_CALLS)
    if not reason.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="reason")
    live = SectorAnalysis.objects.filter(cycle=duty.cycle_id, body=duty.body_id)
    if live.exclude(state=SectorAnalysis.State.WITHDRAWN).exists():
        raise Refused(_("The body has an analysis for this year. Discard or withdraw it first."))
    duty.none_reason, duty.none_at, duty.none_by = reason.strip(), timezone.now(), by
    duty.save(update_fields=["none_reason", "none_at", "none_by"])
    record("propose_no_call", duty.cycle, by=by, note=duty.none_reason, data={"body": duty.body.code})
    return duty


@service
def take_back_no_call(*, duty: AnalysisDuty, by: User) -> AnalysisDuty:
    """The body will propose calls after all."""
    duty = locked(duty)
    check_body(by, duty.body, P.MANAGE_CALLS)
    duty.none_reason, duty.none_at, duty.none_by = "", None, None
    duty.save(update_fields=["none_reason", "none_at", "none_by"])
    record("take_back_no_call", duty.cycle, by=by, data={"body": duty.body.code})
    return duty


@service
def assemble_decision(
    *, cycle: ProgrammingCycle, current_budget: Decimal | None = None, by: User
) -> PriorityDecision:
    """Put every accepted analysis that is not there yet into the draft decision of the year."""
    check_opens(by)
    decision = PriorityDecision.objects.select_for_update().filter(year=cycle.year).first()
    waiting = (
        cycle.analyses.filter(state=SectorAnalysis.State.ACCEPTED, sums__isnull=True)
        .select_for_update(of=("self",))
        .select_related("body", "area")
    )
    accepted = list(waiting)
    if not accepted:
        raise Refused(_("No accepted analysis waits to be put into the decision."))
    if decision is None:
        if current_budget is None:
            raise Refused(_("Write the current budget of the year."), field="current_budget")
        decision = locked(open_year(year=cycle.year, current_budget=current_budget, by=by))
    check_draft(decision)
    for analysis in accepted:
        _add(decision, analysis)
    data = {"analyses": [analysis.number for analysis in accepted]}
    record("assemble", decision, by=by, data=data)
    return decision


def _add(decision: PriorityDecision, analysis: SectorAnalysis) -> None:
    """The row of one analysis; a row entered by hand for the same body, area and kind keeps its sum."""
    asked = public_text(analysis).total
    key = {"body": analysis.body, "area": analysis.area, "kind": analysis.kind}
    item, _new = PriorityItem.objects.get_or_create(decision=decision, **key, defaults={"amount": asked})
    ItemSum.objects.update_or_create(item=item, defaults={"analysis": analysis, "asked": asked})


def check_opinion(decision: PriorityDecision) -> None:
    """May an opinion be recorded, or the one that is there be put right?"""
    known = CouncilOpinion.objects.filter(decision=decision).first()
    if known is None or (known.after_proposal and decision.state != States.PUBLISHED):
        return
    check_draft(decision)


@service
def record_opinion(
    *,
    decision: PriorityDecision,
    outcome: str,
    given_on: datetime.date,
    text: str,
    session: Session | None = None,
    by: User,
) -> CouncilOpinion:
    """Record what the Council said about the draft; one that came after the proposal is recorded beside it.

    What stood before the proposal is put right only in a draft, what came after it until the publication.
    """
    decision = locked(decision)
    check_drafts(by, decision)
    check_opinion(decision)
    if given_on > timezone.localdate():
        raise Refused(_("The day of the opinion lies in the future."), field="given_on")
    if not text.strip():
        raise Refused(_("Write the text of the opinion."), field="text")
    facts = {
        "outcome": outcome,
        "session": session,
        "given_on": given_on,
        "text": text.strip(),
        "after_proposal": decision.state != States.DRAFT,
        "recorded_at": timezone.now(),
        "recorded_by": by,
    }
    opinion, _new = CouncilOpinion.objects.update_or_create(decision=decision, defaults=facts)
    data = {"outcome": outcome, "given_on": given_on, "after_proposal": opinion.after_proposal}
    record("record_opinion", decision, by=by, data=data)
    return opinion


@service
def enter_decided_sum(*, item: PriorityItem, amount: Decimal, reason: str, by: User) -> PriorityItem:
    """The Government decided another sum than was proposed: enter it, with the reason, before publication."""
    decision = locked(item.decision)
    check_drafts(by, decision)
    if decision.state not in {States.PROPOSED, States.ADOPTED}:
        raise Refused(_("Sums the Government decided are entered between the proposal and the publication."))
    if amount <= 0:
        raise Refused(_("The amount of a row is more than 0."), field="amount")
    if not reason.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="reason")
    item = locked(item)
    before, item.amount = item.amount, amount
    item.save(update_fields=["amount"])
    ItemSum.objects.update_or_create(item=item, defaults={"decided_reason": reason.strip()})
    data = {"body": item.body.code, "area": item.area.name, "before": before, "after": amount}
    record("enter_decided_sum", decision, by=by, note=reason.strip(), data=data)
    return item
