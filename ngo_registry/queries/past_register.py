"""The register on any day: which organisations stood in it, under the names they had, in the order of those names."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Func, Q, QuerySet, TextField, Value
from django.db.models.fields.json import JSONField
from django.db.models.functions import Cast, Coalesce

from ngo_registry.facts_in_words import label, shown
from ngo_registry.models import Organisation, RegisterEntry
from ngo_registry.queries.past import KEPT, State, states_on
from office.scripts import fold, sort_key

PAGE = 50
CHUNK = 500
SEARCHED = ("name", "name_cyrillic", "short_name", "other_names", "place")
PEOPLE = ("areas", "founders", "representatives", "members")
HIDDEN = frozenset({"deleted_on", "deletion_reason", "deletion_act"})  # nobody was deleted on that day
TAKEN_OUT = (*(name for name in KEPT if name not in HIDDEN), *PEOPLE)


def in_register_on(day: datetime.date) -> QuerySet:
    """Organisations that were entered and not deleted at the end of a day."""
    return Organisation.objects.filter(
        Q(deleted_on__isnull=True) | Q(deleted_on__gt=day), registered_on__lte=day
    )


@dataclass(frozen=True)
class PastRow:
    """One organisation as it was."""

    organisation: Organisation
    name: str
    kind: str
    seat: str


@dataclass(frozen=True)
class PastRegister:
    """The register on a day: how many, by kind, and one page of it."""

    day: datetime.date
    count: int
    kinds: list[tuple[str, int]]
    rows: list[PastRow]
    page: int
    pages: int


@dataclass(frozen=True)
class Since:
    """What later lines of the book changed of names and kinds, taken back: by organisation."""

    keys: dict[int, str] = field(default_factory=dict)  # sort key of the name of that day
    kinds: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)  # folded words of that day


def since(day: datetime.date) -> Since:
    """One question, and a second one for those that changed their names, places or kinds after the day."""
    later = RegisterEntry.objects.filter(
        on__gt=day, organisation__registered_on__lte=day, facts__has_any_keys=[*SEARCHED, "kind"]
    )
    was: dict[int, State] = {}
    names: dict[int, set[str]] = {}
    for key, facts in later.order_by("-pk").values_list("organisation_id", "facts"):
        was.setdefault(key, {}).update({name: old for name, (old, _new) in facts.items()})
        names.setdefault(key, set()).update(str(name) for name in facts.get("name", ()) if name)
    found = Since()
    columns = ("former_names", *SEARCHED)
    for row in Organisation.objects.filter(pk__in=was).values("pk", *columns) if was else ():
        state = was[row["pk"]]
        words = [str(state.get(name, row[name]) or "") for name in SEARCHED]
        # Of the former names those that were former already on that day.
        gone = names[row["pk"]] | {words[0]}
        words += [name for name in row["former_names"].splitlines() if name not in gone]
        found.texts[row["pk"]] = fold(" ".join(words))
        if "name" in state:
            found.keys[row["pk"]] = sort_key(words[0])[:1000]
        if state.get("kind"):
            found.kinds[row["pk"]] = state["kind"]
    return found


def of_that_day(values: dict[int, str], now: str) -> Any:
    """The column as it was: the taken-back value of the few that changed, else what stands today."""
    if not values:
        return F(now)
    known = Value(json.dumps({str(key): value for key, value in values.items()}), TextField())
    taken = Func(
        Cast(known, JSONField()), Cast("pk", TextField()), function="jsonb_extract_path_text",
        output_field=TextField(),
    )  # fmt: skip
    return Coalesce(taken, F(now), output_field=TextField())


def found_on(day: datetime.date, words: str = "") -> QuerySet:
    """Organisations of that day whose names of that day hold the words, with the kind and the order of that day."""
    changed = since(day)
    found = in_register_on(day)
    if words.strip():
        folded = fold(words)
        held = [key for key, text in changed.texts.items() if folded in text]
        as_today = Q(search_text__contains=folded) & ~Q(pk__in=list(changed.texts))
        found = found.filter(as_today | Q(pk__in=held) | Q(number__iexact=words.strip()))
    return found.annotate(
        kind_then=of_that_day(changed.kinds, "kind"), key_then=of_that_day(changed.keys, "sort_key")
    )


def register_on(day: datetime.date, *, words: str = "", page: int = 1) -> PastRegister:
    """The same few questions, whatever the size of the register."""
    found = found_on(day, words)
    kinds = list(found.order_by("kind_then").values_list("kind_then").annotate(n=Count("pk")))
    count = sum(n for _kind, n in kinds)
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    rows = list(
        found.select_related("municipality").order_by("key_then", "pk")[(page - 1) * PAGE : page * PAGE]
    )
    states = states_on(rows, day)
    return PastRegister(day, count, kinds, [as_it_was(row, states[row.pk]) for row in rows], page, pages)


def as_it_was(row: Organisation, state: State) -> PastRow:
    """Name, kind and seat of that day."""
    return PastRow(row, state["name"], shown("kind", state["kind"]), state["municipality"] or "")


def past_head() -> tuple[str, ...]:
    """Heads of the columns of a download."""
    return tuple(label(name) for name in TAKEN_OUT)


def past_rows(day: datetime.date, words: str = "") -> Iterator[tuple[Any, ...]]:
    """Rows of a download, as the facts were; public columns only, some hundreds in memory at a time."""
    keys = list(found_on(day, words).order_by("key_then", "pk").values_list("pk", flat=True))
    for first in range(0, len(keys), CHUNK):
        chunk = keys[first : first + CHUNK]
        rows = Organisation.objects.select_related("municipality").in_bulk(chunk)
        states = states_on([rows[key] for key in chunk], day)
        for key in chunk:
            state = states[key]
            yield tuple(shown(name, state[name]) if state[name] else "" for name in TAKEN_OUT)
