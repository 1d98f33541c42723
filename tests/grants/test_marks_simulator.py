"""The simulator through its services and screens: named variants, by hand, side by side, the hash of the chosen one."""

import csv
import hashlib
import io
import random
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from grants.models import AllocationVariant, Application, Call, Exemption, Ranking, RankingRow
from grants.queries.comparison import side_by_side
from grants.scoring import final_score
from grants.services import ranking
from grants.services.hand_variants import write_by_hand
from grants.services.ranking_areas import mark_areas
from grants.services.variants import discard_variant
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories import scoring
from tests.factories.applications import client_of

pytestmark = pytest.mark.django_db
D = Decimal
TOTAL = D(12000)
BECAUSE = "Jedini projekat za sjever, vidjeti zapisnik."


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared as they stand in the code; no second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


def ranked(requested=(5000, 9000, 4000), total=TOTAL, **facts) -> tuple[Ranking, object]:
    """A list of three with 90, 80 and 70 points."""
    totals = tuple((90 - 10 * n, 90 - 10 * n) for n in range(len(requested)))
    call = made.scored_call(
        totals, requested=requested, total=total, max_amount=min(total, D(10000)), **facts
    )
    by = made.president(call.commission)
    Call.objects.filter(pk=call.pk).update(check_published_at=made.now(), check_published_by=by)
    return ranking.make_ranking(call=Call.objects.get(pk=call.pk), by=by), by


def sums_of(variant: AllocationVariant) -> list[Decimal]:
    return [row.amount for row in variant.rows.order_by("order")]


def test_any_number_of_named_variants_stand_side_by_side():
    found, by = ranked()
    full = ranking.make_variant(ranking=found, mode="full", name="Redom", by=by)
    floor = ranking.make_variant(ranking=found, mode="floor_share", name="Svima 80", by=by)
    shared = ranking.make_variant(ranking=found, mode="proportional", name="Srazmjerno", by=by)
    # 5,000 in full leaves 7,000, under 80 % of 9,000: passed over; 4,000 fits. 80 %: 4,000 + 7,200, 800 is left.
    assert sums_of(full) == [D(5000), D(0), D(4000)]
    assert sums_of(floor) == [D(4000), D(7200), D(0)]
    assert sums_of(shared) == [D("4285.71"), D("7714.28"), D(0)]
    page = side_by_side(found)
    first, second, third = page.columns
    assert (first.base, first.winners, first.skipped, first.skipped_sum) == (True, 2, 1, D(9000))
    assert (second.gains, second.gained, second.loses, second.lost) == (1, D(7200), 2, D(5000))
    assert (second.skipped, third.skipped, second.variant.unallocated) == (0, 0, D(800))
    assert [cell.difference for cell in page.lines[1].cells] == [D(0), D(7200), D("7714.28")]
    against = side_by_side(found, base=floor.pk).columns
    assert [(each.base, each.gains, each.loses) for each in against] == [
        (False, 2, 1),
        (True, 0, 0),
        (False, 2, 0),
    ]


def test_terms_of_a_variant_are_held_to_the_call():
    found, by = ranked(min_score=D(60))
    with pytest.raises(Refused, match="asks for at least"):
        ranking.make_variant(ranking=found, mode="full", min_score=D(50), by=by)
    strict = ranking.make_variant(ranking=found, mode="full", min_score=D(75), by=by)
    assert [row.reason_code for row in strict.rows.order_by("order")][2] == "below_min_score"
    owner = found.rows.get(place=1).application.organisation
    Application.objects.filter(pk=found.rows.get(place=3).application_id).update(organisation=owner)
    capped = ranking.make_variant(ranking=found, mode="full", owner_cap=D(5000), by=by)
    assert [row.reason_code for row in capped.rows.order_by("order")] == [
        "full_sum", "owner_cap", "owner_cap",
    ]  # fmt: skip
    with pytest.raises(Refused, match="on their own page"):
        ranking.make_variant(ranking=found, mode="by_hand", by=by)


def test_a_limit_of_one_area_needs_the_area_of_every_application():
    found, by = ranked(requested=(5000, 4000, 3000))
    with pytest.raises(Refused, match="to which area"):
        ranking.make_variant(ranking=found, mode="full", area_cap=D(6000), by=by)
    one, other = found.call.areas.get(), made.area()
    keys = [row.application_id for row in found.rows.order_by("place")]
    with pytest.raises(Refused, match="areas of this call"):
        mark_areas(ranking=found, areas=dict.fromkeys(keys, other), by=by)
    found.call.areas.add(other)
    with pytest.raises(Refused, match="for every application"):
        mark_areas(ranking=found, areas={keys[0]: one}, by=by)
    mark_areas(ranking=found, areas=dict(zip(keys, (one, one, other), strict=True)), by=by)
    variant = ranking.make_variant(ranking=found, mode="full", area_cap=D(6000), by=by)
    assert sums_of(variant) == [D(5000), D(0), D(3000)]


