"""Verbs of the numbered list: versions, each change with its reason and day, adoption and what follows from it."""

import datetime
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import (
    Assignment,
    Candidacy,
    Evaluator,
    EvaluatorList,
    EvaluatorListChange,
    EvaluatorListEntry,
)
from grants.workflows.assignment import ASSIGNMENT
from grants.workflows.decision import EVALUATOR_LIST, check_keeps_list
from office import mail
from office.audit import record
from office.jobs import order_job
from office.models import RoleGrant, User
from office.numbers import next_number
from office.refusal import Refused
from office.roles import Role
from office.service import locked, service

A = Assignment.State
Kind = EvaluatorListChange.Kind


@service
def begin_list(*, year: int, reason: str, by: User) -> EvaluatorList:
    """Begin the next version of the year's list, with the people of the version before."""
    check_keeps_list(by, None)
    if not reason.strip():
        raise Refused(_("Write why this version is made: it is published with the list."), field="reason")
    if EvaluatorList.objects.filter(year=year, state="draft").exists():
        raise Refused(_("A draft of the list for this year has been begun already."), field="year")
    last = EvaluatorList.objects.filter(year=year).order_by("-version").first()
    facts = {"year": year, "version": (last.version if last else 0) + 1, "reason": reason}
    try:
        with transaction.atomic():
            made = EvaluatorList.objects.create(**facts)
    except IntegrityError as error:  # of a year without a list there is no row to lock: the database decides
        raise Refused(
            _("Somebody has just begun the draft of the list for this year. Open it from the lists."),
            field="year",
        ) from error
    if last:
        EvaluatorListEntry.objects.bulk_create(
            EvaluatorListEntry(list=made, order=entry.order, evaluator_id=entry.evaluator_id)
            for entry in last.entries.all()
        )
    record("begin_list", made, by=by, note=reason)
    return made


def check_draft(evaluators: EvaluatorList) -> None:
    """An adopted version is not changed; the next one is made."""
    if evaluators.state != EvaluatorList.State.DRAFT:
        raise Refused(_("This version is adopted; begin the next one."))


@service
def put_on_list(
    *,
    evaluators: EvaluatorList,
    evaluator: Evaluator,
    reason: str = "",
    on: datetime.date | None = None,
    candidacy: Candidacy | None = None,
    by: User,
) -> EvaluatorListEntry:
    """Put a person on the draft of the list; without a reason of its own the reason of the version holds."""
    evaluators = locked(evaluators)
    check_keeps_list(by, evaluators)
    check_draft(evaluators)
    _check_day(on)
    if evaluators.entries.filter(evaluator=evaluator).exists():
        raise Refused(_("The person is on the list already."), field="evaluator")
    last = evaluators.entries.aggregate(last=Max("order"))["last"] or 0
    entry = EvaluatorListEntry.objects.create(list=evaluators, evaluator=evaluator, order=last + 1)
    if stood_before(evaluators, evaluator):
        evaluators.changes.filter(evaluator=evaluator).delete()
    else:
        _keep_change(evaluators, evaluator, Kind.ADDED, reason, on, by, candidacy)
    record("put_on_list", evaluators, by=by, note=reason, data={"evaluator": evaluator.full_name})
    return entry


@service
def take_off_list(
    *, entry: EvaluatorListEntry, reason: str = "", on: datetime.date | None = None, by: User
) -> None:
    """Take a person off the draft; who stood on the version before leaves with a reason and a day."""
    evaluators = locked(entry.list)
    check_keeps_list(by, evaluators)
    check_draft(evaluators)
    _check_day(on)
    person = entry.evaluator
    if stood_before(evaluators, person):
        if not reason.strip():
            raise Refused(
                _("Write why the person leaves the list: the reason is published with the version."),
                field="reason",
            )
        _keep_change(evaluators, person, Kind.REMOVED, reason, on, by, None)
    else:
        evaluators.changes.filter(evaluator=person).delete()
    record("take_off_list", evaluators, by=by, note=reason, data={"evaluator": person.full_name})
    entry.delete()


def stood_before(evaluators: EvaluatorList, evaluator: Evaluator) -> bool:
    """Was the person on the version before this one?"""
    return EvaluatorListEntry.objects.filter(
        list__year=evaluators.year, list__version=evaluators.version - 1, evaluator=evaluator
    ).exists()


def _check_day(on: datetime.date | None) -> None:
    if on and on > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="on")


def _keep_change(
    evaluators: EvaluatorList,
    evaluator: Evaluator,
    kind: str,
    reason: str,
    on: datetime.date | None,
    by: User,
    candidacy: Candidacy | None,
) -> None:
    """One line of what this version changes; a person is added or removed once on a version."""
    facts = {
        "kind": kind,
        "reason": (reason.strip() or evaluators.reason)[:300],
        "on": on or timezone.localdate(),
        "candidacy": candidacy,
        "made_at": timezone.now(),
        "made_by": by,
    }
    EvaluatorListChange.objects.update_or_create(list=evaluators, evaluator=evaluator, defaults=facts)


@service
def adopt_list(*, evaluators: EvaluatorList, by: User) -> EvaluatorList:
    """Adopt the version: places from 1, number, day, roles; open assignments of people removed become void."""
    evaluators = locked(evaluators)
    EVALUATOR_LIST.check(evaluators, "adopt", by=by)
    entries = list(evaluators.entries.select_related("evaluator__user").order_by("order"))
    if not entries:
        raise Refused(_("The list is empty."))
    for order, entry in enumerate(entries, start=1):
        if entry.order != order:
            EvaluatorListEntry.objects.filter(pk=entry.pk).update(order=order)
    _give_roles([entry.evaluator.user for entry in entries], str(evaluators))
    _end_assignments(evaluators, {entry.evaluator_id for entry in entries}, by)
    EVALUATOR_LIST.apply(
        evaluators,
        "adopt",
        by=by,
        adopted_at=timezone.now(),
        adopted_by=by,
        number=next_number("evaluator_list", year=evaluators.year),
    )
    order_job("grants.evaluator_list", subject=evaluators, by=by)
    return evaluators


def _end_assignments(evaluators: EvaluatorList, listed: set[int], by: User) -> None:
    """Open assignments of who is no longer listed end, locked sheets stay; whoever assigned them is told."""
    reasons = dict(evaluators.changes.filter(kind=Kind.REMOVED).values_list("evaluator", "reason"))
    removed = Assignment.objects.filter(
        evaluator__isnull=False, state__in=[A.ASSIGNED, A.ACCEPTED], assigned_at__year=evaluators.year
    ).exclude(evaluator__in=listed)
    ended: dict[tuple[int, int], list[Assignment]] = {}
    for assignment in removed.select_for_update(of=("self",)).order_by("pk"):
        note = reasons.get(assignment.evaluator_id, evaluators.reason)
        ASSIGNMENT.apply(assignment, "end_by_list", by=by, note=note)
        ended.setdefault((assignment.assigned_by_id, assignment.application.call_id), []).append(assignment)
    for found in ended.values():
        mail.send(
            "grants/emails/evaluators_left.txt",
            to=found[0].assigned_by,
            about=evaluators,
            context={"call": found[0].application.call, "assignments": found},
        )


def _give_roles(users: Iterable[User], reason: str) -> None:
    """Everybody on the list may enter the evaluators' door."""
    today = timezone.localdate()
    for user in users:
        RoleGrant.objects.get_or_create(
            user=user,
            role=Role.EVALUATOR,
            valid_until=None,
            defaults={"valid_from": today, "reason": reason},
        )
