"""Feeds and the watch by e-mail: double consent, one digest a day, nothing twice, ended in one press, forgotten."""

import datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from post_office.models import STATUS, Email

from ngo_registry.models import RegisterEntry, Watch, Watcher
from ngo_registry.services import digests, watches
from ngo_registry.watch_links import row_of, token
from office.models import AuditEvent
from office.watches import UNANSWERED
from tests.factories.registry import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
MAIL = "citalac@example.test"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _empty(empty_cache):
    """Counters of the limits begin at nothing."""


@pytest.fixture
def ngo():
    """Something to watch."""
    return OrganisationFactory(name="Žena danas")


def watched(organisation=None, query="", email=MAIL) -> Watch:
    """A watch confirmed yesterday morning."""
    watcher, _made = Watcher.objects.get_or_create(email=email, defaults={"language": "en"})
    at = timezone.now() - datetime.timedelta(days=1)
    return Watch.objects.create(watcher=watcher, organisation=organisation, query=query, confirmed_at=at)


def line(organisation, at=None, **facts) -> RegisterEntry:
    """A line of the book; written some hours ago."""
    given = {
        "number": f"U-{RegisterEntry.objects.count()}",
        "kind": "change",
        "on": "2026-01-02",
        "act_number": "UPI-7",
    }
    row = RegisterEntry(organisation=organisation, **given | facts)
    row.save()
    return row


def tomorrow(hour: int = 9) -> datetime.datetime:
    """The morning on which everything of today is told."""
    day = timezone.localtime() + datetime.timedelta(days=1)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def items(answer) -> list[tuple[str, str]]:
    """Title and description of every item of a feed."""
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    return [
        (item.findtext("title"), item.findtext("description"))
        for item in ElementTree.fromstring(answer.content).iter("item")
    ]


def test_the_feed_of_an_organisation_tells_what_changed(client, ngo):
    line(ngo, facts={"address": ["Stara 1", "Trg slobode 1"]})
    answer = client.get(f"/register/{ngo.number}/feed/?language=en")
    assert items(answer) == [
        ("Change of entered data, act UPI-7", "Address of the seat: Stara 1 → Trg slobode 1")
    ]
    assert answer["Cache-Control"] == "public, max-age=600"
    assert client.get("/register/none/feed/").status_code == 404


def test_the_feed_of_a_search_tells_who_is_new(client, ngo):
    OrganisationFactory(name="Drugo \x0b& <b>društvo</b>")
    answer = client.get("/register/feed/?q=zena&language=en")
    assert items(answer) == [("Žena danas", "association, Nikšić, entered on 2\u00a0March 2020")]
    assert len(items(client.get("/register/feed/?language=en"))) == 2
    assert len(items(client.get("/register/feed/?entered=2020&kind=association"))) == 2


def order(client, **data):
    """What the page of the watch does."""
    return client.post(f"/en/register/watch/?{data.pop('what')}", {"email": MAIL, **data})


def link_in(email: Email, part: str) -> str:
    """The path of a link of a message."""
    return next(word for word in email.message.split() if part in word).split("/", 3)[3]


def test_double_consent_manage_and_end(client, ngo):
    assert f"?organisation={ngo.number}" in client.get(f"/en/register/{ngo.number}/").content.decode()
    answer = order(client, what=f"organisation={ngo.number}")
    assert answer.url == f"/en/register/watch/asked/?organisation={ngo.number}"
    assert f'<a href="/en/register/{ngo.number}/"' in client.get(answer.url).content.decode()
    watch = Watch.objects.get()
    assert watch.confirmed_at is None
    path = "/" + link_in(Email.objects.get(), "/confirm/")
    page = client.get(path)  # a program that opens links confirms nothing
    watch.refresh_from_db()
    assert watch.confirmed_at is None and "Yes, write to me" in page.content.decode()
    manage = client.post(path).url
    watch.refresh_from_db()
    assert watch.confirmed_at
    page = client.get(manage).content.decode()
    assert "Žena danas" in page and MAIL not in page
    ended = client.post(manage, {"watch": str(watch.pk)}).url
    assert ended == f"/en/register/watch/ended/?organisation={ngo.number}"
    assert not Watcher.objects.exists() and not Email.objects.exists()
    assert "no longer holds" in client.get(manage).content.decode()
    assert MAIL not in str(list(AuditEvent.objects.values()))


def test_the_answer_never_says_what_is_known(client, ngo):
    first = order(client, what=f"organisation={ngo.number}")
    again = order(client, what=f"organisation={ngo.number}")
    assert (first.url, Email.objects.count()) == (again.url, 1)
    Watch.objects.update(confirmed_at=timezone.now())
    assert order(client, what=f"organisation={ngo.number}").url == first.url
    spam = order(client, what=f"organisation={ngo.number}", website="spam")
    assert (spam.url, spam.status_code) == (first.url, 302)
    assert Email.objects.count() == 1
    assert order(client, what="q=centar").status_code == 302
    assert order(client, what="q=centar").status_code == 429