def test_by_hand_what_differs_has_its_reason_and_stays_within_the_terms():
    found, by = ranked()
    full = ranking.make_variant(ranking=found, mode="full", by=by)
    first, second, third = [row.application_id for row in found.rows.order_by("place")]
    wanted = {first: (D(4500), ""), second: (D(7500), BECAUSE), third: (D(0), BECAUSE)}
    with pytest.raises(Refused, match="gets another sum"):
        write_by_hand(variant=full, sums=wanted, name="Sjever", by=by)
    wanted[first] = (D(4500), BECAUSE)
    made_by_hand = write_by_hand(variant=full, sums=wanted, name="Sjever", by=by)
    assert (sums_of(made_by_hand), made_by_hand.unallocated) == ([D(4500), D(7500), D(0)], D(0))
    assert [row.note for row in made_by_hand.rows.order_by("order")] == [BECAUSE] * 3
    with pytest.raises(Refused, match="less than may be awarded"):
        write_by_hand(variant=full, sums={second: (D(7000), BECAUSE)}, name="x", by=by)
    with pytest.raises(Refused, match="Not enough money"):
        write_by_hand(variant=full, sums={second: (D(7500), BECAUSE)}, name="x", by=by)
    with pytest.raises(Refused, match="There is money left"):
        write_by_hand(variant=full, sums={first: (D(0), BECAUSE), third: (D(0), BECAUSE)}, name="x", by=by)
    kept = write_by_hand(
        variant=full, sums={third: (D(0), BECAUSE), second: (D(0), BECAUSE)}, name="Bez ostalih", by=by
    )
    assert [(row.reason_code, row.note) for row in kept.rows.order_by("order")] == [
        ("full_sum", ""), ("not_by_hand", BECAUSE), ("not_by_hand", BECAUSE),
    ]  # fmt: skip
    with pytest.raises(Refused, match="not on the list"):
        write_by_hand(variant=full, sums={0: (D(1), BECAUSE)}, name="x", by=by)
    member = found.call.commission.members.get(role="ngo_member")
    Exemption.objects.create(
        member=member, application_id=first, reason="x", made_at=made.now(), made_by=member.user
    )
    with pytest.raises(Refused, match="exempted"):
        write_by_hand(variant=full, sums=wanted, name="x", by=member.user)


def test_the_chosen_variant_is_locked_with_the_hash_of_what_is_published(client):
    call = made.decided_call()
    variant = call.decision.variant
    answer = client.get(reverse("grants_public:allocation_text", args=[call.slug]))
    assert answer.status_code == 200
    assert hashlib.sha256(answer.content).hexdigest() == variant.sha256
    lines = answer.content.decode().splitlines()
    assert lines[0] == f"call;{call.number}" and len(lines) == 10 + 3
    assert variant.sha256 in client.get(reverse("grants_public:call", args=[call.slug])).content.decode()
    call.decision.__class__.objects.filter(pk=call.decision.pk).update(state="signed")
    assert client.get(reverse("grants_public:allocation_text", args=[call.slug])).status_code == 404


def test_only_what_is_not_chosen_is_thrown_away():
    found, by = ranked()
    full, floor = ranking.compare_variants(ranking=found, by=by)
    ranking.choose_variant(variant=full, by=by)
    with pytest.raises(Refused, match="chosen variant stays"):
        discard_variant(variant=full, by=by)
    discard_variant(variant=floor, by=by)
    assert list(found.variants.all()) == [full]


