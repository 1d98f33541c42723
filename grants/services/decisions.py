"""Verbs of the decision on the allocation of funds: draft from the chosen variant, two signatures, publication."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from grants.models import AllocationRow, Application, Call, Decision, DecisionRow, Ranking
from grants.reasons import reason_text
from grants.rules import check_president, check_works_on_call
from grants.workflows.application import APPLICATION
from grants.workflows.call import CALL
from grants.workflows.decision import DECISION
from office import mail
from office.audit import record
from office.jobs import order_job
from office.jurisdiction import current
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service


@service
def draft_decision(*, call: Call, by: User) -> Decision:
    """Draft the decision from the chosen variant, with a reason for each application."""
    call = locked(call)
    check_works_on_call(by, call)
    ranking = getattr(call, "ranking", None)
    if ranking is None or ranking.state == Ranking.State.DRAFT:
        raise Refused(_("First confirm the ranking list."))
    variant = ranking.variants.filter(chosen=True).first()
    if variant is None:
        raise Refused(_("First choose a variant of the allocation."))
    if hasattr(call, "decision"):
        raise Refused(_("The decision has been drafted already."))
    with override(current().languages[0]):
        days = from_version(call.rulebook).ranking.lawsuit_days.value
        remedy = _now("A lawsuit may be brought against this decision before the Administrative Court.")
        if days:
            remedy = _now(
                "A lawsuit may be brought against this decision before the Administrative Court within %(days)s days."
            ) % {"days": days}
        decision = Decision.objects.create(
            call=call, variant=variant, unallocated=variant.unallocated, legal_remedy=remedy
        )
        DecisionRow.objects.bulk_create(
            DecisionRow(
                decision=decision,
                application_id=row.application_id,
                order=row.order,
                outcome=row.outcome,
                amount=row.amount,
                reason=reason_text(row.reason_code, row.params),
            )
            for row in variant.rows.all()
        )
    record("draft_decision", decision, by=by, data={"variant": variant.mode, "sha256": variant.sha256})
    return decision


@service
def edit_reason(*, row: DecisionRow, reason: str, by: User) -> DecisionRow:
    """Write the reason of one application in the commission's own words."""
    decision = locked(row.decision)
    check_works_on_call(by, decision.call)
    _check_unsigned(decision)
    if not reason.strip():
        raise Refused(_("Every application gets a reason: it is published."), field="reason")
    row.reason = reason.strip()
    row.save(update_fields=["reason"])
    record("edit_reason", decision, by=by, data={"application": row.application_id})
    return row


def _check_unsigned(decision: Decision) -> None:
    if decision.first_signed_at:
        raise Refused(_("The decision is signed; it is not changed any more."))


@service
def sign_first(*, decision: Decision, by: User) -> Decision:
    """The president of the commission signs."""
    decision = locked(decision)
    check_president(by, decision.call)
    _check_unsigned(decision)
    decision.first_signed_at, decision.first_signed_by = timezone.now(), by
    decision.save(update_fields=["first_signed_at", "first_signed_by"])
    record("sign_first", decision, by=by)
    return decision


@service
def sign_second(*, decision: Decision, by: User) -> Decision:
    """The second person signs; the decision gets its number and day, and its PDF is made."""
    decision = locked(decision)
    DECISION.check(decision, "sign", by=by)
    today = timezone.localdate()
    call = decision.call
    DECISION.apply(
        decision,
        "sign",
        by=by,
        second_signed_at=timezone.now(),
        second_signed_by=by,
        decided_on=today,
        number=next_number("decision", year=today.year, body=call.body),
    )
    order_job("grants.decision", subject=decision, by=by)
    return decision


@service
def publish_decision(*, decision: Decision, by: User) -> Decision:
    """Publish: applications get their outcome, NGOs their letters, the page of the call its results."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=decision.call_id)
    decision = locked(decision)
    DECISION.apply(decision, "publish", by=by, published_at=timezone.now(), published_by=by)
    ranking = call.ranking
    if ranking.state == Ranking.State.CONFIRMED:
        raise Refused(_("First publish the ranking list."))
    rows = decision.rows.select_related("application__organisation", "application__submitted_by")
    for row in rows:
        application = Application.objects.select_for_update(of=("self",)).get(pk=row.application_id)
        won = row.outcome == AllocationRow.Outcome.AWARDED
        APPLICATION.apply(application, "award" if won else "refuse", by=by, note=row.reason)
        mail.send(
            "grants/emails/decided.txt",
            to=application.contact_email or row.application.submitted_by.email,
            language=row.application.submitted_by.language,
            about=application,
            context={"application": application, "row": row, "decision": decision},
        )
    call.refresh_from_db()
    CALL.apply(call, "decide", by=by)
    return decision
