"""Write which article stands behind which rule, and which test tries it, into docs/law/."""

from django.conf import settings
from django.core.management.base import BaseCommand

from office.generated_pages import bring
from office.law_pages import pages

FOLDER = settings.BASE_DIR / "docs" / "law"


class Command(BaseCommand):
    """`draw_law [--check]`."""

    help = "Writes docs/law/*.md from the rulebooks, the code and the tests; --check only compares."

    def add_arguments(self, parser):
        """Only compare?"""
        parser.add_argument(
            "--check", action="store_true", help="compare, write nothing; exit 1 when they differ"
        )

    def handle(self, *args, **options):
        """Write the pages that differ, or name them."""
        wanted = pages()
        changed = bring(FOLDER, wanted, command="draw_law", check=options["check"])
        self.stdout.write(f"{len(wanted)} offices, {changed} pages changed.")
