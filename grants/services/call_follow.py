"""A call after a call: the repetition of one that was annulled or failed, the second call for what is left."""

import dataclasses
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from grants.call_rest import rest_of
from grants.models import Call, CallLink, CallPart
from grants.rules import check_works_on_call
from grants.services.call_start import from_call, start_call
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service
from office.templatetags.saradnja import amount


def check_failed(call: Call) -> None:
    """A call is repeated when it was annulled, or when its deadline passed and nobody can be given money."""
    if call.state == Call.State.CANCELLED:
        return
    over = call.deadline is not None and timezone.now() > call.deadline
    if call.state in {Call.State.DECIDED, Call.State.CLOSED}:
        if call.decision.rows.filter(outcome="awarded").exists():
            raise Refused(
                _("Projects were supported in this call; for the money that is left make a second call.")
            )
    elif call.state != Call.State.PUBLISHED or not over:
        raise Refused(_("A call is repeated when it was annulled or nobody can be given its money."))
    elif call.applications.exclude(state__in=["draft", "withdrawn", "rejected"]).exists():
        raise Refused(_("Applications to this call are still to be decided; annul the call first."))


def check_not_followed(call: Call, kind: str) -> None:
    """One live call of a kind follows a call."""
    if call.later_links.filter(kind=kind).exclude(later__state=Call.State.CANCELLED).exists():
        raise Refused(_("A call that follows this one is there already."))


@service
def repeat_call(*, call: Call, reason: str, by: User) -> Call:
    """Draft the repetition: the same text, money and basis, linked both ways once it is published."""
    call = locked(call)
    check_works_on_call(by, call)
    check_failed(call)
    check_not_followed(call, CallLink.Kind.REPETITION)
    return follow(call, CallLink.Kind.REPETITION, reason, by)


@service
def second_call(*, call: Call, total: Decimal, reason: str, by: User) -> Call:
    """Draft a second call for the money the decision left; never more than that."""
    call = locked(call)
    check_works_on_call(by, call)
    if call.state not in {Call.State.DECIDED, Call.State.CLOSED}:
        raise Refused(_("A second call is made when the decision on the first is published."))
    left = rest_of(call)
    if left <= 0:
        raise Refused(_("Nothing is left of the money of this call."))
    if not 0 < total <= left:
        raise Refused(_("What is left is %(sum)s.") % {"sum": amount(left)}, field="total")
    most = min(call.max_amount, total)
    facts = {"total": total, "max_amount": most, "min_amount": min(call.min_amount, most)}
    return follow(call, CallLink.Kind.REST, reason, by, **facts)


def follow(call: Call, kind: str, reason: str, by: User, **facts: Any) -> Call:
    """The later draft with its link and the reason, which is public."""
    if not reason.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="reason")
    source = from_call(call)
    origin = getattr(call, "origin", None)
    source = dataclasses.replace(
        source,
        parts=(CallPart.MONEY, CallPart.TEXTS, CallPart.DOCUMENTS, CallPart.DATES),
        analysis=origin.analysis if origin else None,
        proposed=origin.proposed if origin else None,
    )
    basis = {"item": call.item, "plan": call.plan}
    later = start_call(
        commission=call.commission, source=source, title=call.title, by=by, **{**basis, **facts}
    )
    CallLink.objects.create(
        earlier=call, later=later, kind=kind, reason=reason.strip(), made_at=timezone.now(), made_by=by
    )
    record(f"follow_{kind}", call, by=by, note=reason.strip(), data={"later": later.pk, "total": later.total})
    return later
