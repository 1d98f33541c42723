"""Equal points by a rule, as mathematics and as the commission meets them in its screens.

Rules tried: ranking.tie_rule, ranking.tie_criteria.
"""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from grants.documents.ranking_list import context_of
from grants.draw import lot
from grants.equals import Equal, TieRule, rungs, steps
from grants.models import Application, Call, Ranking, Score
from grants.queries.ranked import proposal
from grants.queries.ranking import tied_rows
from grants.scoring import in_order, open_ties, rank
from grants.services import ranking, reranking, tie_rules
from office.models import RulebookVersion
from office.refusal import Refused
from office.rulebooks import from_version
from tests.factories import grants as made

D = Decimal
DAY = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
RULES = [rule.value for rule in TieRule]


@st.composite
def groups(draws):
    """Up to eight equals; two may agree in anything but their numbers."""
    count = draws(st.integers(0, 8))
    return [
        Equal(
            key=n,
            number=f"PR-{n:04d}",
            arrived=DAY + datetime.timedelta(minutes=draws(st.integers(0, 3))),
            asked=D(draws(st.integers(1, 3))) * 1000,
            points=tuple(Fraction(draws(st.integers(0, 2)), 2) for _criterion in range(2)),
        )
        for n in range(count)
    ]


@given(groups(), st.sampled_from(RULES), st.text(max_size=8), st.randoms())
def test_the_order_of_the_input_changes_nothing_and_nobody_is_lost(group, rule, seed, dice):
    found = rungs(rule, group, seed)
    assert sorted(key for keys in found for key in keys) == [each.key for each in group]
    shuffled = list(group)
    dice.shuffle(shuffled)
    assert rungs(rule, shuffled, seed) == found


@given(groups(), st.text(min_size=1, max_size=8))
def test_each_rule_does_what_it_says(group, seed):
    by_key = {each.key: each for each in group}

    def firsts(rule):
        return [[by_key[key] for key in keys] for keys in rungs(rule, group, seed)]

    assert len(rungs(TieRule.COMMISSION, group)) <= 1 and len(rungs(TieRule.LOT, group)) <= 1
    assert all(len(keys) == 1 for keys in rungs(TieRule.LOT, group, seed))
    for rule, measured in (
        (TieRule.ARRIVAL, lambda each: each.arrived),
        (TieRule.LOWER_SUM, lambda each: each.asked),
        (TieRule.CRITERIA, lambda each: tuple(-points for points in each.points)),
        (TieRule.LOT, lambda each: lot(seed, each.number)),
    ):
        values = [{measured(each) for each in part} for part in firsts(rule)]
        assert all(len(part) == 1 for part in values)
        flat = [part.pop() for part in values]
        assert flat == sorted(flat)


@given(groups(), st.sampled_from(RULES), st.text(max_size=8))
def test_places_stay_shared_and_orders_are_whole_once_the_rest_is_ordered(group, rule, seed):
    finals = {each.key: D(80) for each in group} | {99: D(90), 98: D(10)}
    rung = steps(rule, [group], seed)
    rows = rank(finals, steps=rung)
    assert {row.place for row in rows if row.final == 80} <= {2}
    waiting = open_ties(rows)
    chosen = {key: n for keys in waiting for n, key in enumerate(keys)}
    ordered = in_order(rank(finals, chosen, steps=rung))
    assert [row.order for row in ordered] == list(range(1, len(finals) + 1))
    assert [rung.get(row.key, 0) for row in ordered[1:-1]] == sorted(
        rung.get(row.key, 0) for row in ordered[1:-1]
    )


def test_criteria_the_call_does_not_have_order_nobody():
    group = [Equal(n, str(n), DAY, D(1)) for n in range(3)]
    assert rungs(TieRule.CRITERIA, group) == [[0, 1, 2]]


# ------------------------------------------------------------------------------------- the list of a call


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared as they stand in the code; no second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


def call_with(rule: str, *, confirmed: bool, criteria: tuple[str, ...] = ()) -> Call:
    """A scored call, its first three applications equal, under a rulebook with this rule."""
    totals = ((80, 84), (84, 80), (82, 82), (70, 50))
    return under(made.scored_call(totals, requested=(5000, 4000, 4000, 3000)), rule, confirmed, criteria)


