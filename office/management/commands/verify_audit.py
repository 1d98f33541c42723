"""Walk the audit trail: every chain and every seal; print the last seal; exit 1 at the first break."""

from django.core.management.base import BaseCommand, CommandError

from office.models import AuditEvent, AuditSeal
from office.queries.audit import breaks, last_seal, lines_up_to, seal_of


class Command(BaseCommand):
    """`verify_audit [--seal HASH]`: HASH is a seal kept outside (printed, published or mailed)."""

    help = "Walks the audit trail and prints its last seal; exit 1 at the first break and names it."

    def add_arguments(self, parser):
        """A seal kept outside may be named."""
        parser.add_argument("--seal", default="", help="hash of a seal kept outside the database")

    def handle(self, *args, **options):
        """Say that the trail is whole and which seal to keep, or where it breaks."""
        for sentence in breaks(options["seal"]):
            raise CommandError(sentence, returncode=1)
        self.stdout.write(f"Whole: {AuditEvent.objects.count()} lines, {AuditSeal.objects.count()} seals.")
        if last := last_seal():
            self.stdout.write(f"Last seal: {last.hash} ({last.at.isoformat(timespec='seconds')})")
        if kept := seal_of(options["seal"]) if options["seal"] else None:
            at = kept.at.isoformat(timespec="seconds")
            self.stdout.write(
                f"The given seal is in the chain: {lines_up_to(kept)} lines up to {at} are as they were."
            )
