"""The yearly list of independent evaluators: conditions, versions with reasons, adoption, pages.

Rules tried: evaluation.evaluator_min_years, evaluation.evaluator_lookback_years.
"""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from post_office.models import Email

from grants.models import Assignment, Evaluator, EvaluatorList, EvaluatorStatement
from grants.services import assignments, evaluators
from grants.workflows.decision import EVALUATOR_LIST
from office.jobs import run_job
from office.models import AuditEvent, Job, RoleGrant, User
from office.refusal import Refused, allowed
from tests.factories import grants as made
from tests.factories import scoring
from tests.factories.registry import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
BARS = EvaluatorStatement.Bar.values
YEAR = datetime.date.today().year


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared as they stand in the code; no second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


@pytest.fixture
def office():
    return UserFactory(roles=("office_officer",), language="en")


def enter(office, user=None, **changes) -> Evaluator:
    facts = {
        "years_of_experience": 5,
        "evaluation_experience": "Three calls of a ministry.",
        "areas": [made.area()],
        "statements": BARS,
        **changes,
    }
    return evaluators.enter_evaluator(user=user or UserFactory(), by=office, **facts)


def test_a_person_with_five_years_and_all_six_statements_is_entered(office):
    found = enter(office)
    assert (found.years_of_experience, found.statements.count(), found.areas.count()) == (5, 6, 1)
    assert found.bars_checked_by == office
    assert AuditEvent.objects.get(action="enter_evaluator").data["statements"] == sorted(BARS)


def test_four_years_are_refused_with_the_article(office):
    with pytest.raises(Refused, match="At least 5 years") as no:
        enter(office, years_of_experience=4)
    assert (no.value.law, no.value.field) == ("čl. 32đ Zakona o NVO", "years_of_experience")


@pytest.mark.parametrize("bar", BARS)
def test_every_one_of_the_six_bars_needs_its_statement(office, bar):
    with pytest.raises(Refused) as no:
        enter(office, statements=[each for each in BARS if each != bar])
    assert str(EvaluatorStatement.Bar(bar).label) in str(no.value.reason)
    assert no.value.law == "čl. 32đ Zakona o NVO"


@pytest.mark.parametrize(("days_ago", "fits"), [(0, False), (729, False), (760, True)])
def test_a_tie_to_an_ngo_in_the_last_two_years_is_known_to_the_portal(office, days_ago, fits):
    ended = datetime.date.today() - datetime.timedelta(days=days_ago) if days_ago else None
    tie = MembershipFactory(valid_from=datetime.date(2020, 1, 1), valid_until=ended)
    if fits:
        assert enter(office, tie.user)
    else:
        with pytest.raises(Refused, match=tie.organisation.name):
            enter(office, tie.user)


def test_only_the_office_enters_people_and_nobody_twice(office):
    with pytest.raises(Refused, match="made by the office"):
        enter(UserFactory(roles=("body_officer",)))
    found = enter(office)
    with pytest.raises(Refused, match="already"):
        enter(office, found.user)


def test_a_new_person_gets_an_account_and_a_letter_how_to_choose_a_password(office):
    facts = {
        "years_of_experience": 6,
        "evaluation_experience": "x",
        "areas": [],
        "statements": BARS,
        "by": office,
    }
    found = evaluators.enter_person(email="Nova@example.test", full_name="Nova Osoba", **facts)
    assert (found.user.email, found.user.has_usable_password()) == ("nova@example.test", False)
    (letter,) = Email.objects.all()
    assert letter.to == ["nova@example.test"] and "/accounts/password/reset/" in letter.message
    with pytest.raises(Refused, match="write the name"):
        evaluators.enter_person(email="druga@example.test", full_name=" ", **facts)
    known = UserFactory(full_name="Poznata Osoba")
    assert evaluators.enter_person(email=known.email.upper(), full_name="", **facts).user == known