def under(call: Call, rule: str, confirmed: bool, criteria: tuple[str, ...] = ()) -> Call:
    """The call, its list of the formal check published, under a rulebook with this rule."""
    version = RulebookVersion.objects.get(pk=call.rulebook_id)
    law = {"law": "čl. 9 Odluke", "confirmed": True} if confirmed else {"law": "", "confirmed": False}
    version.values["ranking"]["tie_rule"] = {"value": rule, "source": "", **law}
    version.values["ranking"]["tie_criteria"]["value"] = list(criteria)
    version.pk, version.code = None, f"ties-{rule}-{len(criteria)}"
    version.sha256 = f"{len(rule)}{len(criteria)}" * 32
    version.save(force_insert=True)
    Call.objects.filter(pk=call.pk).update(
        rulebook=version, check_published_at=made.now(), check_published_by=made.president(call.commission)
    )
    return Call.objects.get(pk=call.pk)


def made_list(call: Call) -> tuple[Ranking, object]:
    by = made.president(call.commission)
    return ranking.make_ranking(call=call, by=by), by


def numbers(found: Ranking) -> list[tuple[str, int | None]]:
    rows = found.rows.order_by("place", "tie_from", "order", "pk")
    return [(row.application.number, row.order) for row in rows.select_related("application")]


@pytest.mark.django_db
def test_a_rulebook_stored_before_the_rules_knew_more_than_the_commission_stays_readable():
    call = made.published_call()
    version = RulebookVersion.objects.get(pk=call.rulebook_id)
    del version.values["ranking"]["tie_criteria"]
    del version.values["commission"]["minutes_published"]
    rules = from_version(version)
    assert (rules.ranking.tie_rule.value, rules.ranking.tie_rule.confirmed) == ("commission", False)
    assert (rules.ranking.tie_criteria.value, rules.commission.minutes_published.value) == ((), False)


@pytest.mark.django_db
def test_a_confirmed_rule_orders_and_leaves_the_rest_to_the_commission_with_both_reasons_in_the_act():
    found, by = made_list(call_with("lower_sum", confirmed=True))
    rows = list(found.rows.order_by("place", "tie_from", "order", "pk"))
    assert [(r.place, r.tie_from, r.order, r.application.requested) for r in rows] == [
        (1, 1, None, 4000), (1, 1, None, 4000), (1, 3, 3, 5000), (4, None, 4, 3000),
    ]  # fmt: skip
    assert rows[2].tie_reason.endswith("asks for the lower sum stands first. (čl. 9 Odluke)")
    assert list(ranking.open_ties(found)) == [1] and tied_rows(found, 3) == []
    with pytest.raises(Refused, match="does not change that"):
        ranking.order_tie(ranking=found, place=3, rows=[rows[2]], reason="Ipak.", by=by)
    with pytest.raises(Refused, match="equal points"):
        ranking.confirm_ranking(ranking=found, by=by)
    ranking.order_tie(ranking=found, place=1, rows=[rows[1], rows[0]], reason="Više korisnika.", by=by)
    found = ranking.confirm_ranking(ranking=Ranking.objects.get(pk=found.pk), by=by)
    said = context_of(found)["ties"]
    assert [each["place"] for each in said] == [1, 1]
    assert said[0]["reason"] == "Više korisnika." and "čl. 9 Odluke" in said[1]["reason"]


@pytest.mark.django_db
def test_the_earlier_one_stands_first_where_the_rulebook_says_so():
    call = call_with("arrival", confirmed=True)
    keys = list(call.applications.order_by("pk").values_list("pk", flat=True))
    for hour, pk in zip((3, 1, 2, 4), keys, strict=True):
        Application.objects.filter(pk=pk).update(submitted_at=DAY + datetime.timedelta(hours=hour))
    found, _by = made_list(call)
    ordered = list(found.rows.order_by("order").values_list("application", flat=True))
    assert ordered == [keys[1], keys[2], keys[0], keys[3]]


