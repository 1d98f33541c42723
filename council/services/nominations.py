"""Public calls for NGO representatives: counted, listed, appointed; and the other verbs under one name."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from council.models import CouncilAppointment, ListedCandidate, NominationCall, NominationSeat, TieDecision
from council.queries.counting import SeatCount, counted_proposals
from council.rules import check_runs_call
from council.services.calls import cancel_call, draft_call, edit_call, publish_nomination_call
from council.services.checking import check_proposal, join_candidates, separate_candidate
from council.services.letters import tell_list_published
from council.services.proposals import save_draft, start_draft, submit_proposal, withdraw_proposal
from council.workflows.nomination import NOMINATION
from office.audit import record
from office.jobs import order_job
from office.numbers import next_number
from office.refusal import Refused
from office.service import locked, service

__all__ = [
    "appoint",
    "cancel_call",
    "check_proposal",
    "choose_between_equal",
    "draft_call",
    "edit_call",
    "join_candidates",
    "publish_list",
    "publish_nomination_call",
    "save_draft",
    "separate_candidate",
    "start_draft",
    "submit_proposal",
    "withdraw_proposal",
]

Kind, State = NominationCall.Kind, NominationCall.State


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
        seat=seat,
        candidate_key=candidate_key,
        reason=reason.strip(),
        decided_at=timezone.now(),
        decided_by=by,
    )
    record(
        "choose_between_equal", call, by=by, note=reason, data={"seat": seat.name, "candidate": candidate_key}
    )
    return choice


@service
def publish_list(*, call: NominationCall, by: Any) -> NominationCall:
    """Publish who has how many valid proposals; without a valid proposal the call ends and says so."""
    call = locked(call)
    counts = counted_proposals(call)
    for count in counts:
        if not count.outcome.is_settled:
            raise Refused(
                _(
                    "Candidates for “%(seat)s” have equally many valid proposals: "
                    "choose between them first, with a reason."
                )
                % {"seat": count.seat.name}
            )
    any_valid = any(count.outcome.standings for count in counts)
    name = "publish_list" if any_valid else "end_without_valid"
    NOMINATION.check(call, name, by=by)
    for count in counts:
        _keep_list(count)
    reason = "" if any_valid else _("No proposal fulfils the conditions.")
    NOMINATION.apply(
        call,
        name,
        by=by,
        note=reason,
        listed_at=timezone.now(),
        end_reason=reason,
        list_number=next_number("nomination_list", body=call.body),
    )
    tell_list_published(call)
    order_job("council.nomination_list", subject=call, by=by)
    return call


@service
def appoint(
    *, call: NominationCall, by: Any, on: datetime.date | None = None, act_number: str = ""
) -> NominationCall:
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


def _keep_list(count: SeatCount) -> None:
    for candidate in count.candidates:
        standing = candidate.standing
        if standing is None:
            continue
        row = ListedCandidate.objects.create(
            seat=count.seat,
            place=standing.place,
            candidate_key=candidate.key,
            name=candidate.name,
            valid_count=standing.count,
            selected=standing.selected,
            reason=standing.reason,
        )
        row.organisations.set(candidate.organisations)


def _fill_council_seats(call: NominationCall, on: datetime.date, act_number: str) -> None:
    chosen = ListedCandidate.objects.filter(seat__call=call, selected=True, seat__council_seat__isnull=False)
    for row in chosen.select_related("seat__council_seat__council").order_by("seat__order"):
        seat = row.seat.council_seat
        if seat.appointments.filter(ended_on__isnull=True).exists():
            raise Refused(
                _("The seat “%(seat)s” is held by someone: end that mandate first.") % {"seat": seat.name}
            )
        starts_on = max(on, seat.council.appointed_on)
        if starts_on > seat.council.ends_on:
            raise Refused(_("The mandate of this composition of the Council has ended."), field="on")
        appointment = CouncilAppointment.objects.create(
            seat=seat,
            person_name=row.name,
            nomination_call=call,
            act_number=act_number,
            starts_on=starts_on,
            ends_on=seat.council.ends_on,
        )
        appointment.organisations.set(row.organisations.all())
