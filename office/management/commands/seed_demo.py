"""`manage.py seed_demo`: a demo year with people, organisations, calls in every phase and a published report."""

import os
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone, translation

from office.demo.year import SIZES, STAGES, seed
from office.refusal import Refused
from office.services.audit import seal_day


class Command(BaseCommand):
    """Fills the database with a demo year; a second run changes nothing."""

    help = "Fills the database with a demo year."

    def add_arguments(self, parser: CommandParser) -> None:
        """Scale, stage and seed."""
        parser.add_argument("--scale", choices=list(SIZES), default="small")
        parser.add_argument("--stage", choices=STAGES, default="reported")
        parser.add_argument("--seed", type=int, default=1)

    def say(self, text: str) -> None:
        """What is being filled in, at once: the large scale takes minutes."""
        self.stdout.write(text)
        self.stdout.flush()

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed in one transaction."""
        if not settings.OFFICE_DEMO:
            raise CommandError("seed_demo makes known passwords: it runs with OFFICE_DEMO=1 only.")
        began = time.monotonic()
        password = os.environ.get("DEMO_PASSWORD", "demo-saradnja-2026")
        try:
            # What services keep of their sentences (reasons of rejected rows, of letters) is in the office's language.
            with translation.override(settings.OFFICE_LANGUAGES[0]), transaction.atomic():
                seed(
                    scale=options["scale"],
                    stage=options["stage"],
                    number=options["seed"],
                    password=password,
                    say=self.say,
                )
        except Refused as no:
            raise CommandError(str(no)) from no
        seal_day(at=timezone.now(), by=None)  # the page of seals has its first day
        self.stdout.write(f"seed_demo: {time.monotonic() - began:.1f} s")
