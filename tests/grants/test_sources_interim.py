"""The interim report: its day from the rulebook and the instalments, reminded of, chased when late, paid after it."""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from post_office.models import Email

from grants.desk import money
from grants.documents.contract import context_of
from grants.models import Contract, GrantLetter
from grants.report_schedule import awaited, interim_day, waits_for_interim
from grants.services import contracts, grant_reports
from grants.services.report_reminders import remind_by_mail, remind_of_report
from office.refusal import Refused
from office.rulebooks import rules_for
from tests.factories import grants as made
from tests.factories.applications import enter

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
D = datetime.date


@pytest.fixture(autouse=True)
def _english(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


def drafted() -> Contract:
    """A contract of 80 and 20 percent, for a project from 1 September 2026 to 1 March 2027."""
    row = made.decided_call().decision.rows.filter(outcome="awarded").first()
    by = made.officer(row.decision.call.body)
    return contracts.draft_contract(row=row, starts_on=D(2026, 9, 1), ends_on=D(2027, 3, 1), by=by)


def active(**days) -> Contract:
    """A paid contract whose interim report is due so many days from today."""
    contract = made.contract()
    today = timezone.localdate()
    Contract.objects.filter(pk=contract.pk).update(
        interim_due=today + days.get("interim", 5) * DAY, report_due=today + days.get("final", 200) * DAY
    )
    return Contract.objects.get(pk=contract.pk)


def test_its_day_is_half_time_or_an_earlier_instalment():
    """Rules tried: contract.interim_report, contract.interim_due, contract.interim_before_payment."""
    contract = drafted()
    assert contract.interim_due == D(2026, 11, 30)
    rules = rules_for(None, D(2026, 6, 1)).contract
    start, end = D(2026, 9, 1), D(2027, 3, 1)
    assert interim_day(rules, start, end, []) == D(2026, 11, 30)
    assert interim_day(rules, start, end, [D(2026, 10, 1), end]) == D(2026, 10, 1)
    assert interim_day(rules, start, end, [D(2026, 10, 3)]) == D(2026, 10, 5)  # a Saturday moves it
    late = replace(rules, interim_due=replace(rules.interim_due, value="instalment"))
    assert interim_day(late, start, end, [D(2027, 2, 1)]) == D(2027, 2, 1)
    free = replace(rules, interim_before_payment=replace(rules.interim_before_payment, value=False))
    assert interim_day(free, start, end, [D(2026, 10, 1)]) == D(2026, 11, 30)
    none = replace(rules, interim_report=replace(rules.interim_report, value=False))
    assert interim_day(none, start, end, [end]) is None


def test_another_plan_of_instalments_moves_it_until_it_is_handed_in():
    contract = drafted()
    by = contract.created_by
    half = contract.amount / 2
    plan = [(half, D(2026, 9, 1), ""), (half, D(2026, 11, 2), "")]
    contracts.plan_tranches(contract=contract, tranches=plan, by=by)
    contract.refresh_from_db()
    assert contract.interim_due == D(2026, 11, 2)
    contract.reports.create(kind="interim", state="submitted", submitted_at=made.now(), submitted_by=by)
    contracts.plan_tranches(contract=contract, tranches=[(contract.amount, D(2026, 9, 1), "")], by=by)
    contract.refresh_from_db()
    assert contract.interim_due == D(2026, 11, 2)


def test_the_contract_names_it_with_its_article_and_what_waits_for_it():
    facts = context_of(drafted())
    assert (facts["interim_due"], facts["interim_law"], facts["interim_before_payment"]) == (
        "30\u00a0November 2026",
        "čl. 32i Zakona o NVO",
        True,
    )


def test_pages_and_desks_of_both_sides_show_it(client):
    contract = active(interim=5)
    owner = contract.row.application.submitted_by
    enter(client, owner)
    page = reverse("grants_portal:contract", args=[contract.pk])
    text = client.get(page).content.decode()
    assert "The interim report is due by" in text and "Begin the interim report" in text
    organisation = contract.row.application.organisation
    assert [item.kind for item in money.todo(organisation)] == ["Interim report due", "Final report due"]
    begin = reverse("grants_portal:grant_report_begin", args=[contract.pk, "interim"])
    assert client.post(begin).status_code == 302
    report = contract.reports.get()
    grant_reports.save_report(report=report, activities="Radionice.", results="30 mladih.", by=owner)
    grant_reports.submit_report(report=report, by=owner)
    assert [item.kind for item in money.todo(organisation)] == ["Final report due"]
    report.refresh_from_db()
    grant_reports.return_report(report=report, note="Dodajte dokaze.", by=contract.created_by)
    assert [item.kind for item in money.todo(organisation)] == [
        "Report returned for correction",
        "Final report due",
    ]
    assert client.post(begin.replace("interim", "zzz")).status_code == 302
    assert contract.reports.count() == 1


def test_a_late_one_is_on_the_desk_and_chased_by_a_letter(client):
    contract = active(interim=-3)
    by = contract.created_by
    items = [item for item in money.desk_items(by) if item.kind == "Interim report is late"]
    assert [(item.due, item.about) for item in items] == [(contract.interim_due, contract.number)]
    enter(client, by)
    page = client.get(reverse("grants_staff:contract", args=[contract.pk])).content.decode()
    assert "The interim report was due on" in page and "čl. 32i Zakona o NVO" in page
    write = client.get(reverse("grants_staff:report_remind", args=[contract.pk])).content.decode()
    assert "the interim narrative and financial report was due" in write
    letter = remind_of_report(contract=contract, text="Predajte.", days=8, by=by)
    assert (letter.law, GrantLetter.objects.count()) == ("čl. 32i Zakona o NVO", 1)
    assert not [item for item in money.desk_items(by) if item.kind == "Interim report is late"]


def test_reminders_go_out_once_before_the_day_and_once_after_it():
    contract, today = active(interim=7), timezone.localdate()
    assert [remind_by_mail(by=None, today=today) for _n in range(2)] == [1, 0]
    assert remind_by_mail(by=None, today=today + 3 * DAY) == 0
    assert [remind_by_mail(by=None, today=today + 8 * DAY) for _n in range(2)] == [1, 0]
    subjects = list(Email.objects.order_by("pk").values_list("subject", flat=True))
    assert len(subjects) == 2 and contract.number in subjects[0]
    contract.reports.create(
        kind="final", state="submitted", submitted_at=made.now(), submitted_by=contract.created_by
    )
    assert awaited(Contract.objects.get(pk=contract.pk)) == []
    assert remind_by_mail(by=None, today=today + 200 * DAY) == 0


def test_the_next_instalment_waits_and_a_confirmed_rule_refuses_the_payment(client, monkeypatch):
    contract = drafted()
    by = contract.created_by
    contracts.sign_contract(contract=contract, signed_on=timezone.localdate(), by=by)
    payer = made.officer(contract.row.decision.call.body)
    enter(client, payer)
    page = client.get(reverse("grants_staff:contract", args=[contract.pk])).content.decode()
    assert page.count("waits for the accepted interim report") == 1
    first, second = contract.tranches.order_by("order")
    facts = {"paid_on": timezone.localdate(), "by": payer}
    contracts.pay(tranche=first, reference="IZV-1", **facts)
    rules = rules_for(None, timezone.localdate()).contract
    sure = replace(rules.interim_before_payment, confirmed=True, law="čl. 9 ugovora")
    monkeypatch.setattr(contracts, "waits_for_interim", lambda contract, rules: sure)
    with pytest.raises(Refused, match="when the interim report is accepted"):
        contracts.pay(tranche=second, reference="IZV-2", **facts)
    monkeypatch.undo()
    contracts.pay(tranche=second, reference="IZV-2", **facts)  # a rule without a source only warns
    contract = Contract.objects.get(pk=contract.pk)
    assert waits_for_interim(contract, rules) is not None
    contract.reports.create(kind="interim", state="accepted", submitted_at=made.now(), submitted_by=by)
    assert waits_for_interim(contract, rules) is None


def begun(contract: Contract, kind: str = "interim"):
    """The owner presses the button."""
    return grant_reports.begin_report(contract=contract, kind=kind, by=contract.row.application.submitted_by)


def test_one_report_is_open_at_a_time_and_none_follows_the_accepted_one(client):
    contract = active(interim=5)
    owner = contract.row.application.submitted_by
    report = begun(contract)
    assert begun(contract) == report  # a second press goes on with the one begun
    grant_reports.save_report(report=report, activities="Radionice.", results="30 mladih.", by=owner)
    report = grant_reports.submit_report(report=report, by=owner)
    with pytest.raises(Refused, match=f"The report {report.number} waits for the answer of the body"):
        begun(contract)
    enter(client, owner)
    address = reverse("grants_portal:grant_report_begin", args=[contract.pk, "interim"])
    assert "waits for the answer of the body" in client.post(address, follow=True).content.decode()
    grant_reports.accept_report(report=report, by=contract.created_by)
    with pytest.raises(Refused, match="the next one is the final report"):
        begun(contract)
    final = begun(contract, "final")
    grant_reports.save_report(report=final, activities="Sve.", results="60 mladih.", by=owner)
    grant_reports.submit_report(report=final, by=owner)
    with pytest.raises(Refused, match="not needed any more"):
        begun(contract)
    assert contract.reports.count() == 2


def test_a_contract_without_a_day_for_it_is_offered_one(client):
    contract = active()
    Contract.objects.filter(pk=contract.pk).update(interim_due=None)
    with pytest.raises(Refused, match="asks for no interim report"):
        begun(contract)
    by, today = contract.created_by, timezone.localdate()
    enter(client, by)
    page = client.get(reverse("grants_staff:contract", args=[contract.pk])).content.decode()
    address = reverse("grants_staff:interim_plan", args=[contract.pk])
    assert address in page and "names no day for it" in page
    assert 'name="due"' in client.get(address).content.decode()
    refused = client.post(address, {"due": (today - DAY).isoformat()}).content.decode()
    assert "the organisation could not keep it" in refused
    refused = client.post(address, {"due": (contract.report_due + DAY).isoformat()}).content.decode()
    assert "the interim one comes before it" in refused
    Email.objects.all().delete()
    assert client.post(address, {"due": (today + 9 * DAY).isoformat()}).status_code == 302
    contract = Contract.objects.get(pk=contract.pk)
    assert contract.interim_due == today + 9 * DAY
    letter = Email.objects.get()
    assert letter.to == [contract.row.application.submitted_by.email]
    assert contract.number in letter.subject
    assert address not in client.get(reverse("grants_staff:contract", args=[contract.pk])).content.decode()
    assert begun(contract).kind == "interim"
