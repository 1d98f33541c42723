"""Laws of nominations and of the Council that span rows; `check_office` lists where one is broken."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from council.models import (
    CouncilAppointment,
    ListedCandidate,
    NominationCall,
    NominationSeat,
    Proposal,
    Session,
)
from office.laws import law


@law("a proposal names a place of its own call")
def places_of_own_call() -> Iterator[str]:
    """Proposals that name a place of another call."""
    for pk in Proposal.objects.exclude(seat__call=F("call")).values_list("pk", flat=True):
        yield f"proposal {pk} names a place of another call"


@law("a published list counts the valid proposals, each checked")
def lists_count_valid_proposals() -> Iterator[str]:
    """Lists that differ from the proposals behind them."""
    waiting = NominationCall.objects.filter(
        state__in=["listed", "appointed", "no_valid"], proposals__state="submitted"
    )
    for pk in waiting.distinct().values_list("pk", flat=True):
        yield f"nomination call {pk} has a list while a proposal waits for its check"
    for pk in (
        NominationCall.objects.filter(state="no_valid", proposals__state="valid")
        .distinct()
        .values_list("pk", flat=True)
    ):
        yield f"nomination call {pk} ended without a valid proposal but has one"
    rows = ListedCandidate.objects.annotate(
        counted=Count(
            "seat__proposals",
            distinct=True,
            filter=Q(seat__proposals__state="valid", seat__proposals__candidate_key=F("candidate_key")),
        )
    )
    for pk in rows.exclude(counted=F("valid_count")).values_list("pk", flat=True):
        yield f"listed candidate {pk}: the number on the list differs from the valid proposals"


@law("a valid proposal fulfils every condition")
def valid_fulfil_conditions() -> Iterator[str]:
    """Valid proposals with a condition that is not fulfilled."""
    wrong = Proposal.objects.filter(state="valid").exclude(conditions__isnull=True)
    for pk in (
        wrong.filter(Q(conditions__met=False) | Q(conditions__met__isnull=True))
        .distinct()
        .values_list("pk", flat=True)
    ):
        yield f"proposal {pk} is valid but a condition is not fulfilled"


@law("no more candidates are chosen than there are places")
def chosen_within_places() -> Iterator[str]:
    """Places with too many chosen candidates."""
    seats = NominationSeat.objects.annotate(taken=Count("listed", filter=Q(listed__selected=True)))
    for pk in seats.filter(taken__gt=F("places")).values_list("pk", flat=True):
        yield f"nomination seat {pk} has more chosen candidates than places"


@law("mandates lie within their Council and do not overlap")
def mandates_do_not_overlap() -> Iterator[str]:
    """Mandates outside their Council or two in one seat at a time."""
    outside = Q(starts_on__lt=F("seat__council__appointed_on")) | Q(ends_on__gt=F("seat__council__ends_on"))
    for pk in CouncilAppointment.objects.filter(outside).values_list("pk", flat=True):
        yield f"appointment {pk} lies outside the mandate of its Council"
    previous: dict[int, CouncilAppointment] = {}
    for appointment in CouncilAppointment.objects.order_by("seat", "starts_on", "pk"):
        before = previous.get(appointment.seat_id)
        if before and appointment.starts_on <= (before.ended_on or before.ends_on):
            yield f"appointments {before.pk} and {appointment.pk} hold the same seat at the same time"
        previous[appointment.seat_id] = appointment


@law("the number present is that of the members listed")
def presence_is_listed() -> Iterator[str]:
    """Sessions whose number of members present differs from their list."""
    rows = Session.objects.filter(present__isnull=False).annotate(there=Count("attendances"))
    for pk in rows.exclude(there=F("present")).values_list("pk", flat=True):
        yield f"session {pk}: the number present differs from the list of those present"
