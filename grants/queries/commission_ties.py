"""What the register shows between members of a commission and the applicants of a call or their partners."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from council.names import candidate_key
from grants.models import Application, Call, CallStatement, CommissionMember
from ngo_registry.models import Founder, GoverningMember, NgoMembership, Representative
from office.templatetags.saradnja import script


@dataclass(frozen=True, slots=True)
class Tie:
    """One application and why the member is close to it."""

    application: Application
    what: str


def sitting(call: Call, day: datetime.date | None = None) -> list[CommissionMember]:
    """Members of the call's commission on a day."""
    day = day or timezone.localdate()
    rows = call.commission.members.filter(valid_from__lte=day).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    )
    return list(rows.select_related("user", "organisation", "statement").order_by("pk"))


def applicants(call: Call) -> list[Application]:
    """Filed applications with applicants and partners."""
    rows = call.applications.filed().select_related("organisation")
    return list(rows.prefetch_related("partners__organisation").order_by("number", "pk"))


def ties_of(call: Call, members: Iterable[CommissionMember]) -> dict[int, list[Tie]]:
    """Ties of each member: founder, representative or member of a body, account, own organisation."""
    members, found = list(members), defaultdict(list)
    applications = applicants(call)
    near = _organisations(applications)
    roles = _roles(near, timezone.localdate())
    accounts = _accounts(near, members)
    for member in members:
        key = candidate_key(member.full_name)
        for application, organisations in applications_with(applications):
            for organisation in organisations:
                if said := _said(member, key, organisation, roles, accounts):
                    found[member.pk].append(Tie(application, said))
                    break
    return dict(found)


def applications_with(applications: list[Application]) -> list[tuple[Application, list[Any]]]:
    """Each application with its applicant and partners known to the register."""
    return [
        (each, [each.organisation, *(p.organisation for p in each.partners.all() if p.organisation_id)])
        for each in applications
    ]


def _organisations(applications: list[Application]) -> set[int]:
    return {row.pk for _each, rows in applications_with(applications) for row in rows}


def _roles(near: set[int], day: datetime.date) -> dict[int, dict[str, str]]:
    """By organisation: folded name → what the person is there today."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    today = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    sources: tuple[tuple[QuerySet[Any], str], ...] = (
        (GoverningMember.objects.filter(today), _("member of a body of the organisation")),
        (Founder.objects.filter(kind=Founder.Kind.NATURAL), _("founder")),
        (Representative.objects.filter(today), _("representative")),
    )
    for rows, role in sources:
        for organisation, name in rows.filter(organisation__in=near).values_list("organisation", "name"):
            found[organisation][candidate_key(name)] = str(role)
    return found


def _accounts(near: set[int], members: list[CommissionMember]) -> set[tuple[int, int]]:
    users = [member.user_id for member in members]
    rows = NgoMembership.objects.filter(organisation__in=near, user__in=users)
    return set(rows.values_list("user_id", "organisation_id"))


def _said(
    member: CommissionMember,
    key: str,
    organisation: Any,
    roles: dict[int, dict[str, str]],
    accounts: set[tuple[int, int]],
) -> str:
    """Why the member is close to this organisation; empty when the register shows nothing."""
    role = roles.get(organisation.pk, {}).get(key, "")
    if not role and member.organisation_id == organisation.pk:
        role = _("proposed to the commission by this organisation")
    if not role and (member.user_id, organisation.pk) in accounts:
        role = _("works for the organisation in the portal")
    return f"{script(organisation.name)}: {role}" if role else ""


def statements_of(call: Call) -> dict[int, CallStatement]:
    """Statements for this call by member."""
    rows = call.statements.prefetch_related("ties__application")
    return {row.member_id: row for row in rows}
