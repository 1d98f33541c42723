"""The situations that other tests stand on really hold together."""

import pytest

from tests.factories import grants

pytestmark = pytest.mark.django_db


def test_a_decided_call_leads_to_a_contract():
    made = grants.contract()
    decision = made.row.decision
    assert decision.call.state == "decided"
    assert [row.amount for row in decision.rows.all()] == [5000, 5000, 0]
    assert made.tranches.get().paid_on is not None
