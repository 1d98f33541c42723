"""Who sees what of an application in which phase: a table by hand, held against every address a person can ask for.

Each thing worth hiding is a sentence of its own. Every address of calls, applications, scoring, decisions and contracts
is asked for by every person, with their exports, feeds and files, the API, the search, the page of the organisation and
the desk, and the sentences that came back are counted, whatever page, table or file they came in. In the last phase,
where most is told, everybody knocks at every door; in the others nobody knocks at a door that is closed to the person
whatever the phase (`tests/architecture/test_doors.py`), and public pages, the same for all, are read by the citizen.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone
from post_office.models import Email

from grants.models import Application, Call, Decision, DecisionRow, Score
from grants.services import evaluation
from ngo_registry.models import NgoMembership
from office.models import StoredFile, User
from tests.factories import grants as made
from tests.factories import scoring
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db

SECRETS = {
    "title": "Naslov koji pokazuje prijavu",
    "text": "Sažetak koji je samo za čitaoce prijave.",
    "contact": "kontakt.prijave@primjer.test",
    "first": "Obrazloženje prvog procjenjivača je ovo.",
    "second": "Obrazloženje drugog procjenjivača je ono.",
    "decision": "Razlog odluke o ovoj prijavi.",
}
PHASES = ("draft", "submitted", "listed", "scoring", "scored", "ranked", "decided")
T, X, C, A, B, D = SECRETS
NOBODY: frozenset[str] = frozenset()
PUBLIC = (NOBODY, NOBODY, {T}, {T}, {T}, {T}, {T, A, B, D})
OWN, READ = {T, X, C}, {T, X}
TABLE = {
    "citizen": PUBLIC,
    "another organisation": PUBLIC,
    "clerk of the register": PUBLIC,
    "another ministry": PUBLIC,
    "applicant": (OWN, READ, READ, READ, READ, READ, READ | {A, B, D}),
    # The text is closed again when the sheet is locked: the first has locked, the second locks in "scored".
    "first evaluator": (NOBODY, NOBODY, {T}, {T, A}, {T, A}, {T, A}, {T, A, B, D}),
    "second evaluator": (NOBODY, NOBODY, {T}, READ | {B}, {T, B}, {T, B}, {T, A, B, D}),
    "evaluator of others": PUBLIC,
    "commission": (NOBODY, OWN, OWN, OWN, OWN | {A, B}, OWN | {A, B}, OWN | {A, B, D}),
    "officer of the body": (NOBODY, OWN, OWN, OWN, OWN | {A, B}, OWN | {A, B}, OWN | {A, B, D}),
}
# Which thing of the scene an address speaks of, by how its path goes on; the first that fits.
THINGS = (
    (r"sheets/applications/<int:pk>", "application"),
    (r"sheets/<int:pk>", "sheets"),
    (r"calls/<int:pk>", "call"),
    (r"commissions/<int:pk>", "commission"),
    (r"applications/<int:pk>", "application"),
    (r"contracts/<int:pk>", "contract"),
    (r"<slug:slug>", "slug"),
)
REST = {
    "number": "number",
    "key": "project",
    "document": "paper",
    "paper": "paper",
    "ending": "csv",
    "format": "csv",
}
ROOMS = {"grants_public", "grants_portal", "grants_evaluation", "grants_staff", "grants_files", "api-v1"}


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@dataclass
class Scene:
    """One application in one phase, and everybody who may be curious about it."""

    call: Call
    application: Application
    people: dict[str, User | None]
    things: dict[str, list[Any]]


def scene(phase: str) -> Scene:
    """The application as it stands in the phase, made by the services of scoring where there are points."""
    at = PHASES.index(phase)
    people = scoring.pair(3)
    first, second, idle = people
    call = made.published_call() if at == 0 else made.closed_call()
    facts = {"title": SECRETS["title"], "summary": SECRETS["text"], "contact_email": SECRETS["contact"]}
    state = "draft" if at == 0 else "submitted" if at == 1 else "eligible"
    application = made.application(call, state=state, requested=5000, **facts)
    stored = StoredFile.objects.create(
        sha256="d" * 64, size=4, content_type="application/pdf", name="statut.pdf"
    )
    stored.path.parent.mkdir(parents=True, exist_ok=True)
    stored.path.write_bytes(b"%PDF")
    paper = application.documents.create(file=stored, added_at=made.now(), added_by=application.created_by)
    if at >= 2:
        Call.objects.filter(pk=call.pk).update(
            check_published_at=timezone.now(), check_published_by=made.president(call.commission)
        )
    sheets = scored(application, first, second, both=at >= 4) if at >= 3 else []
    if at >= 5:
        decide(call, published=at == 6)
    found = Call.objects.get(pk=call.pk)
    return Scene(
        found,
        Application.objects.get(pk=application.pk),
        {
            "citizen": None,
            "another organisation": made.ngo_person()[0],
            "clerk of the register": UserFactory(roles=("registry_officer",)),
            "another ministry": made.officer(made.body()),
            "applicant": application.created_by,
            "first evaluator": first.user,
            "second evaluator": second.user,
            "evaluator of others": idle.user,
            "commission": made.president(call.commission),
            "officer of the body": made.officer(call.body),
        },
        {
            "call": [call.pk],
            "slug": [call.slug],
            "application": [application.pk],
            "sheets": [each.pk for each in sheets],
            "commission": [call.commission_id],
            "contract": [],
            "number": [application.number or application.draft_code],
            "paper": [paper.pk],
            "project": ["project"],
            "csv": ["csv"],
        },
    )


def scored(application: Application, first, second, *, both: bool) -> list[Any]:
    """The first sheet locked, the second filled or locked too; each line of each has its evaluator's own sentence."""
    sheets = [scoring.accepted(application, first), scoring.accepted(application, second)]
    for sheet, total, secret in zip(sheets, (80, 70), (SECRETS["first"], SECRETS["second"]), strict=True):
        scoring.fill(sheet, total)
        Score.objects.filter(assignment=sheet).update(reason=secret)
    evaluation.lock_sheet(assignment=sheets[0], by=first.user)
    if both:
        evaluation.lock_sheet(assignment=sheets[1], by=second.user)
    return sheets


