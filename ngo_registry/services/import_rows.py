"""Rows of a file on their way: staged by COPY, then weighed against the register as it stands."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from ngo_registry.importing import compare
from ngo_registry.importing.likeness import Known, Likeness, Spoken, name_of
from ngo_registry.importing.rows import LIMITS, Places, read_row
from ngo_registry.models import ImportCandidate, ImportRow, Organisation, RegisterImport
from office.jurisdiction import has_feature
from office.tables import Table

STAGED = ("number", "name_key", "sort_key", *compare.COMPARED)
NULLABLE = {"municipality_id", "founded_on", "registered_on", "deleted_on"}
# Of a row that cannot be read only what tells a person which organisation it is.
TOLD = ("number", "name", "place", "mb", "pib", "sort_key")
MOST = 5  # organisations shown beside a doubtful row


def stage(batch: RegisterImport, table: Table, columns: dict[str, int]) -> int:
    """COPY every row with its cells and facts, or with the reasons why it has none."""
    places = Places.load(batch.source.municipalities if batch.source else None)
    batch.rows.all().delete()
    names = ("batch_id", "line", "cells", *STAGED, "outcome", "reason", "faults", "remarks")
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {ImportRow._meta.db_table} ({', '.join(names)}) FROM STDIN") as copy,
    ):
        for line, cells in table.rows:
            facts = staged(cells, columns, places)
            copy.write_row((batch.pk, line, json.dumps(cells, ensure_ascii=False), *facts))
            count += 1
    return count


def staged(cells: list[str], columns: dict[str, int], places: Places) -> Iterator[Any]:
    """Values of the staged columns, then outcome, reason, the faults and the remarks by their cells."""
    read = read_row(cells, columns, places)
    facts = read.facts
    if read.faults:
        facts = {name: (facts.get(name) or "")[: LIMITS.get(name) or 1000] for name in TOLD}
    yield from (facts.get(name, None if name in NULLABLE else "") for name in STAGED)
    yield ImportRow.Outcome.REJECTED.value if read.faults else ""
    yield " ".join(dict.fromkeys(read.faults.values()))
    for said_of in (read.faults, read.remarks):
        by_cell = {str(columns[fact]): sentence for fact, sentence in said_of.items() if fact in columns}
        yield json.dumps(by_cell, ensure_ascii=False)


def weigh(batch: RegisterImport) -> None:
    """Compare the staged rows with the register as it stands now and count the outcomes."""
    batch.register_seen = register_now(batch)  # before the first look, so that a later change is never missed
    for statement in compare.RESET:
        run(statement, batch)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {compare.R}")  # the planner must know how many rows wait now
    for statement, facts in joining(batch):
        run(statement, batch, **facts)
    find_candidates(batch)
    run(compare.DOUBTFUL, batch, reason=_("It resembles an organisation of the register; a person decides."))
    for statement, facts in judging(batch):
        run(statement, batch, **facts)
    batch.previous = last_list(batch)
    if batch.previous and not batch.is_part:
        run(compare.GONE, batch, of=batch.source_id, since=batch.previous.pk)
    count(batch)


def register_now(batch: RegisterImport) -> str:
    """How the register and the lists of this source stand: the same words again mean that nobody wrote in between."""
    return str(run(compare.STANDING, batch, fetch=True, of=batch.source_id)[0][0])


def joining(batch: RegisterImport) -> Iterator[tuple[str, dict[str, str]]]:
    """Statements that find the organisation of each row, each with the sentence it gives to a rejected one."""
    same = _("The same number already stands in row # of this file.")
    for column in ("mb", "pib"):
        yield compare.repeated(column, f"r.{column} <> ''"), said(batch, same, column)
    yield compare.repeated("lower(number)", "r.number <> ''"), said(batch, same, "number", "mb", "pib")
    nameless = _(
        "Without a number, and the same name already stands in row # of this file: they cannot be told apart."
    )
    yield compare.repeated("name_key, saradnja_fold(place)", "r.number = ''"), said(batch, nameless, "name")
    for statement in (*compare.MATCHES, compare.BY_NAME, compare.JOINED_BY_NAME):
        yield statement, {}
    two = _("Its numbers belong to two different organisations of the register.")
    for statement, column in zip(compare.CLASHES, ("mb", "pib", "number"), strict=True):
        yield statement, said(batch, two, column)
    yield compare.TWICE, said(batch, _("The same organisation already stands in row # of this file."), "name")


def judging(batch: RegisterImport) -> Iterator[tuple[str, dict[str, str]]]:
    """Statements that say of every joined or new row what it would do."""
    if has_feature("own_register"):
        twice = _("The same name already stands in row # of this file.")
        yield compare.repeated("name_key", "r.status <> 'deleted'"), said(batch, twice, "name")
        taken = _("The name is already entered in the register under number #.")
        yield compare.NAME_TAKEN, said(batch, taken, "name")
    for statement in (compare.NEW, compare.CHANGED, compare.CHANGES):
        yield statement, {}


def said(batch: RegisterImport, reason: str, *facts: str) -> dict[str, str]:
    """The sentence and the cell it speaks of: the column of the first of these facts the file has."""
    cell = next((str(batch.columns[fact]) for fact in facts if fact in batch.columns), "")
    return {"reason": reason, "cell": cell}


def find_candidates(batch: RegisterImport) -> None:
    """Organisations that rows without a certain match may speak of by their name."""
    if not Organisation.objects.exists():  # the first list of all resembles nothing
        return
    rows = [
        Spoken(pk, name_of(name, place), place, mb, pib, number)
        for pk, name, place, mb, pib, number in run(compare.UNJOINED, batch, fetch=True)
    ]
    if not rows:
        return
    # What a person joined stays in sight: a second row that resembles it must not become a new organisation.
    joined = batch.rows.filter(matched_by__in=("number", "name")).values("organisation")
    register = Organisation.objects.exclude(pk__in=joined).order_by()
    if all(row.mb for row in rows):
        register = register.filter(mb="")  # a number that differs speaks against every likeness
    likeness, found = Likeness.of(rows), {}
    fields = ("pk", "name", "place", "mb", "pib", "number", "former_names", "short_name", "name_cyrillic")
    for pk, name, place, mb, pib, number, former, *short in register.values_list(*fields).iterator(2000):
        known = Known(
            pk, name, place, mb, pib, number, tuple(former.splitlines()), tuple(filter(None, short))
        )
        for row, reason in likeness.asked(known):
            found.setdefault(row.key, []).append((STRENGTH.index(reason), pk, reason))
    ImportCandidate.objects.bulk_create(
        (
            ImportCandidate(row_id=row, organisation_id=pk, reason=reason)
            for row, several in sorted(found.items())
            for _strength, pk, reason in sorted(several)[:MOST]
        ),
        batch_size=2000,
    )


STRENGTH = [reason.value for reason in ImportCandidate.Reason]


def last_list(batch: RegisterImport) -> RegisterImport | None:
    """The last whole list of the same source that was applied."""
    if batch.source_id is None:
        return None
    lists = RegisterImport.objects.filter(source=batch.source_id, state=RegisterImport.State.APPLIED)
    return lists.filter(is_part=False, pk__lt=batch.pk).order_by("-pk").first()


def count(batch: RegisterImport) -> None:
    """How many rows of every outcome, and by what they were joined."""
    counts: dict[str, int] = {}
    matched: dict[str, int] = {}
    batch.remarked = 0
    for outcome, by, rows, remarked in run(compare.COUNTS, batch, fetch=True):
        batch.remarked += remarked if outcome != ImportRow.Outcome.REJECTED else 0
        counts[outcome] = counts.get(outcome, 0) + rows
        if by and outcome in ("updated", "unchanged"):
            matched[by] = matched.get(by, 0) + rows
    for outcome in ("created", "updated", "unchanged", "doubtful", "rejected", "gone"):
        setattr(batch, outcome, counts.get(outcome, 0))
    batch.matched = matched


COUNTED = (
    "read", "created", "updated", "unchanged", "doubtful", "rejected", "gone", "remarked", "matched", "previous",
    "seconds", "register_seen",
)  # fmt: skip


def run(statement: str, batch: RegisterImport, *, fetch: bool = False, **params: Any) -> Any:
    """One statement over the rows of this file."""
    source = Organisation.Source.OWN if has_feature("own_register") else Organisation.Source.IMPORTED
    facts = {"batch": batch.pk, "as_of": batch.as_of, "source": source.value, **params}
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return cursor.fetchall() if fetch else cursor.rowcount
