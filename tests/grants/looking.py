"""Opens addresses as a person and counts which secrets come back, whatever page, table or file they came in."""

import functools
import hashlib
import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from post_office.models import Email

from grants.models import Call
from ngo_registry.models import NgoMembership
from office.models import User
from tests.factories import curious

SECRETS = {
    "title": curious.TITLE,
    "text": curious.TEXT,
    "contact": curious.CONTACT,
    "first": curious.FIRST,
    "second": curious.SECOND,
    "decision": curious.DECISION,
    "paper": "Statut kaze sifru 7319.",
    "points": re.compile(r"(?<![\d.,])75[.,]37(?!\d)"),
    "award": re.compile(r"(?<![\d.,])4[.,\s\u00a0]?321(?:[.,]00)?(?!\d)"),
}
ROOMS = {"grants_public", "grants_portal", "grants_evaluation", "grants_staff", "grants_files", "api-v1"}
# Which thing of the scene the first hole of an address is, by how its path goes on; the first that fits.
THINGS = (
    ("sheets/applications/<int:pk>", "application"),
    ("sheets/<int:pk>", "sheet"),
    ("contracts/<int:pk>", "contract"),
    ("partnerships/<int:pk>", "question"),
    ("sessions/<int:pk>", "session"),
    ("awards/<int:pk>", "row"),
    ("evaluators/lists/<int:pk>", "list"),
    ("evaluators/<int:pk>", "list"),
    ("evaluators/people/<int:pk>", "evaluator"),
    ("<slug:slug>/templates/documents/<int:pk>", "required"),
    ("calls/<pk>", "call"),
    ("commissions/<int:pk>", "commission"),
    ("/decisions/<int:pk>", "decision"),
    ("decision-<int:pk>", "decision"),
    ("calls/<int:pk>", "call"),
    ("applications/<int:pk>", "application"),
)
# The same for holes further on whose names mean several things.
LATER = (
    ("criteria/<int:part>", "criterion"),
    ("criteria/<int:criterion>", "criterion"),
    ("subcriteria/<int:part>", "subcriterion"),
    ("documents/<int:part>", "required"),
    ("messages/<int:message>/<int:paper>", "message paper"),
)
REST = {
    "year": "year",
    "member": "member",
    "message": "message",
    "line": "line",
    "slug": "slug",
    "number": "number",
    "document": "paper",
    "paper": "paper",
    "partner": "partner",
    "variant": "variant",
    "place": "place",
    "edition": "edition",
    "session": "session",
    "item": "item",
    "row": "row",
    "letter": "letter",
    "call": "call",
    "commission": "commission",
    "evaluator": "evaluator",
}
FREE = {
    "application_list:key": "activities",
    "str:kind": "final",
    "order": "1",
    "application_part:key": "project",
    "ending": "csv",
    "format": "csv",
    "slug:name": "applications",
}
HOLE = re.compile(r"<(?:[^:>]+:)?([^>]+)>")


@dataclass(frozen=True)
class Address:
    """An address of the portal, its name and the view behind it."""

    name: str
    url: str
    view: Callable[..., Any]


def routes(
    resolver: URLResolver, before: str = "", room: str = ""
) -> Iterable[tuple[str, str, Callable[..., Any]]]:
    """Every address below a resolver: its name with the room, its path with holes, its view."""
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, path, each.namespace or room)
        elif isinstance(each, URLPattern):
            yield f"{room}:{each.name}", plain(path), each.callback


def plain(path: str) -> str:
    """A path written as a pattern, with holes."""
    path = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", path)
    return path.replace("^", "").replace("$", "").replace("\\", "")


def only_takes(view: Any) -> bool:
    """Is this an address to which one only sends?"""
    while view is not None:
        free = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if "request_method_list" in free:
            return view.__closure__[free.index("request_method_list")].cell_contents == ["POST"]
        view = getattr(view, "__wrapped__", None)
    return False


@functools.cache
def readable() -> tuple[tuple[str, str, Callable[..., Any]], ...]:
    """Every address of the rooms that can be read."""
    with translation.override("en"):
        every = routes(get_resolver())
        return tuple(each for each in every if each[0].split(":")[0] in ROOMS and not only_takes(each[2]))


def addresses(things: dict[str, list[Any]]) -> list[Address]:
    """Every address of the rooms whose holes this scene fills."""
    found = {}
    for name, path, view in readable():
        for url in filled(path, things):
            found[url] = Address(name, url, view)
    return sorted(found.values(), key=lambda each: each.url)


