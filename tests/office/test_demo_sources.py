"""The demo meets calls that come of a sectoral analysis."""

import pytest

from grants.models import Call
from office.demo.programming import call_of_analysis
from tests.factories import grants as made
from tests.factories import year as programmed

pytestmark = pytest.mark.django_db


def test_one_call_of_an_analysis_is_published_and_the_next_is_a_draft():
    commission = made.commission()
    cycle = programmed.cycle(commission.body, year=commission.year)
    analysis = programmed.analysis(state="accepted", of=cycle, body=commission.body, ended=True)
    programmed.proposed(analysis, 40_000)
    call_of_analysis(commission, made.president(commission))
    found = Call.objects.filter(origin__analysis=analysis).order_by("pk")
    assert [call.state for call in found] == ["published", "draft"]