@pytest.mark.django_db
def test_points_of_named_criteria_order_exactly_and_with_upheld_corrections_counted():
    call = call_with("criteria", confirmed=True, criteria=("Nema ga",))
    found, _by = made_list(call)
    assert len(ranking.open_ties(found)[1]) == 3  # none of the named criteria is one of the call
    call = under(call, "criteria", True)
    first = call.criteria.order_by("order").first()
    keys = list(call.applications.order_by("pk").values_list("pk", flat=True))
    rows = Score.objects.filter(subcriterion__criterion=first, assignment__application__call=call)
    rows.update(points=1)
    rows.filter(assignment__application=keys[2]).update(points=3)
    rows.filter(assignment__application=keys[0]).update(points=2)
    found, _by = made_list(call)
    ordered = list(found.rows.order_by("order").values_list("application", flat=True))
    assert ordered == [keys[2], keys[0], keys[1], keys[3]]
    assert first.name in found.rows.get(order=1).tie_reason


@pytest.mark.django_db
def test_an_unconfirmed_rule_only_proposes_and_the_commission_writes_why():
    call = call_with("lower_sum", confirmed=False)
    found, by = made_list(call)
    rows = tied_rows(found, 1)
    offer = proposal(found, rows)
    assert [row.application.requested for row in offer.rows] == [4000, 4000, 5000] and offer.left_equal
    by.language = "en"
    by.save()
    client = Client()
    client.force_login(by, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = reverse("grants_staff:ranking_tie", args=[call.pk, 1])
    text = client.get(page).content.decode()
    assert "What the rulebook would say" in text and "asks for the lower sum" in text
    facts = {f"row_{row.pk}": n for n, row in enumerate(offer.rows, start=1)}
    assert "This field is required" in client.post(page, {**facts, "reason": ""}).content.decode()
    client.post(page, {**facts, "reason": "Niži iznos, pa broj korisnika."})
    kept = found.rows.filter(place=1).order_by("order")
    assert [row.pk for row in kept] == [row.pk for row in offer.rows]
    assert {row.tie_reason for row in kept} == {"Niži iznos, pa broj korisnika."}
    assert "unconfirmed" in client.get(reverse("grants_staff:ranking", args=[call.pk])).content.decode()


@pytest.mark.django_db
def test_a_lot_needs_its_seed_which_is_recorded_once_and_survives_a_list_made_anew():
    call = call_with("lot", confirmed=True)
    found, by = made_list(call)
    with pytest.raises(Refused, match="first record the seed"):
        ranking.order_tie(ranking=found, place=1, rows=tied_rows(found, 1), reason="x", by=by)
    by.language = "en"
    by.save()
    client = Client()
    client.force_login(by, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = reverse("grants_staff:ranking_tie_seed", args=[call.pk])
    assert page in client.get(reverse("grants_staff:ranking", args=[call.pk])).content.decode()
    assert "at least 4" in client.post(page, {"seed": "7", "source": "Loto"}).content.decode()
    assert client.post(page, {"seed": "7  12 19", "source": "Loto, 48. kolo"}).status_code == 302
    assert client.get(page).status_code == 404
    drawn = numbers(found)
    equal = [number for number, _order in drawn[:3]]
    assert equal == sorted(equal, key=lambda number: lot("7 12 19", number))
    assert "Loto, 48. kolo" in found.rows.get(order=1).tie_reason
    with pytest.raises(Refused, match="not changed any more"):
        tie_rules.record_tie_seed(ranking=found, seed="1 2 3", source="Loto", by=by)
    again, _by = made_list(Call.objects.get(pk=call.pk))
    assert numbers(again) == drawn and again.tie_seed == "7 12 19"
    again = ranking.confirm_ranking(ranking=again, by=by)
    again = ranking.publish_ranking(ranking=again, by=by)
    renewed = reranking.renew(Call.objects.get(pk=call.pk), "Prigovor.", by)
    assert numbers(renewed) == drawn


@pytest.mark.django_db
def test_an_unconfirmed_lot_proposes_the_drawn_order_and_no_seed_is_asked_where_nothing_is_drawn():
    found, by = made_list(call_with("lot", confirmed=False))
    assert proposal(found, tied_rows(found, 1)) is None
    found = tie_rules.record_tie_seed(ranking=found, seed="7 12 19", source="Loto", by=by)
    assert len(ranking.open_ties(found)[1]) == 3
    offer = proposal(found, tied_rows(found, 1))
    assert not offer.left_equal and len(offer.rows) == 3
    under(found.call, "arrival", False)
    with pytest.raises(Refused, match="not ordered by lot"):
        tie_rules.record_tie_seed(ranking=found, seed="7 12 19", source="Loto", by=by)
