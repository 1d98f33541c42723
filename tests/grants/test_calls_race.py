"""Two people at the same step: a call is published once, a year is begun once."""

from decimal import Decimal

from grants.models import Call, PriorityDecision
from grants.services import calls
from grants.services import priorities as verbs
from office.refusal import Refused
from tests.factories import calls as situations
from tests.factories import grants as made
from tests.threads import in_threads


def test_two_publish_at_once(fresh_database):
    call = made.draft_call()
    by = made.president(call.commission)
    outcomes = []

    def publish(_number: int) -> None:
        try:
            outcomes.append(calls.publish_call(call=Call.objects.get(pk=call.pk), by=by).number)
        except Refused as no:
            outcomes.append(no)

    in_threads(2, publish)
    assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
    assert Call.objects.exclude(number="").count() == 1


def test_two_begin_a_year_at_once(fresh_database):
    by = situations.office()
    outcomes = []

    def begin(_number: int) -> None:
        try:
            outcomes.append(verbs.open_year(year=2031, current_budget=Decimal(5), by=by).year)
        except Refused as no:
            outcomes.append(no)

    in_threads(2, begin)
    assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
    assert PriorityDecision.objects.filter(year=2031).count() == 1