def decide(call: Call, *, published: bool) -> None:
    """The ranking list is published; the decision too, or it only stands signed."""
    made.decide(Call.objects.get(pk=call.pk), awarded=1)
    DecisionRow.objects.filter(decision__call=call).update(reason=SECRETS["decision"])
    if not published:
        Decision.objects.filter(call=call).update(state="signed", published_at=None, published_by=None)
        Call.objects.filter(pk=call.pk).update(state="published")
        call.applications.update(state="scored")


def routes(resolver: URLResolver, before: str = "", room: str = "") -> list[tuple[str, str]]:
    """Every address below a resolver as (room, its path with holes)."""
    found = []
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            found += routes(each, path, each.namespace or room)
        elif isinstance(each, URLPattern):
            found.append((room, path))
    return found


def addresses(things: dict[str, list[Any]]) -> list[str]:
    """Every address of the rooms whose holes this scene can fill."""
    found = set()
    for room, path in routes(get_resolver()):
        if room not in ROOMS or "^" in path:
            continue
        filled = [path]
        for pattern, thing in THINGS:
            if pattern in path:
                hole = re.search("<[^>]+>", pattern)[0]
                filled = [each.replace(hole, str(value), 1) for each in filled for value in things[thing]]
                break
        filled = [fill_rest(each, things) for each in filled]
        found |= {f"/{each.lstrip('/')}" for each in filled if each and "<" not in each}
    return sorted(found)


def fill_rest(path: str, things: dict[str, list[Any]]) -> str:
    """The other holes of an address; nothing when one of them is unknown here."""
    for hole, name in re.findall(r"(<(?:[^:>]+:)?([^>]+)>)", path):
        value = things.get(REST.get(name, ""), [])
        if not value:
            return ""
        path = path.replace(hole, str(value[0]))
    return path


def text_of(answer: Any) -> str:
    """Everything readable in an answer; a packed file is unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK\x03\x04"):
        packed = zipfile.ZipFile(io.BytesIO(body))
        return "\n".join(packed.read(name).decode(errors="ignore") for name in packed.namelist())
    return body.decode(errors="ignore")


def may_open(person: User, url: str) -> bool:
    """Does the door of this address open for the person, and for not just everybody?"""
    view = resolve(url.partition("?")[0]).func
    door = getattr(view, "door", "")
    if door == "portal":
        return not view.needs_ngo or NgoMembership.objects.filter(user=person).exists()
    return person.can(view.permission) if door in {"staff", "evaluation"} else door != "public"


def seen_by(person: User | None, urls: list[str]) -> dict[str, str]:
    """The secrets this person meets, each with the first address where."""
    client, met = Client(), {}
    if person is not None:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    for url in urls:
        if "search" in url:
            cache.clear()  # nobody is slowed down here
        answer = client.get(url)  # where it leads on, if anywhere, is an address of the list too
        page = text_of(answer)
        for name, secret in SECRETS.items():
            if name not in met and secret in page:
                met[name] = url
    return met


@pytest.mark.parametrize("phase", PHASES)
def test_everybody_sees_what_the_table_says_and_nothing_else(phase):
    at = scene(phase)
    urls = addresses(at.things)
    assert len(urls) > 60
    urls += ["/en/search/?q=naslov+koji", f"/en/calls/?text={at.call.title}", "/staff/applications/?q=naslov"]
    everywhere = phase == PHASES[-1]
    open_to_all = seen_by(None, urls)
    found = {
        role: open_to_all | seen_by(person, [url for url in urls if everywhere or may_open(person, url)])
        if person
        else open_to_all
        for role, person in at.people.items()
    }
    wrong = {
        role: {
            "too much": {name: met[name] for name in set(met) - set(TABLE[role][PHASES.index(phase)])},
            "too little": set(TABLE[role][PHASES.index(phase)]) - set(met),
        }
        for role, met in found.items()
        if set(met) != set(TABLE[role][PHASES.index(phase)])
    }
    assert wrong == {}


def test_no_mail_tells_points_or_reasons_of_those_who_score():
    at = scene("decided")
    told = "\n".join(f"{row.subject}\n{row.message}\n{row.html_message}" for row in Email.objects.all())
    assert at.application.number
    assert [name for name in ("text", "first", "second") if SECRETS[name] in told] == []
