"""A checked list is applied to the register: ordered, written whole in one transaction, or given up."""

import time

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry.importing import compare, write
from ngo_registry.models import ImportCandidate, RegisterImport
from ngo_registry.services.import_rows import COUNTED, register_now, run, weigh
from ngo_registry.services.imports import Report
from ngo_registry.workflows import IMPORT
from office.jobs import order_job
from office.models import User
from office.refusal import Refused
from office.service import locked, service

PIECE = 5_000  # rows written between two looks at the wish to stop


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
    lacking = batch.rejected + batch.doubtful
    if all_or_nothing and lacking:
        raise Refused(
            _(
                "%(n)s rows are rejected, so nothing was imported. Correct them "
                "or import without “the whole file or nothing”."
            )
            % {"n": lacking}
        )


@service
def apply_import(*, batch: RegisterImport, by: User | None, report: Report | None = None) -> RegisterImport:
    """Write the staged rows into the register; compared anew when it has changed after the preview."""
    batch = locked(batch)
    if batch.state == RegisterImport.State.APPLIED:
        return batch
    IMPORT.check(batch, "apply", by=by)
    began, say = time.monotonic(), report or (lambda done, total, text: None)
    say(0, batch.read, _("comparing with the register"))
    hold_register()
    if not batch.register_seen or batch.register_seen != register_now(batch):
        weigh(batch)
    refuse_partly(batch, batch.all_or_nothing)
    write_rows(batch, by, say)
    batch.seconds = round(batch.seconds + time.monotonic() - began, 3)
    counts = {name: getattr(batch, name) for name in COUNTED}
    batch = IMPORT.apply(batch, "apply", by=by, applied_at=timezone.now(), **counts)
    forget(batch)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {compare.ORG}")  # the register may have grown many times over
    say(batch.read, batch.read, _("done"))
    return batch


def hold_register() -> None:
    """Nobody else writes organisations until the end of this work; everybody reads them."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {compare.ORG} IN SHARE ROW EXCLUSIVE MODE")


def write_rows(batch: RegisterImport, by: User | None, say: Report) -> None:
    """Piece by piece, so that the page shows how far it is and the work can be stopped; all in one transaction."""
    last = batch.rows.order_by("-line").values_list("line", flat=True).first() or 0
    for first in range(1, last + 1, PIECE):
        piece = {"first": first, "last": first + PIECE - 1, "by": by.pk if by else None}
        for statement in write.STEPS:
            run(statement, batch, **piece)
        done = min(batch.read, first + PIECE - 1)
        say(min(done, batch.read - 1), batch.read, _("writing into the register"))


def forget(batch: RegisterImport) -> None:
    """Rows that changed nothing go, but for those of the two newest lists of the source."""
    oldest = batch.pk + 1
    if batch.source_id:
        lists = RegisterImport.objects.filter(
            source=batch.source_id, state=RegisterImport.State.APPLIED, is_part=False
        ).order_by("-pk")
        kept = list(lists.values_list("pk", flat=True)[:2])
        oldest = min(kept, default=batch.pk)
    run(write.FORGET, batch, of=batch.source_id, oldest=oldest)


@service
def give_up_import(*, batch: RegisterImport, by: User) -> RegisterImport:
    """Throw the staged rows away; the file and this line stay."""
    batch = IMPORT.apply(locked(batch), "give_up", by=by)
    ImportCandidate.objects.filter(row__batch=batch).delete()
    batch.rows.all().delete()
    return batch
