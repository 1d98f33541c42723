"""Every step of a call against the law: its article, the day it was due, the day it was done, the days between."""

import csv
import datetime
import io

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone, translation

from grants.milestones import milestones
from grants.models import Call, Contract, Decision, Ranking
from grants.queries.objections import objections_of
from grants.services import objection_replies
from office.rulebooks import from_version
from tests.factories import grants as made
from tests.factories import objections as after

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def day(year, month, number):
    """Noon of a day."""
    return datetime.datetime(year, month, number, 11, tzinfo=datetime.UTC)


def steps_of(call, today, **facts):
    """Title → (due, done, days late, article, text)."""
    call = Call.objects.select_related("rulebook").get(pk=call.pk)
    told = {"ranking": getattr(call, "ranking", None), "decision": getattr(call, "decision", None), **facts}
    rows = milestones(call, from_version(call.rulebook), today, **told)
    return {row.title: row for row in rows}


def test_a_decided_call_of_a_ministry_says_every_step(client):
    call = made.decided_call()
    Call.objects.filter(pk=call.pk).update(
        year=2026,
        published_at=day(2026, 4, 10),
        opens_at=day(2026, 4, 10),
        deadline=day(2026, 5, 11),
        check_published_at=day(2026, 6, 5),
        check_published_by=call.created_by,
    )
    Ranking.objects.filter(call=call).update(published_at=day(2026, 8, 1))
    Decision.objects.filter(call=call).update(published_at=day(2026, 9, 15))
    row = call.decision.rows.filter(outcome="awarded").first()
    signed = made.contract(row)
    found = steps_of(call, datetime.date(2026, 10, 1), contracts=[signed], awarded=2)
    assert list(found) == [
        "Call published",
        "Deadline for applications",
        "List of complete and rejected applications",
        "Ranking list published",
        "Decision published",
        "Contracts signed",
    ]
    published, check = found["Call published"], found["List of complete and rejected applications"]
    assert (published.due, timezone.localdate(published.at)) == (
        datetime.date(2026, 3, 2),
        datetime.date(2026, 4, 10),
    )
    assert published.late == 39
    assert published.law == "čl. 32v Zakona o NVO" and published.text == "39 days late"
    assert (check.due, check.late, check.law) == (datetime.date(2026, 5, 26), 10, "Zakon o NVO")
    assert found["Deadline for applications"].text == "open for 31 days, at least 30 are needed"
    for title in ("Ranking list published", "Decision published"):
        assert (found[title].due, found[title].late) == (None, 0)
    assert found["Contracts signed"].future and "1 of 2 signed" in found["Contracts signed"].text
    page = client.get(f"/en/calls/{call.slug}/").content.decode()
    for words in (
        "39 days late",
        "due on 2\u00a0March 2026",
        "10 days late",
        "čl. 32v Zakona o NVO",
        "Contracts signed",
    ):
        assert words in page, words
    lines = b"".join(client.get(f"/calls/{call.slug}/steps.csv").streaming_content).decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(lines)))
    assert len(table) == len(found)
    assert (table[0]["on"], table[0]["due"], table[0]["days_late"]) == ("2026-04-10", "2026-03-02", "39")
    assert table[0]["law"] and table[2]["days_late"] == "10"


def test_a_step_in_time_says_when_it_was_due(client):
    call = made.decided_call()
    Call.objects.filter(pk=call.pk).update(
        year=2026,
        published_at=day(2026, 2, 20),
        opens_at=day(2026, 2, 20),
        deadline=day(2026, 3, 23),
        check_published_at=day(2026, 4, 1),
        check_published_by=call.created_by,
    )
    page = client.get(f"/en/calls/{call.slug}/").content.decode()
    steps = page[page.index('id="steps"') :]
    assert "due on 2 March 2026 · in time" in " ".join(steps.split())
    assert steps.count("in time") == 2


def test_a_call_of_a_city_says_inspection_objections_replies_and_contracts(client, settings):
    settings.OFFICE_JURISDICTION = "novi_sad"
    call_command("load_rulebooks", verbosity=0)
    call = after.listed_call()
    listed = timezone.localdate(call.ranking.published_at)
    first, second = (after.file(row) for row in call.applications.order_by("pk")[:2])
    by = made.president(call.commission)
    objection_replies.dismiss(objection=first, reply="Bodovi su obrazloženi.", by=by)
    late = second.due + datetime.timedelta(days=4)
    rules = from_version(call.rulebook)
    found = steps_of(call, late, objections=list(objections_of(call)))
    assert list(found)[-5:] == [
        "Ranking list published",
        "Inspection of applications ends",
        "Objections end",
        "Objections answered",
        "Decision published",
    ]
    replied = found["Objections answered"]
    assert (replied.due, replied.late, replied.future) == (second.due, 4, True)
    assert replied.law == rules.ranking.objection_decision_days.law != ""
    assert found["Inspection of applications ends"].at > listed and found["Objections end"].law
    with time_machine.travel(made.now() + datetime.timedelta(days=1), tick=False):
        objection_replies.dismiss(objection=second, reply="Bodovi su obrazloženi.", by=by)
    found = steps_of(call, late, objections=list(objections_of(call)))
    assert not found["Objections answered"].future and found["Objections answered"].late == 0
    decision = Decision(call=call, published_at=day(2026, 9, 1))
    contracts = [
        Contract(signed_on=datetime.date(2026, 9, 20)),
        Contract(signed_on=datetime.date(2026, 9, 5)),
    ]
    signed = steps_of(call, late, decision=decision, contracts=contracts, awarded=2)["Contracts signed"]
    assert (signed.at, signed.due, signed.late) == (datetime.date(2026, 9, 20), datetime.date(2026, 9, 11), 9)
    page = client.get(f"/sr-latn/calls/{call.slug}/").content.decode()
    assert page.count('class="law"') >= 4
