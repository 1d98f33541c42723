"""Accounts and roles: who works here, as what, for which body and how long."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from office import mail, rules
from office.audit import record
from office.models import Body, RoleGrant, User
from office.refusal import Refused
from office.service import locked, service


@service
def create_person(*, email: str, full_name: str, language: str, by: User) -> User:
    """Open an account without a password and write to the person how to choose one."""
    rules.check_may_manage_people(by)
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(_("An account with this e-mail is already open."), field="email")
    person = User.objects.create_user(email, full_name=full_name, language=language)
    record("create", person, by=by)
    mail.send("office/emails/account_opened.txt", to=person, context={}, about=person)
    return person


@service
def give_role(
    *,
    person: User,
    role: str,
    body: Body | None,
    valid_from: datetime.date,
    valid_until: datetime.date | None,
    reason: str,
    by: User,
) -> RoleGrant:
    """Give a role from a day until a day, everywhere or for one body, on a named basis."""
    person = locked(person)
    rules.check_may_give(by, person, role, body)
    if valid_until and valid_until < valid_from:
        raise Refused(_("The last day is before the first."), field="valid_until")
    same = RoleGrant.objects.current(valid_from).filter(user=person, role=role, body=body)
    if same.exists():
        raise Refused(_("The person already holds this role on that day."), field="role")
    grant = RoleGrant.objects.create(
        user=person, role=role, body=body, valid_from=valid_from, valid_until=valid_until, reason=reason
    )
    record("give_role", person, by=by, note=reason, data=told(grant))
    return grant


@service
def take_role(*, grant: RoleGrant, reason: str, by: User) -> RoleGrant:
    """End a role at once; the row stays as history."""
    locked(grant.user)
    grant = locked(grant)
    rules.check_may_take(by, grant)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    if grant.valid_until and grant.valid_until <= yesterday:
        raise Refused(_("This role has already ended."))
    grant.valid_until = yesterday
    grant.save(update_fields=["valid_until"])
    record("take_role", grant.user, by=by, note=reason, data=told(grant))
    return grant


@service
def set_access(*, person: User, active: bool, reason: str, by: User) -> User:
    """Close an account or open it again; nothing the person did disappears."""
    person = locked(person)
    rules.check_may_close(by, person)
    if person.is_active == active:
        raise Refused(_("The account is already in this state."))
    person.is_active = active
    person.save(update_fields=["is_active"])
    record("open_account" if active else "close_account", person, by=by, note=reason)
    return person


@service
def change_settings(*, full_name: str, language: str, compact: bool, by: User) -> User:
    """What a person sets for himself."""
    person = locked(by)
    person.full_name, person.language, person.compact = full_name, language, compact
    person.save(update_fields=["full_name", "language", "compact"])
    return person


def told(grant: RoleGrant) -> dict[str, Any]:
    """A grant as the audit trail keeps it."""
    return {
        "role": grant.role,
        "body": grant.body.code if grant.body else "",
        "from": grant.valid_from,
        "until": grant.valid_until,
    }
