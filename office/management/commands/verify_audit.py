"""Walk the audit trail: every chain and every seal; exit 1 at the first break."""

from django.core.management.base import BaseCommand, CommandError

from office.models import AuditEvent, AuditSeal
from office.queries.audit import breaks


class Command(BaseCommand):
    """`verify_audit [--seal HASH]`: HASH is a seal kept outside (printed, published or mailed)."""

    help = "Walks the audit trail; exit 1 at the first break and names it."

    def add_arguments(self, parser):
        """A seal kept outside may be named."""
        parser.add_argument("--seal", default="", help="hash of a seal kept outside the database")

    def handle(self, *args, **options):
        """Say that the trail is whole, or where it breaks."""
        for sentence in breaks(options["seal"]):
            raise CommandError(sentence, returncode=1)
        self.stdout.write(f"Whole: {AuditEvent.objects.count()} lines, {AuditSeal.objects.count()} seals.")
