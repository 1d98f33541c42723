"""The published ranking list: everybody reads it before the decision, its applicants are told and see their place.

Rules tried: filing.applicants_published.
"""

import csv
import datetime
import io

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from post_office.models import Email

from grants.models import Call, Decision, PastRanking, Ranking
from grants.queries import long_lists
from grants.queries.objections import terms_of
from grants.queries.public_ranking import own_place
from grants.services.ranking_news import tell_of_ranking
from office.jobs import run_job
from office.models import Job, User
from office.templatetags.saradnja import day
from tests.factories import grants as made
from tests.factories import life
from tests.factories import objections as after
from tests.factories.applications import enter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city(settings):
    """A city whose rulebook knows inspection and objections."""
    settings.OFFICE_JURISDICTION = "novi_sad"
    settings.SECOND_FACTOR_REQUIRED = False
    call_command("load_rulebooks", verbosity=0)
    with translation.override("en"):
        yield


def rows_of(client, call, name):
    answer = client.get(f"/calls/{call.slug}/{name}.csv")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_everybody_reads_the_list_between_its_publication_and_the_decision(
    client, monkeypatch, django_assert_max_num_queries
):
    call = after.listed_call(((90, 91, 92), (80, 80, 80)))
    address = f"/en/calls/{call.slug}/"
    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()
    assert 'href="#ranking"' in page and f"Ranking list {call.ranking.number} was published" in page
    first, second = call.applications.order_by("pk")
    for row in (first, second):
        assert row.organisation.name in page and row.title in page and row.number in page
    assert f"/calls/{call.slug}/ranking.csv" in page and "Member 3" in page
    assert "Amount awarded" not in page and "Points and reasons" not in page
    found = rows_of(client, call, "ranking")
    assert [(row["place"], row["number"], row["points"], row["requested"]) for row in found] == [
        ("1", first.number, "91.00", "5000.00"),
        ("2", second.number, "80.00", "5000.00"),
    ]
    assert (found[0]["sheet_1"], found[0]["sheet_3"]) == ("90.00", "92.00")
    monkeypatch.setattr(long_lists, "PART", 1)
    parts = client.get(address, {"ranking": "2"})
    assert [row.application_id for row in parts.context["listing"].page] == [second.pk]
    assert "?ranking=1#ranking" in parts.content.decode()


def test_no_list_before_it_is_published_and_one_table_after_the_decision(client):
    call = after.listed_call(((90, 90, 90),), publish=False)
    page = client.get(f"/en/calls/{call.slug}/").content.decode()
    assert 'id="ranking"' not in page and client.get(f"/calls/{call.slug}/ranking.csv").status_code == 404
    application = call.applications.get()
    assert own_place(application) is None
    decided = made.decided_call()
    page = client.get(f"/en/calls/{decided.slug}/").content.decode()
    assert page.count('id="ranking"') == 1 and "which is not published yet" not in page
    assert len(rows_of(client, decided, "ranking")) == 3


def test_the_applicant_reads_the_own_place_where_objections_are_filed(client):
    call = after.listed_call(((90, 90, 90), (80, 80, 80)))
    out = made.application(call, state="rejected")
    second = call.applications.get(ranking_row__place=2)
    enter(client, second.created_by)
    for name in ("application", "objection"):
        page = client.get(reverse(f"grants_portal:{name}", args=[second.pk])).content.decode()
        assert "Your place on the ranking list" in page and "<dd>80</dd>" in page.replace("80.00", "80")
        assert f"/calls/{call.slug}/#ranking" in page
    client.post(reverse("grants_portal:sheets_open", args=[second.pk]))
    page = client.get(reverse("grants_portal:sheets", args=[second.pk])).content.decode()
    assert "Your place on the ranking list" in page
    enter(client, out.created_by)
    page = client.get(reverse("grants_portal:objection", args=[out.pk])).content.decode()
    assert "Your application is not on the list" in page


def test_applicants_and_watchers_are_told_once_with_the_last_days():
    call = after.listed_call(((90, 90, 90), (80, 80, 80)), publish=False)
    out = made.application(call, state="rejected")
    life.watch(call=call)
    User.objects.update(language="en")
    Email.objects.all().delete()
    after.publish_list(call)
    call = Call.objects.get(pk=call.pk)
    for job in Job.objects.filter(kind__in=["grants.ranking_news", "grants.call_news"], state="waiting"):
        run_job(job.pk)
    terms = terms_of(call)
    with translation.override("en"):
        last, look = day(terms.object_until), day(terms.inspect_until)
    for application in call.applications.all():
        letter = Email.objects.get(to=[application.contact_email or application.submitted_by.email])
        assert last in letter.message and look in letter.message and call.ranking.number in letter.message
        assert letter.message.count("(Uredba 16/18)") == 2
        assert f"/portal/applications/{application.pk}/objection/" in letter.message
    assert out.number in Email.objects.get(to=[out.contact_email or out.submitted_by.email]).message
    told = Email.objects.get(to=["prati@example.test"])
    assert call.title in told.subject and f"/calls/{call.slug}/#ranking" in told.message
    assert Email.objects.count() == 4


def test_the_final_list_says_that_no_other_objection_is_possible():
    call = after.listed_call(((90, 90, 90),))
    by = made.president(call.commission)
    PastRanking.objects.create(
        call=call, edition=1, number="RL-1", published_at=made.now(), why="objections", note="Bodovi.",
        ended_at=made.now(), ended_by=by,
    )  # fmt: skip
    person = call.applications.get().submitted_by
    type(person).objects.filter(pk=person.pk).update(language="en")
    Email.objects.all().delete()
    assert tell_of_ranking(ranking=call.ranking, by=by) == 1
    letter = Email.objects.get()
    assert "final ranking list" in letter.subject and "no other objection" in letter.message
    Ranking.objects.filter(pk=call.ranking.pk).update(
        state="draft", published_at=None, published_by=None, confirmed_at=None, confirmed_by=None, number=""
    )
    assert tell_of_ranking(ranking=Ranking.objects.get(), by=by) == 0


def test_applicants_are_public_with_the_check_or_after_the_deadline_by_the_rulebook(client):
    call = made.closed_call()
    row, gone = made.application(call), made.application(call, state="withdrawn")
    address = f"/en/calls/{call.slug}/"
    assert row.title not in client.get(address).content.decode()
    assert client.get(f"/calls/{call.slug}/applicants.csv").status_code == 404
    call.rulebook.values["filing"]["applicants_published"]["value"] = "after_deadline"
    version = call.rulebook
    version.pk, version.code, version.sha256 = None, "open-applicants", "2" * 64
    version.save(force_insert=True)
    Call.objects.filter(pk=call.pk).update(rulebook=version)
    page = client.get(address).content.decode()
    assert row.title in page and gone.title not in page
    assert [line["number"] for line in rows_of(client, call, "applicants")] == [row.number]
    with time_machine.travel(call.deadline - datetime.timedelta(hours=1), tick=False):
        assert client.get(f"/calls/{call.slug}/applicants.csv").status_code == 404
    assert not Decision.objects.filter(call=call).exists()