def unfilled(things: dict[str, list[Any]]) -> set[str]:
    """Names of addresses of the rooms for which this scene has nothing."""
    return {name for name, path, _view in readable() if not filled(path, things)}


def filled(path: str, things: dict[str, list[Any]]) -> list[str]:
    """The path once for each thing that fits; nothing when a hole cannot be filled."""
    paths = [f"/{path.lstrip('/')}"]
    for beginning, thing in THINGS:
        if beginning in path:
            hole = "<pk>" if "<pk>" in beginning else "<int:pk>"
            paths = [each.replace(hole, str(value), 1) for each in paths for value in things.get(thing, [])]
            break
    for beginning, thing in LATER:
        if beginning in path:
            hole = HOLE.findall(beginning)[-1]
            paths = [
                each.replace(f"<int:{hole}>", str(value), 1)
                for each in paths
                for value in things.get(thing, [])
            ]
    for hole in HOLE.finditer(paths[0] if paths else ""):
        inner = hole.group(0)[1:-1]
        values = [FREE[key] for key in (inner, hole.group(1)) if key in FREE][:1] or things.get(
            REST.get(hole.group(1), ""), []
        )
        paths = [each.replace(hole.group(0), str(value), 1) for each in paths for value in values]
    return paths


def searches(call: Call) -> list[Address]:
    """The searches in which an application might be found, and the pages that tell of its people."""
    asked = {
        "office_public:search": "/en/search/?q=naslov+koji",
        "grants_public:calls": f"/en/calls/?text={call.title}",
        "grants_staff:applications": "/staff/applications/?q=naslov",
    }
    views = {name: view for name, _path, view in routes(get_resolver()) if name in asked}
    return [Address(name, url, views[name]) for name, url in asked.items()]


def may_open(person: User, view: Any) -> bool:
    """Does the door of this address open for the person, and for not just everybody?"""
    door = getattr(view, "door", "")
    if door == "portal":
        return not view.needs_ngo or NgoMembership.objects.filter(user=person).exists()
    return person.can(view.permission) if door in {"staff", "evaluation"} else door != "public"


def looked(people: dict[str, User | None], rooms: list[Address]) -> dict[str, dict[str, str]]:
    """What each person meets; without a login every door is tried, with one those that open for the person."""
    open_to_all = seen_by(None, rooms)
    return {
        role: open_to_all | seen_by(person, [room for room in rooms if may_open(person, room.view)])
        if person
        else open_to_all
        for role, person in people.items()
    }


def seen_by(person: User | None, rooms: list[Address]) -> dict[str, str]:
    """The secrets this person meets, each with the first address where."""
    client, met = Client(), {}
    if person is not None:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    for room in rooms:
        if "search" in room.url:
            cache.clear()  # nobody is slowed down here
        answer = client.get(room.url)  # where it leads on, if anywhere, is an address of the list too
        if answer.status_code != 200:
            continue
        page = text_of(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        for name in told_in(page):
            met.setdefault(name, room.url)
    return met


def told_in(text: str) -> list[str]:
    """Which secrets a text tells."""
    return [
        name
        for name, told in SECRETS.items()
        if (told in text if isinstance(told, str) else told.search(text))
    ]


def read(mails: Iterable[Email]) -> dict[str, str]:
    """The secrets in these mails, each with the subject where."""
    met: dict[str, str] = {}
    for mail in mails:
        for name in told_in(f"{mail.subject}\n{mail.message}\n{mail.html_message}"):
            met.setdefault(name, mail.subject)
    return met


def text_of(body: bytes) -> str:
    """Everything readable in an answer; a packed file is unpacked, a PDF is read."""
    if body.startswith(b"PK\x03\x04"):
        packed = zipfile.ZipFile(io.BytesIO(body))
        return "\n".join(text_of(packed.read(name)) for name in packed.namelist())
    if body.startswith(b"%PDF"):
        return words_of(hashlib.sha256(body).hexdigest(), body)
    return body.decode(errors="ignore")


def words_of(key: str, body: bytes, known: dict[str, str] = {}) -> str:  # noqa: B006  remembered on purpose
    """What a PDF says, read once for the same bytes; words broken at the end of a line are whole again."""
    if key not in known:
        done = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True)
        said = re.sub("[-\u2010\u00ad]\n", "", done.stdout.decode())
        known[key] = " ".join(said.split())
    return known[key]
