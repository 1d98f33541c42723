"""Who sees what in which phase: one matrix by hand for the functions, one for the addresses."""

import itertools
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from grants.models import Assignment, Call, Decision, Ranking
from grants.services import assignments, evaluation
from grants.visibility import Part, seen_by_applicant, seen_by_citizen, seen_by_commission, seen_by_scorer
from office.jobs import run_job
from office.models import Job, StoredFile, User
from tests.factories import grants as made
from tests.factories import scoring
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
A, P = Assignment.State, Part


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


# ---- the functions ----
SCORER = {
    A.ASSIGNED: {P.HEADER},
    A.ACCEPTED: {P.HEADER, P.TEXT, P.OWN_SHEET},
    A.SUBMITTED: {P.HEADER, P.TEXT, P.OWN_SHEET},
    A.CONFLICT: {P.HEADER},
    A.VOID: {P.HEADER},
}


@pytest.mark.parametrize("state", A)
def test_the_scorer_never_sees_more_than_the_own_sheet(state):
    assert seen_by_scorer(Assignment(state=state)) == SCORER[state]


POINTS = {P.TOTALS, P.SHEETS, P.PLACE, P.SUM}


@pytest.mark.parametrize("state", ["eligible", "scored", "awarded", "refused", "rejected", "submitted"])
def test_the_commission_sees_points_when_every_sheet_is_locked(state):
    from_scored = state in {"scored", "awarded", "refused"}
    seen = seen_by_commission(made.Application(state=state))
    assert seen == {P.HEADER, P.TEXT} | (POINTS if from_scored else set())


# (ranking, decision) → what a citizen sees; the applicant sees the own text besides
PUBLIC = {
    (None, None): set(),
    ("draft", None): set(),
    ("confirmed", None): set(),
    ("published", None): {P.HEADER, P.TOTALS, P.PLACE},
    ("published", "drafted"): {P.HEADER, P.TOTALS, P.PLACE},
    ("published", "signed"): {P.HEADER, P.TOTALS, P.PLACE},
    ("published", "published"): {P.HEADER, P.TOTALS, P.PLACE, P.SUM, P.SHEETS},
}


@pytest.mark.parametrize(("ranking", "decision"), PUBLIC)
def test_citizens_and_applicants_wait_for_publication(ranking, decision):
    call = made.decided_call()
    Ranking.objects.filter(call=call).update(state=ranking or "draft")
    Decision.objects.filter(call=call).update(state=decision or "drafted")
    found = Call.objects.get(pk=call.pk)
    assert seen_by_citizen(found) == PUBLIC[ranking, decision]
    application = found.applications.first()
    assert seen_by_applicant(application) == PUBLIC[ranking, decision] | {P.HEADER, P.TEXT}


# ---- the addresses: evaluator × phase × object ----
PHASES = ("assigned", "accepted", "locked, other open", "both locked", "conflict", "taken back")
OBJECTS = ("page", "statement", "workspace", "lock", "sheet.pdf", "paper")
MINE = {
    # 200 shown, 302 led to the right page, 404 not there
    "assigned": (302, 200, 302, 302, 404, 404),
    "accepted": (302, 200, 200, 200, 404, 200),
    "locked, other open": (200, 302, 302, 302, 200, 200),
    "both locked": (200, 302, 302, 302, 200, 200),
    "conflict": (200, 302, 302, 302, 404, 404),
    "taken back": (200, 302, 302, 302, 404, 404),
}
SECRET = "Tajno obrazloženje prvog procjenjivača."


def scene(phase: str):
    """One application with two evaluators; the first is in the phase, the second has accepted or locked."""
    first, second = scoring.pair()
    call = scoring.eligible_call()
    application = call.applications.get()
    application.summary = "Sažetak koji se ne vidi prije izjave."
    application.save()
    stored = StoredFile.objects.create(
        sha256="c" * 64, size=3, content_type="application/pdf", name="statut.pdf"
    )
    stored.path.parent.mkdir(parents=True, exist_ok=True)
    stored.path.write_bytes(b"%PDF")
    paper = application.documents.create(file=stored, added_at=made.now(), added_by=application.created_by)
    mine, other = scoring.assigned(application, first), scoring.accepted(application, second)
    by = first.user
    if phase not in {"assigned", "conflict", "taken back"}:
        mine = evaluation.accept(assignment=mine, by=by)
    if "locked" in phase:
        scoring.fill(mine, 83)
        sub = mine.scores.order_by("pk").first().subcriterion
        evaluation.save_score(assignment=mine, subcriterion=sub, points=Decimal(15), reason=SECRET, by=by)
        evaluation.lock_sheet(assignment=mine, by=by)
    if phase == "both locked":
        scoring.lock(other, 61)
    if phase == "conflict":
        evaluation.declare_conflict(assignment=mine, note="Rođak je u NVO.", by=by)
    if phase == "taken back":
        assignments.take_back(assignment=mine, note="Bolest", by=made.president(call.commission))
    for job in Job.objects.filter(kind="grants.score_sheet"):
        run_job(job.pk)
    return call, application, mine, other, paper


