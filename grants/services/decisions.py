"""Verbs of the decision on the allocation of funds: draft from the chosen variant, two signatures, publication."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from grants.models import AllocationVariant, Call, Decision, DecisionRow, Ranking
from grants.reasons import reason_with_note
from grants.rules import check_drafts_decision, check_signs_first
from grants.services.decision_letters import prepare_letters
from grants.services.objections import check_objections_over
from grants.services.publication import order_publication, publish_decision
from grants.workflows.decision import DECISION, check_signs_second
from office import mail
from office.audit import record
from office.jobs import order_job
from office.jurisdiction import current
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import Rules, from_version
from office.service import locked, service

__all__ = [
    "check_drafts_decision",
    "check_signs_first",
    "discard_draft",
    "draft_decision",
    "edit_reason",
    "edit_remedy",
    "legal_remedy",
    "order_publication",
    "publish_decision",
    "send_back",
    "sign_first",
    "sign_second",
]


@service
def draft_decision(*, call: Call, by: User) -> Decision:
    """Draft the decision from the chosen variant, with a reason for each application."""
    call = locked(call)
    check_drafts_decision(by, call)
    annulled = getattr(call, "decision", None)
    if annulled is not None and annulled.state != Decision.State.ANNULLED:
        raise Refused(_("The decision has been drafted already."))
    ranking = getattr(call, "ranking", None)
    if ranking is None or ranking.state == Ranking.State.DRAFT:
        raise Refused(_("First confirm the ranking list."))
    variant = ranking.variants.filter(chosen=True).first()
    if variant is None:
        raise Refused(_("First choose a variant of the allocation."))
    with override(current().languages[0]):
        facts = {
            "variant": variant,
            "unallocated": variant.unallocated,
            "legal_remedy": legal_remedy(from_version(call.rulebook)),
            "drafted_at": timezone.now(),
            "drafted_by": by,
        }
        if annulled is not None:
            decision = renew_annulled(annulled, facts, by)
        else:
            decision = Decision.objects.create(call=call, **facts)
        write_rows(decision, variant)
    record("draft_decision", decision, by=by, data={"variant": variant.mode, "sha256": variant.sha256})
    return decision


def write_rows(decision: Decision, variant: AllocationVariant) -> None:
    """A row for every application of the variant; a row with a contract under an annulled decision is written anew."""
    there = {row.application_id: row for row in decision.rows.all()}
    made = []
    for row in variant.rows.all():
        facts = {
            "order": row.order,
            "outcome": row.outcome,
            "amount": row.amount,
            "reason": reason_with_note(row.reason_code, row.params, row.note),
        }
        if row.application_id in there:
            DecisionRow.objects.filter(pk=there[row.application_id].pk).update(**facts)
        else:
            made.append(DecisionRow(decision=decision, application_id=row.application_id, **facts))
    DecisionRow.objects.bulk_create(made, batch_size=500)


def renew_annulled(decision: Decision, facts: dict[str, Any], by: User) -> Decision:
    """A new draft in the place of the annulled decision, without its number and signatures; rows of contracts stay."""
    decision = locked(decision)
    empty = ("first_signed", "second_signed", "published")
    cleared = {f"{name}_{end}": None for name in empty for end in ("at", "by")}
    DECISION.apply(decision, "renew", by=by, number="", decided_on=None, document=None, **cleared, **facts)
    decision.letters.all().delete()  # what was sent stands in the outbox
    decision.rows.filter(contract__isnull=True).delete()
    return decision


def legal_remedy(rules: Rules) -> str:
    """What can be done against the decision, and within which days."""
    days = rules.ranking.lawsuit_days.value
    if not days:
        return _now("A lawsuit may be brought against this decision before the Administrative Court.")
    return _now(
        "A lawsuit may be brought against this decision before the Administrative Court within %(days)s days."
    ) % {"days": days}


@service
def edit_reason(*, row: DecisionRow, reason: str, by: User) -> DecisionRow:
    """Write the reason of one application in one's own words."""
    decision = locked(row.decision)
    check_drafts_decision(by, decision.call)
    _check_unsigned(decision)
    if not reason.strip():
        raise Refused(_("Every application gets a reason: it is published."), field="reason")
    row = DecisionRow.objects.select_for_update(of=("self",)).get(pk=row.pk, decision=decision)
    before, row.reason = row.reason, reason.strip()
    row.save(update_fields=["reason"])
    record("edit_reason", decision, by=by, data={"application": row.application_id, "before": before})
    return row


@service
def edit_remedy(*, decision: Decision, text: str, by: User) -> Decision:
    """Write the note on legal remedy as this body words it."""
    decision = locked(decision)
    check_drafts_decision(by, decision.call)
    _check_unsigned(decision)
    if not text.strip():
        raise Refused(_("Write what can be done against the decision."), field="text")
    decision.legal_remedy = text.strip()
    decision.save(update_fields=["legal_remedy"])
    record("edit_remedy", decision, by=by, note=text)
    return decision


@service
def discard_draft(*, decision: Decision, note: str, by: User) -> Call:
    """Throw an unsigned draft away, with the reason, so that another variant can be chosen."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=decision.call_id)
    decision = locked(decision)
    check_drafts_decision(by, call)
    _check_unsigned(decision)
    if not note.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="note")
    record("discard_draft", decision, by=by, note=note)
    record("discard_decision_draft", call, by=by, note=note)
    decision.rows.all().delete()
    decision.delete()
    return Call.objects.get(pk=call.pk)


def _check_unsigned(decision: Decision) -> None:
    if decision.first_signed_at:
        raise Refused(_("The decision is signed; it is not changed any more."))


@service
def sign_first(*, decision: Decision, by: User) -> Decision:
    """The first signature: the president of the commission or, where the body decides, the drafting officer."""
    decision = locked(decision)
    check_signs_first(by, decision)
    _check_unsigned(decision)
    check_objections_over(decision.call)
    decision.first_signed_at, decision.first_signed_by = timezone.now(), by
    decision.save(update_fields=["first_signed_at", "first_signed_by"])
    record("sign_first", decision, by=by)
    return decision


@service
def send_back(*, decision: Decision, note: str, by: User) -> Decision:
    """The second person does not sign and says why; the first signature falls and the draft can be corrected."""
    decision = locked(decision)
    if decision.state != Decision.State.DRAFTED:
        raise Refused(_("The decision is signed; it is not changed any more."))
    check_signs_second(by, decision)
    if not note.strip():
        raise Refused(_("Write what is to be corrected."), field="note")
    first = decision.first_signed_by
    decision.first_signed_at = decision.first_signed_by = None
    decision.save(update_fields=["first_signed_at", "first_signed_by"])
    record("send_back", decision, by=by, note=note)
    mail.send(
        "grants/emails/decision_sent_back.txt",
        to=first,
        about=decision,
        context={"call": decision.call, "note": note},
    )
    return decision


@service
def sign_second(*, decision: Decision, by: User) -> Decision:
    """The second person signs; the decision gets its number and day, and its PDF is made."""
    decision = locked(decision)
    DECISION.check(decision, "sign", by=by)
    today = timezone.localdate()
    DECISION.apply(
        decision,
        "sign",
        by=by,
        second_signed_at=timezone.now(),
        second_signed_by=by,
        decided_on=today,
        number=next_number("decision", year=today.year, body=decision.call.body),
    )
    order_job("grants.decision", subject=decision, by=by)
    prepare_letters(decision=decision, by=by)
    return decision
