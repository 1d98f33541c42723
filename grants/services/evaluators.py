"""Verbs of the yearly list of independent evaluators: people with their statements, numbered versions."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Assignment, Evaluator, EvaluatorList, EvaluatorListEntry, EvaluatorStatement
from grants.queries.evaluators import list_in_force
from grants.services.assignments import assign, assign_members, take_back
from grants.workflows.assignment import ASSIGNMENT
from grants.workflows.decision import EVALUATOR_LIST, check_keeps_list
from office import mail
from office.audit import record
from office.jobs import order_job
from office.jurisdiction import current
from office.models import Area, RoleGrant, User
from office.numbers import next_number
from office.refusal import Refused
from office.roles import Role
from office.rulebooks import rules_for
from office.service import locked, service

__all__ = [
    "adopt_list",
    "assign",
    "assign_members",
    "begin_list",
    "change_evaluator",
    "enter_evaluator",
    "enter_person",
    "list_in_force",
    "open_account",
    "put_on_list",
    "take_back",
    "take_off_list",
]
A = Assignment.State
Bar = EvaluatorStatement.Bar


@service
def open_account(*, email: str, full_name: str, language: str, by: User) -> User:
    """The account behind this e-mail; a new one is told how to choose a password."""
    check_keeps_list(by, None)
    present = User.objects.filter(email__iexact=email).first()
    if present:
        return present
    if not full_name.strip():
        raise Refused(
            _("There is no account with this e-mail yet: write the name and surname."), field="full_name"
        )
    person = User.objects.create_user(email, full_name=full_name.strip(), language=language)
    record("open_account", person, by=by)
    mail.send("grants/emails/evaluator_account.txt", to=person, context={}, about=person)
    return person


@service
def enter_person(*, email: str, full_name: str, by: User, **facts: Any) -> Evaluator:
    """Enter an evaluator by e-mail: with the account that has it, or with a new one."""
    language = current().languages[0]
    user = open_account(email=email, full_name=full_name, language=language, by=by)
    return enter_evaluator(user=user, by=by, **facts)


@service
def enter_evaluator(
    *,
    user: User,
    years_of_experience: int,
    evaluation_experience: str,
    areas: Iterable[Area],
    statements: Collection[str],
    by: User,
) -> Evaluator:
    """Enter a person who fulfils the conditions and stated to be free of each of the six bars."""
    check_keeps_list(by, None)
    if Evaluator.objects.filter(user=user).exists():
        raise Refused(_("This person has been entered already."), field="email")
    _check_fit(user, years_of_experience, statements)
    evaluator = Evaluator.objects.create(
        user=user,
        full_name=user.full_name,
        years_of_experience=years_of_experience,
        evaluation_experience=evaluation_experience,
        bars_checked_at=timezone.now(),
        bars_checked_by=by,
    )
    evaluator.areas.set(areas)
    _keep_statements(evaluator)
    record("enter_evaluator", evaluator, by=by, data={"statements": sorted(statements)})
    return evaluator


@service
def change_evaluator(
    *,
    evaluator: Evaluator,
    years_of_experience: int,
    evaluation_experience: str,
    areas: Iterable[Area],
    statements: Collection[str],
    by: User,
) -> Evaluator:
    """Enter what changed; the six statements are given anew each time."""
    evaluator = locked(evaluator)
    check_keeps_list(by, None)
    _check_fit(evaluator.user, years_of_experience, statements)
    evaluator.years_of_experience = years_of_experience
    evaluator.evaluation_experience = evaluation_experience
    evaluator.bars_checked_at, evaluator.bars_checked_by = timezone.now(), by
    evaluator.save()
    evaluator.areas.set(areas)
    evaluator.statements.all().delete()
    _keep_statements(evaluator)
    record("change_evaluator", evaluator, by=by, data={"years": years_of_experience})
    return evaluator


def _keep_statements(evaluator: Evaluator) -> None:
    today = timezone.localdate()
    EvaluatorStatement.objects.bulk_create(
        EvaluatorStatement(evaluator=evaluator, bar=bar, given_on=today) for bar in Bar.values
    )


def _check_fit(user: User, years: int, statements: Collection[str]) -> None:
    """Experience, all six statements, and no tie to an NGO that the portal itself knows of (Art. 32đ)."""
    rules = rules_for(None, timezone.localdate()).evaluation
    least, back = rules.evaluator_min_years, rules.evaluator_lookback_years
    if least.value is not None and least.confirmed and years < least.value:
        raise Refused(
            _("At least %(years)s years of experience in managing projects are asked.")
            % {"years": least.value},
            law=least.law,
            field="years_of_experience",
        )
    open_bars = [bar for bar in Bar if bar.value not in statements]
    if open_bars:
        raise Refused(
            _("The person has not stated to be free of this bar: %(bar)s.") % {"bar": open_bars[0].label},
            law=back.law,
            field="statements",
        )
    since = timezone.localdate() - datetime.timedelta(days=366 * (back.value or 0))
    tied = user.memberships.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=since)).first()
    if tied and back.value and back.confirmed:
        raise Refused(
            _("In the last %(years)s years the person acted for the organisation “%(name)s”.")
            % {"years": back.value, "name": tied.organisation.name},
            law=back.law,
            field="statements",
        )


@service
def begin_list(*, year: int, reason: str, by: User) -> EvaluatorList:
    """Begin the next version of the year's list, with the people of the version before."""
    check_keeps_list(by, None)
    if not reason.strip():
        raise Refused(_("Write why this version is made: it is published with the list."), field="reason")
    if EvaluatorList.objects.filter(year=year, state="draft").exists():
        raise Refused(_("A draft of the list for this year has been begun already."), field="year")
    last = EvaluatorList.objects.filter(year=year).order_by("-version").first()
    made = EvaluatorList.objects.create(year=year, version=(last.version if last else 0) + 1, reason=reason)
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
def put_on_list(*, evaluators: EvaluatorList, evaluator: Evaluator, by: User) -> EvaluatorListEntry:
    """Put a person on the draft of the list."""
    evaluators = locked(evaluators)
    check_keeps_list(by, evaluators)
    check_draft(evaluators)
    if evaluators.entries.filter(evaluator=evaluator).exists():
        raise Refused(_("The person is on the list already."), field="evaluator")
    last = evaluators.entries.aggregate(last=Max("order"))["last"] or 0
    entry = EvaluatorListEntry.objects.create(list=evaluators, evaluator=evaluator, order=last + 1)
    record("put_on_list", evaluators, by=by, data={"evaluator": evaluator.full_name})
    return entry


@service
def take_off_list(*, entry: EvaluatorListEntry, by: User) -> None:
    """Take a person off the draft of the list."""
    evaluators = locked(entry.list)
    check_keeps_list(by, evaluators)
    check_draft(evaluators)
    record("take_off_list", evaluators, by=by, data={"evaluator": entry.evaluator.full_name})
    entry.delete()


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
    removed = Assignment.objects.filter(
        evaluator__isnull=False, state__in=[A.ASSIGNED, A.ACCEPTED], assigned_at__year=evaluators.year
    ).exclude(evaluator__in=[entry.evaluator_id for entry in entries])
    for assignment in removed.select_for_update(of=("self",)).order_by("pk"):
        ASSIGNMENT.apply(assignment, "end_by_list", by=by, note=evaluators.reason)
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
