"""`manage.py import_spending FILE --year Y`: a year's spending rows of bodies, with a JSON summary."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from office.models import Body
from office.refusal import Refused
from reports.documents.rejected import rejected_workbook
from reports.queries.imports import plan_of
from reports.services.spending_import import apply_import, check_file, keep_file


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
        facts = {"year": options["year"], "body": body, "legal_basis": options["legal_basis"]}
        try:
            plan = plan_of(data=data, name=path.name, **facts)
            figures = plan.figures() if options["dry_run"] else self.run(data, path.name, facts)
        except Refused as no:
            raise CommandError(str(no)) from no
        if options["errors"]:
            options["errors"].write_bytes(rejected_workbook(plan.header, plan.rejects))
        self.stdout.write(json.dumps(figures))

    def run(self, data: bytes, name: str, facts: dict[str, Any]) -> dict[str, Any]:
        """Check and apply in one transaction, as the screen does in two steps; undone there too."""
        with transaction.atomic():
            file = keep_file(data=data, name=name, by=None)
            batch = check_file(data=data, file=file, by=None, **facts)
            return apply_import(batch=batch, by=None).summary
