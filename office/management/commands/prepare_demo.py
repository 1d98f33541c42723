"""Bring the demo up to date: catalogs, tables, code lists, rulebooks, static files, the demo year once."""

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandParser, call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from office.quick_migrations import quick_migrations

FIRST_PERSON = "staff@demo.test"
FIRST_DATA = ["office/**/*.csv", "office/**/*.toml", "office/**/load_*.py"]


class Command(BaseCommand):
    """Does what is missing and nothing twice, so that the second start takes seconds."""

    help = "Bring the demo up to date: catalogs, tables, code lists, rulebooks, the demo year once."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """How far to go."""
        parser.add_argument("--tables-only", action="store_true", help="no static files, no demo year")

    def handle(self, *args: object, tables_only: bool, **options: object) -> None:
        """Every step in its order."""
        self.once("catalogs", ["locale/**/*.po", "locale/**/*.toml"], self.derive_catalogs)
        unfinished = Path(settings.VAR) / "demo"
        if unfinished.exists() and unfinished.read_text() == self.database():
            self.stdout.write("The last filling was broken off; it begins anew.")
            with connection.cursor() as line:
                line.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        self.tables()
        if tables_only:
            return
        if not settings.DEVELOPMENT:
            files = ["package-lock.json", "requirements*.lock", "static/**/*"]
            self.once("static", files, self.collect_static)
        if not get_user_model().objects.filter(email=FIRST_PERSON).exists():
            self.stdout.write("Filling the demo year …")
            unfinished.write_text(self.database())
            self.known("seed_demo")
            unfinished.unlink()

    def tables(self) -> None:
        """Migrations and first data, when there is something new among them."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing tables …")
            empty = not executor.loader.applied_migrations
            with quick_migrations() if empty else nullcontext():
                call_command("migrate", verbosity=0, interactive=False)
        self.once("first-data", FIRST_DATA, self.load_first_data, self.cluster())

    def load_first_data(self) -> None:
        """Code lists and rulebooks."""
        self.known("load_code_lists")
        self.known("load_rulebooks")

    @staticmethod
    def cluster() -> str:
        """Which server this is: a new one needs its first data again."""
        with connection.cursor() as line:
            line.execute("SELECT system_identifier::text || current_database() FROM pg_control_system()")
            oid = line.fetchone()[0]
            line.execute("SELECT min(applied)::text FROM django_migrations")
            return f"{oid} {line.fetchone()[0]}"

    @staticmethod
    def known(command: str) -> None:
        """Run a command of the portal."""
        if command in get_commands():
            call_command(command, verbosity=0)

    @staticmethod
    def database() -> str:
        """Which database is being filled."""
        place = connection.settings_dict
        return f"{place['HOST']} {place.get('OPTIONS', {}).get('host', '')} {place['NAME']}"

    def once(self, name: str, patterns: list[str], step: Callable[[], None], place: str = "") -> None:
        """Do the step when the files it reads have changed since the last time."""
        state = hashlib.sha256(place.encode())
        for path in sorted({path for pattern in patterns for path in settings.BASE_DIR.glob(pattern)}):
            if path.is_file():
                state.update(str(path).encode() + path.read_bytes())
        stamp = Path(settings.VAR) / f"{name}.stamp"
        if not stamp.exists() or stamp.read_text() != state.hexdigest():
            self.stdout.write(f"Preparing {name} …")
            step()
            stamp.write_text(state.hexdigest())

    def derive_catalogs(self) -> None:
        """Compile the languages."""
        self.known("derive_catalogs")

    def collect_static(self) -> None:
        """Gather and compress the static files."""
        call_command("collectstatic", verbosity=0, interactive=False)