def test_versions_follow_each_other_with_reasons_and_numbers(office):
    first = evaluators.begin_list(year=YEAR, reason="Public call", by=office)
    people = [made.evaluator(), made.evaluator(), made.evaluator()]
    entries = [evaluators.put_on_list(evaluators=first, evaluator=each, by=office) for each in people]
    with pytest.raises(Refused, match="already"):
        evaluators.put_on_list(evaluators=first, evaluator=people[0], by=office)
    evaluators.take_off_list(entry=entries[0], by=office)
    first = evaluators.adopt_list(evaluators=first, by=office)
    assert list(first.entries.values_list("order", "evaluator")) == [(1, people[1].pk), (2, people[2].pk)]
    assert first.number == f"LP-{YEAR}-0001"
    with pytest.raises(Refused, match="adopted"):
        evaluators.put_on_list(evaluators=first, evaluator=people[0], by=office)

    with pytest.raises(Refused, match="why this version"):
        evaluators.begin_list(year=YEAR, reason=" ", by=office)
    second = evaluators.begin_list(year=YEAR, reason="Two applications were missed", by=office)
    assert (second.version, second.entries.count()) == (2, 2)
    with pytest.raises(Refused, match="begun already"):
        evaluators.begin_list(year=YEAR, reason="again", by=office)
    assert evaluators.list_in_force(YEAR) == first
    second = evaluators.adopt_list(evaluators=second, by=office)
    assert evaluators.list_in_force(YEAR) == second
    assert RoleGrant.objects.filter(role="evaluator", user=people[1].user, valid_until=None).count() == 1


def test_an_empty_list_is_not_adopted(office):
    draft = evaluators.begin_list(year=YEAR, reason="Public call", by=office)
    with pytest.raises(Refused, match="empty"):
        evaluators.adopt_list(evaluators=draft, by=office)


def test_who_leaves_the_list_loses_open_assignments_and_keeps_locked_sheets(office):
    leaves, stays = scoring.pair()
    call = scoring.eligible_call(2)
    locked, opened = call.applications.order_by("pk")
    done = scoring.lock(scoring.assigned(locked, leaves), 80)
    begun = scoring.accepted(opened, leaves)
    other = scoring.assigned(opened, stays)

    draft = evaluators.begin_list(year=YEAR, reason="Appointed public official", by=office)
    leaving = draft.entries.get(evaluator=leaves)
    with pytest.raises(Refused, match="why the person leaves"):
        evaluators.take_off_list(entry=leaving, by=office)
    evaluators.take_off_list(entry=leaving, reason="Appointed public official", by=office)
    evaluators.adopt_list(evaluators=draft, by=office)

    states = dict(Assignment.objects.values_list("pk", "state"))
    assert states == {done.pk: "submitted", begun.pk: "void", other.pk: "assigned"}
    line = AuditEvent.objects.get(subject="grants.assignment", subject_id=str(begun.pk), action="end_by_list")
    assert (line.from_state, line.to_state, line.note) == ("accepted", "void", "Appointed public official")
    with pytest.raises(Refused, match="not on the list in force"):
        assignments.assign(application=opened, evaluator=leaves, by=made.president(call.commission))


# The second copy of the law: who adopts which version.
BY_HAND = {
    ("draft", "office"): {"adopt"},
    ("draft", "other"): set(),
    ("adopted", "office"): set(),
    ("adopted", "other"): set(),
}


@pytest.mark.parametrize(("state", "who"), BY_HAND)
def test_the_table_of_the_list_matches_the_one_written_by_hand(office, state, who):
    by = office if who == "office" else UserFactory(roles=("body_head", "commission_member", "evaluator"))
    found = EvaluatorList(state=state)
    steps = {
        t.name for t in EVALUATOR_LIST.transitions if allowed(EVALUATOR_LIST.check, found, t.name, by=by)
    }
    assert steps == BY_HAND[state, who]


def entered(client: Client, user: User) -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


STAFF = ("evaluators", "evaluator_new", "evaluator_list_new")


