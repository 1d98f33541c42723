"""The state of a party and of the register of parties on any day, read back from their book."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ngo_registry.models import PARTY_FACTS, Party, PartyEntry
from ngo_registry.party_facts_in_words import shown
from ngo_registry.queries.parties import party_state
from ngo_registry.queries.past import State
from office.scripts import fold

PAGE = 50
TAKEN_OUT = (*(name for name in PARTY_FACTS if name not in {"sign", "sign_text"}), "represented_by")
PAST_HEAD = (_("register number"), *(Party._meta.get_field(name).verbose_name for name in TAKEN_OUT))


def party_state_on(party: Party, day: datetime.date) -> State | None:
    """The facts at the end of a day; None before the entry. Later lines of the book are taken back."""
    return states_on([party], day)[party.pk] if party.registered_on <= day else None


def states_on(rows: list[Party], day: datetime.date) -> dict[int, State]:
    """What the book said of each of these at the end of a day, with one question for all of them."""
    was = {row.pk: party_state(row) for row in rows}
    later = PartyEntry.objects.filter(party__in=rows, on__gt=day).exclude(kind=PartyEntry.Kind.ENTRY)
    for entry in later.order_by("-pk"):
        was[entry.party_id] |= {name: old for name, (old, _new) in entry.facts.items()}
    return was


@dataclass(frozen=True)
class PastParty:
    """One party as it was."""

    party: Party
    name: str
    short_name: str
    seat: str
    represented_by: str


@dataclass(frozen=True)
class PastParties:
    """The register of parties on a day: how many, and one page of it."""

    day: datetime.date
    count: int
    rows: list[PastParty]
    page: int
    pages: int


def in_register(day: datetime.date, words: str = "") -> QuerySet[Party]:
    """Parties that were entered and not deleted at the end of a day."""
    found = Party.objects.filter(Q(deleted_on__isnull=True) | Q(deleted_on__gt=day), registered_on__lte=day)
    if words.strip():
        found = found.filter(Q(search_text__contains=fold(words)) | Q(number__iexact=words.strip()))
    return found.select_related("municipality", "sign").order_by("sort_key", "pk")


def parties_on(day: datetime.date, *, words: str = "", page: int = 1) -> PastParties:
    """Three questions, however many parties there are."""
    found = in_register(day, words)
    count = found.count()
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    rows = list(found[(page - 1) * PAGE : page * PAGE])
    states = states_on(rows, day)
    return PastParties(day, count, [as_it_was(row, states[row.pk]) for row in rows], page, pages)


def as_it_was(row: Party, state: State) -> PastParty:
    """Name, seat and representative of that day."""
    names = ("name", "short_name", "municipality", "represented_by")
    return PastParty(row, *(str(state[name] or "") for name in names))


def past_rows(day: datetime.date, words: str = "") -> Iterator[tuple[Any, ...]]:
    """Rows of a download, as the facts were; public columns only."""
    rows = list(in_register(day, words))
    states = states_on(rows, day)
    for row in rows:
        state = states[row.pk]
        yield row.number, *(shown(name, state[name]) if state[name] else "" for name in TAKEN_OUT)
