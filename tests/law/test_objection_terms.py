"""Inspection 3 working days, objection 8 days, reply 15 days: counted over weekends and holidays.

Rules tried: ranking.inspection_working_days, ranking.objection_days, ranking.objection_decision_days.
"""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from grants.models import Call, Ranking
from grants.queries.objections import terms_of
from grants.services.objections import check_may_object, file_objection, reply_due
from office.refusal import Refused
from tests.factories import objections as after

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Belgrade")
D = datetime.date

# Published on → inspection until (3 working days) → objection until (8 days) → reply to one received on that day.
TERMS = [
    (D(2026, 3, 2), D(2026, 3, 5), D(2026, 3, 10), D(2026, 3, 25)),  # Monday; nothing in the way
    (
        D(2026, 3, 5),
        D(2026, 3, 10),
        D(2026, 3, 13),
        D(2026, 3, 30),
    ),  # Thursday; the reply falls on a Saturday
    (D(2026, 3, 6), D(2026, 3, 11), D(2026, 3, 16), D(2026, 3, 31)),  # Friday; the 8th day is a Saturday
    (
        D(2026, 12, 24),
        D(2026, 12, 29),
        D(2027, 1, 4),
        D(2027, 1, 19),
    ),  # the 8th day is New Year, then a weekend
    (D(2026, 4, 2), D(2026, 4, 7), D(2026, 4, 14), D(2026, 4, 29)),  # the 8th day is Good Friday, then Easter
]


@pytest.fixture
def call(settings):
    """A call of a city with a published preliminary list."""
    settings.OFFICE_JURISDICTION = "novi_sad"
    call_command("load_rulebooks", verbosity=0)
    return after.listed_call()


@pytest.mark.parametrize(("published", "inspect", "objection", "reply"), TERMS)
def test_terms_from_the_publication_of_the_list(call, published, inspect, objection, reply):
    at = datetime.datetime.combine(published, datetime.time(15), tzinfo=ZONE)
    Ranking.objects.filter(call=call).update(published_at=at)
    found = Call.objects.get(pk=call.pk)
    terms = terms_of(found)
    assert (terms.inspect_until, terms.object_until) == (inspect, objection)
    assert reply_due(found, objection) == reply


@pytest.mark.parametrize(("published", "_inspect", "objection", "_reply"), TERMS)
def test_the_last_second_of_the_last_day_still_counts(call, published, _inspect, objection, _reply):
    at = datetime.datetime.combine(published, datetime.time(15), tzinfo=ZONE)
    Ranking.objects.filter(call=call).update(published_at=at)
    first, second = Call.objects.get(pk=call.pk).applications.order_by("pk")[:2]
    last = datetime.datetime.combine(objection, datetime.time(23, 59, 59), tzinfo=ZONE)
    with time_machine.travel(last, tick=False):
        check_may_object(first)
        assert after.file(first, at=last).received_on == objection
        with pytest.raises(Refused, match="Уредба 16/18"):
            file_objection(
                application=second,
                text="x",
                papers=[],
                at=last + datetime.timedelta(seconds=1),
                by=second.created_by,
            )
