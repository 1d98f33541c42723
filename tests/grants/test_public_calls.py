"""The public pages of calls: the same for all, few questions, complete at every stage."""

import csv
import datetime
import io

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from grants.models import CallExtension
from tests.factories import calls as situations
from tests.factories import grants as made

pytestmark = pytest.mark.django_db


def stages():
    """A call at every stage of its life."""
    annulled = made.published_call()
    type(annulled).objects.filter(pk=annulled.pk).update(state="cancelled", cancel_reason="Nema sredstava.")
    annulled.refresh_from_db()
    return {
        "open": made.published_call(),
        "closed": made.closed_call(),
        "decided": made.decided_call(),
        "cancelled": annulled,
    }


@pytest.mark.parametrize("language", ["cnr", "cnr-cyrl", "en"])
def test_pages_at_every_stage(client, language):
    for call in stages().values():
        answer = client.get(f"/{language}/calls/{call.slug}/")
        assert answer.status_code == 200
        assert not answer.cookies and "public" in answer["Cache-Control"] and answer["ETag"]
        again = client.get(f"/{language}/calls/{call.slug}/", headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304
    assert client.get(f"/{language}/calls/").status_code == 200
    assert client.get(f"/{language}/").status_code == 200


def test_a_draft_is_nowhere(client):
    draft = made.draft_call()
    assert client.get(f"/en/calls/{draft.slug}/").status_code == 404
    assert draft.title not in client.get("/en/calls/").content.decode()


def test_open_calls_come_first(client):
    rows = stages()
    page = client.get("/en/calls/").content.decode()
    places = [
        page.index(f"/calls/{rows[stage].slug}/") for stage in ("open", "closed", "decided", "cancelled")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("phase", ["open", "closed", "decided", "cancelled"])
def test_filter_by_phase(client, phase):
    rows = stages()
    page = client.get("/en/calls/", {"phase": phase}).content.decode()
    assert [stage for stage, call in rows.items() if f"/calls/{call.slug}/" in page] == [phase]


def test_filters_and_search_in_either_script(client):
    mine = made.published_call(title="Čista voda za đake")
    other = made.published_call()
    for query in (
        {"body": mine.body.code},
        {"area": mine.areas.get().code},
        {"text": "cista djake"},
        {"text": "Чиста вода"},
    ):
        page = client.get("/en/calls/", query).content.decode()
        assert f"/calls/{mine.slug}/" in page and f"/calls/{other.slug}/" not in page, query
    assert "No call with these filters" in client.get("/en/calls/", {"text": "nema toga"}).content.decode()


def test_the_list_asks_equally_much_for_few_and_many(client, django_assert_max_num_queries):
    for count in (2, 18):
        for _n in range(count):
            made.published_call()
        with django_assert_max_num_queries(8):
            assert client.get("/en/calls/").status_code == 200


@pytest.mark.parametrize("count", [2, 12])
def test_a_decided_call_asks_equally_much_for_few_and_many(client, django_assert_num_queries, count):
    call = made.decided_call(
        [(90 - n, 88 - n) for n in range(count)], requested=[1000] * count, awarded=count - 1
    )
    type(call).objects.filter(pk=call.pk).update(
        check_published_at=timezone.now(), check_published_by=call.created_by
    )
    with django_assert_num_queries(8):
        answer = client.get(f"/en/calls/{call.slug}/")
    assert answer.status_code == 200


def test_results_show_points_without_names_of_evaluators(client):
    call = made.decided_call()
    page = client.get(f"/en/calls/{call.slug}/").content.decode()
    for row in call.decision.rows.all():
        assert row.application.organisation.name in page and row.reason in page
    assert "Evaluator 1" in page and "Evaluator 2" in page
    for application in call.applications.all():
        for sheet in application.assignments.all():
            assert sheet.evaluator.full_name not in page


def test_unpublished_decision_and_check_stay_closed(client):
    call = made.decided_call()
    type(call.decision).objects.filter(pk=call.decision.pk).update(
        state="signed", published_at=None, published_by=None
    )
    page = client.get(f"/en/calls/{call.slug}/").content.decode()
    row = call.decision.rows.first()
    assert row.application.organisation.name in page  # the list is published, the decision is not
    assert row.reason not in page and "Amount awarded" not in page
    assert client.get(f"/calls/{call.slug}/results.csv").status_code == 404


def test_the_published_check_lists_complete_and_rejected(client):
    call = made.closed_call()
    good, bad = made.application(call, state="eligible"), made.application(call, state="rejected")
    address = f"/en/calls/{call.slug}/"
    assert good.title not in client.get(address).content.decode()
    type(call).objects.filter(pk=call.pk).update(
        check_published_at=timezone.now(), check_published_by=call.created_by
    )
    page = client.get(address).content.decode()
    assert good.organisation.name in page and bad.rejection_reason in page


def test_results_as_a_table(client):
    call = made.decided_call()
    row = call.decision.rows.first()
    type(row.application).objects.filter(pk=row.application.pk).update(title="=HYPERLINK(1)")
    answer = client.get(f"/calls/{call.slug}/results.csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 3
    assert rows[0]["title"] == "'=HYPERLINK(1)"
    assert (rows[0]["sheet_1"], rows[0]["amount"]) == ("90.00", "5000.00")


def test_calendar_holds_the_open_deadlines(client):
    rows = stages()
    answer = client.get("/calls/calendar.ics")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    events = [event for event in events if not str(event["uid"]).startswith("questions-")]
    assert [str(event["url"]).rstrip("/").rsplit("/", 1)[1] for event in events] == [rows["open"].slug]
    assert events[0]["dtstart"].dt == rows["open"].deadline.replace(microsecond=0)
    assert client.get(f"/calls/{rows['open'].slug}/deadline.ics").status_code == 200


def test_feed(client):
    call = made.published_call()
    answer = client.get("/calls/feed/")
    assert answer["Content-Type"].startswith("application/rss+xml")
    assert call.title in answer.content.decode()


def test_days_late_and_extension_are_shown(client):
    with time_machine.travel(datetime.datetime(2026, 3, 11, 9, tzinfo=datetime.UTC), tick=False):
        call = made.published_call(opened_days_ago=0)
        CallExtension.objects.create(
            call=call,
            before=call.deadline,
            after=call.deadline + datetime.timedelta(days=30),
            reason="Vanredne okolnosti.",
            made_at=timezone.now(),
            made_by=call.created_by,
        )
        page = client.get(f"/en/calls/{call.slug}/").content.decode()
    assert "9 days late" in page and "Vanredne okolnosti." in page


def test_priorities_of_a_year(client, settings):
    found = situations.decision(state="published", year=2026, rows=3)
    page = client.get("/en/calls/priorities/2026/").content.decode()
    assert found.items.first().body.name in page and "below the least share" in page
    assert client.get("/en/calls/priorities/2025/").status_code == 404
    situations.decision(state="adopted", year=2025)
    assert client.get("/en/calls/priorities/2025/").status_code == 404


def test_front_page_is_the_same_for_all(client, django_assert_max_num_queries):
    stages()
    with django_assert_max_num_queries(12):
        answer = client.get("/en/")
    assert answer.status_code == 200 and not answer.cookies