def test_the_simulator_in_screens():
    found, by = ranked()
    client, call = client_of(by), found.call
    page = reverse("grants_staff:simulator", args=[call.pk])
    assert "No variant is computed yet" in client.get(page).content.decode()
    post = reverse("grants_staff:ranking_variants", args=[call.pk])
    for name, mode in (("Redom", "full"), ("Svima", "floor_share"), ("Srazmjerno", "proportional")):
        answer = client.post(
            post, {"name": name, "mode": mode, "money": "", "min_score": "", "owner_cap": ""}
        )
        assert answer["Location"] == page
    shown = client.get(page).content.decode()
    assert "2 applications, €5,000.00 less" in shown and "1 application that asked €9,000.00" in shown
    assert "gains €7,200.00" in shown and "loses" in shown
    floor = AllocationVariant.objects.get(name="Svima")
    assert "the others are compared with this one" in client.get(page, {"base": floor.pk}).content.decode()
    assert client.get(page, {"base": "x", "page": "-1", "only": "changed"}).status_code == 200
    hand = reverse("grants_staff:variant_by_hand", args=[call.pk, floor.pk])
    row = found.rows.get(place=1)
    data = {"name": "Ručno"}
    for each in floor.rows.all():
        data |= {f"sum_{each.application_id}": str(each.amount), f"reason_{each.application_id}": ""}
    wrong = client.post(hand, data | {f"sum_{row.application_id}": "4.500,00"}).content.decode()
    assert "Write why application" in wrong and 'value="4.500,00"' in wrong
    data |= {f"sum_{row.application_id}": "4.500,00", f"reason_{row.application_id}": BECAUSE}
    assert client.post(hand, data)["Location"] == page
    by_hand = AllocationVariant.objects.get(mode="by_hand")
    assert (by_hand.name, by_hand.allocated) == ("Ručno", D(11700))
    client.post(post, {"choose": by_hand.pk})
    client.post(post, {"discard": floor.pk})
    assert AllocationVariant.objects.filter(chosen=True).get() == by_hand
    table = reverse("grants_staff:variants_table", args=[call.pk, "csv"])
    text = b"".join(client.get(table).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + 3 + 2 and rows[0][6].startswith("1. Redom") and rows[-1][6] == "3000.00"
    book = client.get(reverse("grants_staff:variants_table", args=[call.pk, "xlsx"]))
    assert b"".join(book.streaming_content).startswith(b"PK")


def test_areas_are_marked_in_a_screen():
    found, by = ranked()
    client, other = client_of(by), made.area(name="Kultura")
    found.call.areas.add(other)
    page = reverse("grants_staff:ranking_areas", args=[found.call.pk])
    assert "Kultura" in client.get(page).content.decode()
    data = {f"area_{row.application_id}": other.pk for row in found.rows.all()}
    assert (
        "is not one of the available choices"
        in client.post(page, data | {next(iter(data)): 0}).content.decode()
    )
    assert client.post(page, data).status_code == 302
    assert set(RankingRow.objects.values_list("area", flat=True)) == {other.pk}
    assert "area_cap" in client.get(reverse("grants_staff:simulator", args=[found.call.pk])).content.decode()


def test_others_do_not_find_the_simulator_and_officers_only_read_it():
    found, by = ranked()
    variant = ranking.compare_variants(ranking=found, by=by)[0]
    pages = [
        reverse("grants_staff:simulator", args=[found.call.pk]),
        reverse("grants_staff:variant_by_hand", args=[found.call.pk, variant.pk]),
        reverse("grants_staff:ranking_areas", args=[found.call.pk]),
        reverse("grants_staff:variants_table", args=[found.call.pk, "csv"]),
    ]
    stranger, applicant = (
        client_of(made.officer(made.body())),
        client_of(found.call.applications.first().created_by),
    )
    for page in pages:
        assert Client().get(page).status_code == 302
        assert applicant.get(page).status_code == 403
        assert stranger.get(page).status_code == 404
    officer = client_of(made.officer(found.call.body))
    shown = officer.get(pages[0]).content.decode()
    assert "This is done by members of the commission." in shown and 'name="choose"' not in shown
    officer.post(reverse("grants_staff:ranking_variants", args=[found.call.pk]), {"choose": variant.pk})
    assert not AllocationVariant.objects.filter(chosen=True).exists()


@pytest.mark.parametrize("length", [3, 9])
def test_the_simulator_asks_the_same_for_few_and_many(length, django_assert_num_queries):
    found, by = ranked(requested=[1000] * 3)
    many = [made.application(found.call, state="scored") for _n in range(length)]
    RankingRow.objects.bulk_create(
        RankingRow(ranking=found, application=each, place=n, order=n, final=40, sheet_totals=["40", "40"])
        for n, each in enumerate(many, start=4)
    )
    for mode in ("full", "floor_share", "proportional"):
        ranking.make_variant(ranking=found, mode=mode, by=by)
    client = client_of(by)
    with django_assert_num_queries(12):
        client.get(reverse("grants_staff:simulator", args=[found.call.pk]))


# ---- schemes of commissions that score themselves ----


@pytest.mark.parametrize(
    ("totals", "aggregate", "rounding", "final"),
    [
        ((71, 72, 71), "mean", "cut", "71.33"),
        ((63, 64, 64), "mean", "cut", "63.66"),
        ((63, 64, 64), "mean", "half_up", "63.67"),
        ((63, 64, 64), "sum", "cut", "191"),
        ((90, 85, 80, 70, 77), "mean", "cut", "80.4"),
    ],
)
def test_n_members_by_mean_or_sum_cut_or_rounded(totals, aggregate, rounding, final):
    shuffled = [D(each) for each in totals]
    random.Random(7).shuffle(shuffled)
    assert final_score(shuffled, aggregate=aggregate, rounding=rounding) == D(final)


def test_five_members_score_and_the_least_points_of_the_call_decide():
    call = scoring.eligible_call(2, of=scoring.municipal_commission(5), min_score=D(60))
    scoring.score_by_members(call, [[80, 81, 82, 80, 80], [59, 60, 60, 60, 60]])
    by = made.president(call.commission)
    found = ranking.make_ranking(call=Call.objects.get(pk=call.pk), by=by)
    assert list(found.rows.order_by("place").values_list("final", flat=True)) == [D("80.60"), D("59.80")]
    variant = ranking.make_variant(ranking=found, mode="full", by=by)
    assert [row.reason_code for row in variant.rows.order_by("order")] == ["full_sum", "below_min_score"]
