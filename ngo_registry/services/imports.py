"""A list of organisations is staged, compared with the register, previewed and applied, all rows at once."""

import datetime
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry.importing import compare
from ngo_registry.importing.columns import recognised
from ngo_registry.importing.rows import Places, facts_of
from ngo_registry.models import ImportRow, Organisation, RegisterImport
from ngo_registry.rules import check_imports
from ngo_registry.workflows import IMPORT
from office.audit import record
from office.jobs import order_job
from office.jurisdiction import has_feature
from office.models import StoredFile, User
from office.refusal import Refused
from office.service import locked, service
from office.tables import Table, read_table
from office.uploads import check_size

STAGED = (
    "number",
    "kind",
    "name",
    "name_cyrillic",
    "name_key",
    "sort_key",
    "short_name",
    "municipality_id",
    "place",
    "address",
    "pib",
    "mb",
    "website",
    "email",
    "phone_public",
    "goals",
    "activities",
    "founded_on",
    "registered_on",
    "status",
    "deleted_on",
    "deletion_reason",
)
NULLABLE = {"municipality_id", "founded_on", "registered_on", "deleted_on"}
Report = Callable[[int, int, str], None]


@service
def check_file(
    *,
    data: bytes,
    name: str,
    as_of: datetime.date,
    by: User | None,
    file: StoredFile | None = None,
    all_or_nothing: bool = False,
) -> RegisterImport:
    """Read a file, stage its rows and say what each would do; the register stays as it is."""
    if by is not None:
        check_imports(by, None)
    began = time.monotonic()
    table = read_table(data, name)
    columns = recognised(table.header)
    batch = RegisterImport.objects.create(
        name=name[:255],
        file=file,
        encoding=table.encoding,
        delimiter=table.delimiter,
        columns=columns,
        header=table.header,
        as_of=as_of,
        created_by=by,
        all_or_nothing=all_or_nothing,
    )
    batch.read = stage(batch, table, columns)
    if not batch.read:
        raise Refused(_("The file has a header but no rows."), field="file")
    weigh(batch)
    batch.seconds = round(time.monotonic() - began, 3)
    batch.save()
    record("check", batch, by=by, data={"file": name, "rows": batch.read}, to_state=batch.state)
    return batch


def stage(batch: RegisterImport, table: Table, columns: dict[str, int]) -> int:
    """COPY every row with its cells and facts, or with the reason why it has none."""
    places = Places.load()
    names = ("batch_id", "line", "cells", *STAGED, "outcome", "reason")
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {ImportRow._meta.db_table} ({', '.join(names)}) FROM STDIN") as copy,
    ):
        for line, cells in table.rows:
            copy.write_row(
                (batch.pk, line, json.dumps(cells, ensure_ascii=False), *staged(cells, columns, places))
            )
    return batch.rows.count()


def staged(cells: list[str], columns: dict[str, int], places: Places) -> Iterator[Any]:
    """Values of the staged columns, then outcome and reason."""
    try:
        facts, outcome, reason = facts_of(cells, columns, places), "", ""
    except Refused as no:
        facts, outcome, reason = {}, ImportRow.Outcome.REJECTED.value, str(no.reason)
    yield from (facts.get(name, None if name in NULLABLE else "") for name in STAGED)
    yield outcome
    yield reason


