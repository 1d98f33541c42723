"""Bodies through reorganisations: new ones, new names, ends and successors; nothing is deleted."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from office.audit import record
from office.models import Body, BodyName, User
from office.refusal import Refused
from office.roles import Permission
from office.scripts import sort_key
from office.service import locked, service

DAY = datetime.timedelta(days=1)


@service
def create_body(*, code: str, name: str, by: User, **facts: Any) -> Body:
    """Enter a body under a code that stays with it."""
    check_may_manage(by)
    if Body.objects.filter(code__iexact=code).exists():
        raise Refused(_("Another body already has this code."), field="code")
    body = Body.objects.create(code=code, name=name, sort_key=sort_key(name), **facts)
    record("create", body, by=by, data={"name": name, **facts})
    return body


@service
def change_body(*, body: Body, by: User, **facts: Any) -> Body:
    """Correct facts of a body other than its name."""
    check_may_manage(by)
    body = locked(body)
    for field, value in facts.items():
        setattr(body, field, value)
    body.save(update_fields=list(facts))
    record("change", body, by=by, data=facts)
    return body


@service
def rename_body(*, body: Body, name: str, since: datetime.date, by: User) -> Body:
    """Give a body a new name from a day on; the old one stays for what happened under it."""
    check_may_manage(by)
    body = locked(body)
    if name == body.name:
        raise Refused(_("The body already has this name."), field="name")
    last = body.names.order_by("-valid_until").first()
    begun = last.valid_until + DAY if last and last.valid_until else body.valid_from
    if begun and since <= begun:
        raise Refused(
            _("The present name holds since %(day)s; choose a later day.") % {"day": begun}, field="since"
        )
    BodyName.objects.create(body=body, name=body.name, valid_from=begun, valid_until=since - DAY)
    record("rename", body, by=by, data={"from": body.name, "to": name, "since": since})
    body.name, body.sort_key = name, sort_key(name)
    body.save(update_fields=["name", "sort_key"])
    return body


@service
def end_body(*, body: Body, last_day: datetime.date, successor: Body | None, by: User) -> Body:
    """Note the last day of a body and who took over its work."""
    check_may_manage(by)
    body = locked(body)
    if body.valid_from and last_day < body.valid_from:
        raise Refused(_("The last day is before the first."), field="last_day")
    if successor and successor.pk == body.pk:
        raise Refused(_("A body does not succeed itself."), field="successor")
    body.valid_until, body.successor = last_day, successor
    body.save(update_fields=["valid_until", "successor"])
    record("end", body, by=by, data={"last_day": last_day, "successor": successor.code if successor else ""})
    return body


def check_may_manage(by: User) -> None:
    """Only those who keep the list."""
    if not by.can(Permission.MANAGE_BODIES):
        raise Refused(_("Your role does not allow you to change the list of bodies."))
