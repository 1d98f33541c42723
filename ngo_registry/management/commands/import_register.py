"""`manage.py import_register FILE`: organisations from a CSV or XLSX file, with a JSON summary."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from ngo_registry.documents.rejected import rejected_workbook
from ngo_registry.models import RegisterImport
from ngo_registry.services.import_apply import apply_import, refuse_partly
from ngo_registry.services.imports import check_file
from office.refusal import Refused


class Command(BaseCommand):
    """Imports a register; prints what was read, created, updated, left unchanged and rejected."""

    help = "Imports organisations from CSV or XLSX and prints a JSON summary."

    def add_arguments(self, parser: CommandParser) -> None:
        """File and ways of importing it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="compare only, write nothing")
        parser.add_argument(
            "--errors", type=Path, metavar="OUT.xlsx", help="write the rejected rows with their reasons"
        )
        parser.add_argument(
            "--all-or-nothing", action="store_true", help="import nothing when a row is rejected"
        )
        parser.add_argument(
            "--source",
            default="",
            help="name of the source; what its last list had and this one lacks is listed",
        )
        parser.add_argument(
            "--as-of", type=datetime.date.fromisoformat, help="day of the list, YYYY-MM-DD (today)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, write the rejected rows, apply."""
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from error
        try:
            with transaction.atomic():
                batch = self.run(data, path.name, options)
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except Refused as no:
            raise CommandError(str(no)) from no
        self.stdout.write(json.dumps(summary(batch)))

    def run(self, data: bytes, name: str, options: dict[str, Any]) -> RegisterImport:
        """The import in one transaction; rejected rows are written even when nothing is imported."""
        as_of = options["as_of"] or timezone.localdate()
        batch = check_file(
            data=data,
            name=name,
            as_of=as_of,
            by=None,
            source=options["source"],
            all_or_nothing=options["all_or_nothing"],
        )
        if options["errors"]:
            options["errors"].write_bytes(rejected_workbook(batch))
        refuse_partly(batch, options["all_or_nothing"])
        return batch if options["dry_run"] else apply_import(batch=batch, by=None)


def summary(batch: RegisterImport) -> dict[str, Any]:
    """The figures of the contract; doubtful rows wait for a person and count as not taken."""
    return {
        "read": batch.read,
        "created": batch.created,
        "updated": batch.updated,
        "unchanged": batch.unchanged,
        "rejected": batch.rejected + batch.doubtful,
        "seconds": round(batch.seconds, 2),
    }
