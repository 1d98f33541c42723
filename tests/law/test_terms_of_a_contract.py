"""What the rulebook says of a contract: instalments, the day of the report, return of money, who may not ask again.

Rules tried: contract.first_tranche_percent, contract.final_report_days, contract.repay_days, contract.ban_years,
contract.audit_years.
"""

import datetime
from decimal import Decimal

import pytest

from grants.documents.contract import context_of
from grants.services import contracts
from office.rulebooks import from_version
from tests.factories import grants as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    """A contract for 5,000.01 € from 1 September to 1 March, drafted by the officer of the body."""
    row = (
        made.decided_call(requested=(Decimal("5000.01"),) * 3).decision.rows.filter(outcome="awarded").first()
    )
    by = made.officer(row.decision.call.body)
    first, last = datetime.date(2026, 9, 1), datetime.date(2027, 3, 1)
    return contracts.draft_contract(row=row, starts_on=first, ends_on=last, by=by)


def test_eighty_percent_first_the_rest_at_the_end_to_the_cent(contract):
    planned = [(t.amount, t.planned_on) for t in contract.tranches.all()]
    assert planned == [
        (Decimal("4000.01"), datetime.date(2026, 9, 1)),
        (Decimal("1000.00"), datetime.date(2027, 3, 1)),
    ]


def test_the_final_report_is_due_thirty_days_after_the_project(contract):
    assert contract.report_due == datetime.date(2027, 3, 31)


def test_the_contract_says_what_happens_to_money_and_to_those_who_do_not_report(contract):
    said = context_of(contract)
    assert (said["repay_days"], said["ban_years"], said["audit_years"]) == (30, 2, 2)
    assert from_version(contract.row.decision.call.rulebook).contract.ban_years.law == "Zakon o NVO"
