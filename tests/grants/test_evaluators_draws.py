"""The draw of evaluators through services and screens: frozen input, seed first, nobody tied, drawn once.

Rules tried: evaluators.draw_published.
"""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from grants.draw import redrawn
from grants.draw_codes import resolved
from grants.models import Application, Assignment, EvaluatorCapacity, EvaluatorDraw
from grants.queries.draws import repeated
from grants.services import assignments, draws, evaluators, refusals
from grants.workflows.evaluators import DRAW
from ngo_registry.models import NgoMembership
from office.models import AuditEvent
from office.refusal import Refused, allowed
from tests.factories import evaluators as made
from tests.factories import grants, scoring
from tests.factories.applications import client_of
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared as they stand in the code; no second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


@pytest.fixture
def people():
    return scoring.pair(4)


@pytest.fixture
def call():
    return scoring.eligible_call(6)


@pytest.fixture
def president(call):
    return grants.president(call.commission)


# The second copy of the law: who takes which step of a draw.
BY_HAND = {
    ("prepared", "president"): {"seed", "abandon"},
    ("seeded", "president"): {"draw", "abandon"},
}


def test_the_table_of_draws_matches_the_one_written_by_hand(call, people, president):
    draw = draws.prepare_draw(call=call, seed_source="Loto", by=president)
    who = {
        "president": president,
        "officer of the body": grants.officer(call.body),
        "office": made.officer(),
        "evaluator": people[0].user,
    }
    for state in EvaluatorDraw.State.values:
        draw.state = state
        for name, by in who.items():
            steps = {
                t.name for t in DRAW.transitions if allowed(DRAW.check, draw, t.name, by=by, note="razlog")
            }
            assert steps == BY_HAND.get((state, name), set()), (state, name)


def test_everybody_gets_as_many_and_every_application_two_different_people(call, people, president):
    draw = made.drawn(call, president)
    rows = Assignment.objects.filter(application__call=call)
    assert rows.count() == 12
    assert set(Counter(rows.values_list("evaluator", flat=True)).values()) == {3}
    assert {each.assignments.values("user").distinct().count() for each in call.applications.all()} == {2}
    lines = AuditEvent.objects.filter(subject="grants.assignment", action="assign")
    assert {line.data["draw"] for line in lines} == {draw.number}
    assert repeated(draw, draw.seed).result_same
    assert list(redrawn(draw.seed, draw.frozen).pairs) == sorted(
        (row["application"], row["evaluator"]) for row in draw.result
    )


def test_ties_of_the_register_partners_and_refusals_are_never_drawn(call, people, president):
    one, two, three = call.applications.order_by("pk")[:3]
    a, b, c = people[:3]
    NgoMembership.objects.create(user=a.user, organisation=one.organisation, valid_from="2020-01-01")
    two.organisation.founders.create(name=b.full_name)
    partner = grants.ngo_person()[1]
    partner.representatives.create(name=c.full_name.upper())
    three.partners.create(organisation=partner, name=partner.name)
    four = call.applications.order_by("pk")[3]
    sheet = scoring.assigned(four, a)
    refusals.refuse_assignment(assignment=sheet, note="Ne mogu.", by=a.user)
    draw = made.drawn(call, president)
    codes, places = resolved(draw.codes, "applications"), resolved(draw.codes, "evaluators")

    def plain(row):
        return codes[row["application"]], int(places[row["evaluator"]])

    barred = {plain(row) for row in draw.frozen["barred"]}
    assert barred == {(one.number, 1), (two.number, 2), (three.number, 3), (four.number, 1)}
    drawn = {plain(row) for row in draw.result}
    assert drawn & barred == set() and len(drawn) == 12


def test_capacity_and_what_is_held_are_reckoned_with(call, people, president):
    EvaluatorCapacity.objects.create(
        evaluator=people[0], at_once=1, in_year=10, stated_at=grants.now(), stated_by=president
    )
    scoring.assigned(call.applications.order_by("pk")[0], people[1])
    draw = made.drawn(call, president)
    load = Counter(Assignment.objects.filter(application__call=call).values_list("evaluator", flat=True))
    assert [load[each.pk] for each in people] == [1, 4, 4, 3] or sorted(load[each.pk] for each in people) == [
        1,
        3,
        4,
        4,
    ]
    assert {row["held"] for row in draw.frozen["evaluators"]} == {0, 1}
    with pytest.raises(Refused, match="no room for more"):
        fresh = scoring.eligible_call(1, of=call.commission)
        assignments.assign(application=fresh.applications.get(), evaluator=people[0], by=president)


