"""Verbs of the office on candidates: accept, refuse with reason and article, decide on complaints; all letters."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from grants.models import (
    Candidacy,
    CandidacyComplaint,
    Evaluator,
    EvaluatorCall,
    EvaluatorCapacity,
    EvaluatorList,
    EvaluatorListEntry,
    EvaluatorStatement,
)
from grants.queries.ties import back, ties_of
from grants.services.evaluator_lists import put_on_list
from grants.services.evaluators import change_evaluator, enter_evaluator
from grants.workflows.decision import check_keeps_list
from grants.workflows.evaluators import CANDIDACY
from office import mail
from office.deadlines import add_days
from office.jobs import order_job
from office.jurisdiction import current
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service
from office.services.documents import revoke_document

S = Candidacy.State
BY_CALL = {
    EvaluatorCall.Kind.MAIN: _("Public call for evaluators no. %(number)s"),
    EvaluatorCall.Kind.SUPPLEMENTARY: _("Supplementary call for evaluators no. %(number)s"),
}


def kept(words: Any) -> str:
    """Words as the office keeps them, in its own language, whoever clicks."""
    with translation.override(current().languages[0]):
        return str(words)


@service
def accept_candidate(*, candidacy: Candidacy, note: str = "", by: User) -> Candidacy:
    """Accept: conditions met, no bar; the person is entered as an evaluator and can be put on a list."""
    candidacy = locked(candidacy)
    CANDIDACY.check(candidacy, "accept", by=by)
    rules = from_version(candidacy.call.rulebook).evaluation
    standing = candidacy.statements.filter(free=False).first()
    if standing:
        raise Refused(
            _("The candidate states that this bar stands: %(bar)s.") % {"bar": standing.get_bar_display()},
            law=rules.evaluator_lookback_years.law,
        )
    evaluator = _entered(candidacy, by)
    reason = note.strip() or kept(_("All conditions are fulfilled and no bar stands in the way."))
    _decide(candidacy, "accept", reason, rules.evaluator_min_years.law, by, evaluator=evaluator)
    return candidacy


@service
def refuse_candidate(*, candidacy: Candidacy, note: str, law: str, by: User) -> Candidacy:
    """Refuse with the reason and the article it rests on."""
    candidacy = locked(candidacy)
    CANDIDACY.check(candidacy, "refuse", by=by, note=note)
    if not law.strip():
        raise Refused(_("Name the article the refusal rests on."), field="law")
    _decide(candidacy, "refuse", note.strip(), law.strip(), by)
    return candidacy


def _decide(candidacy: Candidacy, step: str, reason: str, law: str, by: User, **facts: object) -> None:
    """State, number, reasons, what the register said that day; the letter is drawn and the candidate told."""
    years = from_version(candidacy.call.rulebook).evaluation.evaluator_lookback_years.value
    since = back(years, timezone.localdate(candidacy.call.published_at))
    candidacy.ties_seen = [tie.plain() for tie in ties_of(candidacy, since)]
    candidacy.save(update_fields=["ties_seen"])
    CANDIDACY.apply(
        candidacy,
        step,
        by=by,
        note=reason,
        decided_at=timezone.now(),
        decided_by=by,
        decision_reason=reason,
        decision_law=law,
        decision_number=next_number("decision", year=timezone.localdate().year),
        **facts,
    )
    order_job("grants.candidacy_decision", subject=candidacy, by=by)
    mail.send(
        "grants/emails/candidacy_decided.txt",
        to=candidacy.user,
        about=candidacy,
        context={"candidacy": candidacy},
    )


def _entered(candidacy: Candidacy, by: User) -> Evaluator:
    """The evaluator behind the candidate: new, or the one of earlier years with the new facts."""
    facts = {
        "years_of_experience": candidacy.years_of_experience,
        "evaluation_experience": candidacy.evaluation_experience,
        "areas": list(candidacy.areas.all()),
        "statements": EvaluatorStatement.Bar.values,
        "by": by,
    }
    present = Evaluator.objects.filter(user=candidacy.user).first()
    if present:
        evaluator = change_evaluator(evaluator=present, **facts)
    else:
        evaluator = enter_evaluator(user=candidacy.user, **facts)
    EvaluatorCapacity.objects.update_or_create(
        evaluator=evaluator,
        defaults={
            "at_once": candidacy.at_once,
            "in_year": candidacy.in_year,
            "stated_at": candidacy.submitted_at,
            "stated_by": candidacy.user,
        },
    )
    return evaluator


@service
def take_candidates_in(*, evaluators: EvaluatorList, by: User) -> list[EvaluatorListEntry]:
    """Put every accepted candidate of the year's calls on the draft of the list, in the order of submission."""
    evaluators = locked(evaluators)
    check_keeps_list(by, evaluators)
    ready = Candidacy.objects.filter(state=S.ACCEPTED, call__year=evaluators.year).exclude(
        evaluator__entries__list=evaluators
    )
    gone = set(evaluators.changes.filter(kind="removed").values_list("evaluator", flat=True))
    made = []
    for candidacy in ready.select_related("evaluator", "call").order_by("submitted_at", "pk"):
        if candidacy.evaluator_id not in gone:
            reason = kept(BY_CALL[candidacy.call.kind]) % {"number": candidacy.call.number}
            facts = {"evaluator": candidacy.evaluator, "reason": reason, "candidacy": candidacy}
            made.append(put_on_list(evaluators=evaluators, by=by, **facts))
    return made


