"""What the register and the applications say of a person: evidence for people to weigh, never a decision."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import ActivityLine, Application, Call, Candidacy, CommissionMember, Evaluator
from ngo_registry.models import Founder, GoverningMember, NgoMembership, Representative
from office.models import RoleGrant, User
from office.scripts import fold

ROLES: dict[type, Any] = {
    Founder: _("founder"),
    Representative: _("person authorised to represent"),
    GoverningMember: _("member of a body"),
}
BY_NUMBER, BY_NAME, BY_ACCOUNT = "number", "name", "account"
HOW = {
    BY_NUMBER: _("the same personal number"),
    BY_NAME: _("a person of the same name"),
    BY_ACCOUNT: _("the account in the portal"),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing found: to whom, in which role, when, and how the person was recognised."""

    about: str
    role: Any
    since: datetime.date | None
    until: datetime.date | None
    by: str
    organisation: int | None = None

    @property
    def how(self) -> Any:
        """How the person was recognised, in words."""
        return HOW[self.by]

    def plain(self) -> dict[str, Any]:
        """As it is kept with a decision; nothing here is closed."""
        days = {name: day.isoformat() if (day := getattr(self, name)) else "" for name in ("since", "until")}
        return {"about": self.about, "role": str(self.role), "by": self.by, **days}


def back(years: int | None, day: datetime.date) -> datetime.date:
    """The day so many years before."""
    try:
        return day.replace(year=day.year - (years or 0))
    except ValueError:
        return day.replace(year=day.year - (years or 0), day=28)


def spellings(name: str) -> set[str]:
    """The folded name as it is and with the surname first."""
    words = fold(name).split()
    return {" ".join(words), " ".join(words[-1:] + words[:-1])} if words else set()


def lasting(since: datetime.date, path: str = "valid_until") -> Q:
    """Still so, or until a day after `since`."""
    return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__gte": since})


def _folded(rows: QuerySet, column: str, names: Collection[str]) -> QuerySet:
    key = Func(F(column), function="saradnja_fold", output_field=TextField())
    return rows.annotate(name_key=key).filter(name_key__in=names)


def _people(model: type, names: Collection[str], jmbg: str, since: datetime.date) -> list[Any]:
    """Rows of founders, representatives or members whose name, or number, is the person's."""
    rows = model._default_manager.filter(organisation__isnull=False).select_related("organisation")
    rows = rows if model is Founder else rows.filter(lasting(since))
    found = {row.pk: row for row in _folded(rows, "name", names)}
    if jmbg and model is not GoverningMember:
        found |= {row.pk: row for row in rows.filter(jmbg=jmbg)}
    return sorted(found.values(), key=lambda row: row.pk)


def ties_of(candidacy: Candidacy, since: datetime.date) -> list[Tie]:
    """Everything the portal knows of a candidate since that day."""
    names = spellings(candidacy.full_name)
    found = []
    for model, role in ROLES.items():
        for row in _people(model, names, candidacy.jmbg, since):
            same = bool(candidacy.jmbg) and getattr(row, "jmbg", "") == candidacy.jmbg
            found.append(
                Tie(
                    about=row.organisation.name,
                    role=role,
                    since=getattr(row, "valid_from", None) or row.organisation.registered_on,
                    until=getattr(row, "valid_until", None),
                    by=BY_NUMBER if same else BY_NAME,
                    organisation=row.organisation_id,
                )
            )
    return found + _by_account(candidacy.user, since) + _in_projects(names, since)


def _by_account(user: User, since: datetime.date) -> list[Tie]:
    """Organisations the account acted for, bodies it works for, commissions it sits on."""
    acted = NgoMembership.objects.filter(lasting(since), user=user).select_related("organisation")
    works = RoleGrant.objects.filter(lasting(since), user=user, body__isnull=False).select_related("body")
    seats = CommissionMember.objects.filter(lasting(since), user=user).select_related("commission")
    return [
        *(
            Tie(
                m.organisation.name,
                _("acts for it in the portal"),
                m.valid_from,
                m.valid_until,
                BY_ACCOUNT,
                m.organisation_id,
            )
            for m in acted
        ),
        *(Tie(g.body.name, g.get_role_display(), g.valid_from, g.valid_until, BY_ACCOUNT) for g in works),
        *(
            Tie(s.commission.title, s.get_role_display(), s.valid_from, s.valid_until, BY_ACCOUNT)
            for s in seats
        ),
    ]


