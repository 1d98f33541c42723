"""Compile the catalogs of all languages from the Serbian sources, or say what they lack."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from office.catalogs.check import missing, problems
from office.catalogs.derive import derive
from office.catalogs.extract import APPS


class Command(BaseCommand):
    """Derives five languages from locale/sr, locale/cnr and the catalogs of the packages."""

    help = "Compile the catalogs of five languages; --check lists what is missing or wrong, app by app."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--check lists problems and fails; --missing APP prints an empty .po of what the app lacks."""
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--missing", metavar="APP", choices=APPS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the three."""
        root = Path(settings.BASE_DIR)
        if options["missing"]:
            self.stdout.write(skeleton(root, options["missing"]))
            return
        counts = derive(root / "locale")
        if not options["check"]:
            self.stdout.write(", ".join(f"{language} {count}" for language, count in counts.items()))
            return
        found = problems(root)
        for problem in found:
            self.stdout.write(str(problem))
        if found:
            raise CommandError(f"{len(found)} problems in the catalogs")
        self.stdout.write("The catalogs are complete.")


def skeleton(root: Path, app: str) -> str:
    """A .po with the sentences of the app that have no translation, ready to be filled."""
    catalog = polib.POFile(wrapwidth=0)
    for message, apps in missing(root).values():
        if app in apps:
            plural = {"msgid_plural": message.plural, "msgstr_plural": dict.fromkeys(range(3), "")}
            catalog.append(
                polib.POEntry(
                    msgctxt=message.context or None, msgid=message.msgid, **(plural if message.plural else {})
                )
            )
    return str(catalog)
