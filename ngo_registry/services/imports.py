"""A list of organisations is read, its columns are confirmed, its rows staged and compared; the register stays."""

import datetime
import time
from collections.abc import Callable
from itertools import islice
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from ngo_registry.importing.columns import (
    LABELS,
    check_columns,
    check_shapes,
    mapping_of,
    names_columns,
    recognised,
)
from ngo_registry.models import ImportSource, RegisterImport
from ngo_registry.rules import check_imports
from ngo_registry.services.import_rows import COUNTED, stage, weigh
from ngo_registry.workflows import IMPORT
from office.exports import is_added
from office.jobs import order_job
from office.models import StoredFile, User
from office.refusal import Refused
from office.service import locked, service
from office.table_shapes import shape_of
from office.tables import Reading, Table, read_table
from office.upload_checks import look_inside
from office.uploads import clean_name, store

Report = Callable[[int, int, str], None]
LOOKED_AT = 500  # rows by which the columns are judged
SMALL = {"xlsx": 200_000, "csv": 1_000_000}  # bytes; a larger file is compared by the worker
MOST_COLUMNS = 100
READ = ("encoding", "delimiter", "sheet", "sheets", "header_row", "columns", "header", "shapes", "is_part")


@service
def read_upload(
    *, upload: UploadedFile, as_of: datetime.date, source: str, is_part: bool = False, by: User
) -> RegisterImport:
    """Keep the file a person sent and say what was recognised in it; no row is taken yet."""
    check_imports(by, None)
    file = store(upload, by=by, allow=("csv", "xlsx"))
    upload.seek(0)
    home, _made = ImportSource.objects.get_or_create(name=" ".join(source.split()))
    batch = RegisterImport(
        name=clean_name(upload.name or "")[:255],
        file=file,
        source=home,
        as_of=as_of,
        is_part=is_part,
        created_by=by,
    )
    recognise(batch, upload.read(), Reading(is_header=names_columns), remembered(home))
    batch.save()
    return batch


def no_rows() -> str:
    """What to do with a file that names columns and no organisation."""
    return _("The file has a header but no rows. Write the organisations below it and send the file again.")


def remembered(source: ImportSource | None) -> dict[str, str]:
    """What was chosen for the columns of this source the last time."""
    return source.columns if source else {}


def recognise(batch: RegisterImport, data: bytes, reading: Reading, known: dict[str, str]) -> Table:
    """Write on the batch how the file was read, its columns and what their cells look like."""
    table = read_table(data, batch.name, reading)
    if len(table.header) > MOST_COLUMNS:
        raise Refused(
            _(
                "The file has %(n)s columns; a list of organisations has at most %(most)s. Take out the others."
            )
            % {"n": len(table.header), "most": MOST_COLUMNS},
            field="file",
        )
    batch.encoding, batch.delimiter = table.encoding, table.delimiter
    batch.sheet, batch.sheets, batch.header_row = table.sheet[:80], table.sheets, table.header_row
    batch.header, batch.columns = table.header, recognised(table.header, known)
    batch.is_part = batch.is_part or any(is_added(title) for title in table.header)
    rows = [cells for _line, cells in islice(table.rows, LOOKED_AT)]
    if not rows:
        raise Refused(no_rows(), field="file")
    batch.shapes = [
        [shape.kind, shape.samples, shape.read_as, shape.filled]
        for shape in (
            shape_of(cells[at] if at < len(cells) else "" for cells in rows)
            for at in range(len(table.header))
        )
    ]
    return table


def reading_of(batch: RegisterImport) -> Reading:
    """The same file read the same way again."""
    encoding = "" if batch.encoding in ("xlsx", "UTF-8 BOM") else batch.encoding
    return Reading(encoding, batch.delimiter, batch.sheet, batch.header_row)


