"""Store the rulebooks of this office that are not stored yet."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from office.jurisdiction import known, load
from office.rulebooks import RulebookError
from office.rulebooks.files import read_versions
from office.services.rulebooks import load_versions


class Command(BaseCommand):
    """load_rulebooks: idempotent; a version that is stored never changes, a changed file is refused."""

    help = "Load the rulebooks of this office; names file, key and what is expected when a file is wrong."

    def add_arguments(self, parser):
        """--all loads the files of every office, for tests and comparisons."""
        parser.add_argument("--all", action="store_true", help="the rulebooks of every known office")

    def handle(self, *args, **options):
        """Read, check and store."""
        codes = known() if options["all"] else [load(settings.OFFICE_JURISDICTION).code]
        for code in codes:
            try:
                new = load_versions(jurisdiction=code, versions=read_versions(code), by=None)
            except RulebookError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{code}: {new} new")
