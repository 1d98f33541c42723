"""Verbs around an award: the adapted budget asked for, written, accepted or returned; the award refused."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import AdaptedLine, AwardAnswer, Decision, DecisionRow
from grants.queries.awards import budget_lines, to_ask
from grants.rules import check_body, check_declines_award, check_is_applicant
from grants.workflows.awards import AWARD_ANSWER
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.roles import Permission as P
from office.service import locked, service
from office.templatetags.saradnja import amount

S = AwardAnswer.State
LONGEST = 3000


@service
def ask_budgets(*, decision: Decision, due: datetime.date, by: User) -> int:
    """Ask every organisation that got less than it asked to bring its budget to the awarded sum by a day."""
    decision = locked(decision)
    check_body(by, decision.call.body, P.MANAGE_CONTRACTS)
    if decision.state != Decision.State.PUBLISHED:
        raise Refused(_("Adapted budgets are asked for after the decision is published."))
    if due <= timezone.localdate():
        raise Refused(_("The term must end after today."), field="due")
    rows = list(
        to_ask(decision).select_related(
            "application__organisation", "application__submitted_by", "decision__call"
        )
    )
    if not rows:
        raise Refused(_("There is no reduced award whose budget was not asked for yet."))
    now = timezone.now()
    answers = AwardAnswer.objects.bulk_create(
        AwardAnswer(row=row, due=due, asked_at=now, asked_by=by) for row in rows
    )
    for row, answer in zip(rows, answers, strict=True):
        record("ask_budget", answer, by=by, data={"application": row.application.number, "due": due})
        _write("budget_asked", row, answer)
    record("ask_budgets", decision, by=by, data={"awards": len(rows), "due": due})
    return len(rows)


def _write(name: str, row: DecisionRow, answer: AwardAnswer) -> None:
    """A letter to the organisation about its award."""
    application = row.application
    mail.send(
        f"grants/emails/{name}.txt",
        to=application.contact_email or application.submitted_by.email,
        language=application.submitted_by.language or None,
        about=application,
        context={"row": row, "answer": answer, "application": application},
    )


@service
def save_budget(
    *, answer: AwardAnswer, sums: Mapping[int, tuple[Decimal, str]], explanation: str, by: User
) -> AwardAnswer:
    """Save the adapted budget as far as it is written; nothing is judged but that no line asks more than before."""
    answer = locked(answer)
    check_is_applicant(by, answer.row.application)
    _check_open(answer)
    lines = {line.pk: line for line in budget_lines(answer.row)}
    if set(sums) != set(lines):
        raise Refused(_("Write a sum, or zero, for every line of the budget."))
    for key, (given, _note) in sums.items():
        if given > lines[key].requested:
            asked = amount(lines[key].requested)
            raise Refused(
                _("A line may not get more than was asked for it: %(asked)s.") % {"asked": asked},
                field=f"sum_{key}",
            )
    answer.lines.all().delete()
    AdaptedLine.objects.bulk_create(
        AdaptedLine(answer=answer, line_id=key, requested=given, note=note.strip()[:300])
        for key, (given, note) in sums.items()
    )
    answer.explanation = explanation.strip()[:LONGEST]
    answer.save(update_fields=["explanation"])
    record("save_adapted_budget", answer, by=by)
    return answer


def _check_open(answer: AwardAnswer) -> None:
    if answer.state not in {S.ASKED, S.RETURNED}:
        raise Refused(_("The adapted budget is handed in; it is changed only when the body returns it."))


@service
def submit_budget(*, answer: AwardAnswer, by: User) -> AwardAnswer:
    """Hand the adapted budget in, when its lines make exactly the awarded sum."""
    answer = locked(answer)
    AWARD_ANSWER.check(answer, "submit", by=by)
    total = sum((line.requested for line in answer.lines.all()), Decimal(0))
    if total != answer.row.amount:
        raise Refused(
            _("The lines make %(sum)s, the award is %(award)s.")
            % {"sum": amount(total), "award": amount(answer.row.amount)},
            field="explanation",
        )
    return AWARD_ANSWER.apply(answer, "submit", by=by, submitted_at=timezone.now(), submitted_by=by)


@service
def accept_budget(*, answer: AwardAnswer, by: User) -> AwardAnswer:
    """The body accepts the adapted budget; the contract follows it."""
    answer = AWARD_ANSWER.apply(
        locked(answer), "accept", by=by, answered_at=timezone.now(), answered_by=by, remark=""
    )
    _write("budget_answered", answer.row, answer)
    return answer


@service
def return_budget(*, answer: AwardAnswer, note: str, due: datetime.date, by: User) -> AwardAnswer:
    """The body returns the adapted budget with what is to be corrected and a new term."""
    if due <= timezone.localdate():
        raise Refused(_("The term must end after today."), field="due")
    answer = AWARD_ANSWER.apply(
        locked(answer),
        "return",
        by=by,
        note=note,
        answered_at=timezone.now(),
        answered_by=by,
        remark=note.strip(),
        due=due,
    )
    _write("budget_answered", answer.row, answer)
    return answer


@service
def decline_award(*, row: DecisionRow, note: str, by: User) -> AwardAnswer:
    """The organisation refuses the award and says why; its money goes to what is left of the call."""
    row = locked(row)
    if row.outcome != DecisionRow.Outcome.AWARDED or row.decision.state != Decision.State.PUBLISHED:
        raise Refused(_("Only an award of a published decision can be refused."))
    check_declines_award(by, row)
    answer, _made = AwardAnswer.objects.select_for_update(of=("self",)).get_or_create(row=row)
    answer = AWARD_ANSWER.apply(
        answer,
        "decline",
        by=by,
        note=note,
        declined_at=timezone.now(),
        declined_by=by,
        decline_reason=note.strip(),
    )
    to = row.decision.published_by
    mail.send(
        "grants/emails/award_declined.txt",
        to=to,
        about=row.application,
        context={"row": row, "answer": answer, "application": row.application},
    )
    return answer
