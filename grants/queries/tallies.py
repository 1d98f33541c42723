"""How many comments a consultation brought and how they were answered."""

from dataclasses import dataclass

from grants.models import AnalysisComment


@dataclass(frozen=True, slots=True)
class Tally:
    """How many comments there were and how they were answered."""

    said: int
    waiting: int
    accepted: int
    partly: int
    refused: int
    noted: int


def tally(comments: list[AnalysisComment]) -> Tally:
    """Counts for the report of a consultation."""
    by = [comment.outcome for comment in comments]
    outcomes = (by.count(outcome) for outcome in ("", "accepted", "partly", "refused", "noted"))
    return Tally(len(comments), *outcomes)
