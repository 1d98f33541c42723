"""The contract with its budget as an annex, and the letter to an organisation whose report is late."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from grants.documents.contract import context_of, issue_contract
from grants.models import AdaptedLine, AwardAnswer, Contract, DecisionRow, GrantLetter
from grants.services.letters import record_service
from grants.services.report_reminders import remind_of_report
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused
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


def reduced() -> Contract:
    """A contract over less than was asked."""
    contract = made.contract()
    DecisionRow.objects.filter(pk=contract.row_id).update(amount=D(3000))
    Contract.objects.filter(pk=contract.pk).update(amount=D(3000))
    return Contract.objects.get(pk=contract.pk)


def test_the_annex_is_the_budget_of_the_application_when_everything_was_awarded():
    contract = made.contract()
    assert contract.amount == contract.row.application.requested
    facts = context_of(contract)
    assert facts["budget_words"] == "The budget of the application as it was submitted."
    assert len(facts["budget"]["rows"]) == contract.row.application.budget_lines.count()
    assert facts["budget"]["foot"][3][0] == facts["sum"]


def test_a_reduced_award_without_an_adapted_budget_says_so():
    facts = context_of(reduced())
    assert "reduced in proportion" in facts["budget_words"] and facts["budget"]["foot"][3][0] == facts["sum"]


def test_the_accepted_adapted_budget_is_printed_with_what_changes():
    contract = reduced()
    by, row = contract.created_by, contract.row
    answer = AwardAnswer.objects.create(
        row=row, state="accepted", asked_at=made.now(), asked_by=by, submitted_at=made.now(), submitted_by=by,
        answered_at=made.now(), answered_by=by,
    )  # fmt: skip
    line = row.application.budget_lines.first()
    AdaptedLine.objects.create(answer=answer, line=line, requested=D(3000), note="Manje sati")
    contract = Contract.objects.get(pk=contract.pk)
    facts = context_of(contract)
    assert "adapted to the awarded sum" in facts["budget_words"]
    assert [cell for cell, _look in facts["budget"]["rows"][0]][-1] == "Manje sati"
    assert len(facts["budget"]["head"]) == len(facts["budget"]["foot"]) == 5
    assert issue_contract(contract=contract, by=by).file.size > 5000


def late(contract: Contract) -> Contract:
    Contract.objects.filter(pk=contract.pk).update(
        report_due=timezone.localdate() - datetime.timedelta(days=3),
        starts_on="2026-01-01",
        ends_on="2026-02-01",
    )
    return Contract.objects.get(pk=contract.pk)


def test_the_letter_is_ordered_drawn_and_served_and_its_term_runs_from_the_service():
    contract = made.contract()
    by = contract.created_by
    with pytest.raises(Refused, match="No report on this contract is late"):
        remind_of_report(contract=contract, text="x", days=15, by=by)
    contract = late(contract)
    with pytest.raises(Refused, match="do not do this work"):
        remind_of_report(contract=contract, text="x", days=15, by=made.officer(made.body()))
    page = reverse("grants_staff:contract", args=[contract.pk])
    write = reverse("grants_staff:report_remind", args=[contract.pk])
    client = client_of(by)
    assert write in client.get(page).content.decode()
    assert client_of(UserFactory()).get(write).status_code == 403
    text = client.get(write).content.decode()
    assert contract.number in text
    assert "This field is required" in client.post(write, {"text": "", "days": "15"}).content.decode()
    assert client.post(write, {"text": "Predajte izvještaj.", "days": "15"}).status_code == 302
    letter = GrantLetter.objects.get(kind="reminder")
    with pytest.raises(Refused, match="still waits to be served"):
        remind_of_report(contract=contract, text="x", days=15, by=by)
    for job in Job.objects.filter(state="waiting"):
        run_job(job.pk)
    letter.refresh_from_db()
    assert letter.document is not None and letter.number in client.get(page).content.decode()
    answer = client.get(reverse("grants_staff:letter_file", args=[letter.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    served = record_service(letter=letter, how="post", on=timezone.localdate(), note="RR 12", by=by)
    assert served.term_ends >= timezone.localdate() + datetime.timedelta(days=15)


def test_a_report_handed_in_is_not_reminded_of():
    contract = late(made.contract())
    contract.reports.create(kind="final", state="draft")
    remind_of_report(contract=Contract.objects.get(pk=contract.pk), text="x", days=5, by=contract.created_by)
    GrantLetter.objects.all().delete()
    contract.reports.update(
        state="submitted", number="I-1", submitted_at=made.now(), submitted_by=contract.created_by
    )
    with pytest.raises(Refused, match="No report on this contract is late"):
        again = Contract.objects.get(pk=contract.pk)
        remind_of_report(contract=again, text="x", days=5, by=contract.created_by)