def _in_projects(names: Collection[str], since: datetime.date) -> list[Tie]:
    """Projects of the last years in which the person is named: as contact or as the one who carries it out."""
    filed = Application.objects.filter(submitted_at__date__gte=since).select_related("organisation")
    named = ActivityLine.objects.filter(application__submitted_at__date__gte=since)
    found = {}
    for row in _folded(filed, "contact_name", names):
        found[row.pk] = (row, _("contact person of an application"))
    for line in _folded(named, "carrier", names).select_related("application__organisation"):
        found[line.application_id] = (line.application, _("carries out an activity of a project"))
    return [
        Tie(row.organisation.name, role, row.starts_on, row.ends_on, BY_NAME, row.organisation_id)
        for row, role in found.values()
    ]


def numbers_of(evaluators: Iterable[Evaluator]) -> dict[int, str]:
    """Personal numbers of evaluators by their keys, from payment data or the candidacy; never shown."""
    keys = [each.pk for each in evaluators]
    told = Candidacy.objects.filter(evaluator__in=keys).exclude(jmbg="").values_list("evaluator", "jmbg")
    paid = Evaluator.objects.filter(pk__in=keys).exclude(payment__jmbg="")
    return dict(told) | dict(paid.filter(payment__isnull=False).values_list("pk", "payment__jmbg"))


def ties_to(
    evaluators: Collection[Evaluator], organisations: Collection[int], since: datetime.date
) -> dict[tuple[int, int], Tie]:
    """Ties of evaluators to these organisations, by (evaluator, organisation); as many questions for few as for many."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for each in evaluators:
        for name in spellings(each.full_name):
            by_name[name].append(each.pk)
    by_number = {number: pk for pk, number in numbers_of(evaluators).items()}
    found: dict[tuple[int, int], Tie] = {}
    for model, role in ROLES.items():
        rows = model._default_manager.filter(organisation__in=organisations).select_related("organisation")
        for row in rows if model is Founder else rows.filter(lasting(since)):
            number = by_number.get(getattr(row, "jmbg", "") or "–")
            for pk in [number] if number else by_name.get(fold(row.name), []):
                by = BY_NUMBER if number else BY_NAME
                dates = getattr(row, "valid_from", None), getattr(row, "valid_until", None)
                found[pk, row.organisation_id] = Tie(
                    row.organisation.name, role, *dates, by, row.organisation_id
                )
    users = {each.user_id: each.pk for each in evaluators}
    acted = NgoMembership.objects.filter(lasting(since), user__in=users, organisation__in=organisations)
    for m in acted.select_related("organisation"):
        found[users[m.user_id], m.organisation_id] = Tie(
            m.organisation.name,
            _("acts for it in the portal"),
            m.valid_from,
            m.valid_until,
            BY_ACCOUNT,
            m.organisation_id,
        )
    return found


def ties_to_call(call: Call, since: datetime.date, users: Collection[int] | None = None) -> dict[int, Tie]:
    """Ties of accounts to the body of a call and to its commission since that day, by account; two statements."""
    today = timezone.localdate()
    works = RoleGrant.objects.filter(lasting(since), body=call.body_id, valid_from__lte=today)
    seats = CommissionMember.objects.filter(
        lasting(since), commission=call.commission_id, valid_from__lte=today, user__isnull=False
    )
    if users is not None:
        works, seats = works.filter(user__in=users), seats.filter(user__in=users)
    found = {
        g.user_id: Tie(g.body.name, g.get_role_display(), g.valid_from, g.valid_until, BY_ACCOUNT)
        for g in works.select_related("body").order_by("valid_from", "pk")
    }
    # a seat says more than the role that goes with it
    return found | {
        s.user_id: Tie(s.commission.title, s.get_role_display(), s.valid_from, s.valid_until, BY_ACCOUNT)
        for s in seats.select_related("commission").order_by("valid_from", "pk")
    }


def organisations_in(application: Application) -> set[int]:
    """The applicant and the partners that are in the register."""
    partners = application.partners.values_list("organisation_id", flat=True)
    return {application.organisation_id, *(pk for pk in partners if pk)}
