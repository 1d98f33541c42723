"""Verbs of the yearly list of independent evaluators: people with their statements, numbered versions."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Evaluator, EvaluatorStatement
from grants.queries.evaluators import list_in_force
from grants.services.assignments import assign, assign_members, take_back
from grants.services.evaluator_lists import adopt_list, begin_list, put_on_list, take_off_list
from grants.workflows.decision import check_keeps_list
from office import mail
from office.audit import record
from office.jurisdiction import current
from office.models import Area, User
from office.refusal import Refused
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
