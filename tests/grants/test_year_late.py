"""Who is late and by how many days: plans, calls, reminders once a day, also by two people at once.

Rules tried: call.yearly_plan_due, call.publish_by.
"""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from post_office.models import Email

from grants.models import CallPlan, PlanReturn
from grants.queries import late as queries
from grants.services import chasing as verbs
from grants.services import priorities
from office.models import Body
from office.refusal import Refused
from tests.factories import calls as situations
from tests.factories import grants as made
from tests.factories import year as programmed

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def plans_office(settings):
    """The office whose bodies hand in yearly plans."""
    settings.OFFICE_JURISDICTION = "serbia"
    call_command("load_rulebooks", verbosity=0)


def at(day: DAY, hour: int = 10) -> time_machine.travel:
    return time_machine.travel(datetime.datetime.combine(day, datetime.time(hour)), tick=False)


@pytest.mark.parametrize(
    ("year", "due"), [(2025, DAY(2025, 1, 31)), (2026, DAY(2026, 2, 2)), (2027, DAY(2027, 2, 1))]
)
def test_plans_are_due_on_31_january_or_the_next_working_day(plans_office, year, due):
    assert queries.plan_due(year)[0] == due


@pytest.mark.parametrize("day", [DAY(2026, 2, 2), DAY(2026, 2, 3)])
def test_a_plan_counts_from_its_first_publication(plans_office, day):
    body = made.body()
    by = made.officer(body)
    with at(day, 22):
        priorities.save_plan(body=body, year=2026, by=by, name="Konkurs", planned_from=DAY(2026, 5, 1))
        priorities.publish_plans(body=body, year=2026, by=by)
    with at(DAY(2026, 3, 1)):
        priorities.save_plan(body=body, year=2026, by=by, name="Drugi", planned_from=DAY(2026, 6, 1))
        priorities.publish_plans(body=body, year=2026, by=by)
    row = queries.plan_rows(2026, DAY(2026, 4, 1), body)[0]
    assert (row.done, row.late) == (day, (day - DAY(2026, 2, 2)).days)


def test_a_plan_published_before_the_portal_counted_returns_is_in_time_too(plans_office):
    plan = situations.plan(year=2026, planned_from=DAY(2026, 5, 1))
    CallPlan.objects.filter(pk=plan.pk).update(
        published_at=datetime.datetime(2026, 1, 20, tzinfo=datetime.UTC)
    )
    assert queries.plan_rows(2026, DAY(2026, 4, 1), plan.body)[0].done == DAY(2026, 1, 20)


def test_no_calls_planned_is_an_answer_with_a_reason(plans_office):
    body = made.body()
    by, other = made.officer(body), made.officer(made.body())
    with pytest.raises(Refused):
        verbs.hand_in_no_calls(body=body, year=2026, reason="Nema.", by=other)
    with pytest.raises(Refused) as no:
        verbs.hand_in_no_calls(body=body, year=2026, reason=" ", by=by)
    assert no.value.field == "reason"
    answer = verbs.hand_in_no_calls(body=body, year=2026, reason="Nema sredstava.", by=by)
    with pytest.raises(Refused, match="answered for this year already"):
        verbs.hand_in_no_calls(body=body, year=2026, reason="Nema.", by=by)
    assert queries.plan_rows(2026, DAY(2026, 4, 1), body)[0].text == "no calls planned"
    priorities.save_plan(body=body, year=2026, by=by, name="Ipak", planned_from=DAY(2026, 9, 1))
    priorities.publish_plans(body=body, year=2026, by=by)
    answer.refresh_from_db()
    assert (answer.answer, answer.reason) == ("plan", "")
    with pytest.raises(Refused):
        verbs.take_back_answer(answer=answer, by=by)


def test_who_has_planned_a_call_does_not_say_there_are_none(plans_office):
    body = made.body()
    by = made.officer(body)
    priorities.save_plan(body=body, year=2026, by=by, name="Konkurs", planned_from=DAY(2026, 5, 1))
    with pytest.raises(Refused, match="has calls"):
        verbs.hand_in_no_calls(body=body, year=2026, reason="Nema.", by=by)


def test_only_the_office_says_who_is_not_obliged(plans_office):
    body, office = made.body(), situations.office()
    by = made.officer(body)
    with pytest.raises(Refused):
        verbs.exempt_body(body=body, year=2026, reason="Nije korisnik.", by=by)
    answer = verbs.exempt_body(body=body, year=2026, reason="Nije korisnik.", by=office)
    assert queries.plan_rows(2026, DAY(2026, 4, 1), body) == []
    assert [each.body for each in queries.exempted(2026)] == [body]
    with pytest.raises(Refused):
        verbs.take_back_answer(answer=answer, by=by)
    verbs.take_back_answer(answer=answer, by=office)
    assert not PlanReturn.objects.exists()


