"""Published deadlines through the verbs themselves: the day of publication, the last second, the extension.

Rules tried: call.open_days.
"""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone, translation

from grants.queries.calls import earliest_term
from grants.services import applications, calls
from office.refusal import Refused
from tests.factories import grants as made
from tests.law.cases import DEADLINES, EXTENDED_BY, EXTENDED_FROM, EXTENDED_TO

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Podgorica")
THIRTY = [(day, last) for day, days, last in DEADLINES if days == 30]


def noon(day: datetime.date) -> datetime.datetime:
    """Midday of a day, local time."""
    return datetime.datetime.combine(day, datetime.time(12), HERE)


def end(day: datetime.date) -> datetime.datetime:
    """The last second of a day, local time."""
    return datetime.datetime.combine(day, datetime.time(23, 59, 59), HERE)


def published_on(day: datetime.date):
    """A call published through the verb on that day with the shortest term."""
    with time_machine.travel(noon(day), tick=False):
        commission = made.commission()
        commission.members.update(valid_from=day)
        draft = made.draft_call(commission)
        return calls.publish_call(call=draft, by=made.president(commission))


@pytest.mark.parametrize(("day", "last"), THIRTY)
def test_shortest_term_ends_on_the_published_day(day, last):
    assert published_on(day).deadline == end(last)


@pytest.mark.parametrize(("day", "last"), THIRTY)
def test_the_hint_counts_as_the_verb(day, last):
    with time_machine.travel(noon(day), tick=False):
        term = earliest_term(made.draft_call(), day)
    assert (term.last, term.deadline) == (last, end(last))
    assert term.moved == (last != day + datetime.timedelta(days=30))


@pytest.mark.parametrize(("day", "last"), THIRTY)
def test_a_day_less_is_refused_with_the_article(day, last):
    with time_machine.travel(noon(day), tick=False), translation.override("en"):
        commission = made.commission()
        commission.members.update(valid_from=day)
        with pytest.raises(Refused) as no:
            calls.publish_call(
                call=made.draft_call(commission),
                deadline=last - datetime.timedelta(days=1),
                by=made.president(commission),
            )
    assert "32v" in no.value.law and no.value.field == "deadline"


@pytest.mark.parametrize(("day", "last"), THIRTY)
def test_the_last_second_counts_and_the_next_does_not(day, last):
    call = published_on(day)
    person, organisation = made.ngo_person()
    organisation.registered_on = day - datetime.timedelta(days=100)
    organisation.save()
    person.organisation_memberships.update(valid_from=day) if hasattr(
        person, "organisation_memberships"
    ) else None
    at = end(last)
    assert call.phase(at) == "open" and call.phase(at + datetime.timedelta(seconds=1)) == "closed"
    assert type(call).objects.open(at).filter(pk=call.pk).exists()
    late = at + datetime.timedelta(seconds=1)
    assert not type(call).objects.open(late).filter(pk=call.pk).exists()
    with pytest.raises(Refused):
        applications.begin(call=call, organisation=organisation, at=late, by=person)


def test_extended_by_thirty_days():
    call = published_on(EXTENDED_FROM)
    president = made.president(call.commission)
    draft = made.application(call, state="draft")
    with time_machine.travel(noon(call.deadline.date()), tick=False):
        call = calls.extend_call(call=call, days=EXTENDED_BY, note="Epidemija.", by=president)
        assert timezone.now() < call.deadline
    assert call.deadline == end(EXTENDED_TO)
    extension = call.extensions.get()
    assert (extension.before.astimezone(HERE).date(), extension.reason) == (
        datetime.date(2020, 4, 6),
        "Epidemija.",
    )
    from post_office.models import Email  # noqa: PLC0415  the outbox

    letter = Email.objects.get()
    assert letter.to == [draft.created_by.email] and "Epidemija." in letter.message


def test_a_deadline_that_has_passed_is_not_extended():
    call = published_on(EXTENDED_FROM)
    with (
        time_machine.travel(call.deadline + datetime.timedelta(seconds=1), tick=False),
        pytest.raises(Refused),
    ):
        calls.extend_call(call=call, days=EXTENDED_BY, note="Kasno.", by=made.president(call.commission))
    call.refresh_from_db()
    assert not call.extensions.exists()


def test_an_extension_needs_a_reason_and_the_president():
    call = published_on(EXTENDED_FROM)
    with time_machine.travel(noon(EXTENDED_FROM), tick=False):
        for days, note, by in (
            (10, " ", made.president(call.commission)),
            (0, "Razlog.", made.president(call.commission)),
            (10, "Razlog.", made.officer(call.body)),
        ):
            with pytest.raises(Refused):
                calls.extend_call(call=call, days=days, note=note, by=by)
