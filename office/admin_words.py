"""Names of the fields that the administration shows and no form of the office names."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

WORDS = {
    "actor_id_text": _("number of the person"),
    "at": _("time"),
    "attempts": _("attempts"),
    "body": _("body"),
    "cancel_asked": _("asked to stop"),
    "count": _("lines in the seal"),
    "created_at": _("made on"),
    "created_by": _("made by"),
    "data": _("facts of the line"),
    "date_joined": _("account opened on"),
    "done": _("steps done"),
    "file": _("file"),
    "finished_at": _("finished on"),
    "first_id": _("first line"),
    "floor_id": _("line before the first"),
    "from_state": _("state before"),
    "from_xid": _("first transaction"),
    "hash": _("fingerprint"),
    "jurisdiction": _("law of the office"),
    "kicked_at": _("last called on"),
    "kind": _("kind"),
    "language": _("language"),
    "last": _("last number given"),
    "last_id": _("last line"),
    "lease_until": _("taken by a worker until"),
    "log": _("record of the work"),
    "municipality": _("municipality"),
    "order": _("place in the list"),
    "ordered_at": _("ordered on"),
    "ordered_by": _("ordered by"),
    "pages": _("number of pages"),
    "params": _("settings of the job"),
    "parent": _("part of"),
    "prev": _("seal before"),
    "prev_hash": _("fingerprint before"),
    "replaced_by": _("replaced by"),
    "result_document": _("document made"),
    "result_file": _("file made"),
    "result_url": _("address of the result"),
    "root": _("fingerprint of all lines"),
    "scope": _("whose numbers"),
    "sealed": _("carries the seal"),
    "sha256": _("fingerprint (SHA-256)"),
    "sort_key": _("place in the alphabet"),
    "started_at": _("begun on"),
    "state": _("state"),
    "status_reason": _("why it no longer holds"),
    "subject": _("about what"),
    "subject_id": _("about which one"),
    "successor": _("followed by"),
    "text": _("what is being done"),
    "tile_col": _("column on the tile map"),
    "tile_row": _("row on the tile map"),
    "to_state": _("state after"),
    "to_xid": _("next transaction"),
    "total": _("steps in all"),
    "updated_at": _("changed on"),
    "user": _("person"),
    "valid_until": _("last day"),
    "values": _("values of the rulebook"),
    "xid": _("transaction"),
    "year": _("year"),
}


def name_fields(shown: Iterable[type[models.Model]]) -> None:
    """Give each field without a name of its own its word; the tables and their migrations know nothing of it."""
    for model in shown:
        for field in model._meta.fields:
            if field._verbose_name is None and field.name in WORDS:
                field.verbose_name = WORDS[field.name]


def unnamed(model: type[models.Model]) -> list[str]:
    """Fields that would show their English name in every language."""
    return [
        field.name
        for field in model._meta.fields
        if not field.auto_created and isinstance(field.verbose_name, str)
    ]
