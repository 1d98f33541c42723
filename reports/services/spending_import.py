"""Files of spending: checked and previewed, applied whole in one transaction, undone whole."""

import json
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from office import storage
from office.audit import record
from office.jobs import order_job
from office.models import Body, StoredFile, User
from office.refusal import Refused
from office.service import locked, service
from office.upload_checks import TYPES
from office.uploads import store
from reports.models import SpendingChange, SpendingImport, SpendingReturn, SpendingRow
from reports.queries.imports import COMPARED, Part, Plan, plan_of
from reports.workflows.imports import IMPORT, check_brings_in

BATCH = 2000
SHOWN = 20  # rows of every outcome in the preview
SUMS = ("awarded", "paid", "returned")
Progress = Callable[[int, int, str], None]


@service
def check_upload(
    *, upload: UploadedFile, year: int, body: Body | None = None, legal_basis: str = "", by: User
) -> SpendingImport:
    """The file a person sent through the browser: kept, read, compared; the spending stays as it is."""
    check_brings_in(by, SpendingImport(body=body))
    if year > timezone.localdate().year:
        raise Refused(_("The year has not begun yet."), field="year")
    data = upload.read()
    file = store(upload, by=by, allow=("csv", "xlsx"))
    return check_file(data=data, file=file, year=year, body=body, legal_basis=legal_basis, by=by)


@service
def keep_file(*, data: bytes, name: str, by: User | None) -> StoredFile:
    """Keep a file that came through the command."""
    kind = "xlsx" if data.startswith(b"PK") else "csv"
    return StoredFile.objects.create(
        sha256=storage.keep(data), size=len(data), content_type=TYPES[kind], name=name[:255], created_by=by
    )


@service
def check_file(
    *,
    data: bytes,
    file: StoredFile,
    year: int,
    body: Body | None = None,
    legal_basis: str = "",
    by: User | None,
) -> SpendingImport:
    """Read a file, compare it with the rows that are there and say what it would do."""
    began = time.monotonic()
    plan = plan_of(data=data, name=file.name, year=year, body=body, legal_basis=legal_basis)
    batch = SpendingImport.objects.create(
        year=year,
        body=body,
        file=file,
        legal_basis=legal_basis,
        encoding=plan.encoding,
        delimiter=plan.delimiter,
        header=plan.header,
        columns=plan.columns,
        summary=plan.figures(time.monotonic() - began),
        preview=preview_of(plan),
        made_by=by,
    )
    record("check", batch, by=by, data={"file": file.name, **batch.summary}, to_state=batch.state)
    return batch


def preview_of(plan: Plan) -> dict[str, Any]:
    """A few rows of every outcome, and every body with what would become of its spending."""
    made = [(part, row) for part in plan.parts for row in part.created][:SHOWN]
    changed = [(part, *pair) for part in plan.parts for pair in part.updated][:SHOWN]
    facts = {
        "bodies": [_body_line(part) for part in plan.parts],
        "created": [_row_line(part, row) for part, row in made],
        "updated": [
            _row_line(part, row)
            | {
                "changes": [
                    (key, before[key], getattr(row, key)) for key in before if key != "organisation_id"
                ]
            }
            for part, row, before in changed
        ],
        "rejected": [
            {"row": line.number, "reason": line.reason, "cells": line.cells} for line in plan.rejects[:SHOWN]
        ],
    }
    return json.loads(json.dumps(facts, cls=DjangoJSONEncoder))


def _body_line(part: Part) -> dict[str, Any]:
    """One body of the preview."""
    return {
        "name": part.body.name,
        "is_new": part.body.pk is None,
        "is_shut": part.is_shut,
        "rows": len(part.lines),
        "created": len(part.created),
        "updated": len(part.updated),
        "unchanged": part.unchanged,
        "awarded": part.awarded,
        "before": part.before,
        "others": sum(part.others.values()),
    }


def _row_line(part: Part, row: SpendingRow) -> dict[str, Any]:
    """One row of the preview."""
    names = ("source_row", "organisation_name", "title", "awarded", "remark")
    return {"body": part.body.name} | {name: getattr(row, name) for name in names}


@service
def order_import(*, batch: SpendingImport, by: User) -> SpendingImport:
    """Have the worker apply a previewed file."""
    batch = locked(batch)
    IMPORT.check(batch, "order", by=by)
    job = order_job("reports.apply_import", subject=batch, by=by)
    return IMPORT.apply(batch, "order", by=by, job=job)


