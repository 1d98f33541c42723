"""The published lists and decisions again, each through the services behind the screens.

Rules tried: ranking.aggregate, evaluation.scorers.
"""

from decimal import Decimal

import pytest

from grants.models import Application, Call, Decision, SubCriterion
from grants.rules import member_seat
from grants.services import assignments, decisions, ranking
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories import scoring
from tests.law import cases
from tests.law import published_lists as lists

pytestmark = pytest.mark.django_db
D = Decimal


def ranked(call: Call):
    """The list as the commission makes it, by the president."""
    by = made.president(call.commission)
    return ranking.make_ranking(call=Call.objects.get(pk=call.pk), by=by), by


def decided(call: Call, mode: str) -> Decision:
    """From the scored applications to the published decision, with two signatures."""
    found, by = ranked(call)
    variant = ranking.make_variant(ranking=found, mode=mode, by=by)
    ranking.choose_variant(variant=variant, by=by)
    ranking.publish_ranking(ranking=ranking.confirm_ranking(ranking=found, by=by), by=by)
    decision = decisions.draft_decision(call=Call.objects.get(pk=call.pk), by=by)
    decision = decisions.sign_first(decision=decision, by=by)
    decision = decisions.sign_second(decision=decision, by=made.officer(call.body, "body_head"))
    return decisions.publish_decision(decision=decision, by=by)


def test_bijelo_polje_seven_members_score_nine_projects_and_all_get_eighty_percent():
    call = lists.bijelo_polje()

    decision = decided(call, "floor_share")

    rows = decision.call.ranking.rows.order_by("order")
    assert [row.final for row in rows] == [score for _total, score in cases.BIJELO_POLJE_SCORES]
    assert [len(row.sheet_totals) for row in rows] == [7] * 9
    awards = decision.rows.order_by("order")
    assert tuple(row.amount for row in awards) == cases.BIJELO_POLJE.given
    assert sum(row.amount for row in awards) == cases.BIJELO_POLJE.total
    assert decision.unallocated == cases.BIJELO_POLJE_MONEY - cases.BIJELO_POLJE.total
    assert set(Application.objects.filter(call=call).values_list("state", flat=True)) == {"awarded"}


def test_ministry_of_labour_two_evaluators_and_exactly_eighty_percent():
    call = lists.ministry_of_labour()

    decision = decided(call, "floor_share")

    assert tuple(row.amount for row in decision.rows.order_by("order")) == cases.LABOUR.given
    assert decision.variant.allocated == cases.LABOUR.total


def test_kotor_no_project_gets_more_than_thirty_or_less_than_ten_percent():
    call = lists.kotor()
    found, by = ranked(call)

    full = ranking.make_variant(ranking=found, mode="full", by=by)
    share = ranking.make_variant(ranking=found, mode="floor_share", by=by)

    assert [(row.amount, row.reason_code) for row in full.rows.all()] == [
        (cases.KOTOR_MAX, "full_sum"),
        (cases.KOTOR_MAX, "capped"),
        (D("0.00"), "cap_below_floor"),  # 80 % of 11,000 is above 30 % of the money
        (D("2800.00"), "full_sum"),
    ]
    assert [(row.amount, row.reason_code) for row in share.rows.all()] == [
        (D("6665.80"), "floor_share"),
        (D("7600.00"), "floor_share"),
        (D("0.00"), "cap_below_floor"),
        (cases.KOTOR_MIN, "least_amount"),  # 80 % would be 2,240, below 10 % of the money
    ]


def test_danilovgrad_the_reserved_share_goes_to_marked_applications_alone():
    call = lists.danilovgrad()
    found, by = ranked(call)
    marked = list(call.applications.order_by("pk").values_list("pk", flat=True))[6:]

    ranking.mark_reserved(ranking=found, applications=marked, by=by)
    variant = ranking.make_variant(ranking=found, mode="full", by=by)

    amounts = [row.amount for row in variant.rows.all()]
    assert tuple(amounts[:6]) == cases.DANILOVGRAD_AWARDS
    assert (sum(amounts[:6]), amounts[6:]) == (cases.DANILOVGRAD_SUM, lists.DANILOVGRAD_SPECIAL)
    assert variant.unallocated == cases.DANILOVGRAD_RESERVED - sum(lists.DANILOVGRAD_SPECIAL)


def test_berane_thirds_are_cut_and_one_ngo_may_stand_twice():
    call = lists.berane()

    found, _by = ranked(call)

    rows = found.rows.order_by("order")
    assert [row.final for row in rows] == [score for _total, score in cases.BERANE_SCORES]
    assert [row.place for row in rows] == list(range(1, 9))


def test_three_members_give_the_same_thirds():
    commission = scoring.municipal_commission()
    call = scoring.eligible_call(4, of=commission)
    scoring.score_by_members(call, [cases.sheets(total, 3) for total, _score in cases.THIRDS])

    found, _by = ranked(call)

    assert [row.final for row in found.rows.order_by("order")] == [score for _t, score in cases.THIRDS]


def test_where_members_score_no_evaluator_is_picked_and_the_other_way_round():
    local = scoring.eligible_call(of=scoring.municipal_commission())
    national = scoring.eligible_call()
    (evaluator,) = scoring.pair(1)
    with pytest.raises(Refused):
        assignments.assign(
            application=local.applications.get(), evaluator=evaluator, by=made.president(local.commission)
        )
    with pytest.raises(Refused):
        assignments.assign_members(
            application=national.applications.get(), by=made.president(national.commission)
        )
    seats = assignments.assign_members(
        application=local.applications.get(), by=made.president(local.commission)
    )
    assert [member_seat(each.user, local.commission) for each in seats] == list(
        local.commission.members.order_by("pk")
    )


def test_the_scheme_of_the_factories_is_the_decrees():
    call = scoring.eligible_call()
    assert sum(sub.max_points for sub in SubCriterion.objects.filter(criterion__call=call)) == 100
