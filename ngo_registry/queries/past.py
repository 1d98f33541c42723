"""The state of an organisation and of the register on any day, read back from the book."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ngo_registry.models import Organisation, RegisterEntry
from ngo_registry.models.facts import FACTS
from office.scripts import fold

State = dict[str, Any]
ENDING = ("status", "deleted_on", "deletion_reason")


def public_state(organisation: Organisation) -> State:
    """What the book says of an organisation now: public facts only, as text that stays what it was."""
    state: State = {name: plain(getattr(organisation, name)) for name in (*FACTS, *ENDING)}
    state["areas"] = sorted(str(area) for area in organisation.areas.all())
    state["representatives"] = [
        ", ".join(part for part in (person.name, person.position) if part)
        for person in organisation.representatives.filter(valid_until__isnull=True)
    ]
    bodies = organisation.governingmembers.filter(valid_until__isnull=True)
    state["members"] = dict(sorted(Counter(bodies.values_list("body", flat=True)).items()))
    return state


def plain(value: Any) -> Any:
    """A fact as the book keeps it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)


def differences(before: State, after: State) -> dict[str, list[Any]]:
    """Facts that differ, each with what was and what is."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value and (before or value not in (None, "", [], {}, False))
    }


def replay(entries: Iterable[RegisterEntry]) -> State:
    """The facts after these lines of the book, from the first on."""
    state: State = {}
    for entry in entries:
        state |= {name: new for name, (_old, new) in entry.facts.items()}
    return state


def state_on(organisation: Organisation, day: datetime.date) -> State | None:
    """The facts at the end of a day; None before the entry. Later lines of the book are taken back."""
    if organisation.registered_on is None or organisation.registered_on > day:
        return None
    state = public_state(organisation)
    for entry in organisation.entries.filter(on__gt=day).order_by("-pk"):
        state |= {name: old for name, (old, _new) in entry.facts.items()}
    return state


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


PAGE = 50


def register_on(day: datetime.date, *, words: str = "", page: int = 1) -> PastRegister:
    """Four questions, whatever the size of the register."""
    found = in_register_on(day)
    if words.strip():
        found = found.filter(Q(search_text__contains=fold(words)) | Q(number__iexact=words.strip()))
    kinds = list(found.order_by("kind").values_list("kind").annotate(n=Count("pk")))
    count = sum(n for _kind, n in kinds)
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    rows = list(
        found.select_related("municipality").order_by("sort_key", "pk")[(page - 1) * PAGE : page * PAGE]
    )
    return PastRegister(day, count, kinds, as_they_were(rows, day), page, pages)


def as_they_were(rows: list[Organisation], day: datetime.date) -> list[PastRow]:
    """Name, kind and seat of each on that day, with one question for all of them."""
    was: dict[int, State] = {}
    later = RegisterEntry.objects.filter(organisation__in=rows, on__gt=day).order_by("-pk")
    for entry in later:
        state = was.setdefault(entry.organisation_id, {})
        state |= {name: old for name, (old, _new) in entry.facts.items()}
    return [
        PastRow(
            row,
            was.get(row.pk, {}).get("name", row.name),
            row.get_kind_display(),
            was.get(row.pk, {}).get("municipality", str(row.municipality or "")),
        )
        for row in rows
    ]


def book_lines(
    *, since: datetime.date | None = None, until: datetime.date | None = None, organisation: int | None = None
) -> QuerySet:
    """Lines of the book in their order, of a time or of one organisation."""
    rows = RegisterEntry.objects.select_related("organisation", "by", "filing").order_by("on", "pk")
    if since:
        rows = rows.filter(on__gte=since)
    if until:
        rows = rows.filter(on__lte=until)
    return rows.filter(organisation=organisation) if organisation else rows
