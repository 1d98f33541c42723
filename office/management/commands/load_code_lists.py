"""Bring the code lists (municipalities, areas of public interest) to what their files say."""

from django.core.management.base import BaseCommand, CommandError

from office.jurisdiction import current
from office.services.code_lists import load_code_lists


class Command(BaseCommand):
    """load_code_lists: idempotent; a code that left its file ends today and stays in old records."""

    help = "Load municipalities and areas of public interest of this office."

    def handle(self, *args, **options):
        """Load the lists of the deployment's office."""
        try:
            changed = load_code_lists(office=current(), by=None)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        for name, number in changed.items():
            self.stdout.write(f"{name}: {number} changed")
