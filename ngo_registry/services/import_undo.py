"""An applied list is taken back whole: what it made goes, what it changed is as before, what lives on is listed."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry.importing import undoing
from ngo_registry.models import RegisterImport
from ngo_registry.services.import_apply import PIECE, hold_register
from ngo_registry.services.import_rows import run
from ngo_registry.services.imports import Report
from ngo_registry.workflows import IMPORT
from office.jobs import order_job
from office.models import User
from office.refusal import Refused
from office.service import locked, service


@service
def order_undo(*, batch: RegisterImport, note: str, by: User) -> RegisterImport:
    """Have the worker take the whole import back."""
    batch = locked(batch)
    IMPORT.check(batch, "order_undo", by=by, note=note)
    mark_left(batch)
    job = order_job("ngo_registry.undo_import", subject=batch, by=by, params={"note": note})
    return IMPORT.apply(batch, "order_undo", by=by, note=note, job=job)


@service
def undo_import(
    *, batch: RegisterImport, note: str, by: User | None, report: Report | None = None
) -> RegisterImport:
    """Old values come back and new organisations go; rows that changed since are listed and left."""
    batch = locked(batch)
    if batch.state == RegisterImport.State.UNDONE:
        return batch
    IMPORT.check(batch, "undo", by=by, note=note)
    say = report or (lambda done, total, text: None)
    hold_register()
    back, left = mark_left(batch)
    say(0, back, _("looking at what has changed since"))
    last = run(undoing.LAST, batch, fetch=True)[0][0]
    facts = {"by": by.pk if by else None, "today": timezone.localdate(), "text": _("import undone")}
    for statements in (undoing.REMOVE, undoing.RESTORE):  # a name that becomes free can be given back
        for first in range(1, last + 1, PIECE):
            piece = {"first": first, "last": first + PIECE - 1}
            for statement in statements:
                run(statement, batch, **facts, **piece)
            say(min(first + PIECE - 1, max(back - 1, 0)), back, _("taking back"))
    run(undoing.END, batch)
    batch = IMPORT.apply(
        batch, "undo", by=by, note=note, undone_at=timezone.now(), taken_back=back, left=left
    )
    say(back, back, _("done"))
    return batch


def mark_left(batch: RegisterImport) -> tuple[int, int]:
    """Mark the rows that cannot be taken back, each with its reason; Refused when no row can."""
    run(undoing.BEGIN, batch)
    run(undoing.VANISHED, batch, reason=_("The organisation is not in the register any more."))
    for statement in undoing.CHANGED_SINCE:
        run(statement, batch, reason=_("Its data were changed after the import."))
    run(undoing.IN_BOOK, batch, reason=_("The book of the register has later lines about it."))
    run(undoing.IN_LATER_LIST, batch, reason=_("A later list that was applied names it too."))
    for statement in undoing.TAKEN_SINCE:
        run(statement, batch, reason=_("Its former name or number belongs to another organisation now."))
    used = _("Something rests on it: people who act for it, areas, applications, awards or documents.")
    for statement in undoing.resting():
        run(statement, batch, reason=used)
    back, left = run(undoing.COUNT, batch, fetch=True)[0]
    if not back:
        raise Refused(
            _(
                "Nothing of this import can be taken back: every organisation it wrote was changed or used "
                "since. Correct them one by one."
            )
        )
    return back, left


@service
def keep_import(*, batch: RegisterImport, by: User) -> RegisterImport:
    """The undoing stopped half way and wrote nothing; the import stays applied."""
    return IMPORT.apply(locked(batch), "keep", by=by)
