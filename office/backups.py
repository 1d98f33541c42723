"""Backup and restore: the database first, then the files, a manifest of sums, and proofs after a restore."""

import datetime
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command, get_commands
from django.db import connection
from django.utils import timezone
from post_office.models import STATUS, Email

from office.embedded.postgres import postgres_bin
from office.models import Job, StoredFile

DUMP, FILES, MANIFEST = "database.dump", "files", "manifest.json"
HELD_FOR = datetime.timedelta(days=36_500)
Proof = tuple[str, str]  # what was asked, what is wrong ("" when nothing is)


def program(name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database; the password is not seen in the list of processes."""
    place = connection.get_connection_params()
    env = {
        **os.environ,
        "PGHOST": str(place.get("host", "")),
        "PGPORT": str(place.get("port", "")),
        "PGUSER": str(place.get("user", "")),
        "PGPASSWORD": str(place.get("password", "")),
        "PGDATABASE": str(place["dbname"]),
    }
    done = subprocess.run([postgres_bin() / name, *arguments], env=env, capture_output=True, text=True)
    if done.returncode:
        raise CommandError(f"{name}: {(done.stderr or done.stdout).strip()[-1500:]}")


def digest(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stored_files() -> Iterator[Path]:
    """Every kept file; unfinished ones (with a suffix) are not."""
    for path in sorted(Path(settings.FILES_ROOT).rglob("*")):
        if path.is_file() and not path.suffix:
            yield path


def backup(folder: Path) -> dict[str, Any]:
    """Write a whole backup into a new folder; it gets its name only when it is complete."""
    if folder.exists() and any(folder.iterdir()):
        raise CommandError(f"{folder} is not empty: name a new folder.")
    draft = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(draft, ignore_errors=True)
    (draft / FILES).mkdir(parents=True)
    draft.chmod(0o700)
    # First the database: files are named by their sum and never change, so each row then finds its file.
    program("pg_dump", "--format=custom", f"--file={draft / DUMP}")
    root, files = Path(settings.FILES_ROOT), {}
    for path in stored_files():
        name = str(path.relative_to(root))
        copy = draft / FILES / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
        files[name] = digest(copy)
    manifest = {
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "jurisdiction": settings.OFFICE_JURISDICTION,
        "server": connection.pg_version,
        "database": digest(draft / DUMP),
        "files": files,
    }
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=1))
    if folder.exists():
        folder.rmdir()
    draft.rename(folder)
    return manifest


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest, after every file of the backup was read again and is as it was written."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError) as no:
        raise CommandError(f"{folder} is not a complete backup: {MANIFEST} cannot be read ({no}).") from no
    wanted = {DUMP: manifest["database"]} | {f"{FILES}/{name}": s for name, s in manifest["files"].items()}
    broken = [
        name for name, s in wanted.items() if not (folder / name).is_file() or digest(folder / name) != s
    ]
    if broken:
        raise CommandError(f"The backup is damaged: {', '.join(broken[:5])} ({len(broken)} in all).")
    return manifest


def restore(folder: Path) -> list[Proof]:
    """Fill an empty database and the folder of files from a backup, then prove that all is there."""
    manifest = read_manifest(folder)
    if tables := connection.introspection.table_names():
        raise CommandError(
            f"The database is not empty ({len(tables)} tables). Restore fills an empty one only: "
            "point DATABASE_URL to it."
        )
    connection.close()
    arguments = ["--exit-on-error", "--single-transaction", "--no-owner"]
    program("pg_restore", *arguments, f"--dbname={connection.settings_dict['NAME']}", str(folder / DUMP))
    root = Path(settings.FILES_ROOT)
    for name in manifest["files"]:
        place = root / name
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_suffix(".restoring")
            shutil.copy2(folder / FILES / name, draft)
            draft.replace(place)
    calm_down()
    return proofs()


def calm_down() -> None:
    """What was under way at the backup: work waits again, people log in again, mail waits for a person."""
    Job.objects.filter(state=Job.State.RUNNING).update(state=Job.State.WAITING, lease_until=None)
    Session.objects.all().delete()
    waiting = Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued])
    waiting.update(scheduled_time=timezone.now() + HELD_FOR)


def held_mail() -> int:
    """Letters that wait for a person to release them."""
    return Email.objects.filter(scheduled_time__gt=timezone.now() + HELD_FOR / 2).count()


def files_are_whole() -> None:
    """Every row has its file, with the sum it names."""
    broken = [
        file.sha256
        for file in StoredFile.objects.iterator()
        if not file.path.is_file() or digest(file.path) != file.sha256
    ]
    if broken:
        raise CommandError(f"{len(broken)} files are missing or changed, first {broken[0]}")


def command(name: str, *arguments: str) -> Callable[[], None]:
    """A proof that is a management command."""
    return lambda: call_command(name, *arguments, verbosity=0) if name in get_commands() else None


def proofs() -> list[Proof]:
    """Five questions after a restore."""
    questions: dict[str, Callable[[], None]] = {
        "tables and indexes agree": lambda: program("pg_amcheck", "--heapallindexed", "--install-missing"),
        "every file is whole": files_are_whole,
        "the chain of the audit is whole": command("verify_audit"),
        "the laws of the office hold": command("check_office"),
        "the tables are those of this version": command("migrate", "--check"),
    }
    answers = []
    for name, ask in questions.items():
        try:
            ask()
            answers.append((name, ""))
        except (CommandError, SystemExit, OSError) as no:
            answers.append((name, str(no) or "no"))
    return answers
