"""Check the laws over many rows; exit 1 and a list when one is broken."""

from django.core.management.base import BaseCommand, CommandError

from office.laws import all_laws, broken


class Command(BaseCommand):
    """`check_office`."""

    help = "Checks the laws over many rows; exit 1 and a list when one is broken."

    def handle(self, *args, **options):
        """Say that all laws hold, or list each broken one with its places."""
        found = [f"{text}: {place}" for text, place in broken()]
        if found:
            raise CommandError("\n".join(["Broken:", *found]), returncode=1)
        self.stdout.write(f"All {len(all_laws())} laws hold.")