def test_nobody_fills_the_mailbox_of_a_stranger(ngo):
    for n in range(6):
        watches.order_watch(email=MAIL, language="en", query=f"q=centar{n}", by=None)
        Watcher.objects.update(asked_at=timezone.now() - HOUR)
    assert Email.objects.count() == UNANSWERED
    watches.order_watch(email=MAIL, language="en", query="q=centar0", by=None)
    assert Email.objects.count() == UNANSWERED
    Watch.objects.update(asked_at=timezone.now() - 13 * HOUR)
    watches.order_watch(email=MAIL, language="en", query="q=centar0", by=None)
    assert Email.objects.count() == UNANSWERED + 1


def test_wrong_addresses_and_broken_links(client, ngo):
    page = client.post("/en/register/watch/?q=a", {"email": "no"}).content.decode()
    assert "Enter a valid email address." in page
    assert client.get("/en/register/watch/?organisation=none").status_code == 404
    watch = watched(ngo)
    for purpose in ("confirm", "manage"):
        text = token(purpose, watch.pk)
        assert row_of(text, purpose) == watch.pk
        assert row_of(text[:-2], purpose) is None
        assert row_of(text, {"confirm": "manage", "manage": "confirm"}[purpose]) is None
    for name in ("confirm", "manage"):
        assert client.get(f"/en/register/watch/{name}/evil/").status_code == 404
    assert client.post("/en/register/watch/end/evil/").status_code == 302


def test_one_digest_a_day_with_everything_and_nothing_twice(ngo):
    watched(ngo)
    watched(query="q=centar")
    line(ngo, facts={"address": ["Stara 1", "Trg slobode 1"]})
    for n in range(25):
        OrganisationFactory(name=f"Centar {n:02}")
    assert digests.send_all_digests(tomorrow(hour=6)) == 0  # before the hour
    assert digests.send_all_digests(tomorrow()) == 1
    email = Email.objects.get()
    assert email.to == [MAIL] and email.subject == "What is new in the register"
    for part in ("Žena danas", "Stara 1 → Trg slobode 1", "Centar 00", "and 5 more organisations"):
        assert part in email.message
    assert email.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert digests.send_all_digests(tomorrow(hour=10)) == 0
    assert digests.send_all_digests(tomorrow() + datetime.timedelta(days=1)) == 0  # nothing new
    assert Email.objects.count() == 1


def test_what_came_before_the_consent_or_is_not_confirmed_is_not_told(ngo):
    line(ngo)
    Watch.objects.filter(pk=watched(ngo).pk).update(confirmed_at=timezone.now() + HOUR)
    watched(query="q=zena", email="drugi@example.test")
    Watch.objects.filter(watcher__email="drugi@example.test").update(confirmed_at=None)
    assert digests.send_all_digests(tomorrow()) == 0


def test_a_digest_that_breaks_is_neither_lost_nor_sent_twice(ngo, monkeypatch):
    watch = watched(ngo)
    line(ngo)
    save = Watcher.save

    def broken(self, *args, **kwargs):
        raise RuntimeError("the machine stopped after the message was queued")

    monkeypatch.setattr(Watcher, "save", broken)
    assert digests.send_all_digests(tomorrow()) == 0
    assert not Email.objects.exists()
    monkeypatch.setattr(Watcher, "save", save)
    assert digests.send_all_digests(tomorrow()) == 1
    assert Email.objects.count() == 1
    watch.watcher.refresh_from_db()
    assert watch.watcher.told_until.date() == tomorrow().date()


def test_one_press_in_the_mail_program_ends_it_and_stops_what_waits(client, ngo):
    watched(ngo)
    line(ngo)
    digests.send_all_digests(tomorrow())
    email = Email.objects.get()
    assert email.status == STATUS.queued
    path = "/" + email.headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    assert client.get(path).status_code == 200 and Watcher.objects.exists()
    client.post(path, {"List-Unsubscribe": "One-Click"})
    assert not Watcher.objects.exists() and not Watch.objects.exists() and not Email.objects.exists()
    assert client.post(path).status_code == 302


def test_staff_see_neither_the_address_nor_the_links(client, settings, ngo):
    settings.SECOND_FACTOR_REQUIRED = False
    watches.order_watch(email=MAIL, language="en", organisation=ngo, by=None)
    client.force_login(UserFactory(roles=("office_officer",), language="en"))
    page = client.get("/staff/outbox/").content.decode()
    assert "closed address" in page and MAIL not in page
    page = client.get(f"/staff/outbox/{Email.objects.get().pk}/").content.decode()
    assert "closed address" in page and MAIL not in page and "/confirm/" not in page
    assert client.get("/staff/outbox/", {"words": MAIL}).context["page"].paginator.count == 0


def test_addresses_nobody_confirmed_are_forgotten(ngo):
    watches.order_watch(email=MAIL, language="en", organisation=ngo, by=None)
    assert watches.forget_unconfirmed(by=None) == 0
    old = timezone.now() - datetime.timedelta(hours=49)
    Watch.objects.update(asked_at=old)
    Watcher.objects.update(asked_at=old)
    assert watches.forget_unconfirmed(by=None) == 1
    assert not Watcher.objects.exists() and not Email.objects.exists()