@service
def file_candidate_complaint(*, candidacy: Candidacy, text: str, by: User) -> CandidacyComplaint:
    """The candidate complains against the refusal; after a confirmed term it is refused, else noted as late."""
    candidacy = locked(candidacy)
    CANDIDACY.check(candidacy, "complain", by=by, note=text)
    rule = from_version(candidacy.call.rulebook).evaluators.complaint_days
    today, in_time = timezone.localdate(), True
    if rule.value is not None:
        last = add_days(timezone.localdate(candidacy.decided_at), rule.value, current().calendar)
        in_time = today <= last
        if not in_time and rule.confirmed:
            raise Refused(_("The term for a complaint has passed."), law=rule.law)
    CANDIDACY.apply(candidacy, "complain", by=by, note=text)
    return CandidacyComplaint.objects.create(
        candidacy=candidacy,
        act_number=candidacy.decision_number,
        text=text.strip(),
        filed_at=timezone.now(),
        filed_by=by,
        in_time=in_time,
    )


@service
def uphold_candidate_complaint(*, candidacy: Candidacy, note: str, by: User) -> Candidacy:
    """Uphold: the refusal no longer holds and the candidate is checked anew."""
    candidacy = locked(candidacy)
    CANDIDACY.check(candidacy, "uphold", by=by, note=note)
    if candidacy.decision:
        revoke_document(document=candidacy.decision, reason=note, by=by)
    _answer(candidacy, CandidacyComplaint.Outcome.UPHELD, note, by)
    facts = {"decided_at": None, "decided_by": None, "decision": None}
    texts = {"decision_reason": "", "decision_law": "", "decision_number": ""}
    return CANDIDACY.apply(candidacy, "uphold", by=by, note=note, **facts, **texts)


@service
def reject_candidate_complaint(*, candidacy: Candidacy, note: str, by: User) -> Candidacy:
    """Reject the complaint; the refusal stands."""
    candidacy = locked(candidacy)
    CANDIDACY.check(candidacy, "confirm", by=by, note=note)
    _answer(candidacy, CandidacyComplaint.Outcome.REJECTED, note, by)
    return CANDIDACY.apply(candidacy, "confirm", by=by, note=note)


def _answer(candidacy: Candidacy, outcome: str, note: str, by: User) -> None:
    """Outcome, reasons and number of the act on the complaint that waits."""
    complaint = locked(candidacy.complaints.get(outcome=""))
    complaint.outcome, complaint.decision_reason = outcome, note.strip()
    complaint.decided_at, complaint.decided_by = timezone.now(), by
    complaint.decision_number = next_number("decision", year=timezone.localdate().year)
    complaint.save()
    order_job("grants.candidacy_complaint", subject=complaint, by=by)
    mail.send(
        "grants/emails/candidate_complaint_decided.txt",
        to=candidacy.user,
        about=complaint,
        context={"candidacy": candidacy, "complaint": complaint},
    )
