"""Files of organisations as staff see them: the list, one file, its rows by what they do, doubtful rows."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils.formats import date_format

from ngo_registry.importing.columns import LABELS
from ngo_registry.importing.rows import Places, read_row
from ngo_registry.models import ImportCandidate, ImportRow, Organisation, RegisterImport
from office.models import Municipality

O = ImportRow.Outcome  # noqa: E741
SHOWN = ("doubtful", "rejected", "updated", "created", "gone", "unchanged")
REMARKS, MOST_NAMES = "remarks", 50
HIDDEN = {"former_names", "sort_key"}  # kept for the undoing, no news for a reader
COMPARED = (
    "name", "kind", "number", "mb", "pib", "municipality", "place", "address", "registered_on", "status", "website",
)  # fmt: skip


def imports() -> QuerySet[RegisterImport]:
    """Imported files, the newest first."""
    return RegisterImport.objects.select_related("created_by", "job", "source", "previous", "file")


def newer_list(batch: RegisterImport) -> RegisterImport | None:
    """A list of the same source with a later day that was applied already."""
    if batch.source_id is None:
        return None
    lists = RegisterImport.objects.filter(source=batch.source_id, state=RegisterImport.State.APPLIED)
    return lists.filter(as_of__gt=batch.as_of).exclude(pk=batch.pk).order_by("-as_of").first()


def shown_first(batch: RegisterImport) -> str:
    """What a person should look at first: doubtful rows, then rejected ones, then changes."""
    if batch.state == RegisterImport.State.UNDONE and batch.left:
        return ImportRow.Undone.LEFT
    return next((name for name in SHOWN if getattr(batch, name)), "")


def rows_shown(batch: RegisterImport, show: str) -> QuerySet[ImportRow]:
    """Rows of one outcome, or those an undoing left or took back."""
    rows = batch.rows.select_related("organisation", "chosen")
    if show in ImportRow.Undone.values:
        return rows.filter(undone=show)
    if show == ImportRow.MatchedBy.PERSON:
        return rows.filter(~Q(decision=""))
    if show == REMARKS:
        return rows.exclude(remarks={}).exclude(outcome=O.REJECTED)
    rows = rows.filter(outcome=show)
    return rows.prefetch_related("candidates__organisation") if show == O.DOUBTFUL else rows


@dataclass(frozen=True)
class ShownRow:
    """A row with what a person reads of it: changed facts with old and new, or wrong cells with their sentence."""

    row: ImportRow
    changes: list[tuple[Any, str, str]] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)


def as_shown(batch: RegisterImport, rows: Iterable[ImportRow], show: str) -> list[ShownRow]:
    """Rows of a page in words; one question for the municipalities they name."""
    rows = list(rows)
    places = names_of(value for row in rows for value in row.changes.get("municipality_id", ()))
    if show in (O.REJECTED, REMARKS):
        say_anew(batch, rows)
    return [
        ShownRow(
            row,
            [
                (LABELS[name.removesuffix("_id")], in_words(name, old, places), in_words(name, new, places))
                for name, (old, new) in row.changes.items()
                if name not in HIDDEN
            ],
            of_cells(batch, row, row.faults),
            of_cells(batch, row, row.remarks),
        )
        for row in rows
    ]


def say_anew(batch: RegisterImport, rows: list[ImportRow]) -> None:
    """Sentences about cells in the language of who reads them, which may not be that of who sent the file."""
    if not rows:
        return
    places = Places.load(batch.source.municipalities if batch.source else None)
    for row in rows:
        read = read_row(row.cells, batch.columns, places)
        for said, fresh in ((row.faults, read.faults), (row.remarks, read.remarks)):
            by_cell = {
                str(batch.columns[fact]): words for fact, words in fresh.items() if fact in batch.columns
            }
            said |= {at: by_cell[at] for at in said if at in by_cell}


def of_cells(batch: RegisterImport, row: ImportRow, said: dict[str, str]) -> list[tuple[str, str, str]]:
    """Column, cell and sentence of everything said of cells of a row."""
    return [
        (title_at(batch, int(at)), row.cells[int(at)] if int(at) < len(row.cells) else "", sentence)
        for at, sentence in sorted(said.items(), key=lambda pair: int(pair[0]))
    ]


@dataclass(frozen=True)
class UnknownName:
    """A name in the cells of a column that is no municipality: in how many rows, and which is nearest."""

    position: int
    text: str
    rows: int
    near: str


def unknown_names(batch: RegisterImport) -> list[UnknownName]:
    """Names that are no municipality, those of most rows first; a question for each of the two columns."""
    places, found = Places.load(), []
    for fact in ("municipality", "place"):
        if fact not in batch.columns:
            continue
        at = batch.columns[fact]
        rows = rows_shown(batch, REMARKS).select_related(None).filter(remarks__has_key=str(at))
        texts = rows.order_by().values_list(KeyTextTransform(str(at), "cells")).annotate(n=Count("pk"))
        found += [
            UnknownName(at, text, n, places.near(text)) for text, n in texts.order_by("-n")[:MOST_NAMES]
        ]
    return sorted(found, key=lambda one: (-one.rows, one.text))[:MOST_NAMES]


def title_at(batch: RegisterImport, position: int) -> str:
    """The name of a column; its number when it has none."""
    title = batch.header[position] if position < len(batch.header) else ""
    return title or str(position + 1)


def names_of(keys: Iterable[Any]) -> dict[int, str]:
    """Municipalities by their keys."""
    wanted = {key for key in keys if key}
    return dict(Municipality.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def in_words(name: str, value: Any, places: dict[int, str]) -> str:
    """A fact of a row or an organisation as people read it."""
    if value in (None, ""):
        return "–"
    if name == "municipality_id":
        return places.get(value, str(value))
    if name.endswith("_on"):
        day = datetime.date.fromisoformat(value) if isinstance(value, str) else value
        return date_format(day, "SHORT_DATE_FORMAT")
    choices = dict(Organisation._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))


@dataclass(frozen=True)
class Beside:
    """A fact of a doubtful row beside the same fact of its candidates; each with whether it is the same."""

    label: Any
    said: str
    known: list[tuple[str, bool]]


def doubtful_row(batch: RegisterImport, pk: int) -> ImportRow | None:
    """A row that waits for a person, or was decided by one."""
    rows = batch.rows.filter(Q(outcome=O.DOUBTFUL) | ~Q(decision=""))
    return rows.select_related("chosen", "decided_by").filter(pk=pk).first()


def next_doubtful(batch: RegisterImport, after: ImportRow) -> ImportRow | None:
    """The row a person decides next; those put off come after all others."""
    waiting = batch.rows.filter(outcome=O.DOUBTFUL, decision="")
    return waiting.filter(line__gt=after.line).first() or waiting.exclude(pk=after.pk).first()


def candidates_of(row: ImportRow) -> list[ImportCandidate]:
    """The organisations a row may speak of, the likeliest first."""
    return list(row.candidates.select_related("organisation__municipality"))


def side_by_side(row: ImportRow, candidates: list[ImportCandidate]) -> list[Beside]:
    """What the row and each candidate say; facts nobody has are left out."""
    places = names_of([row.municipality_id])
    found = []
    for name in COMPARED:
        kept = "municipality_id" if name == "municipality" else name
        said = in_words(kept, getattr(row, kept), places)
        known = [told(candidate.organisation, name) for candidate in candidates]
        if said != "–" or any(words != "–" for words in known):
            found.append(Beside(LABELS[name], said, [(words, words == said) for words in known]))
    return found


def told(organisation: Organisation, name: str) -> str:
    """A fact of an organisation of the register."""
    if name == "municipality":
        return str(organisation.municipality or "–")
    return in_words(name, getattr(organisation, name), {})
