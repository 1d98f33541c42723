"""What points at an organisation, in every app: read from the relations of the models, so nothing is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, ForeignKey, Model, QuerySet

from ngo_registry.models import (
    ClaimRequest,
    DuplicatePair,
    ExtractState,
    Founder,
    GoverningMember,
    ImportCandidate,
    ImportRow,
    Invitation,
    NgoMembership,
    Organisation,
    OrganisationMerge,
    OwnContacts,
    RegisterEntry,
    Representative,
    Watch,
)


class Fate(StrEnum):
    """What a merge does with a record that points at the double."""

    MOVES = "moves"  # points at the one that stays from now on
    MOVES_UNLESS_TWICE = "moves unless twice"  # the one that stays already has the same: left where it is
    FILLS = "fills"  # moves when the one that stays has none of this kind
    STAYS = "stays"  # history of the double itself


# The register's own records; of higher apps everything moves.
FATES: dict[type[Model], Fate] = {
    RegisterEntry: Fate.STAYS,
    ImportRow: Fate.STAYS,
    ImportCandidate: Fate.STAYS,
    ExtractState: Fate.STAYS,
    DuplicatePair: Fate.STAYS,
    OrganisationMerge: Fate.STAYS,
    Organisation: Fate.STAYS,
    Organisation.areas.through: Fate.STAYS,  # areas are chosen field by field
    NgoMembership: Fate.MOVES_UNLESS_TWICE,
    Invitation: Fate.MOVES_UNLESS_TWICE,
    ClaimRequest: Fate.MOVES_UNLESS_TWICE,
    Watch: Fate.MOVES_UNLESS_TWICE,
    Founder: Fate.FILLS,
    Representative: Fate.FILLS,
    GoverningMember: Fate.FILLS,
    OwnContacts: Fate.FILLS,
}


@dataclass(frozen=True, slots=True)
class Pointer:
    """One column of one table that names an organisation."""

    model: type[Model]
    column: str

    @property
    def table(self) -> str:
        """Text name of the kind of record."""
        return str(self.model._meta.label_lower)

    @property
    def title(self) -> Any:
        """Kind of record in words; a list of many-to-many is called by what holds it."""
        return owner(self.model)._meta.verbose_name_plural

    @property
    def fate(self) -> Fate:
        """What a merge does with its records."""
        if hasattr(self.model, "pgh_tracked_model"):
            return Fate.STAYS  # copies of rows as they once were
        if self.model in FATES:
            return FATES[self.model]
        return Fate.MOVES_UNLESS_TWICE if self.model._meta.auto_created else Fate.MOVES

    def rows(self, organisation: Organisation | int) -> QuerySet:
        """Records that point at this organisation."""
        return self.model._base_manager.filter(**{self.column: organisation})


def owner(model: type[Model]) -> type[Model]:
    """The model people know: of a table between two, the one that is not an organisation."""
    if not model._meta.auto_created:
        return model
    ends = [field.related_model for field in model._meta.fields if isinstance(field, ForeignKey)]
    return next((end for end in ends if end is not Organisation), Organisation)


def pointers() -> Iterator[Pointer]:
    """Every column that names an organisation, hidden relations and tables between two among them."""
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield Pointer(relation.related_model, relation.field.name)


def moving() -> list[Pointer]:
    """Columns whose records a merge may move."""
    return [pointer for pointer in pointers() if pointer.fate != Fate.STAYS]


@dataclass(frozen=True, slots=True)
class Holding:
    """How many records of a kind each of two organisations has."""

    title: Any
    counts: tuple[int, int]


def holdings(one: Organisation, other: Organisation) -> list[Holding]:
    """What each of the two has, kind by kind; one question per kind, whatever the size of the register."""
    found = []
    for pointer in moving():
        rows = pointer.model._base_manager.filter(**{f"{pointer.column}__in": (one, other)})
        counts = dict(rows.order_by().values_list(pointer.column).annotate(n=Count("pk")))
        if counts:
            found.append(Holding(pointer.title, (counts.get(one.pk, 0), counts.get(other.pk, 0))))
    return found