@service
def apply_import(
    *, batch: SpendingImport, by: User | None, progress: Progress = lambda done, total, text: None
) -> SpendingImport:
    """Write the rows of the file, compared anew since the spending may have changed after the preview."""
    batch = locked(batch)
    if batch.state == SpendingImport.State.APPLIED:
        return batch
    IMPORT.check(batch, "apply", by=by)
    began = time.monotonic()
    progress(0, batch.summary["read"], _("comparing with the rows that are there"))
    data = batch.file.path.read_bytes()
    plan = plan_of(
        data=data, name=batch.file.name, year=batch.year, body=batch.body, legal_basis=batch.legal_basis
    )
    figures, done = plan.figures(), 0
    for part in plan.parts:
        _write(batch, part, by)
        done += len(part.lines)
        words = _("%(done)s of %(total)s rows") % {"done": done, "total": figures["read"]}
        progress(done, figures["read"], words)
    figures["seconds"] = round(batch.summary["seconds"] + time.monotonic() - began, 2)
    return IMPORT.apply(
        batch, "apply", by=by, applied_at=timezone.now(), summary=figures,
        made_bodies=batch.made_bodies, made_returns=batch.made_returns,
    )  # fmt: skip


def _write(batch: SpendingImport, part: Part, by: User | None) -> None:
    """Rows of one body: new ones created, changed ones updated, both remembered for the undoing."""
    if not part.created and not part.updated:
        return
    if part.body.pk is None:
        part.body.save()
        batch.made_bodies.append(part.body.pk)
        record("create", part.body, by=by, data={"file": batch.file.name})
    spending, made = SpendingReturn.objects.select_for_update(of=("self",)).get_or_create(
        body=part.body, year=batch.year, defaults={"collected": batch.body is None}
    )
    if made:
        batch.made_returns.append(spending.pk)
    part.spending = spending
    if part.is_shut:
        raise Refused(
            _("The spending of %(body)s for %(year)s is submitted; return it before importing again.")
            % {"body": part.body.name, "year": batch.year}
        )
    for row in part.created:
        row.spending = spending
    SpendingRow.objects.bulk_create(part.created, batch_size=BATCH)
    SpendingRow.objects.bulk_update([row for row, _before in part.updated], COMPARED, batch_size=BATCH)
    changes = [SpendingChange(batch=batch, spending=spending, row=row) for row in part.created]
    changes += [
        SpendingChange(batch=batch, spending=spending, row=row, before=as_json(before))
        for row, before in part.updated
    ]
    SpendingChange.objects.bulk_create(changes, batch_size=BATCH)
    counts = {"created": len(part.created), "updated": len(part.updated)}
    record("import_spending", spending, by=by, data={"file": batch.file.name, "import": batch.pk, **counts})


def as_json(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts of a row as they are kept: sums as text with their digits."""
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in facts.items()}


@service
def undo_import(*, batch: SpendingImport, note: str, by: User | None) -> SpendingImport:
    """Bring every row the file touched back to what it was before; rows it made go."""
    batch = locked(batch)
    returns = SpendingReturn.objects.filter(pk__in=batch.changes.order_by().values("spending"))
    there = list(returns.select_for_update().order_by("pk"))
    IMPORT.check(batch, "undo", by=by, note=note)
    changed = []
    for change in batch.changes.filter(before__isnull=False, row__isnull=False).select_related("row"):
        for key, value in change.before.items():
            setattr(change.row, key, Decimal(value) if key in SUMS and value is not None else value)
        changed.append(change.row)
    SpendingRow.objects.bulk_update(changed, COMPARED, batch_size=BATCH)
    SpendingRow.objects.filter(
        pk__in=batch.changes.filter(before__isnull=True, row__isnull=False).values("row")
    ).delete()
    for spending in there:
        record("undo_import", spending, by=by, note=note, data={"file": batch.file.name, "import": batch.pk})
    batch = IMPORT.apply(batch, "undo", by=by, note=note, undone_at=timezone.now())
    _clear_away(batch)
    return batch


def _clear_away(batch: SpendingImport) -> None:
    """Take out what the file alone had begun: empty returns, and bodies nothing speaks of."""
    empty = SpendingReturn.objects.filter(
        pk__in=batch.made_returns, rows__isnull=True, state=SpendingReturn.State.DRAFT
    )
    emptied = list(empty.values_list("pk", flat=True))
    SpendingChange.objects.filter(spending__in=emptied).delete()
    SpendingReturn.objects.filter(pk__in=emptied).delete()
    for body in Body.objects.filter(pk__in=batch.made_bodies):
        try:
            body.delete()
        except ProtectedError:
            continue


@service
def give_up_import(*, batch: SpendingImport, by: User) -> SpendingImport:
    """Leave the file unapplied; it stays in the list."""
    return IMPORT.apply(locked(batch), "give_up", by=by)
