"""Public calls for NGO representatives: drafted, published, cancelled."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from council.models import NominationCall, NominationSeat
from council.rules import check_runs_call
from council.workflows.nomination import NOMINATION
from office import jurisdiction
from office.audit import record
from office.deadlines import add_days, end_of
from office.models import Body
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import from_version, rules_for, version_for
from office.service import locked, service

Kind, State = NominationCall.Kind, NominationCall.State
TEXTS = ("title", "subject", "field_of_work", "contact", "council", "own_days")


@service
def draft_call(
    *, body: Body, kind: str, title: str, seats: Iterable[Mapping[str, Any]], by: Any, **facts: Any
) -> NominationCall:
    """Begin a call: for which body, for what, which places (name, number, area or Council seat)."""
    call = NominationCall(body=body, kind=kind, title=title, created_by=by, **_known(facts))
    check_runs_call(by, call)
    _check_council(call)
    call.save()
    _write_seats(call, seats)
    record("draft", call, by=by, to_state=call.state)
    return call


@service
def edit_call(
    *, call: NominationCall, by: Any, seats: Iterable[Mapping[str, Any]] | None = None, **facts: Any
) -> NominationCall:
    """Change a call that is not yet published."""
    call = locked(call)
    check_runs_call(by, call)
    if call.state != State.DRAFT:
        raise Refused(_("A published call is not changed: cancel it with a reason and publish a new one."))
    for name, value in _known(facts).items():
        setattr(call, name, value)
    _check_council(call)
    call.save()
    if seats is not None:
        call.seats.all().delete()
        _write_seats(call, seats)
    record("edit", call, by=by)
    return call


@service
def publish_nomination_call(*, call: NominationCall, by: Any) -> NominationCall:
    """Publish the call: rulebook frozen, deadline counted (a day off rolls over), number given."""
    call = locked(call)
    now = timezone.now()
    version = version_for(call.body, now)
    council = from_version(version).council
    days = council.nomination_days.value or call.own_days
    if not days:
        raise Refused(
            _("The rulebook sets no term for proposals: write in the call how many days it stays open."),
            field="own_days",
        )
    calendar = jurisdiction.current().calendar
    last_day = add_days(calendar.today(now), days, calendar)
    list_days = council.list_days.value
    NOMINATION.apply(
        call,
        "publish",
        by=by,
        published_at=now,
        deadline=end_of(last_day, calendar.zone),
        rulebook=version,
        list_due=add_days(last_day, list_days, calendar) if list_days else None,
        number=next_number("nomination", year=calendar.today(now).year, body=call.body),
    )
    return call


@service
def cancel_call(*, call: NominationCall, reason: str, by: Any) -> NominationCall:
    """Cancel a call; whoever proposed reads why."""
    return NOMINATION.apply(locked(call), "cancel", by=by, note=reason, end_reason=reason.strip())


def _known(facts: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(facts) - set(TEXTS)
    if unknown:
        raise TypeError(f"a call has no {sorted(unknown)}")
    return dict(facts)


def _check_council(call: NominationCall) -> None:
    """A call for the Council names its composition, and only where there is a Council chosen by proposals."""
    if call.kind != Kind.COUNCIL:
        call.council = None
        return
    if not jurisdiction.has_feature("council"):
        raise Refused(_("This office has no Council."), field="kind")
    selection = rules_for(call.body, timezone.now()).council.selection
    if selection.value == "vote":
        raise Refused(
            _(
                "Members of this Council are chosen by a vote of organisations: "
                "enter their appointment in the Council itself."
            ),
            law=selection.law,
            field="kind",
        )
    if call.council is None:
        raise Refused(_("Choose the composition of the Council whose seats the call fills."), field="council")


def _write_seats(call: NominationCall, seats: Iterable[Mapping[str, Any]]) -> None:
    for order, facts in enumerate(seats, start=1):
        NominationSeat.objects.create(call=call, order=order, **facts)
