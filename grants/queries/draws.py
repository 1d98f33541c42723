"""Questions about draws: what goes into one, what the public may see of it, and the repetition of it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from grants.draw import Drawn, digest, redrawn
from grants.models import (
    Application,
    Assignment,
    AssignmentRefusal,
    Call,
    EvaluatorDraw,
    EvaluatorList,
    EvaluatorListEntry,
)
from grants.queries.capacity import loads
from grants.queries.evaluation import GONE, calls_seen_by
from grants.queries.ties import back, ties_to, ties_to_call
from office.models import User
from office.rulebooks import from_version

S = EvaluatorDraw.State
Frozen = dict[str, list[dict[str, Any]]]


def draws_seen_by(user: User) -> QuerySet[EvaluatorDraw]:
    """Draws of the calls the person works on."""
    calls = calls_seen_by(user).order_by().values("pk")
    return EvaluatorDraw.objects.filter(call__in=calls).select_related(
        "call__body", "call__commission", "call__rulebook", "of_list", "prepared_by", "seeded_by", "drawn_by"
    )


def draws_of(call: Call) -> list[EvaluatorDraw]:
    """Draws of one call, newest first."""
    return list(call.draws.select_related("of_list", "prepared_by", "drawn_by"))


def public_draws() -> QuerySet[EvaluatorDraw]:
    """Every draw from the moment it was prepared; nothing of it is hidden later."""
    entries = EvaluatorListEntry.objects.select_related("evaluator").order_by("order")
    return EvaluatorDraw.objects.select_related("call__body", "call__rulebook", "of_list").prefetch_related(
        Prefetch("of_list__entries", entries)
    )


def frozen_input(call: Call, evaluators: EvaluatorList, *, by_area: bool) -> Frozen:
    """Applications with free places, people of the list with room, barred pairs; codes and numbers only."""
    places = from_version(call.rulebook).evaluation.scorers.value or 1
    sheets = Prefetch("assignments", Assignment.objects.exclude(state=Assignment.State.VOID))
    refused = _refused(call)
    rows = list(
        call.applications.filter(state=Application.State.ELIGIBLE)
        .prefetch_related(sheets, "partners")
        .order_by("number", "pk")
    )
    free = {each: places - sum(s.state not in GONE for s in each.assignments.all()) for each in rows}
    waiting = [each for each in rows if free[each] > 0]
    people = _people(call, evaluators, by_area)
    held = _held(call)
    room = loads(list(people.values()), timezone.localdate().year)
    return {
        "applications": [{"code": each.number, "places": free[each]} for each in waiting],
        "evaluators": [
            {"number": number, "held": held.get(each.pk, 0), "room": room[each.pk].room}
            for number, each in people.items()
        ],
        "barred": _barred(call, waiting, people, refused),
    }


def _people(call: Call, evaluators: EvaluatorList, by_area: bool) -> dict[int, Any]:
    """People of the list by their number: not tied to this commission or body, knowing the area if asked."""
    entries = evaluators.entries.select_related("evaluator").order_by("order")
    if by_area:
        entries = entries.filter(evaluator__areas__in=call.areas.all()).distinct()
    years = from_version(call.rulebook).evaluation.evaluator_lookback_years.value
    out = ties_to_call(call, back(years, timezone.localdate()))
    return {entry.order: entry.evaluator for entry in entries if entry.evaluator.user_id not in out}


def _held(call: Call) -> dict[int, int]:
    """How many applications of this call each evaluator has already."""
    held: dict[int, int] = {}
    live = Assignment.objects.filter(application__call=call, evaluator__isnull=False).exclude(state__in=GONE)
    for pk in live.values_list("evaluator", flat=True):
        held[pk] = held.get(pk, 0) + 1
    return held


def _refused(call: Call) -> set[tuple[int, int]]:
    """Applications that an evaluator refused to take on."""
    rows = AssignmentRefusal.objects.filter(assignment__application__call=call)
    return set(rows.values_list("assignment__application", "assignment__evaluator"))


def _barred(
    call: Call, waiting: list[Application], people: dict[int, Any], refused: set[tuple[int, int]]
) -> list[dict[str, Any]]:
    """Pairs that must not be drawn: tied, scoring it already, conflict stated, refused."""
    organisations = {
        each.pk: {
            each.organisation_id,
            *(p.organisation_id for p in each.partners.all() if p.organisation_id),
        }
        for each in waiting
    }
    years = from_version(call.rulebook).evaluation.evaluator_lookback_years.value
    everybody = set().union(*organisations.values()) if organisations else set()
    ties = ties_to(list(people.values()), everybody, back(years, timezone.localdate()))
    found = []
    for each in waiting:
        users = {sheet.user_id for sheet in each.assignments.all()}
        for number, person in people.items():
            tied = any((person.pk, pk) in ties for pk in organisations[each.pk])
            if tied or person.user_id in users or (each.pk, person.pk) in refused:
                found.append({"application": each.number, "evaluator": number})
    return found


@dataclass(frozen=True)
class Repetition:
    """The draw done again: does the same input give the same result?"""

    input_same: bool
    result_same: bool
    drawn: Drawn | None


def repeated(draw: EvaluatorDraw, seed: str) -> Repetition:
    """Draw again with a seed from the frozen input, whose hash is checked first."""
    same = digest(draw.frozen) == draw.input_sha256
    drawn = redrawn(seed, draw.frozen)
    result = [{"application": application, "evaluator": code} for application, code in drawn.pairs]
    return Repetition(same, digest(result) == draw.result_sha256, drawn)


def is_open_to_all(draw: EvaluatorDraw) -> bool:
    """May anybody see who was drawn for what? As the rulebook says: at once, or when the decision is published."""
    if draw.state != S.DRAWN:
        return False
    if from_version(draw.call.rulebook).evaluators.draw_published.value == "at_once":
        return True
    return draw.call.state in {Call.State.DECIDED, Call.State.CLOSED}