def test_doors_of_the_list(client, settings, office):
    for name in STAFF:
        assert client.get(reverse(f"grants_staff:{name}")).status_code == 302
    entered(client, UserFactory(roles=("body_officer",)))
    for name in STAFF:
        assert client.get(reverse(f"grants_staff:{name}")).status_code == 403
    entered(client, office)
    for name in STAFF:
        assert client.get(reverse(f"grants_staff:{name}")).status_code == 200
    for jurisdiction in ("serbia", "novi_sad"):
        settings.OFFICE_JURISDICTION = jurisdiction
        assert [client.get(reverse(f"grants_staff:{name}")).status_code for name in STAFF] == [404] * 3
        assert client.get("/en/evaluators/").status_code == 404


def test_the_office_enters_a_person_and_makes_the_list_in_screens(client, office):
    entered(client, office)
    form = {
        "email": "ana@example.test",
        "full_name": "Ana Anić",
        "years_of_experience": "3",
        "evaluation_experience": "Two calls",
        "statements": BARS[1:],
    }
    url = reverse("grants_staff:evaluator_new")
    page = client.post(url, form).content.decode()
    assert "At least 5 years" in page and "čl. 32đ" in page
    assert not User.objects.filter(email="ana@example.test").exists()
    answer = client.post(url, {**form, "years_of_experience": "8", "statements": BARS})
    ana = Evaluator.objects.get(full_name="Ana Anić")
    assert answer["Location"] == reverse("grants_staff:evaluator", args=[ana.pk])

    client.post(reverse("grants_staff:evaluator_list_new"), {"year": YEAR, "reason": "Public call"})
    draft = EvaluatorList.objects.get()
    url = reverse("grants_staff:evaluator_list", args=[draft.pk])
    client.post(url, {"evaluator": ana.pk})
    client.post(reverse("grants_staff:evaluator_remove", args=[draft.entries.get().pk]))
    assert draft.entries.count() == 0
    client.post(url, {"evaluator": ana.pk})
    client.post(reverse("grants_staff:evaluator_list_adopt", args=[draft.pk]))
    draft.refresh_from_db()
    assert (draft.state, draft.adopted_by) == ("adopted", office)

    run_job(Job.objects.get(kind="grants.evaluator_list").pk)
    draft.refresh_from_db()
    assert (draft.document.public, draft.document.number) == (True, draft.number)
    anybody = Client()
    page = anybody.get("/en/evaluators/").content.decode()
    assert "Ana Anić" in page and draft.number in page and "ana@example.test" not in page
    answer = anybody.get(f"/en/evaluators/{draft.pk}/list.pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_what_changed_is_entered_with_new_statements(client, office):
    ana = made.evaluator()
    entered(client, office)
    url = reverse("grants_staff:evaluator", args=[ana.pk])
    form = {"years_of_experience": "9", "evaluation_experience": "Four calls"}
    assert "The person has not stated" in client.post(url, form).content.decode()
    assert client.post(url, {**form, "statements": BARS}).status_code == 302
    ana.refresh_from_db()
    assert (ana.years_of_experience, ana.statements.count(), ana.bars_checked_by) == (9, 6, office)


def test_the_public_page_says_who_came_and_who_left(client, django_assert_num_queries):
    first = made.evaluators_list(*[made.evaluator(full_name=f"Osoba A{n}") for n in range(2)])
    stays = first.entries.first().evaluator
    second = made.evaluators_list(stays, made.evaluator(full_name="Osoba B"), version=2)
    second.reason = "Dopuna"
    second.save()
    with django_assert_num_queries(3):
        page = client.get("/en/evaluators/").content.decode()
    assert "Removed:" in page and "Osoba A1" in page and "Dopuna" in page
    made.evaluators_list(*[made.evaluator() for _n in range(30)], version=3)
    with django_assert_num_queries(3):
        client.get("/en/evaluators/")


def test_staff_page_asks_the_same_for_few_and_many(client, office, django_assert_num_queries):
    entered(client, office)
    made.evaluators_list(made.evaluator())
    with django_assert_num_queries(9):
        client.get(reverse("grants_staff:evaluators"))
    made.evaluators_list(*[made.evaluator() for _n in range(20)], version=2)
    with django_assert_num_queries(9):
        client.get(reverse("grants_staff:evaluators"))
