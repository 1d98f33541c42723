"""A court annuls the decision: back to the step it names, everything before stays readable, a new decision follows."""

import hashlib

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from post_office.models import Email

from grants.models import (
    Application,
    Assignment,
    Call,
    CourtAnnulment,
    Decision,
    PastDecision,
    PastRanking,
    PastVariant,
    Ranking,
    Score,
)
from grants.published_allocation import variant_digest
from grants.queries.decisions import decision_of
from grants.queries.ranking import chosen_variant
from grants.queries.scoring_desk import next_step
from grants.services import decisions, ranking
from grants.services.annulment import annul_by_court
from grants.services.check_lists import freeze_list
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories.applications import enter
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
REASONS = "Odluka ne sadrži razloge po prijavama."


@pytest.fixture(autouse=True)
def _english(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


@pytest.fixture
def call():
    """Decided: two of three supported, one rejected in the check."""
    found = made.decided_call()
    by = made.president(found.commission)
    made.application(found, state="rejected")
    Call.objects.filter(pk=found.pk).update(check_published_at=made.now(), check_published_by=by)
    found = Call.objects.get(pk=found.pk)
    freeze_list(found, by)
    return found


def annulled(call, step: str, **facts) -> CourtAnnulment:
    """The judgment is entered by the president."""
    today = timezone.localdate()
    return annul_by_court(
        **{
            "call": call, "court": "Upravni sud", "number": "U 1234/26", "judged_on": today, "received_on": today,
            "reasons": REASONS, "step": step, "by": made.president(call.commission), **facts,
        }
    )  # fmt: skip


def states(call) -> list[str]:
    """States of all applications in the order of filing."""
    return list(call.applications.order_by("pk").values_list("state", flat=True))


# By hand: where the judgment leads back to, for three scored applications and a rejected one.
BACK_TO = {
    "decision": (["scored"] * 3 + ["rejected"], "published", {"submitted"}, True),
    "ranking": (["scored"] * 3 + ["rejected"], "draft", {"submitted"}, True),
    "scoring": (["eligible"] * 3 + ["rejected"], None, {"void"}, True),
    "check": (["submitted"] * 4, None, {"void"}, False),
}


@pytest.mark.parametrize("step", BACK_TO)
def test_the_call_goes_back_to_the_step_the_judgment_names(call, step):
    before = [(row.application_id, row.amount, row.reason) for row in call.decision.rows.order_by("order")]
    annulled(call, step)
    call = Call.objects.get(pk=call.pk)
    list_state = Ranking.objects.filter(call=call).values_list("state", flat=True).first()
    sheets = set(Assignment.objects.values_list("state", flat=True))
    assert (call.state, call.decision.state, call.decision.variant) == ("published", "annulled", None)
    assert (states(call), list_state, sheets, call.check_published_at is not None) == BACK_TO[step]
    past = PastDecision.objects.get()
    assert [(row.application_id, row.amount, row.reason) for row in past.rows.order_by("order")] == before
    assert (past.number, past.annulment.reasons) == ("O-1", REASONS)
    assert PastRanking.objects.count() == (0 if step == "decision" else 1)
    assert call.check_lists.get().annulled is (step == "check")
    assert decision_of(call) is None
    assert Email.objects.filter(message__contains="U 1234/26").count() == 4


@pytest.mark.parametrize("step", ["decision", "check"])
def test_what_was_public_of_the_annulled_decision_stays_with_its_hash(call, client, step):
    chosen = call.ranking.variants.get()
    type(chosen).objects.filter(pk=chosen.pk).update(name="Puni iznos", sha256=variant_digest(chosen))
    application = call.applications.get(ranking_row__place=1)
    sheet = application.assignments.order_by("slot").first()
    sub = call.criteria.first().subcriteria.first()
    Score.objects.update_or_create(
        assignment=sheet, subcriterion=sub, defaults={"points": 7, "reason": "Jasni ciljevi."}
    )
    one = reverse("grants_public:decided_application", args=[call.slug, application.number])
    assert "Jasni ciljevi." in client.get(one).content.decode()
    text = client.get(reverse("grants_public:allocation_text", args=[call.slug])).content
    annulled(call, step)
    past = PastDecision.objects.get()
    page = client.get(reverse("grants_public:past_decision", args=[call.slug, past.pk])).content.decode()
    assert hashlib.sha256(text).hexdigest() == past.sha256 and past.sha256 in page
    assert client.get(reverse("grants_public:past_allocation", args=[call.slug, past.pk])).content == text
    answer = client.get(one, follow=True)
    kept = reverse("grants_public:past_application", args=[call.slug, past.pk, application.number])
    assert answer.redirect_chain == [(kept, 302)] and kept in page
    page = answer.content.decode()
    assert "Jasni ciljevi." in page and "they no longer hold" in page and "Evaluator 2" in page
    for each in application.assignments.all():
        assert each.user.full_name not in page
    points = b"".join(client.get(f"/calls/{call.slug}/annulled-points.csv").streaming_content).decode()
    assert "Jasni ciljevi." in points
    assert [(row.place, row.final) for row in past.rows.order_by("order")] == [(1, 89), (2, 82), (3, 65)]
    if step == "check":
        page = client.get(f"/en/calls/{call.slug}/rankings/1/").content.decode()
        assert "Evaluator 2" in page and ">88</td>" in page  # points of each sheet
        variant = PastVariant.objects.get()
        assert (variant.name, variant.chosen, variant.text.encode()) == ("Puni iznos", True, text)
        enter(client, made.president(call.commission))
        room = client.get(reverse("grants_staff:after_list", args=[call.pk])).content.decode()
        address = reverse("grants_staff:past_variant", args=[call.pk, variant.pk])
        assert address in room and "Puni iznos" in room and client.get(address).content == text
        enter(client, made.officer(made.body()))
        assert client.get(address).status_code in {403, 404}


def test_a_new_decision_takes_the_place_of_the_annulled_one(call):
    contract = made.contract(call.decision.rows.filter(outcome="awarded").first())
    annulled(call, "decision")
    by = made.president(call.commission)
    call = Call.objects.get(pk=call.pk)
    assert next_step(call) == "draft"
    old = chosen_variant(call.ranking)
    new = ranking.compare_variants(ranking=call.ranking, by=by)[1]
    ranking.choose_variant(variant=new, by=by)
    decision = decisions.draft_decision(call=Call.objects.get(pk=call.pk), by=by)
    assert (decision.state, decision.number, decision.first_signed_at, decision.rows.count()) == (
        "drafted",
        "",
        None,
        3,
    )
    assert old is not None and decision.variant_id == new.pk
    contract.refresh_from_db()
    assert contract.row.decision_id == decision.pk  # the contract still knows its application
    decision = decisions.sign_first(decision=decision, by=by)
    head = made.officer(call.body, "body_head")
    decision = decisions.sign_second(decision=decision, by=head)
    decisions.publish_decision(decision=decision, by=by)
    assert Decision.objects.get().number not in {"", "O-1"}
    assert Call.objects.get(pk=call.pk).state == "decided"
    assert set(states(call)) == {"awarded", "rejected"}  # 80 % to all now
    annulled(Call.objects.get(pk=call.pk), "ranking", number="U 99/27")
    assert (PastDecision.objects.count(), CourtAnnulment.objects.count()) == (2, 2)


def test_a_new_list_after_the_judgment_is_made_from_the_same_sheets(call):
    before = list(call.ranking.rows.order_by("order").values_list("application", "place", "final"))
    annulled(call, "ranking")
    found, by = Ranking.objects.get(), made.president(call.commission)
    assert list(found.rows.order_by("order").values_list("application", "place", "final")) == before
    made_anew = ranking.make_ranking(call=Call.objects.get(pk=call.pk), by=by)
    assert made_anew.rows.count() == 3


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"received_on": "1999-01-01"}, "received on or after"),
        ({"received_on": "2999-01-01"}, "not in the future"),
        ({"judged_on": "2020-01-01"}, "older than the decision"),
        ({"reasons": "  "}, "Write the reason"),
    ],
)
def test_what_is_refused(call, facts, words):
    day = type(timezone.localdate()).fromisoformat
    facts = {name: day(value) if name.endswith("_on") else value for name, value in facts.items()}
    with pytest.raises(Refused, match=words):
        annulled(call, "check", **facts)
    assert (CourtAnnulment.objects.count(), Decision.objects.get().state) == (0, "published")


