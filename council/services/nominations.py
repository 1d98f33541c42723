"""Public calls for NGO representatives: drafted, published, counted, listed, appointed."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from council.models import CouncilAppointment, ListedCandidate, NominationCall, NominationSeat, TieDecision
from council.queries.counting import SeatCount, counted_proposals
from council.rules import check_runs_call
from council.services.letters import tell_list_published
from council.services.proposals import (
    check_proposal,
    join_candidates,
    separate_candidate,
    start_draft,
    submit_proposal,
    withdraw_proposal,
)
from council.workflows.nomination import NOMINATION
from office import jurisdiction
from office.audit import record
from office.deadlines import add_days, end_of
from office.jobs import order_job
from office.models import Body
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import from_version, rules_for, version_for
from office.service import locked, service

__all__ = [
    "appoint", "cancel_call", "check_proposal", "choose_between_equal", "draft_call", "edit_call", "join_candidates",
    "publish_list", "publish_nomination_call", "separate_candidate", "start_draft", "submit_proposal",
    "withdraw_proposal",
]

Kind, State = NominationCall.Kind, NominationCall.State
TEXTS = ("title", "subject", "field_of_work", "contact", "council", "own_days")


@service
def draft_call(
    *, body: Body, kind: str, title: str, seats: Iterable[Mapping[str, Any]], by: Any, **facts: Any
) -> NominationCall:
    """Begin a call: for which body, for what, which places (each a name, a number, perhaps an area or Council seat)."""
    call = NominationCall(body=body, kind=kind, title=title, created_by=by, **_known(facts))
    check_runs_call(by, call)
    _check_council(call)
    call.save()
    _write_seats(call, seats)
    record("draft", call, by=by, to_state=call.state)
    return call


@service
def edit_call(*, call: NominationCall, by: Any, seats: Iterable[Mapping[str, Any]] | None = None, **facts: Any) -> NominationCall:
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
    """Publish the call: its rulebook is frozen, the deadline counted (a day off rolls over), a number given."""
    call = locked(call)
    now = timezone.now()
    version = version_for(call.body, now)
    council = from_version(version).council
    days = council.nomination_days.value or call.own_days
    if not days:
        raise Refused(
            _("The rulebook sets no term for proposals: write in the call how many days it stays open."), field="own_days"
        )
    calendar = jurisdiction.current().calendar
    last_day = add_days(calendar.today(now), days, calendar)
    list_days = council.list_days.value
    NOMINATION.apply(
        call, "publish", by=by, published_at=now, deadline=end_of(last_day, calendar.zone), rulebook=version,
        list_due=add_days(last_day, list_days, calendar) if list_days else None,
        number=next_number("nomination", year=calendar.today(now).year, body=call.body),
    )
    return call


@service
def choose_between_equal(*, seat: NominationSeat, candidate_key: str, reason: str, by: Any) -> TieDecision:
    """Choose between candidates with equally many valid proposals, with the reason in writing."""
    call = locked(seat.call)
    check_runs_call(by, call)
    if call.state != State.PUBLISHED or not call.is_past_deadline:
        raise Refused(_("Equal candidates are decided after the check and before the list is published."))
    tied = {row.key for count in counted_proposals(call) if count.seat.pk == seat.pk for row in count.tied}
    if candidate_key not in tied:
        raise Refused(_("This candidate is not among those with equally many valid proposals."))
    if not reason.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="reason")
    choice = TieDecision.objects.create(
        seat=seat, candidate_key=candidate_key, reason=reason.strip(), decided_at=timezone.now(), decided_by=by
    )
    record("choose_between_equal", call, by=by, note=reason, data={"seat": seat.name, "candidate": candidate_key})
    return choice


@service
def publish_list(*, call: NominationCall, by: Any) -> NominationCall:
    """Publish who has how many valid proposals; without a valid proposal the call ends and says so."""
    call = locked(call)
    counts = counted_proposals(call)
    for count in counts:
        if not count.outcome.is_settled:
            raise Refused(
                _("Candidates for “%(seat)s” have equally many valid proposals: choose between them first, with a reason.")
                % {"seat": count.seat.name}
            )
    any_valid = any(count.outcome.standings for count in counts)
    name = "publish_list" if any_valid else "end_without_valid"
    NOMINATION.check(call, name, by=by)
    for count in counts:
        _keep_list(count)
    reason = "" if any_valid else _("No proposal fulfils the conditions.")
    NOMINATION.apply(
        call, name, by=by, note=reason, listed_at=timezone.now(), end_reason=reason,
        list_number=next_number("nomination_list", body=call.body),
    )
    tell_list_published(call)
    order_job("council.nomination_list", subject=call, by=by)
    return call


@service
def appoint(*, call: NominationCall, by: Any, on: datetime.date | None = None, act_number: str = "") -> NominationCall:
    """Enter the act by which those who lead the list are appointed; Council seats are filled by it."""
    call = locked(call)
    NOMINATION.check(call, "appoint", by=by)
    on = on or timezone.localdate()
    if on < timezone.localtime(call.listed_at).date():
        raise Refused(_("The act of appointment cannot be older than the published list."), field="on")
    if on > timezone.localdate():
        raise Refused(_("The day of the act lies in the future."), field="on")
    act_number = act_number.strip() or next_number("appointment", body=call.body, year=on.year)
    if call.kind == Kind.COUNCIL:
        _fill_council_seats(call, on, act_number)
    return NOMINATION.apply(call, "appoint", by=by, appointed_on=on, act_number=act_number)


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
            _("Members of this Council are chosen by a vote of organisations: enter their appointment in the Council itself."),
            law=selection.law, field="kind",
        )
    if call.council is None:
        raise Refused(_("Choose the composition of the Council whose seats the call fills."), field="council")


def _write_seats(call: NominationCall, seats: Iterable[Mapping[str, Any]]) -> None:
    for order, facts in enumerate(seats, start=1):
        NominationSeat.objects.create(call=call, order=order, **facts)


def _keep_list(count: SeatCount) -> None:
    for candidate in count.candidates:
        standing = candidate.standing
        if standing is None:
            continue
        row = ListedCandidate.objects.create(
            seat=count.seat, place=standing.place, candidate_key=candidate.key, name=candidate.name,
            valid_count=standing.count, selected=standing.selected, reason=standing.reason,
        )
        row.organisations.set(candidate.organisations)


def _fill_council_seats(call: NominationCall, on: datetime.date, act_number: str) -> None:
    chosen = ListedCandidate.objects.filter(seat__call=call, selected=True, seat__council_seat__isnull=False)
    for row in chosen.select_related("seat__council_seat__council").order_by("seat__order"):
        seat = row.seat.council_seat
        if seat.appointments.filter(ended_on__isnull=True).exists():
            raise Refused(_("The seat “%(seat)s” is held by someone: end that mandate first.") % {"seat": seat.name})
        starts_on = max(on, seat.council.appointed_on)
        if starts_on > seat.council.ends_on:
            raise Refused(_("The mandate of this composition of the Council has ended."), field="on")
        appointment = CouncilAppointment.objects.create(
            seat=seat, person_name=row.name, nomination_call=call, act_number=act_number,
            starts_on=starts_on, ends_on=seat.council.ends_on,
        )
        appointment.organisations.set(row.organisations.all())
