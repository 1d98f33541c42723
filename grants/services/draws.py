"""Verbs of the draw of evaluators: freeze what goes in, record the seed, draw, or give it up with a reason."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.draw import digest, redrawn
from grants.draw_codes import coded, new_codes, resolved
from grants.models import Application, Call, EvaluatorDraw, EvaluatorList
from grants.queries.draws import frozen_input
from grants.queries.evaluators import list_in_force
from grants.rules import check_sits_on_commission
from grants.services.assignments import assign_drawn
from grants.workflows.evaluators import DRAW
from office.audit import record
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service

S = EvaluatorDraw.State
LEAST_SEED = 4  # signs; shorter could be tried out in the head


@service
def prepare_draw(
    *, call: Call, seed_source: str, by_area: bool = False, due: datetime.date | None = None, by: User
) -> EvaluatorDraw:
    """Freeze applications with free places, the list in force, ties and room, all under fresh codes; name where the
    seed will come from."""
    call = locked(call)
    check_sits_on_commission(by, call)
    rules = from_version(call.rulebook).evaluation
    if rules.scored_by.value != "evaluators":
        raise Refused(_("Here the members of the commission score."), law=rules.scored_by.law)
    if call.draws.filter(state__in=[S.PREPARED, S.SEEDED]).exists():
        raise Refused(_("A draw for this call has been prepared already; finish it or give it up."))
    current = list_in_force(timezone.localdate().year)
    if current is None:
        raise Refused(_("No list of evaluators is in force."), law=rules.scorers.law)
    plain = frozen_input(call, current, by_area=by_area)
    if not plain["applications"]:
        raise Refused(_("No application has a free place for an evaluator."))
    if not plain["evaluators"]:
        raise Refused(_("Nobody on the list can be drawn for this call."))
    codes = new_codes(plain)
    frozen = coded(plain, codes)
    draw = EvaluatorDraw.objects.create(
        call=call,
        of_list=current,
        number=next_number("draw", body=call.body),
        seed_source=seed_source.strip(),
        by_area=by_area,
        due=due,
        frozen=frozen,
        codes=codes,
        input_sha256=digest(frozen),
        prepared_at=timezone.now(),
        prepared_by=by,
    )
    record("prepare_draw", draw, by=by, data={"input": draw.input_sha256, "source": draw.seed_source})
    return draw


@service
def record_seed(*, draw: EvaluatorDraw, seed: str, by: User) -> EvaluatorDraw:
    """Write the seed down, once; it is not changed any more."""
    draw = locked(draw)
    DRAW.check(draw, "seed", by=by)
    seed = " ".join(seed.split())
    if len(seed) < LEAST_SEED:
        raise Refused(_("The seed has at least %(n)s characters.") % {"n": LEAST_SEED}, field="seed")
    return DRAW.apply(draw, "seed", by=by, seed=seed, seeded_at=timezone.now(), seeded_by=by)


@service
def make_draw(*, draw: EvaluatorDraw, by: User) -> EvaluatorDraw:
    """Draw from the frozen input and assign; when something changed meanwhile the draw is refused whole."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=draw.call_id)
    draw = locked(draw)
    DRAW.check(draw, "draw", by=by)
    _check_unchanged(draw, call)
    drawn = redrawn(draw.seed, draw.frozen)
    result = [{"application": application, "evaluator": code} for application, code in drawn.pairs]
    people = {
        str(entry.order): entry.evaluator for entry in draw.of_list.entries.select_related("evaluator__user")
    }
    applications = {each.number: each for each in _locked_applications(call)}
    numbers, order = resolved(draw.codes, "applications"), resolved(draw.codes, "evaluators")
    pairs = [
        (
            applications[numbers.get(row["application"], row["application"])],
            people[order.get(row["evaluator"], row["evaluator"])],
        )
        for row in result
    ]
    DRAW.apply(
        draw,
        "draw",
        by=by,
        result=result,
        result_sha256=digest(result),
        drawn_at=timezone.now(),
        drawn_by=by,
    )
    assign_drawn(call=call, pairs=pairs, number=draw.number, due=draw.due, by=by)
    return draw


def _locked_applications(call: Call) -> list[Application]:
    rows = call.applications.select_for_update(of=("self",)).filter(state=Application.State.ELIGIBLE)
    return list(rows.select_related("call__commission", "call__rulebook", "call__body").order_by("pk"))


def _check_unchanged(draw: EvaluatorDraw, call: Call) -> None:
    """The list, the applications, the ties and the room are as they were frozen."""
    current = list_in_force(timezone.localdate().year)
    if current is None or current.pk != draw.of_list_id or not _is_frozen(draw, call, current):
        raise Refused(
            _(
                "The list, the applications or the ties have changed since the draw was prepared. "
                "Give this draw up and prepare another one."
            )
        )


def _is_frozen(draw: EvaluatorDraw, call: Call, current: EvaluatorList) -> bool:
    """Would the same go into the draw now? Who has no code in it is new."""
    now = frozen_input(call, current, by_area=draw.by_area)
    try:
        return without_room(coded(now, draw.codes) if draw.codes else now) == without_room(draw.frozen)
    except KeyError:
        return False


def without_room(frozen: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The input without the room of people, which changes with every sheet they lock elsewhere; it is checked
    again for each pair."""
    people = [{key: row[key] for key in ("number", "held")} for row in frozen["evaluators"]]
    return {**frozen, "evaluators": people}


@service
def abandon_draw(*, draw: EvaluatorDraw, note: str, by: User) -> EvaluatorDraw:
    """Give an unfinished draw up, with the reason; it stays published with what was recorded."""
    return DRAW.apply(locked(draw), "abandon", by=by, note=note)