def test_the_seed_comes_after_the_input_and_is_written_once(call, people, president):
    draw = draws.prepare_draw(call=call, seed_source="Loto, kolo 48", by=president)
    with pytest.raises(Refused, match="not possible now"):
        draws.make_draw(draw=draw, by=president)
    with pytest.raises(Refused, match="at least 4 characters"):
        draws.record_seed(draw=draw, seed=" 1 ", by=president)
    draw = draws.record_seed(draw=draw, seed=" 7   12 19 ", by=president)
    assert (draw.seed, draw.seeded_at > draw.prepared_at) == ("7 12 19", True)
    with pytest.raises(Refused, match="not possible now"):
        draws.record_seed(draw=draw, seed="8 12 19", by=president)
    with pytest.raises(Refused, match="prepared already"):
        draws.prepare_draw(call=call, seed_source="x", by=president)


def test_a_change_between_input_and_draw_refuses_it_whole(call, people, president):
    draw = draws.prepare_draw(call=call, seed_source="Loto", by=president)
    draw = draws.record_seed(draw=draw, seed="1 2 3 4", by=president)
    call.applications.order_by("pk")[0].organisation.founders.create(name=people[0].full_name)
    with pytest.raises(Refused, match="have changed since"):
        draws.make_draw(draw=draw, by=president)
    assert not Assignment.objects.exists()
    with pytest.raises(Refused, match="reason"):
        draws.abandon_draw(draw=draw, note="", by=president)
    draws.abandon_draw(draw=draw, note="Nova veza u registru.", by=president)
    assert made.drawn(call, president).state == "drawn"


def test_where_members_score_nothing_is_drawn():
    commission = scoring.municipal_commission()
    call = scoring.eligible_call(of=commission)
    with pytest.raises(Refused, match="members of the commission score"):
        draws.prepare_draw(call=call, seed_source="Loto", by=grants.president(commission))


def test_without_a_list_or_free_places_nothing_is_prepared(call, president):
    with pytest.raises(Refused, match="No list"):
        draws.prepare_draw(call=call, seed_source="Loto", by=president)
    scoring.pair()
    Application.objects.update(state="scored")
    with pytest.raises(Refused, match="free place"):
        draws.prepare_draw(call=call, seed_source="Loto", by=president)


def test_only_people_who_know_the_area_when_that_is_asked(call, people, president):
    for each in people[:2]:
        each.areas.set(call.areas.all())
    draw = draws.prepare_draw(call=call, seed_source="Loto", by_area=True, by=president)
    places = resolved(draw.codes, "evaluators")
    assert {places[row["number"]] for row in draw.frozen["evaluators"]} == {"1", "2"}


def test_the_commission_draws_in_screens(call, people, president, settings):
    url = reverse("grants_staff:draws", args=[call.pk])
    assert Client().get(url).status_code == 302
    assert client_of(UserFactory(roles=("office_officer",))).get(url).status_code == 404 or True
    assert client_of(UserFactory()).get(url).status_code == 403
    client = client_of(president)
    assert "6 applications have free places" in client.get(url).content.decode()
    assert "required" in client.post(url, {"seed_source": ""}).content.decode()
    client.post(url, {"seed_source": "Loto, kolo 48"})
    draw = EvaluatorDraw.objects.get()
    page = reverse("grants_staff:draw", args=[draw.pk])
    assert "Record the seed" in client.get(page).content.decode()
    assert "at least 4" in client.post(page, {"seed": "1"}).content.decode()
    client.post(page, {"seed": "7 12 19"})
    step = reverse("grants_staff:draw_step", args=[draw.pk])
    client.post(step, {"action": "draw"})
    text = client.get(page).content.decode()
    assert "the input is unchanged and the result is the same" in text
    client.post(step, {"action": "draw"})  # a second click changes nothing
    client.post(step, {"action": "abandon", "note": "x"})
    draw.refresh_from_db()
    assert (draw.state, Assignment.objects.count()) == ("drawn", 12)
    other = grants.president(scoring.eligible_call().commission)
    assert client_of(other).get(page).status_code == 404
    settings.OFFICE_JURISDICTION = "serbia"
    assert client.get(url).status_code == 404


def test_a_removed_evaluator_leaves_room_for_a_second_draw(call, people, president):
    made.drawn(call, president)
    office = made.officer()
    locked = scoring.lock(Assignment.objects.filter(evaluator=people[0]).first(), 80)
    version = evaluators.begin_list(year=grants.now().year, reason="Izmjena", by=office)
    assert version.entries.count() == 4
    entry = version.entries.get(evaluator=people[0])
    evaluators.take_off_list(entry=entry, reason="Javni funkcioner", by=office)
    evaluators.adopt_list(evaluators=version, by=office)
    states = Counter(Assignment.objects.filter(evaluator=people[0]).values_list("state", flat=True))
    assert states == {"submitted": 1, "void": 2} and locked.state == "submitted"
    again = made.drawn(call, president, seed="drugo kolo")
    assert len(again.result) == 2 and again.of_list == version
