"""Looks everywhere the public can look for every value of every closed column: run in a process of its own.

`python -m tests.privacy FILE` writes what was seen, what was found and what the trials found into FILE.
"""

import datetime
import io
import json
import logging
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import django

django.setup()

import structlog  # noqa: E402
from django.apps import apps  # noqa: E402
from django.contrib.postgres.search import SearchVectorField  # noqa: E402
from django.db import OperationalError, connection, models  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import URLPattern, get_resolver  # noqa: E402
from django.utils import translation  # noqa: E402

from ngo_registry.models import Founder, Organisation, RegisterEntry, SearchWord  # noqa: E402
from ngo_registry.queries.search import public_search  # noqa: E402
from ngo_registry.services.lookup import refresh_search  # noqa: E402
from ngo_registry.views import public  # noqa: E402
from office.closed import closed_columns  # noqa: E402
from office.collector import keep_what_is_loaded  # noqa: E402
from office.models import AuditEvent, IssuedDocument, User  # noqa: E402
from office.scripts import to_cyrillic, to_latin  # noqa: E402
from tests.browser import crawl  # noqa: E402

SHORT = 6  # shorter values (a state, a house number) name nobody
LEAST = 40
TRIES = 4  # values of one column that are searched for


def forms_of(value: Any) -> set[str]:
    """A value as pages may write it: both scripts, days in their usual forms."""
    if isinstance(value, datetime.date):
        return {value.isoformat(), f"{value:%d.%m.%Y}", f"{value.day}. {value.month}. {value.year}"}
    text = str(value).strip()
    return {text, to_latin(text), to_cyrillic(text)} if "@" not in text else {text}


def secrets() -> dict[str, str]:
    """Every form of every closed value with the column it stands in; what is public elsewhere on purpose is no secret."""
    found: dict[str, str] = {}
    for model, names in closed_columns().items():
        for name in names:
            if name in {"passport_country", "birth_place"}:  # a state, a town
                continue
            for value in model._base_manager.values_list(name, flat=True).distinct():
                if value and len(str(value)) >= SHORT:
                    found |= dict.fromkeys(forms_of(value), f"{model._meta.label}.{name}")
    for told in Organisation.objects.values_list("email", "phone_public", "address"):
        for value in told:
            found.pop(value, None)
    return found


def words_of(body: bytes, kind: str) -> str:
    """What a file says: the parts of a workbook, the text of a PDF, else its letters."""
    if body.startswith(b"%PDF-"):
        return subprocess.run(
            ["pdftotext", "-", "-"], input=body, capture_output=True, check=True
        ).stdout.decode()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    return body.decode(errors="replace")


class Watch:
    """Remembers where it looked and what it saw."""

    def __init__(self) -> None:
        self.secrets = secrets()
        self.begins: dict[str, list[str]] = defaultdict(list)
        for value in self.secrets:
            self.begins[value[:SHORT]].append(value)
        self.looked: Counter[str] = Counter()
        self.hits: list[str] = []

    def look(self, room: str, where: str, text: str) -> None:
        """Is any secret in this text? Thousands of them: only those whose first signs stand in it are looked for."""
        self.looked[room] += 1
        begun = self.begins.keys() & {text[at : at + SHORT] for at in range(len(text) - SHORT + 1)}
        begun |= {begin for begin in self.begins if len(begin) < SHORT}
        for value in (value for begin in sorted(begun) for value in self.begins[begin]):
            if value in text:
                self.hits.append(f"{where}: {self.secrets[value]}")


class PublicWalk(crawl.Walk):
    """The citizen's walk, each answer looked through."""

    watch: Watch

    def get(self, path: str) -> tuple[int, str, str, bytes]:
        """As always, and read."""
        status, at, kind, body = super().get(path)
        if not path.startswith("/static/"):
            self.watch.look("pages", path, words_of(body, kind))
        return status, at, kind, body


def walk(watch: Watch, folder: Path) -> set[str]:
    """Every page a citizen meets by links, in each language; then every organisation and every issued document."""
    met: set[str] = set()
    opened: Counter[str] = Counter()
    for language in crawl.settings.OFFICE_LANGUAGES:
        one = PublicWalk("", language, folder, opened)
        one.watch = watch
        one.walk(f"/{language}/")
        met |= {view.split("?")[0] for view in one.seen}
    for number in Organisation.objects.values_list("number", flat=True):
        one.get(f"/cnr/register/{number}/")
    for code in IssuedDocument.objects.filter(public=True).values_list("code", flat=True):
        status, _at, _kind, body = one.get(f"/verify/{code}/")
        assert status == 200 and b"<main" in body, code
    for path in bare_addresses():
        one.get(path)
    for document in IssuedDocument.objects.filter(public=True).select_related("file"):
        watch.look("public papers", document.title, words_of(document.file.path.read_bytes(), ""))
    return met