def test_calls_against_the_first_of_march():
    """1 March 2026 is a Sunday: the call is due on Monday."""
    decision = situations.decision(year=2026, state="published", rows=0)
    items = [situations.item(decision) for _n in range(3)]
    for item, day in ((items[0], DAY(2026, 3, 2)), (items[1], DAY(2026, 6, 11))):
        call = made.published_call(made.commission(item.body), item=item, year=2026)
        moment = datetime.datetime(day.year, day.month, day.day, 9, tzinfo=datetime.UTC)
        type(call).objects.filter(pk=call.pk).update(published_at=moment)
    rows = {row.body.pk: row for row in queries.call_rows(2026, DAY(2026, 7, 1))}
    found = [(rows[item.body.pk].late, rows[item.body.pk].done) for item in items]
    assert found == [(0, DAY(2026, 3, 2)), (101, DAY(2026, 6, 11)), (121, None)]
    assert {row.due for row in rows.values()} == {DAY(2026, 3, 2)}
    assert "32v" in rows[items[0].body.pk].law


def test_a_body_is_reminded_at_its_address_and_its_officers_once_a_day(plans_office):
    body, office = made.body(email="pisarnica@example.test"), situations.office()
    officer = made.officer(body)
    made.officer(body, "commission_member")
    with at(DAY(2026, 3, 4)):
        with pytest.raises(Refused, match="sent by the office"):
            verbs.remind_body(duty="plan", body=body, year=2026, by=officer)
        reminder = verbs.remind_body(duty="plan", body=body, year=2026, by=office)
        assert (reminder.days_late, reminder.reached, reminder.channel) == (30, 2, "email")
        assert sorted(to for email in Email.objects.all() for to in email.to) == sorted(
            [officer.email, "pisarnica@example.test"]
        )
        with pytest.raises(Refused, match="once a day at most"):
            verbs.remind_body(duty="plan", body=body, year=2026, by=office)
    with at(DAY(2026, 3, 5)):
        assert verbs.remind_body(duty="plan", body=body, year=2026, by=office).days_late == 31
    assert Email.objects.count() == 4


def test_who_is_not_late_or_has_no_address_is_not_reminded(plans_office):
    body, office = made.body(), situations.office()
    facts = {"duty": "plan", "body": body, "year": 2026, "by": office}
    with at(DAY(2026, 1, 31)), pytest.raises(Refused, match="is not late"):
        verbs.remind_body(**facts)
    with at(DAY(2026, 3, 4)):
        with pytest.raises(Refused, match="has no address"):
            verbs.remind_body(**facts)
        with pytest.raises(Refused) as no:
            verbs.record_letter(**facts, number="01-5", sent_on=DAY(2026, 3, 5))
        assert no.value.field == "sent_on"
        letter = verbs.record_letter(**facts, number="01-5", sent_on=DAY(2026, 3, 3))
        assert (letter.channel, letter.number, letter.day, letter.reached) == (
            "letter", "01-5", DAY(2026, 3, 3), 0,
        )  # fmt: skip


def test_all_that_are_late_are_reminded_together(plans_office):
    Body.objects.update(valid_until=DAY(2020, 1, 1))
    ready, without, reminded = (
        made.body(email="a@example.test"),
        made.body(),
        made.body(email="b@example.test"),
    )
    office = situations.office()
    with at(DAY(2026, 3, 4)):
        verbs.remind_body(duty="plan", body=reminded, year=2026, by=office)
        assert verbs.remind_all(duty="plan", year=2026, by=office) == (1, 2)
        with pytest.raises(Refused, match="Nobody was written to"):
            verbs.remind_all(duty="plan", year=2026, by=office)
        table = next(table for table in queries.late_tables(2026, DAY(2026, 3, 4)) if table.key == "plan")
        assert {row.body for row in table.owing} == {ready, without, reminded}
        assert queries.unreminded(table, DAY(2026, 3, 4)) == 1
        assert queries.unreminded(table, DAY(2026, 3, 12)) == 3


def test_analyses_and_calls_are_chased_by_the_same_verbs():
    body, office = made.body(email="pisarnica@example.test"), situations.office()
    programmed.cycle(body, year=2027)
    situations.item(situations.decision(year=2026, state="adopted", rows=0), body=body)
    with at(DAY(2026, 6, 4)):
        assert verbs.remind_body(duty="analyses", body=body, year=2027, by=office).days_late == 3
        assert verbs.remind_body(duty="call", body=body, year=2026, by=office).days_late == 94
    assert Email.objects.count() == 2


@pytest.mark.parametrize("many", [1, 3])
def test_questions_of_the_table_do_not_grow(many):
    cycle = programmed.cycle(year=2027)
    decision = situations.decision(year=2026, state="published", rows=many)
    for item in decision.items.all():
        programmed.analysis(of=cycle, body=item.body)
    with CaptureQueriesContext(connection) as asked:
        tables = queries.late_tables(2026, DAY(2026, 7, 1))
    assert [len(table.rows) for table in tables] == [many, 0]
    assert len(asked) == 5
