"""Contracts: the table of states by hand, pages for both sides, payments once, money never lost."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.models import Contract, GrantReport
from grants.queries.contracts import money_of, paid_in
from grants.services import contracts, grant_reports
from grants.workflows.contract import CONTRACT, GRANT_REPORT
from office.refusal import Refused, allowed
from tests.factories import grants as made
from tests.factories.registry import MembershipFactory

pytestmark = pytest.mark.django_db
NOW = ("sign", "start", "close", "terminate")


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


# The second copy of the law: from which state which step may be taken by an officer of the body.
BY_HAND = {
    "drafted": {"sign", "terminate"},
    "signed": {"start", "terminate"},
    "active": {"terminate"},  # close waits for the accepted final report
    "closed": set(),
    "terminated": set(),
}


def officer_of(contract: Contract):
    return made.officer(contract.row.decision.call.body)


def ngo_of(contract: Contract):
    return MembershipFactory(organisation=contract.row.application.organisation).user


@pytest.mark.parametrize("state", BY_HAND)
def test_contract_steps_match_the_table_written_by_hand(state):
    contract = made.contract(state="active")
    by = officer_of(contract)
    contract.state = state
    steps = {name for name in NOW if allowed(CONTRACT.check, contract, name, by=by, note="razlog")}
    assert steps == BY_HAND[state]
    stranger = made.officer(made.body())
    assert not any(allowed(CONTRACT.check, contract, name, by=stranger, note="razlog") for name in NOW)


@pytest.mark.parametrize(
    ("state", "ngo", "officer"),
    [
        ("draft", {"submit"}, set()),
        ("submitted", set(), {"return", "accept"}),
        ("returned", {"submit"}, set()),
        ("accepted", set(), set()),
    ],
)
def test_report_steps_match_the_table_written_by_hand(state, ngo, officer):
    contract = made.contract()
    report = grant_reports.begin_report(contract=contract, kind="final", by=ngo_of(contract))
    report.state = state
    names = ("submit", "return", "accept")
    for person, expected in ((ngo_of(contract), ngo), (officer_of(contract), officer)):
        steps = {n for n in names if allowed(GRANT_REPORT.check, report, n, by=person, note="razlog")}
        assert steps == expected


def test_instalments_must_make_the_amount_of_the_contract():
    contract = made.contract(state="signed", paid=False)
    day = datetime.date(2026, 10, 1)
    with pytest.raises(Refused):
        contracts.plan_tranches(contract=contract, tranches=[(Decimal(1), day, "")], by=officer_of(contract))
    halves = [(contract.amount / 2, day, ""), (contract.amount / 2, day, "izvještaj")]
    planned = contracts.plan_tranches(contract=contract, tranches=halves, by=officer_of(contract))
    assert [t.amount for t in planned] == [Decimal("2500.00"), Decimal("2500.00")]


def test_report_lines_make_the_contract_to_the_cent_when_less_was_awarded():
    call = made.decided_call(requested=(3000, 3000, 3000))
    row = call.decision.rows.get(order=1)
    type(row).objects.filter(pk=row.pk).update(amount=Decimal("2400.01"))
    row.refresh_from_db()
    application = row.application
    application.budget_lines.all().delete()
    for order in (1, 2, 3):
        application.budget_lines.create(
            order=order,
            group="travel",
            description=f"Put {order}",
            quantity=1,
            price=1000,
            total=1000,
            requested=1000,
        )
    contract = made.contract(row)
    report = grant_reports.begin_report(contract=contract, kind="final", by=ngo_of(contract))
    planned = [line.planned for line in report.lines.order_by("budget_line__order")]
    assert sum(planned) == Decimal("2400.01")


def test_pages_of_both_sides(client: Client, django_assert_max_num_queries):
    contract = made.contract()
    officer, person = officer_of(contract), ngo_of(contract)
    client.force_login(officer)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("grants_staff:contracts"))
    assert contract.number in page.content.decode()
    assert client.get(reverse("grants_staff:contract", args=[contract.pk])).status_code == 200
    client.force_login(person)
    assert contract.number in client.get(reverse("grants_portal:contracts")).content.decode()
    answer = client.post(reverse("grants_portal:grant_report_begin", args=[contract.pk, "final"]))
    report = GrantReport.objects.get(contract=contract)
    assert answer["Location"] == reverse("grants_portal:grant_report", args=[report.pk])
    line = report.lines.get()
    page = client.post(
        reverse("grants_portal:grant_report_line", args=[report.pk, line.pk]), {"spent": "abc"}
    )
    assert page.status_code == 200 and line.spent == 0
    client.post(reverse("grants_portal:grant_report_line", args=[report.pk, line.pk]), {"spent": "4.900,50"})
    line.refresh_from_db()
    assert line.spent == Decimal("4900.50")
    client.post(
        reverse("grants_portal:grant_report", args=[report.pk]),
        {"activities": "Radionice", "results": "Ishod"},
    )
    client.post(reverse("grants_portal:grant_report_submit", args=[report.pk]))
    report.refresh_from_db()
    assert (report.state, report.unspent) == ("submitted", Decimal("99.50"))
    client.force_login(officer)
    step = reverse("grants_staff:grant_report_step", args=[report.pk])
    client.post(step, {"action": "return"})
    report.refresh_from_db()
    assert report.state == "submitted"  # a return needs its reason
    client.post(step, {"action": "accept"})
    report.refresh_from_db()
    assert report.state == "accepted"


def test_another_ngo_and_another_body_find_nothing(client: Client):
    contract = made.contract()
    report = grant_reports.begin_report(contract=contract, kind="final", by=ngo_of(contract))
    client.force_login(MembershipFactory().user)
    for name, args in (
        ("contract", [contract.pk]),
        ("grant_report", [report.pk]),
        ("contract_document", [contract.pk]),
    ):
        assert client.get(reverse(f"grants_portal:{name}", args=args)).status_code == 404
    client.force_login(made.officer(made.body()))
    assert client.get(reverse("grants_staff:contract", args=[contract.pk])).status_code == 404


def test_paid_sums_of_a_year_and_of_an_organisation():
    contract = made.contract()
    rows = paid_in(2026)
    assert [(r.number, r.paid, r.awarded) for r in rows] == [(contract.number, Decimal(5000), Decimal(5000))]
    assert [paid for _row, paid in money_of(contract.row.application.organisation)] == [Decimal(5000)]


def test_lists_ask_as_often_for_many_as_for_few(client: Client, django_assert_num_queries):
    contract = made.contract()
    client.force_login(officer_of(contract))
    url = reverse("grants_staff:contracts")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    by = officer_of(contract)
    for n, row in enumerate(contract.row.decision.rows.filter(outcome="awarded", contract__isnull=True)):
        Contract.objects.create(
            row=row,
            number=f"X-{n}",
            amount=row.amount,
            starts_on="2026-09-01",
            ends_on="2027-01-01",
            report_due="2027-02-01",
            created_by=by,
        )
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) <= len(few)