def bare_addresses() -> list[str]:
    """Addresses of the public door without parts to fill: nothing is missed because no link leads there."""
    found: list[str] = []

    def into(patterns: Any, prefix: str) -> None:
        for entry in patterns:
            path = prefix + str(entry.pattern)
            if not isinstance(entry, URLPattern):
                into(entry.url_patterns, path)
            elif getattr(entry.callback, "door", "") == "public" and not set("<(^") & set(path):
                found.append(f"/{path}")

    with translation.override("cnr"):
        into(get_resolver().url_patterns, "")
    return found


def search(watch: Watch) -> None:
    """No secret finds anything, and nothing generated for searching holds one."""
    tried: Counter[str] = Counter()
    for value, column in watch.secrets.items():
        tried[column] += 1
        if tried[column] > TRIES:
            continue
        watch.looked["searches"] += 1
        if public_search(value, literal=True).count:
            watch.hits.append(f"search finds {column}")
    refresh_search(whole=True, by=None)
    for model in apps.get_models():
        made = [
            f.column
            for f in model._meta.concrete_fields
            if isinstance(f, models.GeneratedField | SearchVectorField)
        ]
        if model is SearchWord:
            made = [f.column for f in model._meta.concrete_fields]
        for name in made:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT "{name}"::text FROM "{model._meta.db_table}"')
                text = "\n".join(str(row[0]) for row in cursor.fetchall())
            watch.look("search columns", f"{model._meta.label}.{name}", text)


def book_and_audit(watch: Watch) -> None:
    """The book is public; audit lines name people by their names, never by their numbers and addresses."""
    for entry in RegisterEntry.objects.all():
        watch.look(
            "book",
            entry.number,
            json.dumps([entry.text, entry.old, entry.new, entry.facts], ensure_ascii=False),
        )
    for event in AuditEvent.objects.all():
        watch.look(
            "audit",
            f"{event.subject} {event.action}",
            json.dumps([event.note, event.data], default=str, ensure_ascii=False),
        )


def errors(watch: Watch) -> None:
    """Pages and log lines of 404, 403, 500 and 503, whatever the error itself says."""
    one = Founder.objects.exclude(jmbg="").first()
    row = f"DETAIL:  Failing row contains ({one.pk}, {one.jmbg}, {one.address}, staff@demo.test)."
    client = Client(raise_request_exception=False, HTTP_HOST=crawl.HOST)
    asked = [client.get(path) for path in ("/cnr/nothing/", "/portal/filings/999999/", "/staff/nothing/")]
    client.force_login(User.objects.get(email="ngo@demo.test"))
    asked += [client.get(path) for path in ("/staff/register/filings/", "/portal/filings/999999/")]
    kept, faults = (
        public.list_as_of,
        (RuntimeError(f"{one.jmbg} staff@demo.test\n{row}"), OperationalError(row)),
    )
    for fault in faults:

        def broken(fault: Exception = fault) -> None:
            raise fault

        public.list_as_of = broken
        asked.append(
            Client(raise_request_exception=False, HTTP_HOST=crawl.HOST).get("/cnr/register/", {"q": "lom"})
        )
        public.list_as_of = kept
    assert {answer.status_code for answer in asked} >= {403, 404, 500, 503}, [a.status_code for a in asked]
    for answer in asked:
        own = answer.content.decode().replace("ngo@demo.test", "")  # who is logged in reads the own address
        watch.look("error pages", str(answer.status_code), own)


def planted(folder: Path) -> dict[str, list[str]]:
    """The same eyes on a copy with a secret in each place: every one of them is found."""
    watch, one = Watch(), Founder.objects.exclude(jmbg="").first()
    organisation = Organisation.objects.order_by("number").first()
    Organisation.objects.filter(pk=organisation.pk).update(place=one.jmbg, website=f"{one.address}.example")
    eyes = PublicWalk("", "cnr", folder, Counter())
    eyes.watch = watch
    found = {}
    for name, path in (
        ("page", f"/cnr/register/{organisation.number}/"),
        ("csv", "/cnr/register/register.csv"),
        ("xlsx", "/cnr/register/register.xlsx"),
    ):
        watch.hits.clear()
        eyes.get(path)
        found[name] = sorted(set(watch.hits))
    watch.hits.clear()
    search(watch)
    found["search"] = sorted(set(watch.hits))
    return found


def main(target: Path) -> None:
    """Look, then try whether the eyes see."""
    keep_what_is_loaded()
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(logging.getLogger().handlers[0].formatter)
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.DEBUG)
    structlog.get_logger("trial").info("begins", who="staff@demo.test")
    folder, watch = target.parent, Watch()
    assert len(watch.secrets) > LEAST
    crawl.settings.OFFICE_DEMO = False  # the demo tells its logins on the page of logging in, on purpose
    met = walk(watch, folder)
    search(watch)
    book_and_audit(watch)
    errors(watch)
    said = lines.getvalue()
    watch.look("log", "log", said)
    told = {
        "hits": sorted(set(watch.hits)),
        "looked": watch.looked,
        "columns": sorted({*watch.secrets.values()}),
        "views": sorted(met),
        "log": len(said),
        "planted": planted(folder),
    }
    target.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