def weigh(batch: RegisterImport) -> None:
    """Compare the staged rows with the register as it stands now and count the outcomes."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {compare.R}")  # the planner must know how many rows were staged
    for statement, reason in statements():
        run(statement, batch, reason=reason)
    counts = dict(run(compare.COUNTS, batch, fetch=True))
    for outcome in ("created", "updated", "unchanged", "rejected"):
        setattr(batch, outcome, counts.get(outcome, 0))


def statements() -> Iterator[tuple[str, str]]:
    """The statements in their order, each with the sentence it gives to a rejected row."""
    yield compare.RESET, ""
    same = _("The same number already stands in row # of this file.")
    for column in ("mb", "pib"):
        yield compare.repeated(column, f"r.{column} <> ''"), same
    yield compare.repeated("lower(number)", "r.number <> ''"), same
    nameless = _(
        "Without a number, and the same name already stands in row # of this file: they cannot be told apart."
    )
    yield compare.repeated("name_key, saradnja_fold(place)", "r.number = ''"), nameless
    for statement in compare.MATCHES:
        yield statement, ""
    two = _("Its numbers belong to two different organisations of the register.")
    for statement in compare.CLASHES:
        yield statement, two
    yield compare.TWICE, _("The same organisation already stands in row # of this file.")
    if has_feature("own_register"):
        yield (
            compare.repeated("name_key", "r.status <> 'deleted'"),
            _("The same name already stands in row # of this file."),
        )
        yield compare.NAME_TAKEN, _("The name is already entered in the register under number #.")
    yield compare.NEW, ""
    yield compare.CHANGED, ""


def run(statement: str, batch: RegisterImport, *, fetch: bool = False, **params: Any) -> Any:
    """One statement over the rows of this file."""
    source = Organisation.Source.OWN if has_feature("own_register") else Organisation.Source.IMPORTED
    facts = {"batch": batch.pk, "as_of": batch.as_of, "source": source.value, **params}
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return cursor.fetchall() if fetch else cursor.rowcount


@service
def order_import(*, batch: RegisterImport, by: User, all_or_nothing: bool = False) -> RegisterImport:
    """Apply a previewed file in the background."""
    batch = locked(batch)
    IMPORT.check(batch, "order", by=by)
    refuse_partly(batch, all_or_nothing)
    job = order_job("ngo_registry.apply_import", subject=batch, by=by)
    return IMPORT.apply(batch, "order", by=by, all_or_nothing=all_or_nothing, job=job)


def refuse_partly(batch: RegisterImport, all_or_nothing: bool) -> None:
    """The whole file or nothing."""
    if all_or_nothing and batch.rejected:
        raise Refused(
            _(
                "%(n)s rows are rejected, so nothing was imported. Correct them "
                "or import without “the whole file or nothing”."
            )
            % {"n": batch.rejected}
        )


@service
def apply_import(*, batch: RegisterImport, by: User | None, report: Report | None = None) -> RegisterImport:
    """Write the staged rows into the register; compared anew, since it may have changed after the preview."""
    batch = locked(batch)
    if batch.state == RegisterImport.State.APPLIED:
        return batch
    IMPORT.check(batch, "apply", by=by)
    began, say = time.monotonic(), report or (lambda done, total, text: None)
    say(0, batch.read, _("comparing with the register"))
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {compare.ORG} IN SHARE ROW EXCLUSIVE MODE")
    weigh(batch)
    refuse_partly(batch, batch.all_or_nothing)
    say(batch.read // 3, batch.read, _("writing new organisations"))
    run(compare.RESERVE, batch)
    run(compare.INSERT, batch)
    say(batch.read * 2 // 3, batch.read, _("writing changes"))
    run(compare.UPDATE, batch)
    run(compare.BOOK, batch, by=by.pk if by else None)
    seconds = round(batch.seconds + time.monotonic() - began, 3)
    counts = {name: getattr(batch, name) for name in ("created", "updated", "unchanged", "rejected")}
    IMPORT.apply(batch, "apply", by=by, applied_at=timezone.now(), seconds=seconds, **counts)
    batch.rows.exclude(outcome=ImportRow.Outcome.REJECTED).delete()
    say(batch.read, batch.read, _("done"))
    return batch


@service
def give_up_import(*, batch: RegisterImport, by: User) -> RegisterImport:
    """Throw the staged rows away; the file and this line stay."""
    batch = IMPORT.apply(locked(batch), "give_up", by=by)
    batch.rows.all().delete()
    return batch


@service
def check_upload(*, upload: UploadedFile, as_of: datetime.date, by: User) -> RegisterImport:
    """The same for a file a person sent through the browser; its rows are kept, the file itself is not."""
    check_imports(by, None)
    check_size(upload, upload.name or "")
    return check_file(data=upload.read(), name=upload.name or "", as_of=as_of, by=by)
