"""A draw as its pages and its file show it: by name where the rulebook publishes names, else under codes."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from grants.draw_codes import resolved
from grants.models import Application, EvaluatorDraw
from grants.queries.draws import is_open_to_all
from office.models import User
from office.rulebooks import from_version

S = EvaluatorDraw.State


def names_published(draw: EvaluatorDraw) -> bool:
    """Does the rulebook of the call let the public read who scored what?"""
    return from_version(draw.call.rulebook).evaluation.names_published.value


def may_be_repeated(draw: EvaluatorDraw) -> bool:
    """Can the whole input be published? By name where names are published, else only when it stands under codes."""
    return is_open_to_all(draw) and (names_published(draw) or bool(draw.codes))


@dataclass(frozen=True)
class Sheet:
    """What a page of a draw shows: people of the list, what stands of each, and who drew what."""

    named: bool
    people: list[dict[str, Any]]
    under_codes: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    applications: int


def sheet_of(draw: EvaluatorDraw, *, named: bool, opened: bool) -> Sheet:
    """By name everything is shown; else names stand alone, and what was drawn stands under codes, if it has them."""
    entries = {str(entry.order): entry.evaluator.full_name for entry in draw.of_list.entries.all()}
    numbers = resolved(draw.codes, "evaluators")
    load = Counter(row["evaluator"] for row in draw.result) if opened else Counter()
    people, under_codes = [], []
    for row in draw.frozen["evaluators"]:
        code = str(row["number"])
        number = numbers.get(code, code)
        who = {"number": int(number), "name": entries.get(number, "")}
        facts = {"code": code, "held": row["held"], "room": row["room"], "load": load[code]}
        people.append({**who, **facts} if named else who)
        if draw.codes:
            under_codes.append(facts)
    people.sort(key=lambda row: row["number"])
    shown = opened and (named or bool(draw.codes))
    return Sheet(
        named=named,
        people=people,
        under_codes=[] if named else under_codes,
        rows=_rows(draw, named, entries, numbers) if shown else [],
        applications=len(draw.frozen["applications"]),
    )


def _rows(
    draw: EvaluatorDraw, named: bool, entries: dict[str, str], numbers: dict[str, str]
) -> list[dict[str, Any]]:
    """Each application with its places, who was left out and who was drawn: in names, or in codes."""
    own = resolved(draw.codes, "applications")

    def who(code: str) -> tuple[str, str]:
        number = numbers.get(code, code)
        return (number, entries.get(number, "")) if named else (code, "")

    drawn: dict[str, list[tuple[str, str]]] = {}
    for row in draw.result:
        drawn.setdefault(row["application"], []).append(who(row["evaluator"]))
    barred: dict[str, list[str]] = {}
    for row in draw.frozen["barred"]:
        barred.setdefault(row["application"], []).append(who(str(row["evaluator"]))[0])
    rows = [
        {
            "code": own.get(row["code"], row["code"]) if named else row["code"],
            "places": row["places"],
            "barred": sorted(barred.get(row["code"], []), key=in_order),
            "drawn": sorted(drawn.get(row["code"], []), key=lambda each: in_order(each[0])),
        }
        for row in draw.frozen["applications"]
    ]
    return sorted(rows, key=lambda row: str(row["code"]))


def in_order(code: str) -> tuple[int, str]:
    """Numbers of the list by their value, codes by their letters."""
    return (int(code), "") if code.isdigit() else (0, code)


def published_file(draw: EvaluatorDraw) -> dict[str, Any]:
    """Everything needed to repeat the draw with a program of one's own; what the codes mean only by name."""
    facts = {
        "number": draw.number,
        "list": draw.of_list.number,
        "seed": draw.seed,
        "input": draw.frozen,
        "input_sha256": draw.input_sha256,
        "result": draw.result,
        "result_sha256": draw.result_sha256,
    }
    return {**facts, "codes": draw.codes} if draw.codes and names_published(draw) else facts


def drawn_under_codes() -> QuerySet[EvaluatorDraw]:
    """Draws whose input stands under codes, as they were drawn."""
    rows = EvaluatorDraw.objects.filter(state=S.DRAWN).exclude(codes={})
    return rows.select_related("call__rulebook", "of_list").order_by("pk")


def codes_of_application(application: Application) -> list[tuple[EvaluatorDraw, str]]:
    """Told to the applicant once the draw is open: under which code its application stood."""
    rows = drawn_under_codes().filter(call=application.call_id)
    found = [(draw, draw.codes["applications"].get(application.number, "")) for draw in rows]
    return [(draw, code) for draw, code in found if code and is_open_to_all(draw)]


def codes_of_person(user: User) -> list[tuple[EvaluatorDraw, str]]:
    """Told to the evaluator: under which code the person stood in each draw."""
    rows = drawn_under_codes().filter(of_list__entries__evaluator__user=user)
    found = []
    for draw in rows.prefetch_related("of_list__entries__evaluator"):
        number = next(e.order for e in draw.of_list.entries.all() if e.evaluator.user_id == user.pk)
        code = draw.codes["evaluators"].get(str(number), "")
        if code:
            found.append((draw, code))
    return found
