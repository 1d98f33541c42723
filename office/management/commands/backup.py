"""`backup DIR`: the database and the files, with a manifest of sums."""

from pathlib import Path

from django.core.management import BaseCommand, CommandParser

from office import backups


class Command(BaseCommand):
    """Makes a new folder with everything; it must be encrypted before it leaves the house."""

    help = "Write database and files with a manifest of sums into a new folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        """Back up and say what was written."""
        made = backups.backup(folder.absolute())
        self.stdout.write(f"{folder}: the database and {len(made['files'])} files")
