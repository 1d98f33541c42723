"""Backup and restore: all of it comes back, anything damaged is refused, five proofs."""

import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import CommandError, call_command
from django.db import connection
from post_office.models import STATUS, Email

from office import backups
from office.models import Job, StoredFile
from tests import databases

PROOFS = [
    "tables and indexes agree",
    "every file is whole",
    "the chain of the audit is whole",
    "the laws of the office hold",
    "the tables are those of this version",
]


def keep(content: bytes) -> StoredFile:
    """A file as the portal keeps it."""
    stored = StoredFile(sha256=hashlib.sha256(content).hexdigest(), size=len(content), name="statut.pdf")
    stored.path.parent.mkdir(parents=True, exist_ok=True)
    stored.path.write_bytes(content)
    stored.save()
    return stored


@pytest.fixture
def files(settings, tmp_path) -> Path:
    """An own folder of files."""
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture
def backed_up(fresh_database, files, tmp_path) -> Path:
    """A backup of a database with a file, a running job, a session and a waiting letter."""
    keep(b"%PDF-1.7 statut")
    Job.objects.create(kind="test", state=Job.State.RUNNING)
    SessionStore().create()
    Email.objects.create(from_email="a@x.test", to=["b@x.test"], subject="Prijem", status=STATUS.queued)
    said = StringIO()
    call_command("backup", str(tmp_path / "backup"), stdout=said)
    assert said.getvalue().endswith("backup: the database and 1 files\n")
    return tmp_path / "backup"


def empty_database():
    """An empty database to restore into."""
    name = f"{connection.settings_dict['NAME']}_restored"
    databases.server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    databases.server("CREATE DATABASE {}", name)
    return name


@pytest.fixture
def emptied(backed_up, settings, tmp_path):
    """Another machine: an empty database and no files."""
    name = empty_database()
    settings.FILES_ROOT = tmp_path / "elsewhere"
    with databases.connected_to(name):
        yield backed_up
    databases.server("DROP DATABASE {} WITH (FORCE)", name)


def test_everything_comes_back_and_is_proved(emptied):
    said = StringIO()
    call_command("restore", str(emptied), stdout=said)
    assert said.getvalue().splitlines() == [
        *(f"yes  {proof}" for proof in PROOFS),
        "1 letters are held: release them in the outbox.",
    ]
    stored = StoredFile.objects.get()
    assert stored.path.read_bytes() == b"%PDF-1.7 statut"
    assert Job.objects.get().state == Job.State.WAITING
    assert not SessionStore.get_model_class().objects.exists()


def test_changed_file_is_found_before_anything_is_written(emptied):
    victim = next(path for path in (emptied / "files").rglob("*") if path.is_file())
    victim.write_bytes(b"%PDF-1.7 izmijenjen")
    with pytest.raises(CommandError, match=r"The backup is damaged: files/"):
        call_command("restore", str(emptied))
    assert connection.introspection.table_names() == []


def test_full_database_is_never_overwritten(backed_up):
    with pytest.raises(CommandError, match=r"The database is not empty"):
        call_command("restore", str(backed_up))
    assert StoredFile.objects.count() == 1


def test_folder_in_use_and_incomplete_backup_are_refused(backed_up, tmp_path):
    with pytest.raises(CommandError, match=r"is not empty: name a new folder"):
        call_command("backup", str(backed_up))
    with pytest.raises(CommandError, match=r"is not a complete backup"):
        call_command("restore", str(tmp_path))


def test_missing_file_fails_its_proof(emptied, capsys):
    backups.restore(emptied)
    StoredFile.objects.get().path.unlink()
    answers = dict(backups.proofs())
    assert "1 files are missing or changed" in answers["every file is whole"]
    assert [proof for proof in PROOFS if answers[proof]] == [
        "every file is whole",
        "the laws of the office hold",
    ]
    assert "every stored file lies whole on the disk" in answers["the laws of the office hold"]


def test_backup_is_closed_to_others_and_holds_no_password(backed_up):
    assert backed_up.stat().st_mode & 0o077 == 0
    assert configured.SECRET_KEY not in (backed_up / backups.MANIFEST).read_text()
    assert not backed_up.with_name("backup.partial").exists()
