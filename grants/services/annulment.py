"""A court annulled the decision: the call goes back to the step the judgment names, everything before is kept."""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import (
    Application,
    Assignment,
    Call,
    CourtAnnulment,
    Decision,
    PastDecision,
    PastRanking,
    RejectionProposal,
)
from grants.published_allocation import published_text
from grants.services.past import keep_rows, keep_sheets
from grants.services.reranking import put_aside, renew
from grants.workflows.application import APPLICATION
from grants.workflows.assignment import ASSIGNMENT
from grants.workflows.call import CALL
from grants.workflows.decision import DECISION
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service
from office.services.documents import revoke_document

S, Step = Application.State, CourtAnnulment.Step


@service
def annul_by_court(
    *,
    call: Call,
    court: str,
    number: str,
    judged_on: datetime.date,
    received_on: datetime.date,
    reasons: str,
    step: str,
    by: User,
) -> CourtAnnulment:
    """Enter the judgment; decision, list, sheets or checks fall as far back as it says, and stay readable."""
    call = locked(call)
    CALL.check(call, "annul_decision", by=by, note=reasons)
    if not judged_on <= received_on <= timezone.localdate():
        raise Refused(
            _("A judgment is received on or after its day, and not in the future."), field="received_on"
        )
    decision = locked(call.decision)
    if decision.decided_on and judged_on < decision.decided_on:
        raise Refused(_("The judgment is older than the decision it annuls."), field="judged_on")
    if call.annulments.filter(number=number.strip()).exists():
        raise Refused(_("This judgment has been entered already."), field="number")
    annulment = CourtAnnulment.objects.create(
        call=call,
        court=court.strip(),
        number=number.strip(),
        judged_on=judged_on,
        received_on=received_on,
        reasons=reasons.strip(),
        step=Step(step),
        entered_at=timezone.now(),
        entered_by=by,
    )
    _keep_decision(decision, annulment, by)
    CALL.apply(call, "annul_decision", by=by, note=f"{court} {number}")
    _go_back(call, annulment, by)
    _tell(call, annulment)
    record("annul_by_court", call, by=by, note=reasons, data={"court": court, "number": number, "step": step})
    return annulment


def _keep_decision(decision: Decision, annulment: CourtAnnulment, by: User) -> None:
    """The decision as it was, with its variant, rows and sheets; its document says that it no longer holds."""
    assert decision.variant is not None and decision.published_at is not None
    past = PastDecision.objects.create(
        call=decision.call,
        annulment=annulment,
        number=decision.number,
        decided_on=decision.decided_on,
        published_at=decision.published_at,
        document=decision.document,
        mode=decision.variant.mode,
        sha256=decision.variant.sha256,
        allocation=published_text(decision.variant),
        unallocated=decision.unallocated,
        first_signer=decision.first_signed_by.full_name,
        second_signer=decision.second_signed_by.full_name,
    )
    keep_rows(past, decision)
    keep_sheets(past, decision.call)
    _revoke(decision.document, annulment, by)
    DECISION.apply(decision, "annul", by=by, note=annulment.reasons, variant=None)


def _revoke(document: object, annulment: CourtAnnulment, by: User) -> None:
    if document is not None and document.status == document.Status.VALID:  # type: ignore[attr-defined]
        revoke_document(document=document, reason=str(annulment), by=by)


def _go_back(call: Call, annulment: CourtAnnulment, by: User) -> None:
    """Outcomes fall; then the list, the sheets, the check, as far as the named step."""
    note = f"{annulment.court} {annulment.number}"
    _apply(call, {S.AWARDED, S.REFUSED}, "annul_outcome", note, by)
    if annulment.step == Step.DECISION:
        return
    put_aside(call, PastRanking.Why.COURT, annulment.reasons, by, annulment)
    _revoke(call.ranking.document, annulment, by)
    if annulment.step == Step.RANKING:
        renew(call, note, by)
        return
    call.ranking.delete()
    _apply(call, {S.SCORED}, "annul_scores", note, by)
    sheets = Assignment.objects.select_for_update(of=("self",)).filter(
        application__call=call, state=Assignment.State.SUBMITTED
    )
    for sheet in sheets.select_related("application__call"):
        ASSIGNMENT.apply(sheet, "annul", by=by, note=note)
    if annulment.step == Step.CHECK:
        _annul_check(call, annulment, note, by)


def _annul_check(call: Call, annulment: CourtAnnulment, note: str, by: User) -> None:
    """Every filed application is checked anew; the published list is marked annulled."""
    _apply(call, {S.ELIGIBLE, S.REJECTED}, "annul_check", note, by)
    open_proposals = RejectionProposal.objects.filter(application__call=call, state="proposed")
    open_proposals.update(state="taken_back", answered_at=timezone.now(), answered_by=by, answer=note)
    for checked in call.check_lists.filter(annulled=False).select_related("document"):
        checked.annulled = True
        checked.save(update_fields=["annulled"])
        _revoke(checked.document, annulment, by)
    call.check_published_at = call.check_published_by = None
    call.save(update_fields=["check_published_at", "check_published_by"])


def _apply(call: Call, states: Iterable[str], step: str, note: str, by: User) -> None:
    rows = Application.objects.select_for_update(of=("self",)).filter(call=call, state__in=states)
    for application in rows.select_related("call__commission", "call__body").order_by("pk"):
        APPLICATION.apply(application, step, by=by, note=note)


def _tell(call: Call, annulment: CourtAnnulment) -> None:
    """Every applicant learns that the decision fell and what is done again."""
    for application in call.applications.filed().select_related("submitted_by", "organisation"):
        mail.send(
            "grants/emails/annulled_by_court.txt",
            to=application.contact_email or application.submitted_by.email,
            language=application.submitted_by.language,
            about=application,
            context={"application": application, "call": call, "annulment": annulment},
        )
