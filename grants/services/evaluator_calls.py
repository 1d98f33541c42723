"""Verbs of the office's call for evaluators: draft, publication, annulment, conclusion."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from grants.models import Candidacy, EvaluatorCall
from grants.workflows.decision import check_keeps_list
from grants.workflows.evaluators import EVALUATOR_CALL
from office import mail
from office.audit import record
from office.deadlines import add_days, end_of
from office.jobs import order_job
from office.jurisdiction import current
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import from_version, version_for
from office.service import locked, service

Kind, S = EvaluatorCall.Kind, EvaluatorCall.State


@service
def draft_evaluator_call(
    *, year: int, kind: str, title: str, text: str, reason: str = "", by: User
) -> EvaluatorCall:
    """Begin a call for evaluators; one main call a year, as many supplementary ones as are needed."""
    check_keeps_list(by, None)
    _check_kind(year, kind, reason, None)
    call = EvaluatorCall.objects.create(
        year=year, kind=kind, title=title.strip(), text=text, reason=reason.strip(), created_by=by
    )
    record("draft_evaluator_call", call, by=by, data={"year": year, "kind": kind})
    return call


@service
def edit_evaluator_call(*, call: EvaluatorCall, by: User, **facts: Any) -> EvaluatorCall:
    """Change the draft."""
    call = locked(call)
    check_keeps_list(by, call)
    if call.state != S.DRAFT:
        raise Refused(_("A published call is not edited; annul it with a reason and publish another one."))
    _check_kind(facts["year"], facts["kind"], facts["reason"], call)
    for name, value in facts.items():
        setattr(call, name, value)
    call.save(update_fields=list(facts))
    record("edit_evaluator_call", call, by=by, data={"year": call.year})
    return call


@service
def discard_evaluator_call(*, call: EvaluatorCall, by: User) -> None:
    """Throw a draft away."""
    call = locked(call)
    check_keeps_list(by, call)
    if call.state != S.DRAFT:
        raise Refused(_("Only a draft is thrown away."))
    record("discard_evaluator_call", call, by=by, note=call.title)
    call.delete()


def _check_kind(year: int, kind: str, reason: str, present: EvaluatorCall | None) -> None:
    main = EvaluatorCall.objects.filter(year=year, kind=Kind.MAIN).exclude(state=S.CANCELLED)
    main = main.exclude(pk=present.pk) if present else main
    if kind == Kind.MAIN and main.exists():
        raise Refused(
            _("There is a call for evaluators for this year already; a further one is supplementary."),
            field="kind",
        )
    if kind == Kind.SUPPLEMENTARY and not reason.strip():
        raise Refused(_("Write why a supplementary call is published."), field="reason")


def earliest_deadline(day: datetime.date) -> datetime.date:
    """The last day of the shortest term, counted from the day of publication."""
    days = from_version(version_for(None, day)).evaluation.evaluator_call_days.value
    return add_days(day, days or 0, current().calendar)


@service
def publish_evaluator_call(
    *, call: EvaluatorCall, deadline: datetime.date | None = None, by: User
) -> EvaluatorCall:
    """Publish: number, term, frozen rulebook, the document; from here on the text is not changed."""
    call = locked(call)
    EVALUATOR_CALL.check(call, "publish", by=by)
    today = timezone.localdate()
    version = version_for(None, today)
    rule = from_version(version).evaluation.evaluator_call_days
    first = earliest_deadline(today)
    last = deadline or first
    if last < today:
        raise Refused(_("The day has passed."), field="deadline")
    if last < first and rule.confirmed:
        raise Refused(
            _("The call stays open for %(days)s days: until %(day)s at the earliest.")
            % {"days": rule.value, "day": date_format(first, "DATE_FORMAT")},
            law=rule.law,
            field="deadline",
        )
    EVALUATOR_CALL.apply(
        call,
        "publish",
        by=by,
        published_at=timezone.now(),
        published_by=by,
        deadline=end_of(last, current().calendar.zone),
        rulebook=version,
        number=next_number("evaluator_call", year=call.year),
    )
    order_job("grants.evaluator_call", subject=call, by=by)
    return call


@service
def cancel_evaluator_call(*, call: EvaluatorCall, note: str, by: User) -> EvaluatorCall:
    """Annul a published call with its reason; everybody who began or filed a candidacy is told."""
    call = locked(call)
    EVALUATOR_CALL.apply(call, "cancel", by=by, note=note, cancel_reason=note.strip())
    waiting = call.candidacies.filter(state__in=[Candidacy.State.DRAFT, Candidacy.State.SUBMITTED])
    for candidacy in waiting.select_related("user"):
        mail.send(
            "grants/emails/evaluator_call_annulled.txt",
            to=candidacy.user,
            about=candidacy,
            context={"call": call},
        )
    return call


@service
def conclude_evaluator_call(*, call: EvaluatorCall, by: User) -> EvaluatorCall:
    """Conclude: the term has passed and every candidate has an answer."""
    call = locked(call)
    return EVALUATOR_CALL.apply(call, "conclude", by=by, concluded_at=timezone.now(), concluded_by=by)
