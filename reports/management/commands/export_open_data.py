"""`manage.py export_open_data KIND --format csv --out FILE`: a set of open data into a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports import open_data


class Command(BaseCommand):
    """Writes a set of open data; CSV and JSON in constant memory."""

    help = "Exports open data."

    def add_arguments(self, parser: CommandParser) -> None:
        """Set, format and file."""
        parser.add_argument("kind", choices=sorted(open_data.SETS))
        parser.add_argument("--format", choices=["csv", "json", "xlsx", "360giving"], default="csv")
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file whole, or not at all."""
        data, form, out = open_data.SETS[options["kind"]], options["format"], options["out"]
        if form == "360giving" and data.key != "awards":
            raise CommandError("360giving is a format of awards.")
        draft = out.with_name(out.name + ".part")
        try:
            if form == "xlsx":
                draft.write_bytes(open_data.as_xlsx(data))
            else:
                makers = {"csv": open_data.as_csv, "json": open_data.as_json}
                parts = open_data.as_360giving() if form == "360giving" else makers[form](data)
                with draft.open("w", encoding="utf-8", newline="") as file:
                    file.writelines(parts)
            draft.replace(out)
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}.") from error
