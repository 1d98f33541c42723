"""Ranking and allocation: places, equals, variants side by side, confirmation, numbers of questions."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from grants.models import AllocationVariant, Application, Call, Exemption, Ranking, RankingRow
from grants.queries.ranking import board
from grants.services import ranking
from grants.workflows.decision import RANKING
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused, allowed
from tests.factories import grants as made
from tests.factories.applications import client_of
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
D = Decimal
EQUAL = ((90, 88), (80, 84), (84, 80), (70, 50))


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared as they stand in the code; no second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


def scored(totals=EQUAL, requested=None, **facts) -> Call:
    call = made.scored_call(totals, requested=requested or [5000] * len(totals), **facts)
    Call.objects.filter(pk=call.pk).update(
        check_published_at=made.now(), check_published_by=made.president(call.commission)
    )
    return Call.objects.get(pk=call.pk)


def ranked(call: Call) -> tuple[Ranking, object]:
    by = made.president(call.commission)
    return ranking.make_ranking(call=call, by=by), by


def settled(call: Call) -> tuple[Ranking, object]:
    """The list with every tie ordered."""
    found, by = ranked(call)
    for place, rows in ranking.open_ties(found).items():
        ranking.order_tie(ranking=found, place=place, rows=rows, reason="Veći broj korisnika.", by=by)
    return Ranking.objects.get(pk=found.pk), by


# The second copy of the law: from which state who may take which step.
BY_HAND = {
    ("draft", "president"): {"confirm"},
    ("confirmed", "president"): {"publish"},
    ("published", "president"): set(),
    **{
        (state, who): set()
        for state in Ranking.State.values
        for who in ("member", "officer", "head", "office")
    },
}


def test_the_table_of_the_list_matches_the_one_written_by_hand():
    call = scored()
    found, president = ranked(call)
    who = {
        "president": president,
        "member": call.commission.members.get(role="official").user,
        "officer": made.officer(call.body),
        "head": made.officer(call.body, "body_head"),
        "office": UserFactory(roles=("office_head",)),
    }
    table = {}
    for state in Ranking.State.values:
        found.state = state
        for name, by in who.items():
            table[state, name] = {
                t.name for t in RANKING.transitions if allowed(RANKING.check, found, t.name, by=by)
            }
    assert table == BY_HAND


def test_equal_points_share_a_place_and_wait_for_the_commission():
    found, by = ranked(scored())
    rows = found.rows.order_by("place", "pk").values_list("place", "order", "final", "tied")
    assert list(rows) == [
        (1, 1, D(89), False),
        (2, None, D(82), True),
        (2, None, D(82), True),
        (4, 4, D(60), False),
    ]
    for step in (
        lambda: ranking.make_variant(ranking=found, mode="full", by=by),
        lambda: ranking.confirm_ranking(ranking=found, by=by),
    ):
        with pytest.raises(Refused, match="equal points"):
            step()
    first, second = ranking.open_ties(found)[2]
    with pytest.raises(Refused, match="its own number"):
        ranking.order_tie(ranking=found, place=2, rows=[first], reason="x", by=by)
    with pytest.raises(Refused, match="its own number"):
        ranking.order_tie(ranking=found, place=1, rows=[], reason="x", by=by)
    with pytest.raises(Refused, match="why in this order"):
        ranking.order_tie(ranking=found, place=2, rows=[second, first], reason=" ", by=by)
    ranking.order_tie(ranking=found, place=2, rows=[second, first], reason="Više korisnika.", by=by)
    assert list(found.rows.order_by("order").values_list("pk", flat=True))[1:3] == [second.pk, first.pk]
    assert set(found.rows.filter(place=2).values_list("tie_reason", flat=True)) == {"Više korisnika."}


def test_a_member_exempted_from_one_of_the_equals_does_not_order_them():
    found, _by = ranked(scored())
    member = found.call.commission.members.get(role="ngo_member")
    row = ranking.open_ties(found)[2][0]
    Exemption.objects.create(
        member=member, application=row.application, reason="x", made_at=made.now(), made_by=member.user
    )
    rows = ranking.open_ties(found)[2]
    with pytest.raises(Refused, match="exempted"):
        ranking.order_tie(ranking=found, place=2, rows=rows, reason="Više korisnika.", by=member.user)


def test_the_list_waits_for_every_sheet_and_the_published_check():
    call = scored()
    waiting = made.application(call, state="eligible")
    by = made.president(call.commission)
    with pytest.raises(Refused, match="1 applications are not checked or scored"):
        ranking.make_ranking(call=call, by=by)
    Application.objects.filter(pk=waiting.pk).update(state="rejected", rejection_reason="x")
    Call.objects.filter(pk=call.pk).update(check_published_at=None, check_published_by=None)
    with pytest.raises(Refused, match="First publish the list"):
        ranking.make_ranking(call=call, by=by)
    with pytest.raises(Refused, match="members of the commission"):
        ranking.make_ranking(call=call, by=made.officer(call.body))


def test_variants_stand_side_by_side_and_one_is_chosen_with_its_hash():
    found, by = settled(scored(total=D(12000), max_amount=D(6000)))
    full, share = ranking.compare_variants(ranking=found, by=by)
    assert [(v.mode, v.allocated, v.unallocated) for v in (full, share)] == [
        ("full", D(10000), D(2000)),
        ("floor_share", D(12000), D(0)),
    ]
    less = ranking.make_variant(ranking=found, mode="full", money=D(9000), by=by)
    assert [row.reason_code for row in less.rows.all()] == [
        "full_sum", "rest_of_money", "not_enough_money", "not_enough_money",
    ]  # fmt: skip
    with pytest.raises(Refused, match=r"€12,000\.00"):
        ranking.make_variant(ranking=found, mode="full", money=D("12000.01"), by=by)
    ranking.choose_variant(variant=full, by=by)
    chosen = ranking.choose_variant(variant=share, by=by)
    assert list(found.variants.filter(chosen=True)) == [chosen] and len(chosen.sha256) == 64
    ranking.compare_variants(ranking=found, by=by)
    assert found.variants.count() == 4  # the chosen one stays beside its fresh twin, the others are replaced


def test_a_list_made_anew_is_another_list():
    found, by = settled(scored())
    ranking.make_ranking(call=found.call, by=by)
    with pytest.raises(Refused, match="made anew"):
        ranking.compare_variants(ranking=found, by=by)


def test_a_confirmed_list_has_its_number_and_is_not_ordered_any_more():
    found, by = settled(scored())
    rows = list(found.rows.filter(place=2))
    found = ranking.confirm_ranking(ranking=found, by=by)
    assert found.number.endswith("-0001") and "-L-" in found.number
    with pytest.raises(Refused, match="confirmed"):
        ranking.order_tie(ranking=found, place=2, rows=rows, reason="Ipak.", by=by)
    with pytest.raises(Refused, match="confirmed"):
        ranking.make_ranking(call=found.call, by=by)
    run_job(Job.objects.get(kind="grants.ranking_list").pk)
    found.refresh_from_db()
    assert (found.document.public, found.document.number) == (True, found.number)


def test_from_scored_applications_to_the_published_list_in_screens():
    call = scored(
        ((90, 88), (80, 84), (84, 80), (70, 50)), [5000, 5000, 3000, 6000], total=D(11000), max_amount=D(6000)
    )
    by = made.president(call.commission)
    client = client_of(by)
    url = reverse("grants_staff:ranking", args=[call.pk])
    assert "Make the ranking list" in client.get(url).content.decode()
    client.post(url, {"action": "make"})
    page = client.get(url).content.decode()
    assert "2 applications share place 2" in page and "20 – large" in page
    tie = reverse("grants_staff:ranking_tie", args=[call.pk, 2])
    first, second = RankingRow.objects.filter(tied=True).order_by("pk")
    same = {f"row_{first.pk}": 1, f"row_{second.pk}": 1, "reason": "Više korisnika."}
    assert "its own number" in client.post(tie, same).content.decode()
    client.post(tie, same | {f"row_{first.pk}": 2})
    client.post(url, {"action": "compare"})
    page = client.get(url).content.decode()
    assert "80 % to all" in page and "Not enough money" in page and "Više korisnika." in page
    share = AllocationVariant.objects.get(mode="floor_share")
    client.post(reverse("grants_staff:ranking_variants", args=[call.pk]), {"choose": share.pk})
    other = reverse("grants_staff:ranking_variants", args=[call.pk])
    assert "The call has" in client.post(other, {"mode": "full", "money": "99.999,00"}).content.decode()
    assert client.post(other, {"mode": "full", "money": "9.000,00"}).status_code == 302
    page = client.get(url).content.decode()
    assert (
        "together 4.000,00" in page.replace("€", "").replace("€4,000.00", "4.000,00")
        or "together €4,000.00" in page
    )
    for action in ("confirm", "publish"):
        client.post(url, {"action": action})
    assert Ranking.objects.get().state == "published"


def test_only_members_of_the_commission_change_the_list():
    call = scored()
    client = client_of(made.officer(call.body))
    url = reverse("grants_staff:ranking", args=[call.pk])
    page = client.get(url).content.decode()
    assert "This is done by members of the commission." in page and 'value="make"' not in page
    client.post(url, {"action": "make"})
    assert not Ranking.objects.exists()


def test_the_page_asks_at_most_twelve_for_four_and_for_two_hundred_and_fifty(django_assert_num_queries):
    call = scored()
    found, by = settled(call)
    ranking.choose_variant(variant=ranking.compare_variants(ranking=found, by=by)[1], by=by)
    client = client_of(by)
    url = reverse("grants_staff:ranking", args=[call.pk])
    with django_assert_num_queries(12):
        client.get(url)
    many = [made.application(call, state="scored") for _n in range(30)]
    RankingRow.objects.bulk_create(
        RankingRow(ranking=found, application=each, place=n, order=n, final=40, sheet_totals=["40", "40"])
        for n, each in enumerate(many, start=5)
    )
    with django_assert_num_queries(12):
        assert client.get(url).content.decode().count("/staff/sheets/applications/") == 34


def test_long_lists_come_in_pages_with_the_sum_so_far(monkeypatch):
    monkeypatch.setattr("grants.queries.ranking.PAGE", 2)
    found, by = settled(scored(((90, 90), (80, 80), (70, 70), (60, 60))))
    ranking.choose_variant(variant=ranking.compare_variants(ranking=found, by=by)[1], by=by)
    second = board(found, found.call, 2)
    assert [line.row.place for line in second.lines] == [3, 4]
    assert [line.given[1].so_far for line in second.lines] == [D(12000), D(16000)]
