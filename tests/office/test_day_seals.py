"""The seal of the day: published once after midnight, sent to those who keep it, proved against the trail."""

import csv
import datetime
import io

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.translation import override
from post_office.models import Email

from office.checks import day_seal_is_kept
from office.models import AuditSeal, DaySeal
from office.queries.audit import breaks
from office.services.audit import seal_audit, seal_day
from tests.office.test_audit import lines, tamper, trail  # noqa: F401 (fixture)

NIGHT = datetime.datetime(2026, 11, 25, 23, 10, tzinfo=datetime.UTC)  # ten past midnight of the 26th here
DAY = datetime.timedelta(days=1)
SEAL = "ab" * 32


def said(**options) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("verify_audit", stdout=out, **options)
    return out.getvalue()


def test_the_day_is_sealed_once_published_and_sent_to_two_people(trail, settings, client):  # noqa: F811
    settings.DAY_SEAL_TO = ["prva@primjer.test", "druga@primjer.test"]
    lines(3)
    found = seal_day(at=NIGHT, by=None)
    last = AuditSeal.objects.order_by("pk").last()
    assert (found.day, found.hash, found.lines) == (datetime.date(2026, 11, 25), last.hash, 3)
    assert seal_day(at=NIGHT, by=None) is None and DaySeal.objects.count() == 1
    assert sorted(row.to[0] for row in Email.objects.all()) == ["druga@primjer.test", "prva@primjer.test"]
    assert all(f"manage.py verify_audit --seal {found.hash}" in row.message for row in Email.objects.all())
    assert seal_day(at=NIGHT + DAY, by=None).hash == found.hash  # a day without a line has the same seal
    with override("en"):
        page = client.get(reverse("office_public:seals"), {"seal": f" {found.hash.upper()} "})
    assert page.content.decode().count("This is the seal of") == 2
    table = list(csv.reader(io.StringIO(client.get("/seals.csv").getvalue().decode("utf-8-sig"))))
    assert [row[:3] for row in table] == [
        ["day", "seal", "lines"], ["2026-11-25", found.hash, "3"], ["2026-11-26", found.hash, "3"],
    ]  # fmt: skip


def test_the_command_prints_the_last_seal_and_proves_a_kept_one(trail):  # noqa: F811
    lines(2)
    kept = seal_day(at=NIGHT, by=None)
    lines(1)
    seal_audit(by=None)
    last = AuditSeal.objects.order_by("pk").last()
    assert f"Last seal: {last.hash} (" in said()
    assert "The given seal is in the chain: 2 lines up to " in said(seal=kept.hash)
    assert list(breaks(f" {kept.hash.upper()} ")) == []
    with pytest.raises(CommandError, match="kept outside, is not in the database"):
        said(seal=SEAL)
    tamper("UPDATE office_dayseal SET hash = %s", SEAL)
    assert list(breaks()) == [f"The published seal of 2026-11-25, {SEAL}, is not in the chain."]


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_a_published_seal_is_not_changed(verb):
    DaySeal.objects.create(day=NIGHT.date(), hash=SEAL, lines=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        DaySeal.objects.update(lines=2) if verb == "update" else DaySeal.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_lists_days_in_few_queries(client, django_assert_num_queries, count):
    for number in range(count):
        DaySeal.objects.create(day=NIGHT.date() - DAY * number, hash=SEAL, lines=7)
    with django_assert_num_queries(2), override("en"):
        page = client.get(reverse("office_public:seals")).content.decode()
    assert page.count(SEAL) == count


@pytest.mark.django_db
def test_the_page_says_what_is_wrong_and_is_found_from_the_footer_and_from_verify(client):
    with override("en"):
        address = reverse("office_public:seals")
        assert "the first seal appears after midnight" in client.get(address).content.decode()
        assert "A seal has 64 digits" in client.get(address, {"seal": "<b>"}).content.decode()
        assert "Write the seal you have kept" in client.get(address, {"seal": ""}).content.decode()
        unknown = client.get(address, {"seal": SEAL}).content.decode()
        assert "This seal is not among the published ones" in unknown
        front = client.get(reverse("office_public:front")).content.decode()
    assert front.count(f'href="{address}"') == 1
    assert "/seals/" in client.get("/verify/").content.decode().split("<footer")[0]


@pytest.mark.parametrize(
    ("addresses", "warned"), [([], True), (["a@b.test"], True), (["a@b.test", "c@d.test"], False)]
)
def test_a_deployment_without_two_keepers_is_warned(settings, addresses, warned):
    settings.DAY_SEAL_TO = addresses
    assert [each.id for each in day_seal_is_kept(None)] == (["office.W001"] if warned else [])


def test_beat_closes_the_day():
    assert project.CELERY_BEAT_SCHEDULE["seal-day"] == {"task": "office.tasks.seal_day", "schedule": 600.0}
