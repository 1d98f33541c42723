"""Questions pages and higher apps ask about nominations and the Council."""

from council.queries.calls import open_calls, proposals_of, public_calls, results
from council.queries.council import current_council, next_session, seat_rows, seats_of_organisation
from council.queries.counting import CountedCandidate, SeatCount, counted_proposals, leading

__all__ = [
    "CountedCandidate",
    "SeatCount",
    "counted_proposals",
    "current_council",
    "leading",
    "next_session",
    "open_calls",
    "proposals_of",
    "public_calls",
    "results",
    "seat_rows",
    "seats_of_organisation",
]
