"""How names, short names and signs of parties are compared: with every party, deleted ones too."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q, QuerySet

from ngo_registry.models import Party
from ngo_registry.same_names import name_key
from office.scripts import fold

ALIKE = 0.8  # share of equal letters from which the officer is shown a name
COMMON = {"partija", "stranka", "pokret", "savez", "narodna", "demokratska"}


@dataclass(frozen=True)
class Neighbour:
    """An earlier party beside the one that is entered, and what of it is alike."""

    party: Party
    same: bool
    likeness: int  # per cent


def same_party(name: str, *, apart_from: int | None = None) -> Party | None:
    """A party that has or had this name or short name, in any script and spelling."""
    key = name_key(name)
    if not key:
        return None
    rows = Party.objects.filter(Q(name_key=key) | Q(short_key=key)).exclude(pk=apart_from)
    return rows.order_by("status", "pk").first() or next(
        (row for row in earlier(apart_from).exclude(former_names="") if key in former_keys(row)), None
    )


def former_keys(party: Party) -> set[str]:
    """Former names and short names as they are compared."""
    return {name_key(line) for line in party.former_names.splitlines() if line.strip()}


def earlier(apart_from: int | None = None) -> QuerySet[Party]:
    """All other parties, also deleted ones."""
    return Party.objects.exclude(pk=apart_from).select_related("sign", "municipality").order_by("sort_key")


def neighbours(name: str, short_name: str, *, apart_from: int | None = None) -> list[Neighbour]:
    """Every earlier party, the most alike first; the signs are compared by a person."""
    found = [neighbour(party, name, short_name) for party in earlier(apart_from)]
    return sorted(found, key=lambda each: (-each.same, -each.likeness))


def neighbour(party: Party, name: str, short_name: str) -> Neighbour:
    """How alike one party is."""
    ours = [key for key in (name_key(name), name_key(short_name)) if key]
    theirs = {key for key in (party.name_key, party.short_key, *former_keys(party)) if key}
    same = any(key in theirs for key in ours)
    best = max((SequenceMatcher(None, one, two).ratio() for one in ours for two in theirs), default=0.0)
    if own_words(name) and own_words(name) <= own_words(party.name):
        best = max(best, 0.9)
    return Neighbour(party, same, 100 if same else min(99, round(best * 100)))


def own_words(name: str) -> set[str]:
    """Words that tell a party from others."""
    return {word for word in fold(name).split() if len(word) > 2} - COMMON
