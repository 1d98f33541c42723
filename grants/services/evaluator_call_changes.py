"""A published call for evaluators is extended or corrected: with the reason, told to everybody who began a candidacy."""

import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from grants.models import Candidacy, EvaluatorCall, EvaluatorCallChange
from grants.workflows.evaluators import EVALUATOR_CALL
from office import mail
from office.deadlines import end_of
from office.jobs import order_job
from office.jurisdiction import current
from office.models import User
from office.refusal import Refused
from office.service import locked, service

What = EvaluatorCallChange.What
CORRECTED = {What.TITLE: "title", What.TEXT: "text"}


@service
def extend_evaluator_call(
    *, call: EvaluatorCall, deadline: datetime.date, note: str, by: User
) -> EvaluatorCall:
    """Move the term to a later day; candidates are told, the reason is public."""
    call = locked(call)
    EVALUATOR_CALL.check(call, "extend", by=by, note=note)
    before, after = call.deadline, end_of(deadline, current().calendar.zone)
    if after <= before:
        raise Refused(_("The new term ends after the old one."), field="deadline")
    EVALUATOR_CALL.apply(call, "extend", by=by, note=note, deadline=after)
    _publish(call, {What.DEADLINE: (written(before), written(after))}, note, by)
    return call


@service
def correct_evaluator_call(
    *, call: EvaluatorCall, title: str, text: str, note: str, by: User
) -> EvaluatorCall:
    """Correct title and text; conditions and bars come from the rulebook and are not corrected."""
    call = locked(call)
    EVALUATOR_CALL.check(call, "correct", by=by, note=note)
    given = {What.TITLE: plain(title), What.TEXT: plain(text)}
    changed = {
        what: (plain(getattr(call, CORRECTED[what])), value)
        for what, value in given.items()
        if value != plain(getattr(call, CORRECTED[what]))
    }
    if not changed:
        raise Refused(_("Nothing is changed."))
    for what, (_before, after) in changed.items():
        if not after:
            raise Refused(_("This text cannot be empty."), field=CORRECTED[what])
    facts = {CORRECTED[what]: after for what, (_before, after) in changed.items()}
    EVALUATOR_CALL.apply(call, "correct", by=by, note=note, **facts)
    _publish(call, changed, note, by)
    return call


def plain(text: str) -> str:
    """A text without the line ends of browsers."""
    return text.replace("\r\n", "\n").strip()


def written(moment: datetime.datetime) -> str:
    """The last day of a term, in figures."""
    return date_format(timezone.localtime(moment), "d.m.Y.")


def _publish(call: EvaluatorCall, changed: dict[Any, tuple[str, str]], note: str, by: User) -> None:
    """Keep what changed, tell the candidates, issue the text anew."""
    number = (call.changes.aggregate(last=Max("number"))["last"] or 0) + 1
    changes = EvaluatorCallChange.objects.bulk_create(
        EvaluatorCallChange(
            call=call,
            number=number,
            what=what,
            before=before,
            after=after,
            reason=note.strip(),
            made_at=timezone.now(),
            made_by=by,
        )
        for what, (before, after) in changed.items()
    )
    S = Candidacy.State
    for candidacy in call.candidacies.filter(state__in=[S.DRAFT, S.SUBMITTED]).select_related("user"):
        mail.send(
            "grants/emails/evaluator_call_changed.txt",
            to=candidacy.user,
            about=candidacy,
            context={"call": call, "changes": changes, "reason": note.strip(), "candidacy": candidacy},
        )
    order_job("grants.evaluator_call", subject=call, by=by)