def test_only_who_works_on_a_decided_call_enters_a_judgment(call):
    for by in (UserFactory(), made.officer(made.body()), call.applications.first().created_by):
        with pytest.raises(Refused):
            annulled(call, "check", by=by)
    with pytest.raises(Refused, match="state is"):
        annulled(made.closed_call(), "check")
    assert annulled(call, "decision", by=made.officer(call.body)).court == "Upravni sud"


def test_the_room_lists_contracts_and_the_public_reads_what_fell(call, client):
    contract = made.contract(call.decision.rows.filter(outcome="awarded").first())
    enter(client, made.president(call.commission))
    room = reverse("grants_staff:call_judgment", args=[call.pk])
    page = client.get(room).content.decode()
    assert contract.number in page and "1 contract rests on this decision" in page
    assert "error-summary" in client.post(room, {"court": "Upravni sud"}).content.decode()
    today = timezone.localdate().isoformat()
    data = {
        "court": "Upravni sud",
        "number": "U 5/26",
        "judged_on": today,
        "received_on": today,
        "reasons": REASONS,
        "step": "ranking",
    }
    client.post(room, data)
    assert CourtAnnulment.objects.get().step == "ranking"
    assert (
        "annulled the decision" in client.get(reverse("grants_staff:call", args=[call.pk])).content.decode()
    )
    public = client.get(reverse("grants_public:call", args=[call.slug])).content.decode()
    assert "Judgment U 5/26" in public and REASONS in public and "Annulled decision O-1" in public
    past = PastDecision.objects.get()
    page = client.get(reverse("grants_public:past_decision", args=[call.slug, past.pk])).content.decode()
    assert "Po rang listi." in page and "Upravni sud" in page
    assert client.get(reverse("grants_public:past_ranking", args=[call.slug, 1])).status_code == 200
    assert (
        client.get(reverse("grants_files:past_decision", args=[call.slug, past.pk])).status_code == 404
    )  # never drawn
    row = Application.objects.get(pk=call.applications.order_by("pk").first().pk)
    enter(client, row.created_by)
    assert client.get(reverse("grants_portal:application", args=[row.pk])).status_code == 200
    assert client.get(room).status_code == 403
    enter(client, made.officer(made.body()))
    assert client.get(room).status_code == 404
