"""`manage.py export_open_data KIND --format csv --out FILE`: a set of open data into a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from office.storage import no_room
from reports.open_data.formats import as_csv, as_json, write_xlsx
from reports.open_data.giving import as_360giving
from reports.open_data.sets import SETS


class Command(BaseCommand):
    """Writes a set of open data in constant memory, whole or not at all."""

    help = "Exports open data."

    def add_arguments(self, parser: CommandParser) -> None:
        """Set, format and file."""
        parser.add_argument("kind", choices=sorted(SETS))
        parser.add_argument("--format", choices=["csv", "json", "xlsx", "360giving"], default="csv")
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write beside the final name, then rename."""
        out: Path = options["out"]
        if options["format"] == "360giving" and options["kind"] != "awards":
            raise CommandError("360giving is a format of awards.")
        draft = out.with_name(out.name + ".part")
        try:
            self.write(options["kind"], options["format"], draft)
            draft.replace(out)
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror or no_room()}.") from error
        finally:
            draft.unlink(missing_ok=True)

    def write(self, kind: str, form: str, draft: Path) -> None:
        """The file in its format."""
        data = SETS[kind]
        if form == "xlsx":
            with draft.open("wb") as book:
                write_xlsx(data, book)
            return
        parts = as_360giving() if form == "360giving" else {"csv": as_csv, "json": as_json}[form](data)
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts)
