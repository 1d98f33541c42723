"""What each reader may see of an application and its scores in which phase: one function for each reader."""

from enum import StrEnum

from grants.models import Application, Assignment, Call, Decision, Ranking

A, S = Assignment.State, Application.State


class Part(StrEnum):
    """A part of what the portal knows of an application in the competition."""

    HEADER = "header"  # call, number, title, applicant: enough to know a conflict of interest
    TEXT = "text"  # the whole application with its documents
    OWN_SHEET = "own_sheet"  # one's own points and reasons
    TOTALS = "totals"  # totals of all sheets and the final points
    SHEETS = "sheets"  # every point with its reason, from all scorers
    PLACE = "place"
    SUM = "sum"  # what is awarded, with the reason


P = Part


def seen_by_scorer(assignment: Assignment) -> frozenset[Part]:
    """Before the statement only the header; after it the text and the own sheet; never the other's."""
    if assignment.state in {A.ACCEPTED, A.SUBMITTED}:
        return frozenset({P.HEADER, P.TEXT, P.OWN_SHEET})
    return frozenset({P.HEADER})


def seen_by_commission(application: Application) -> frozenset[Part]:
    """The text at any time; points only when every sheet of the application is locked."""
    if application.state in {S.SCORED, S.AWARDED, S.REFUSED}:
        return frozenset({P.HEADER, P.TEXT, P.TOTALS, P.SHEETS, P.PLACE, P.SUM})
    return frozenset({P.HEADER, P.TEXT})


def seen_by_applicant(application: Application) -> frozenset[Part]:
    """The own text at any time; totals and place with the published list, points and the sum with the decision."""
    return frozenset({P.HEADER, P.TEXT}) | _published(application.call)


def seen_by_citizen(call: Call) -> frozenset[Part]:
    """Nothing before the list is published; then header, totals, place; with the decision points, reasons, sums."""
    seen = _published(call)
    return seen | {P.HEADER} if seen else seen


def _published(call: Call) -> frozenset[Part]:
    seen: set[Part] = set()
    ranking, decision = getattr(call, "ranking", None), getattr(call, "decision", None)
    if ranking and ranking.state == Ranking.State.PUBLISHED:
        seen |= {P.TOTALS, P.PLACE}
    if decision and decision.state == Decision.State.PUBLISHED:
        seen |= {P.TOTALS, P.PLACE, P.SUM, P.SHEETS}
    return frozenset(seen)
