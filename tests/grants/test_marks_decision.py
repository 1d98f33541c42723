"""The decision after its signatures: letters read before they go, publication as work, answers to awards."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from post_office.models import Email

from grants.models import AwardAnswer, Call, Decision, DecisionLetter, GrantReport
from grants.queries.awards import award_sums, planned_lines, proposed
from grants.services import awards, contracts, decisions, grant_reports, publication, ranking
from grants.services import decision_letters as letters
from grants.workflows.awards import AWARD_ANSWER
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused, allowed
from tests.factories import grants as made
from tests.factories.applications import client_of
from tests.factories.registry import MembershipFactory

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared as they stand in the code; no second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


@pytest.fixture
def signed() -> Decision:
    """A signed decision: 4,000 of 5,000 to the first two, nothing to the third."""
    call = made.scored_call(requested=(5000, 5000, 9000), total=D(9000), max_amount=D(9000))
    by = made.president(call.commission)
    Call.objects.filter(pk=call.pk).update(check_published_at=made.now(), check_published_by=by)
    call = Call.objects.get(pk=call.pk)
    found = ranking.make_ranking(call=call, by=by)
    ranking.choose_variant(variant=ranking.compare_variants(ranking=found, by=by)[1], by=by)
    ranking.publish_ranking(ranking=ranking.confirm_ranking(ranking=found, by=by), by=by)
    decision = decisions.draft_decision(call=Call.objects.get(pk=call.pk), by=by)
    decision = decisions.sign_first(decision=decision, by=by)
    decision = decisions.sign_second(decision=decision, by=made.officer(call.body, "body_head"))
    Email.objects.all().delete()
    return decision


def president_of(decision: Decision):
    return made.president(decision.call.commission)


# ---- letters ----


def test_letters_are_read_and_corrected_in_part_before_they_go(signed):
    by = president_of(signed)
    assert signed.letters.count() == 3 and not Email.objects.exists()
    client, pk = client_of(by), signed.call_id
    listing = reverse("grants_staff:decision_letters", args=[pk])
    assert "0 of 3 letters sent" in client.get(listing).content.decode()
    letter = signed.letters.get(row__order=1)
    page = reverse("grants_staff:decision_letter", args=[pk, letter.pk])
    shown = client.get(page).content.decode()
    assert "4.000,00" in shown and letter.row.application.submitted_by.email in shown
    client.post(page, {"opening": "Čestitamo.", "closing": ""})
    client.post(listing, {"group": "awarded", "opening": "Poštovani,", "closing": "Ugovor slijedi."})
    client.post(listing, {"group": "not_supported", "opening": "", "closing": "Uvid u listove je moguć."})
    words = list(signed.letters.order_by("row__order").values_list("opening", "closing"))
    assert words == [("Čestitamo.", ""), ("Poštovani,", "Ugovor slijedi."), ("", "Uvid u listove je moguć.")]
    assert "Čestitamo." in client.get(page).content.decode()
    publication.publish_decision(decision=signed, by=by)
    sent = {email.to[0]: email.message for email in Email.objects.all()}
    assert len(sent) == 3 and "Čestitamo." in sent[letter.row.application.submitted_by.email]
    with pytest.raises(Refused, match="has been sent"):
        letters.edit_letter(letter=letter, opening="x", closing="", by=by)
    assert "3 of 3 letters sent" in client.get(listing).content.decode()
    assert 'name="opening"' not in client.get(page).content.decode()
    for only in ("awarded", "not_supported", "corrected", "waiting", "anything"):
        assert client.get(listing, {"only": only}).status_code == 200


def test_only_who_drafts_the_decision_changes_its_letters(signed):
    member, stranger = made.officer(signed.call.body), made.officer(made.body())
    letter = signed.letters.first()
    with pytest.raises(Refused):
        letters.edit_letter(letter=letter, opening="x", closing="", by=stranger)
    with pytest.raises(Refused, match="which letters"):
        letters.edit_letters(decision=signed, group="svi", opening="", closing="", by=member)
    with pytest.raises(Refused, match="At most 2000"):
        letters.edit_letters(decision=signed, group="all", opening="x" * 2001, closing="", by=member)
    pages = [
        reverse("grants_staff:decision_letters", args=[signed.call_id]),
        reverse("grants_staff:decision_letter", args=[signed.call_id, letter.pk]),
        reverse("grants_staff:decision_awards", args=[signed.call_id]),
    ]
    applicant = client_of(letter.row.application.created_by)
    for page in pages:
        assert Client().get(page).status_code == 302
        assert applicant.get(page).status_code == 403
        assert client_of(stranger).get(page).status_code == 404


# ---- publication as work ----


def test_a_long_decision_is_published_by_the_worker_and_its_letters_piece_by_piece(signed, monkeypatch):
    monkeypatch.setattr(publication, "AT_ONCE", 2)
    monkeypatch.setattr(letters, "PIECE", 1)
    by = president_of(signed)
    client, page = client_of(by), reverse("grants_staff:decision", args=[signed.call_id])
    client.post(page, {"action": "publish"})
    client.post(page, {"action": "publish"})
    job = Job.objects.get(kind=publication.KIND)
    assert (Decision.objects.get().state, Email.objects.count()) == ("signed", 0)
    assert "The decision is being published" in client.get(page).content.decode()
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    assert (Decision.objects.get().state, Call.objects.get(pk=signed.call_id).state) == (
        "published",
        "decided",
    )
    assert Email.objects.count() == 0
    sending = Job.objects.get(kind=publication.LETTERS)
    run_job(sending.pk)
    sending.refresh_from_db()
    assert (sending.state, sending.done, Email.objects.count()) == ("done", 3, 3)
    assert DecisionLetter.objects.filter(sent_at__isnull=True, email__isnull=True).count() == 0


def test_letters_that_went_out_are_not_sent_again(signed, monkeypatch):
    monkeypatch.setattr(publication, "AT_ONCE", 2)
    monkeypatch.setattr(letters, "PIECE", 1)
    publication.publish_decision(decision=signed, by=president_of(signed))
    signed.refresh_from_db()
    told = []

    def stopped(done: int, total: int, text: str) -> None:
        told.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        letters.send_letters(decision=signed, report=stopped, piece=publication._here)
    assert Email.objects.count() == 2
    letters.send_letters(decision=signed, report=publication.silent, piece=publication._here)
    assert (Email.objects.count(), told) == (3, [(0, 3), (1, 3), (2, 3)])
    assert len({email.to[0] for email in Email.objects.all()}) == 3


def test_publication_is_ordered_only_by_who_may_publish(signed, monkeypatch):
    monkeypatch.setattr(publication, "AT_ONCE", 2)
    with pytest.raises(Refused):
        publication.order_publication(decision=signed, by=made.officer(made.body()))
    assert not Job.objects.filter(kind=publication.KIND).exists()


# ---- answers to awards ----
# The second copy of the law: from which state who may take which step.
STEPS = {"submit", "return", "accept", "decline"}
BY_HAND = {
    ("asked", "owner"): {"submit", "decline"},
    ("asked", "editor"): {"submit"},
    ("submitted", "owner"): {"decline"},
    ("submitted", "officer"): {"accept", "return"},
    ("returned", "owner"): {"submit", "decline"},
    ("returned", "editor"): {"submit"},
    ("accepted", "owner"): {"decline"},
}


def published(signed: Decision) -> Decision:
    return publication.publish_decision(decision=signed, by=president_of(signed))


def asked(signed: Decision) -> tuple[AwardAnswer, object, object]:
    """The first reduced award after the body asked: answer, officer, owner."""
    officer = made.officer(signed.call.body)
    decision = published(signed)
    awards.ask_budgets(decision=decision, due=timezone.localdate() + datetime.timedelta(days=8), by=officer)
    answer = AwardAnswer.objects.order_by("row__order").first()
    return answer, officer, answer.row.application.created_by


def test_the_table_of_answers_matches_the_one_written_by_hand(signed):
    answer, officer, owner = asked(signed)
    organisation = answer.row.application.organisation
    who = {
        "owner": owner,
        "editor": MembershipFactory(organisation=organisation, role="editor").user,
        "officer": officer,
        "president": president_of(signed),
        "stranger": made.officer(made.body()),
        "other applicant": signed.rows.get(order=3).application.created_by,
    }
    found = {}
    for state in AwardAnswer.State.values:
        answer.state = state
        for name, by in who.items():
            steps = {s for s in STEPS if allowed(AWARD_ANSWER.check, answer, s, by=by, note="razlog")}
            if steps:
                found[state, name] = steps
    assert found == BY_HAND


def test_a_reduced_award_is_adapted_accepted_and_followed_by_its_contract(signed):
    answer, officer, owner = asked(signed)
    row = answer.row
    assert Email.objects.filter(subject__contains=row.application.number).count() >= 1
    (line,) = row.application.budget_lines.all()
    assert proposed(row, [line]) == {line.pk: D(4000)}
    with pytest.raises(Refused, match="not accepted yet"):
        draft(row, officer)
    with pytest.raises(Refused, match="than was asked"):
        awards.save_budget(answer=answer, sums={line.pk: (D(5001), "")}, explanation="", by=owner)
    awards.save_budget(answer=answer, sums={line.pk: (D(3999), "")}, explanation="Manje sati.", by=owner)
    with pytest.raises(Refused, match="The lines make"):
        awards.submit_budget(answer=answer, by=owner)
    awards.save_budget(answer=answer, sums={line.pk: (D(4000), "Manje sati")}, explanation="Manje.", by=owner)
    answer = awards.submit_budget(answer=answer, by=owner)
    with pytest.raises(Refused, match="is handed in"):
        awards.save_budget(answer=answer, sums={line.pk: (D(1), "")}, explanation="", by=owner)
    later = timezone.localdate() + datetime.timedelta(days=5)
    answer = awards.return_budget(answer=answer, note="Obrazložite.", due=later, by=officer)
    answer = awards.submit_budget(answer=answer, by=owner)
    answer = awards.accept_budget(answer=answer, by=officer)
    row = type(row).objects.get(pk=row.pk)
    assert planned_lines(row) == [(line, D(4000))]
    contract = draft(row, officer)
    with pytest.raises(Refused, match="contract has been drafted"):
        awards.decline_award(row=type(row).objects.get(pk=row.pk), note="Ne možemo.", by=owner)
    type(contract).objects.filter(pk=contract.pk).update(state="active", signed_on=timezone.localdate())
    report = grant_reports.begin_report(
        contract=type(contract).objects.get(pk=contract.pk), kind=GrantReport.Kind.FINAL, by=owner
    )
    assert [each.planned for each in report.lines.all()] == [D(4000)]


def draft(row, by):
    return contracts.draft_contract(
        row=row, starts_on=row.application.starts_on, ends_on=row.application.ends_on, by=by
    )


def test_a_refused_award_says_why_and_its_money_is_left(signed):
    answer, officer, owner = asked(signed)
    editor = MembershipFactory(organisation=answer.row.application.organisation, role="editor").user
    with pytest.raises(Refused):
        awards.decline_award(row=answer.row, note="x", by=editor)
    with pytest.raises(Refused):
        awards.decline_award(row=answer.row, note=" ", by=owner)
    awards.decline_award(row=answer.row, note="Bez pune sume projekat ne može.", by=owner)
    sums = award_sums(Decision.objects.get())
    assert (sums.declined, sums.declined_sum, sums.left) == (1, D(4000), D(5000))
    with pytest.raises(Refused, match="refused the award"):
        draft(type(answer.row).objects.get(pk=answer.row_id), officer)


def test_budgets_are_asked_by_the_body_once_with_a_term_that_is_still_to_come(signed):
    officer, today = made.officer(signed.call.body), timezone.localdate()
    with pytest.raises(Refused, match="after the decision is published"):
        awards.ask_budgets(decision=signed, due=today + datetime.timedelta(days=8), by=officer)
    decision = published(signed)
    with pytest.raises(Refused, match="end after today"):
        awards.ask_budgets(decision=decision, due=today, by=officer)
    with pytest.raises(Refused):
        awards.ask_budgets(
            decision=decision, due=today + datetime.timedelta(days=8), by=made.officer(made.body())
        )
    assert awards.ask_budgets(decision=decision, due=today + datetime.timedelta(days=8), by=officer) == 2
    with pytest.raises(Refused, match="no reduced award"):
        awards.ask_budgets(decision=decision, due=today + datetime.timedelta(days=8), by=officer)


def test_adapting_and_judging_in_screens(signed):
    officer = made.officer(signed.call.body)
    decision = published(signed)
    staff = client_of(officer)
    listing = reverse("grants_staff:decision_awards", args=[decision.call_id])
    due = (timezone.localdate() + datetime.timedelta(days=8)).isoformat()
    assert "2 organisations got less" in staff.get(listing).content.decode()
    assert staff.post(listing, {"due": due}).status_code == 302
    row = decision.rows.get(order=1)
    (line,) = row.application.budget_lines.all()
    ngo = client_of(row.application.created_by)
    page = reverse("grants_portal:award", args=[row.pk])
    assert 'value="4.000,00"' in ngo.get(page).content.decode()
    wrong = ngo.post(page, {f"sum_{line.pk}": "3.999,00", "explanation": "", "submit": "1"}).content.decode()
    assert "The lines make €3,999.00" in wrong
    assert ngo.post(page, {f"sum_{line.pk}": "abc", "save": "1"}).status_code == 200
    answer = ngo.post(page, {f"sum_{line.pk}": "4.000,00", "explanation": "Manje.", "submit": "1"})
    assert answer["Location"] == page
    judge = reverse("grants_staff:award", args=[row.pk])
    assert "Manje." in staff.get(judge).content.decode()
    assert "Judge the adapted budget" in staff.get(reverse("office_staff:desk")).content.decode()
    assert staff.post(judge, {"return": "1", "note": "", "due": due}).status_code == 200
    assert staff.post(judge, {"return": "1", "note": "Pojasnite.", "due": due}).status_code == 302
    assert "Pojasnite." in ngo.get(page).content.decode()
    ngo.post(page, {f"sum_{line.pk}": "4.000,00", "explanation": "Manje sati.", "submit": "1"})
    staff.post(judge, {"accept": "1"})
    assert AwardAnswer.objects.get(row=row).state == "accepted"
    other = decision.rows.get(order=2)
    decline = reverse("grants_portal:award_decline", args=[other.pk])
    second = client_of(other.application.created_by)
    assert "This field is required" in second.post(decline, {"note": "Ne možemo."}).content.decode()
    assert second.post(decline, {"note": "Ne možemo.", "sure": "on"}).status_code == 302
    assert (
        "left with the refused awards: €5,000.00"
        in staff.get(reverse("grants_staff:decision", args=[decision.call_id])).content.decode()
    )
    assert ngo.get(reverse("grants_portal:award", args=[other.pk])).status_code == 404
    lost = decision.rows.get(order=3)
    loser = client_of(lost.application.created_by)
    assert loser.get(reverse("grants_portal:award", args=[lost.pk])).status_code == 404
    assert Client().get(page).status_code == 302


@pytest.mark.parametrize("view", ["decision_letters", "decision_awards"])
def test_lists_ask_the_same_for_few_and_many(signed, view, django_assert_num_queries):
    decision = published(signed)
    client = client_of(president_of(signed))
    url = reverse(f"grants_staff:{view}", args=[decision.call_id])
    with django_assert_num_queries({"decision_letters": 11, "decision_awards": 10}[view]):
        client.get(url)
