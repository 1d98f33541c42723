"""Questions pages and higher apps ask about nominations and the Council."""

from council.queries.counting import CountedCandidate, SeatCount, counted_proposals, leading

__all__ = ["CountedCandidate", "SeatCount", "counted_proposals", "leading"]
