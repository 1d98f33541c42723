"""`manage.py build_report annual_spending --year Y --out FILE.pdf`: the report without the web, unsealed."""

import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from office.documents import letterhead, render_pdf
from office.jurisdiction import current
from office.refusal import Refused
from office.storage import no_room
from reports.documents.annual_spending import TEMPLATE, context_of
from reports.models import Report
from reports.services.reports import title_of
from reports.snapshots.annual_spending import collect


class Command(BaseCommand):
    """Builds a report into a file; the same data give the same bytes."""

    help = "Builds a report as PDF without the web."

    def add_arguments(self, parser: CommandParser) -> None:
        """Kind, year, file and language."""
        parser.add_argument("kind", choices=Report.Kind.values)
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--language", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Collect, draw, write whole or not at all."""
        language = options["language"] or settings.OFFICE_LANGUAGES[0]
        if language not in dict(settings.LANGUAGES):
            raise CommandError(
                f"Language {language!r} is not known. Known: {', '.join(dict(settings.LANGUAGES))}."
            )
        day = datetime.date(options["year"] + 1, 1, 1)
        snapshot = collect(options["year"], office=current(), as_of=day).as_json()
        context = {**context_of(snapshot, language), "letterhead": letterhead(""), "sealed": False}
        title = title_of(options["year"], language)
        try:
            data = render_pdf(TEMPLATE, context, language=language, created=day, title=title)
            draft = options["out"].with_name(options["out"].name + ".part")
            draft.write_bytes(data)
            draft.replace(options["out"])
        except Refused as no:
            raise CommandError(str(no)) from no
        except OSError as error:
            raise CommandError(f"{options['out']}: {error.strerror or no_room()}") from error
        self.stdout.write(f"{options['out']}: {len(data)} bytes")
