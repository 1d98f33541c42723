"""Pairs of likely doubles as staff see them: the list, two organisations side by side, merges done."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from ngo_registry.facts_in_words import label, shown
from ngo_registry.likeness import LIKELY, VERY_LIKELY, in_words, level
from ngo_registry.models import DuplicatePair, Organisation, OrganisationMerge
from ngo_registry.queries.past import plain
from ngo_registry.queries.pointing import Pointer, moving
from office.models import Job

PAGE = 50
BANDS = {"sure": (VERY_LIKELY, 100), "likely": (LIKELY, VERY_LIKELY - 1), "possible": (0, LIKELY - 1)}
# What a person compares; the same list that a merge lets them choose from.
COMPARED = (
    "kind", "name", "name_cyrillic", "short_name", "other_names", "former_names", "municipality", "place", "address",
    "pib", "mb", "founded_on", "registered_on", "decision_number", "statute_on", "lasts_until", "website", "email",
    "phone_public", "goals", "activities", "economic_activity", "economic_code", "home_name", "home_seat",
    "home_country", "office_form", "iban", "email_of_record",
)  # fmt: skip


def pairs() -> QuerySet:
    """All pairs, the likeliest first, with both organisations."""
    return DuplicatePair.objects.select_related(
        "one__municipality", "other__municipality", "decided_by"
    ).order_by("-score", "pk")


@dataclass(frozen=True)
class PairRow:
    """A pair with its reasons in words."""

    pair: DuplicatePair

    @property
    def level(self) -> Any:
        """How sure it is."""
        return level(self.pair.score)

    @property
    def reasons(self) -> list[Any]:
        """Why they look alike."""
        return in_words(self.pair.reasons)


def pairs_page(state: str, band: str, page: str) -> Page:
    """One page of pairs of a state and of how sure they are."""
    rows = pairs().filter(state=state)
    if band in BANDS:
        rows = rows.filter(score__range=BANDS[band])
    return Paginator(rows, PAGE).get_page(page)


def search_jobs() -> tuple[Job | None, Job | None]:
    """The search under way, and the last one that ended well."""
    rows = Job.objects.filter(kind="ngo_registry.find_duplicates").order_by("-pk")
    running = rows.filter(state__in=(Job.State.WAITING, Job.State.RUNNING)).first()
    return running, rows.filter(state=Job.State.DONE).first()


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact of both organisations, in words."""

    name: str
    label: str
    one: str
    other: str
    differs: bool


def compared(one: Organisation, other: Organisation) -> list[Compared]:
    """Facts that at least one of them has."""
    rows = []
    for name in COMPARED:
        values = [plain(getattr(row, name)) for row in (one, other)]
        if any(value not in (None, "", False) for value in values):
            words = [shown(name, value) for value in values]
            rows.append(Compared(name, label(name), *words, values[0] != values[1]))
    return rows


def areas_of(organisation: Organisation) -> list[Any]:
    """Areas of work in their order."""
    return list(organisation.areas.all())


def other_pairs(pair: DuplicatePair) -> list[PairRow]:
    """Other undecided pairs with one of the two: a group of likely doubles is decided pair by pair."""
    both = (pair.one_id, pair.other_id)
    rows = pairs().filter(Q(one__in=both) | Q(other__in=both), state=DuplicatePair.State.OPEN)
    return [PairRow(row) for row in rows.exclude(pk=pair.pk)[:20]]


def merges_of(pair: DuplicatePair) -> QuerySet:
    """Merges of this pair, those undone too."""
    return merges().filter(pair=pair)


def merges() -> QuerySet:
    """Merges, the newest first."""
    return OrganisationMerge.objects.select_related(
        "stays", "goes", "pair", "merged_by", "undone_by"
    ).order_by("-pk")


@dataclass(frozen=True, slots=True)
class Moved:
    """How many records of a kind a merge moved."""

    title: Any
    count: int


def moved_by(done: OrganisationMerge) -> list[Moved]:
    """What a merge moved, kind by kind."""
    known: dict[tuple[str, str], Pointer] = {(each.table, each.column): each for each in moving()}
    counts: dict[tuple[str, str], int] = {}
    for table, column in done.moved.order_by().values_list("table", "column"):
        counts[table, column] = counts.get((table, column), 0) + 1
    return [Moved(known[key].title if key in known else key[0], n) for key, n in counts.items()]


def chosen_by(done: OrganisationMerge) -> list[tuple[str, str, str]]:
    """Label, before, after of every fact that took the double's value."""
    return [(label(name), shown(name, was), shown(name, now)) for name, (was, now) in done.facts.items()]


def merge_of(organisation: Organisation) -> OrganisationMerge | None:
    """The merge by which an organisation was joined to another entry."""
    return (
        merges().filter(goes=organisation, undone_at__isnull=True).first()
        if organisation.merged_into_id
        else None
    )


def joined_to(number: str) -> str:
    """Number of the entry to which the organisation of an old number was joined; nothing when it was not."""
    row = (
        Organisation.whole.filter(number=number, merged_into__isnull=False)
        .select_related("merged_into")
        .first()
    )
    while row and row.merged_into_id:
        row = row.merged_into
    return row.number if row else ""
