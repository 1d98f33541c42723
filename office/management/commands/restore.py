"""`restore DIR`: fill an empty database and the files from a backup, then prove it."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError, CommandParser

from office import backups


class Command(BaseCommand):
    """Never writes into a database that holds something."""

    help = "Fill an empty database and the files from a backup; five proofs; exit 1 when one fails."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        """Restore, prove, say what waits for a person."""
        answers = backups.restore(folder.absolute())
        for question, problem in answers:
            self.stdout.write(f"{'NO ' if problem else 'yes'}  {question}{f': {problem}' if problem else ''}")
        if held := backups.held_mail():
            self.stdout.write(f"{held} letters are held: release them in the outbox.")
        if any(problem for _, problem in answers):
            raise CommandError("The restored data are not whole.")
