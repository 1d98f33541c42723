"""The decision: who drafts and signs here and where the body decides, reasons, letters, results."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation
from post_office.models import Email

from grants.documents.decision import context_of
from grants.models import Application, Call, Decision, Ranking
from grants.queries.decisions import objections_until
from grants.queries.results import results_of
from grants.services import decisions, ranking
from grants.workflows.decision import DECISION
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused, allowed
from tests.factories import grants as made
from tests.factories.applications import client_of
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared as they stand in the code; no second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


@pytest.fixture
def call() -> Call:
    """A call with a published list and a chosen variant: two supported, one passed over."""
    found = made.scored_call(requested=(5000, 5000, 9000), total=D(9000), max_amount=D(9000))
    by = made.president(found.commission)
    Call.objects.filter(pk=found.pk).update(check_published_at=made.now(), check_published_by=by)
    found = Call.objects.get(pk=found.pk)
    the_list = ranking.make_ranking(call=found, by=by)
    variants = ranking.compare_variants(ranking=the_list, by=by)
    ranking.choose_variant(variant=variants[1], by=by)
    ranking.publish_ranking(ranking=ranking.confirm_ranking(ranking=the_list, by=by), by=by)
    return Call.objects.get(pk=found.pk)


def people_of(call: Call) -> dict:
    return {
        "president": made.president(call.commission),
        "member": call.commission.members.get(role="official").user,
        "officer": made.officer(call.body),
        "head": made.officer(call.body, "body_head"),
        "office head": UserFactory(roles=("office_head",)),
        "stranger": made.officer(made.body()),
    }


# The second copy of the law, for both ways of deciding: who may draft and who may sign first,
# and which steps of the table are open to whom in which state.
COMMISSION_DECIDES = {
    "draft": {"president", "member", "officer", "head", "office head"},
    "first": {"president"},
    "sign": {"head", "office head"},
    "publish": {"president"},
}
BODY_DECIDES = {
    "draft": {"officer", "head", "office head"},
    "first": {"officer"},
    "sign": {"head", "office head"},
    "publish": {"officer", "head", "office head"},
}


@pytest.mark.parametrize(
    ("features", "by_hand"),
    [(frozenset(), COMMISSION_DECIDES), (frozenset({"body_decides"}), BODY_DECIDES)],
    ids=["the commission decides", "the body decides"],
)
def test_who_drafts_and_signs_follows_the_office(call, monkeypatch, features, by_hand):
    monkeypatch.setattr("grants.rules.has_feature", lambda name: name in features)
    monkeypatch.setattr("grants.workflows.decision.has_feature", lambda name: name in features)
    people = people_of(call)
    drafter = people["officer"]
    found = {
        "draft": {n for n, by in people.items() if allowed(decisions.check_drafts_decision, by, call)},
    }
    decision = decisions.draft_decision(call=call, by=drafter)
    found["first"] = {n for n, by in people.items() if allowed(decisions.check_signs_first, by, decision)}
    first = people["officer" if features else "president"]
    table = {}
    for state in Decision.State:
        for signed in (None, first):
            decision.state, decision.first_signed_by = state, signed
            for name, by in people.items():
                steps = {
                    t.name
                    for t in DECISION.transitions
                    if allowed(DECISION.check, decision, t.name, by=by, note="razlog")
                }
                for step in steps:
                    table.setdefault((state, bool(signed), step), set()).add(name)
    assert found == {"draft": by_hand["draft"], "first": by_hand["first"]}
    assert table == {
        ("drafted", True, "sign"): by_hand["sign"],
        ("signed", True, "publish"): by_hand["publish"],
        ("signed", False, "publish"): by_hand["publish"],
        ("published", True, "annul"): {"president", "member", "officer", "head", "office head"},
        ("published", False, "annul"): {"president", "member", "officer", "head", "office head"},
        ("annulled", True, "renew"): by_hand["draft"],
        ("annulled", False, "renew"): by_hand["draft"],
    }


def test_the_same_person_never_signs_twice(call):
    president = made.president(call.commission)
    president.grants.create(role="body_head", body=call.body, valid_from="2020-01-01")
    president = type(president).objects.get(pk=president.pk)
    decision = decisions.draft_decision(call=call, by=president)
    with pytest.raises(Refused, match="first signature is still missing"):
        decisions.sign_second(decision=decision, by=president)
    decision = decisions.sign_first(decision=decision, by=president)
    with pytest.raises(Refused, match="another person"):
        decisions.sign_second(decision=decision, by=president)


def test_the_draft_follows_the_chosen_variant_with_a_reason_for_everybody(call):
    decision = decisions.draft_decision(call=call, by=made.president(call.commission))
    rows = list(decision.rows.order_by("order"))
    assert [(row.outcome, row.amount) for row in rows] == [
        ("awarded", D(4000)),
        ("awarded", D(4000)),
        ("not_supported", D(0)),
    ]
    assert (
        "80 %" in rows[0].reason
        and "7.200,00\u00a0€" in rows[2].reason
        and "1.000,00\u00a0€" in rows[2].reason
    )
    assert (decision.unallocated, "20 dana" in decision.legal_remedy) == (D(1000), True)
    with pytest.raises(Refused, match="drafted already"):
        decisions.draft_decision(call=Call.objects.get(pk=call.pk), by=made.president(call.commission))
    with pytest.raises(Refused, match="drafted from the chosen"):
        ranking.compare_variants(ranking=call.ranking, by=made.president(call.commission))


def test_reasons_are_written_until_the_first_signature(call):
    president = made.president(call.commission)
    decision = decisions.draft_decision(call=call, by=president)
    row = decision.rows.first()
    with pytest.raises(Refused, match="gets a reason"):
        decisions.edit_reason(row=row, reason=" ", by=president)
    decisions.edit_reason(row=row, reason="Najbolje obrazložen projekat.", by=president)
    decisions.edit_remedy(decision=decision, text="Tužba u roku od 20 dana.", by=president)
    decision = decisions.sign_first(decision=decision, by=president)
    row.refresh_from_db()
    assert row.reason == "Najbolje obrazložen projekat."
    for verb, facts in (
        (decisions.edit_reason, {"row": row, "reason": "x"}),
        (decisions.edit_remedy, {"decision": decision, "text": "x"}),
        (decisions.discard_draft, {"decision": decision, "note": "x"}),
        (decisions.sign_first, {"decision": decision}),
    ):
        with pytest.raises(Refused, match="not changed any more"):
            verb(by=president, **facts)


def test_the_second_person_sends_it_back_and_the_draft_can_be_thrown_away(call):
    people = people_of(call)
    decision = decisions.draft_decision(call=call, by=people["president"])
    decision = decisions.sign_first(decision=decision, by=people["president"])
    Email.objects.all().delete()
    with pytest.raises(Refused, match="corrected"):
        decisions.send_back(decision=decision, note="", by=people["head"])
    with pytest.raises(Refused, match="second signature"):
        decisions.send_back(decision=decision, note="x", by=people["officer"])
    decision = decisions.send_back(decision=decision, note="Pogrešan iznos.", by=people["head"])
    assert (decision.state, decision.first_signed_by) == ("drafted", None)
    assert Email.objects.get().to == [people["president"].email]
    again = decisions.discard_draft(decision=decision, note="Druga varijanta.", by=people["president"])
    assert not Decision.objects.exists()
    other = again.ranking.variants.get(mode="full")
    ranking.choose_variant(variant=other, by=people["president"])
    assert decisions.draft_decision(call=again, by=people["president"]).variant == other


def publish(call: Call) -> Decision:
    president = made.president(call.commission)
    decision = decisions.draft_decision(call=call, by=president)
    decision = decisions.sign_first(decision=decision, by=president)
    decision = decisions.sign_second(decision=decision, by=made.officer(call.body, "body_head"))
    return decisions.publish_decision(decision=decision, by=president)


def test_publication_tells_everybody_and_opens_the_results(call):
    assert results_of(call) == []
    Email.objects.all().delete()
    decision = publish(call)
    call = Call.objects.get(pk=call.pk)
    assert (call.state, decision.number.split("-")[1]) == ("decided", "O")
    states = list(call.applications.order_by("ranking_row__order").values_list("state", flat=True))
    assert states == ["awarded", "awarded", "refused"]
    letters = {email.to[0]: email.message for email in Email.objects.all()}
    assert sorted(letters) == sorted(
        a.submitted_by.email for a in call.applications.select_related("submitted_by")
    )
    rows = results_of(call)
    assert [(r.place, r.sheets, r.final, r.awarded, r.amount) for r in rows] == [
        (1, (D(90), D(88)), D(89), True, D(4000)),
        (2, (D(80), D(84)), D(82), True, D(4000)),
        (3, (D(70), D(60)), D(65), False, D(0)),
    ]
    assert rows[2].reason in letters[call.applications.get(state="refused").submitted_by.email]


def test_a_signed_decision_waits_for_the_published_list(call):
    Ranking.objects.filter(call=call).update(state="confirmed", published_at=None, published_by=None)
    with pytest.raises(Refused, match="First publish the ranking list"):
        publish(Call.objects.get(pk=call.pk))
    assert Application.objects.filter(call=call, state="scored").count() == 3


def test_the_act_says_every_row_its_reason_and_the_remedy(call):
    decision = publish(call)
    run_job(Job.objects.get(kind="grants.decision").pk)
    decision.refresh_from_db()
    assert (decision.document.public, decision.document.title) == (True, "Odluka o raspodjeli sredstava")
    facts = context_of(decision)
    assert (len(facts["awards"]["rows"]), len(facts["refusals"]["rows"]), len(facts["reasons"])) == (2, 1, 3)
    assert facts["first"] != facts["second"]
    run_again = Job.objects.get(kind="grants.decision")
    assert run_again.result_document == decision.document


def test_objections_run_where_the_office_knows_them(call, monkeypatch):
    found = Ranking.objects.get(call=call)
    assert objections_until(call, found) is None
    monkeypatch.setattr("grants.queries.decisions.has_feature", lambda name: True)
    values = call.rulebook.values
    values["ranking"]["objection_days"] = {"value": 8, "law": "čl. 9"}
    assert objections_until(call, found) > made.now()


def test_two_people_decide_in_screens(call, django_assert_num_queries):
    url = reverse("grants_staff:decision", args=[call.pk])
    president, head = made.president(call.commission), made.officer(call.body, "body_head")
    first, second = client_of(president), client_of(head)
    assert "its president signs first" in first.get(url).content.decode()
    first.post(url, {"action": "draft"})
    row = Decision.objects.get().rows.order_by("order").last()
    reason = reverse("grants_staff:decision_reason", args=[call.pk, row.pk])
    first.post(reason, {"reason": "Sredstva nijesu dovoljna za cio projekat."})
    first.post(reverse("grants_staff:decision_remedy", args=[call.pk]), {"text": "Tužba Upravnom sudu."})
    assert "The first signature is still missing." not in first.get(url).content.decode()
    first.post(url, {"action": "sign_first"})
    assert "The second signature is another person" in first.get(url).content.decode()
    second.post(url, {"action": "send_back", "note": "Dopuniti."})
    first.post(url, {"action": "sign_first"})
    with django_assert_num_queries(16):
        page = second.get(url).content.decode()
    assert "Sredstva nijesu dovoljna" in page and 'value="sign"' in page
    second.post(url, {"action": "sign"})
    assert 'value="publish"' in first.get(url).content.decode()
    first.post(url, {"action": "publish"})
    decision = Decision.objects.get()
    assert (decision.state, decision.second_signed_by) == ("published", head)
    assert first.get(reverse("grants_staff:decision_file", args=[call.pk])).status_code == 404
    run_job(Job.objects.get(kind="grants.decision").pk)
    answer = first.get(reverse("grants_staff:decision_file", args=[call.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_where_the_body_decides_its_officer_drafts_and_signs_in_the_screen(call, settings):
    settings.OFFICE_JURISDICTION = "novi_sad"
    officer = made.officer(call.body)
    url = reverse("grants_staff:decision", args=[call.pk])
    president = client_of(made.president(call.commission))
    president.post(url, {"action": "draft"})
    assert not Decision.objects.exists()
    client = client_of(officer)
    client.post(url, {"action": "draft"})
    client.post(url, {"action": "sign_first"})
    assert Decision.objects.get().first_signed_by == officer