def addresses(sheet: Assignment, paper) -> list[str]:
    names = ("assignment", "statement", "workspace", "lock", "sheet_file")
    urls = [reverse(f"grants_evaluation:{name}", args=[sheet.pk]) for name in names]
    return [*urls, reverse("grants_evaluation:paper", args=[sheet.pk, paper.pk])]


def read(answer) -> int:
    """The status of an answer; a file is read to its end, which closes it."""
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code


def answers(client: Client, urls: list[str]) -> tuple[int, ...]:
    found = []
    for url in urls:
        found.append(read(client.get(url)))
    return tuple(found)


@pytest.mark.parametrize("phase", PHASES)
def test_every_address_in_every_phase(phase):
    _call, _application, mine, other, paper = scene(phase)
    me = client_of(mine.user)
    assert dict(zip(OBJECTS, answers(me, addresses(mine, paper)), strict=True)) == dict(
        zip(OBJECTS, MINE[phase], strict=True)
    )
    not_mine = (404,) * len(OBJECTS)
    assert answers(me, addresses(other, paper)) == not_mine
    for stranger in (UserFactory(roles=("evaluator",)), made.evaluator().user):
        assert answers(client_of(stranger), addresses(mine, paper)) == not_mine
    assert answers(client_of(UserFactory(roles=("office_officer",))), addresses(mine, paper)) == (403,) * 6
    assert answers(Client(), addresses(mine, paper)) == (302,) * 6


@pytest.mark.parametrize(("phase", "path"), list(itertools.product(PHASES, ("list", "page", "statement"))))
def test_no_page_of_one_evaluator_shows_the_other(phase, path):
    _call, application, mine, other, _paper = scene(phase)
    url = {
        "list": reverse("grants_evaluation:assignments"),
        "page": reverse("grants_evaluation:assignment", args=[other.pk]),
        "statement": reverse("grants_evaluation:statement", args=[mine.pk]),
    }[path]
    first = client_of(mine.user).get(url, follow=True).content.decode()
    second = client_of(other.user).get(reverse("grants_evaluation:assignment", args=[other.pk]), follow=True)
    assert mine.user.full_name not in second.content.decode() and SECRET not in second.content.decode()
    assert other.user.full_name not in first
    if phase in {"assigned", "conflict", "taken back"}:
        assert application.summary not in first


@pytest.mark.parametrize("phase", PHASES)
def test_the_commission_reads_points_only_when_both_are_locked(phase):
    call, application, mine, _other, _paper = scene(phase)
    whole = phase == "both locked"
    client = client_of(made.president(call.commission))
    matrix = client.get(reverse("grants_staff:evaluation", args=[call.pk])).content.decode()
    page = client.get(reverse("grants_staff:application_sheets", args=[application.pk])).content.decode()
    assert (SECRET in page, ">83<" in matrix, ">83<" in page) == (whole, whole, whole)
    assert read(client.get(reverse("grants_staff:sheet_file", args=[mine.pk]))) == (200 if whole else 404)


def test_staff_of_another_body_does_not_find_the_rooms_of_the_call():
    call, application, mine, _other, _paper = scene("both locked")
    names = [
        ("evaluation", call.pk),
        ("application_sheets", application.pk),
        ("sheet_file", mine.pk),
        ("ranking", call.pk),
        ("decision", call.pk),
    ]
    for person in (made.officer(made.body()), made.president(made.commission())):
        client = client_of(person)
        assert [client.get(reverse(f"grants_staff:{n}", args=[pk])).status_code for n, pk in names] == [
            404
        ] * 5
    reader = client_of(UserFactory(roles=("reader",)))
    assert [reader.get(reverse(f"grants_staff:{n}", args=[pk])).status_code for n, pk in names] == [403] * 5
