"""Around sheets and awards: money beside, refused awards, a missing scorer, a late sheet, points added up."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from grants.models import Application, Assignment, AwardAnswer, Call, DecisionRow, Evaluator, SheetCorrection
from grants.panels import money_beside, organisation_panels
from grants.services import corrections, evaluation, ranking
from office.models import RulebookVersion, User
from tests.factories import grants as made
from tests.factories import scoring
from tests.factories.applications import client_of
from tests.reports.test_open_data import spent

pytestmark = pytest.mark.django_db
D = Decimal
WHY = "Zamijenjena su mjerila 2 i 3, bodovi su upisani obrnuto."


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared as they stand in the code; no second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


def desk_of(user: User) -> str:
    return client_of(user).get(reverse("office_staff:desk")).content.decode()


# ---- money beside ----


def test_awards_of_the_portal_and_of_reported_spending_stand_beside_the_criteria():
    decided = made.decided_call(title="Lanjski poziv")
    organisation = decided.decision.rows.get(order=1).application.organisation
    spent(
        2024,
        of=made.body(name="Opština Bar"),
        awarded=D("4321.00"),
        title="Dnevni centar",
        organisation=organisation,
    )
    call = scoring.eligible_call()
    Application.objects.filter(call=call).update(organisation=organisation)
    person = Evaluator.objects.earliest("pk")  # of the list in force
    sheet = scoring.accepted(call.applications.get(), person)
    addresses = {
        person.user: reverse("grants_evaluation:workspace", args=[sheet.pk]),
        made.president(call.commission): reverse(
            "grants_staff:application_sheets", args=[sheet.application_id]
        ),
    }
    for user, address in addresses.items():
        page = client_of(user).get(address).content.decode()
        assert "€5,000.00" in page and "€4,321.00" in page and "Opština Bar" in page
        assert page.count("same applicant</span>") == 2


def test_the_award_of_the_application_itself_is_not_another_award():
    call = made.decided_call()
    application = call.decision.rows.get(order=1).application
    president = made.president(call.commission)
    page = client_of(president).get(reverse("grants_staff:application_sheets", args=[application.pk]))
    assert "No award to this applicant" in page.content.decode()


# ---- an award the organisation refused ----


@pytest.fixture
def refused() -> DecisionRow:
    """5,000 of 10,000 awarded were refused by the first organisation."""
    row = made.decided_call().decision.rows.get(order=1)
    AwardAnswer.objects.create(
        row=row, state="declined", declined_at=made.now(), declined_by=row.application.created_by,
        decline_reason="Bez pune sume ne može.",
    )  # fmt: skip
    return DecisionRow.objects.get(pk=row.pk)


def test_a_refused_award_is_money_nobody_got(refused, client):
    organisation, call = refused.application.organisation, refused.decision.call
    assert money_beside(organisation, "Projekat") == []
    (panel,) = [each for each in organisation_panels(organisation) if each.anchor == "money"]
    assert panel.context["awarded"] == 0
    page = client.get(f"/en/calls/{call.slug}/").content.decode()
    assert "Organisations refused €5,000.00 of it." in page
    assert page.count("refused by the organisation") == 1
    one = client.get(f"/en/calls/{call.slug}/applications/{refused.application.number}/").content.decode()
    assert "refused by the organisation" in one
    table = client.get(reverse("grants_files:table", args=[call.slug, "results"]))
    text = b"".join(table.streaming_content) if table.streaming else table.content
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert [row["refused_by_organisation"] for row in rows] == ["yes", "no", "no"]


def test_a_budget_that_is_not_accepted_yet_is_no_contract_to_draft(refused):
    second = refused.decision.rows.get(order=2)
    officer = made.officer(refused.decision.call.body)
    title = second.application.title
    assert desk_of(officer).count(title) == 1
    AwardAnswer.objects.create(
        row=second, due=timezone.localdate(), asked_at=made.now(), asked_by=officer, state="asked"
    )
    assert title not in desk_of(officer)


# ---- who is missing, who is late ----


def test_the_desk_asks_for_another_scorer_while_the_other_still_works():
    first, second = scoring.pair()
    call = scoring.eligible_call()
    president = made.president(call.commission)
    sheets = [scoring.assigned(call.applications.get(), person) for person in (first, second)]
    assert "Choose who scores" not in desk_of(president)
    evaluation.declare_conflict(assignment=sheets[0], note="Brat radi tamo.", by=first.user)
    assert "Choose who scores" in desk_of(president)
    scoring.lock(sheets[1], 70)
    assert "Choose who scores" in desk_of(president)


def test_a_sheet_past_its_term_is_marked_until_it_is_locked():
    (person,) = scoring.pair(1)
    call = scoring.eligible_call()
    sheet = scoring.accepted(call.applications.get(), person)
    pages = [
        reverse("grants_staff:evaluation", args=[call.pk]),
        reverse("grants_staff:application_sheets", args=[sheet.application_id]),
    ]
    client = client_of(made.president(call.commission))
    today = timezone.localdate()
    for due, marked in ((None, 0), (today, 0), (today - datetime.timedelta(days=1), 1)):
        Assignment.objects.update(due=due)
        assert [client.get(page).content.decode().count(">late<") for page in pages] == [marked] * 2
    scoring.lock(Assignment.objects.get(), 60)
    assert [client.get(page).content.decode().count(">late<") for page in pages] == [0, 0]


def test_an_answer_that_is_refused_keeps_its_words():
    """The document of the locked sheet is not drawn yet: the answer is not lost, the person tries again."""
    (person,) = scoring.pair(1)
    call = scoring.eligible_call()
    sheet = scoring.lock(scoring.assigned(call.applications.get(), person), 60)
    corrections.ask_correction(assignment=sheet, reason=WHY, by=person.user)
    client = client_of(made.president(call.commission))
    answer = reverse("grants_staff:correction_answer", args=[SheetCorrection.objects.get().pk])
    page = client.post(answer, {"allow": "1", "answer": "Zamjena redova je očita."}).content.decode()
    assert "still being made" in page and ">\nZamjena redova je očita.</textarea>" in page
    empty = client.post(answer, {"refuse": "1", "answer": " "}).content.decode()
    assert 'class="error-summary"' in empty and SheetCorrection.objects.get().state == "asked"


# ---- schemes that add points up ----


def test_members_whose_points_are_added_up_are_held_to_the_least_points_of_the_call():
    """Three members, 0 to 100 each: 180 of 300 are asked for; the list, the page and the variant say sums."""
    call = scoring.eligible_call(2, of=scoring.municipal_commission(), min_score=D(180))
    version = call.rulebook
    rules = version.values["ranking"] | {"aggregate": {"value": "sum", "law": "čl. 9 pravilnika"}}
    call.rulebook = RulebookVersion.objects.create(
        code="sum", jurisdiction=version.jurisdiction, kind=version.kind, title="x", legal_basis="x",
        in_force_from="2026-01-01", values=version.values | {"ranking": rules},
    )  # fmt: skip
    call.save()
    scoring.score_by_members(call, [[D(80), D(81), D(82)], [D(59), D(60), D(60)]])
    by = made.president(call.commission)
    found = ranking.make_ranking(call=Call.objects.get(pk=call.pk), by=by)
    assert list(found.rows.order_by("place").values_list("final", flat=True)) == [D(243), D(179)]
    variant = ranking.make_variant(ranking=found, mode="full", by=by)
    assert [row.reason_code for row in variant.rows.order_by("order")] == ["full_sum", "below_min_score"]
    client, url = client_of(by), reverse("grants_staff:ranking", args=[call.pk])
    page = client.get(url).content.decode()
    assert "some applications have fewer sheets" not in page and "Member 3" in page
    assert "243.00" in page and "179 points; the call asks for at least 180." in page
    found.rows.filter(place=2).update(sheet_totals=["59.00", "60.00"])  # a member was exempted
    assert "some applications have fewer sheets" in client.get(url).content.decode()