@service
def reread(
    *, batch: RegisterImport, encoding: str, delimiter: str, sheet: str, header_row: int, by: User
) -> RegisterImport:
    """Read the kept file another way: the guess of its encoding, delimiter, sheet or header was wrong."""
    batch = locked(batch)
    IMPORT.check(batch, "reread", by=by)
    recognise(
        batch,
        batch.file.path.read_bytes(),
        Reading(encoding, delimiter, sheet, header_row, None if header_row else names_columns),
        remembered(batch.source),
    )
    batch.rows.all().delete()
    return IMPORT.apply(batch, "reread", by=by, **{name: getattr(batch, name) for name in READ})


@service
def confirm_columns(
    *, batch: RegisterImport, columns: dict[str, int], is_part: bool, by: User
) -> RegisterImport:
    """Take what each column holds, remember it for the source, and compare the rows (a large file: the worker)."""
    batch = locked(batch)
    IMPORT.check(batch, "reread", by=by)
    wrong = [
        position for fact, position in columns.items() if fact not in LABELS or position >= len(batch.header)
    ]
    if wrong or "name" not in columns:
        raise Refused(_("Choose the column that holds the names of the organisations."))
    check_shapes(columns, batch.header, batch.shapes)
    if batch.source:
        batch.source.columns = batch.source.columns | mapping_of(batch.header, columns)
        batch.source.save()
    batch.columns, batch.is_part = columns, is_part
    batch = IMPORT.apply(batch, "reread", by=by, columns=columns, is_part=is_part)
    kind = "xlsx" if batch.encoding == "xlsx" else "csv"
    if batch.file.size <= SMALL[kind]:
        return check_rows(batch=batch, by=by)
    batch.job = order_job("ngo_registry.check_import", subject=batch, by=by)
    batch.save(update_fields=["job"])
    return batch


@service
def check_rows(*, batch: RegisterImport, by: User | None, report: Report | None = None) -> RegisterImport:
    """Stage the rows of the kept file and say what each would do."""
    batch = locked(batch)
    IMPORT.check(batch, "check", by=by)
    say = report or (lambda done, total, text: None)
    say(0, 3, _("reading the file"))
    return staged_and_weighed(
        batch, read_table(batch.file.path.read_bytes(), batch.name, reading_of(batch)), by, say
    )


def staged_and_weighed(batch: RegisterImport, table: Table, by: User | None, say: Report) -> RegisterImport:
    """Rows in the waiting room, each with what it would do."""
    began = time.monotonic()
    batch.read = stage(batch, table, batch.columns)
    if not batch.read:
        raise Refused(no_rows(), field="file")
    say(1, 3, _("comparing with the register"))
    weigh(batch)
    batch.seconds = round(time.monotonic() - began, 3)
    facts: dict[str, Any] = {name: getattr(batch, name) for name in COUNTED}
    say(3, 3, _("done"))
    return IMPORT.apply(batch, "check", by=by, **facts)


@service
def check_file(
    *,
    data: bytes,
    name: str,
    as_of: datetime.date,
    by: User | None,
    file: StoredFile | None = None,
    source: str = "",
    all_or_nothing: bool = False,
) -> RegisterImport:
    """Read a file with the columns it names itself and say what each row would do (command, demo)."""
    if by is not None:
        check_imports(by, None)
    if data.startswith(b"PK\x03\x04"):
        read_table(data, name)  # a torn workbook is said as such
        look_inside(data, name, "xlsx")
    home = ImportSource.objects.get_or_create(name=source)[0] if source else None
    batch = RegisterImport(
        name=name[:255], file=file, source=home, as_of=as_of, created_by=by, all_or_nothing=all_or_nothing
    )
    recognise(batch, data, Reading(is_header=names_columns), remembered(home))
    check_columns(batch.columns, batch.header)
    check_shapes(batch.columns, batch.header, batch.shapes)
    batch.save()
    return staged_and_weighed(
        batch, read_table(data, name, reading_of(batch)), by, lambda done, total, text: None
    )
