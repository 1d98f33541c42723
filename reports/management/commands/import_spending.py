"""`manage.py import_spending FILE --year Y`: a year's spending rows of bodies, with a JSON summary."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from office.models import Body
from office.refusal import Refused
from reports.documents.rejected import rejected_workbook
from reports.services.spending_import import Summary, import_rows


class Command(BaseCommand):
    """Imports spending; prints what was read, created, updated, left unchanged and rejected."""

    help = "Imports a year's spending rows from CSV or XLSX and prints a JSON summary."

    def add_arguments(self, parser: CommandParser) -> None:
        """File, year, body and ways of importing."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--body", metavar="CODE", help="code of the body when the file names none")
        parser.add_argument("--legal-basis", default="", help="legal basis of rows that name none")
        parser.add_argument("--dry-run", action="store_true", help="compare only, write nothing")
        parser.add_argument(
            "--errors", type=Path, metavar="OUT.xlsx", help="write the rejected rows with their reasons"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print the summary."""
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from error
        body = Body.objects.filter(code=options["body"]).first() if options["body"] else None
        if options["body"] and body is None:
            raise CommandError(f"No body has the code {options['body']!r}.")
        try:
            summary = self.run(data, path.name, body, options)
        except Refused as no:
            raise CommandError(str(no)) from no
        if options["errors"]:
            options["errors"].write_bytes(rejected_workbook(summary.header, summary.rejects))
        self.stdout.write(json.dumps(summary.figures()))

    def run(self, data: bytes, name: str, body: Body | None, options: dict[str, Any]) -> Summary:
        """The whole import in one transaction."""
        with transaction.atomic():
            summary = import_rows(
                data=data,
                name=name,
                year=options["year"],
                body=body,
                legal_basis=options["legal_basis"],
                by=None,
            )
            if options["dry_run"]:
                transaction.set_rollback(True)
        return summary
