"""What the public is told of a party: feeds, the watch by e-mail, reports of errors, data for programs, the book."""

import datetime
import json
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from post_office.models import Email

from ngo_registry.models import ErrorReport, Party, PartyEntry, RegisterFiling, Watch, Watcher
from ngo_registry.panels import desk_items
from ngo_registry.services import decisions, digests
from ngo_registry.services import error_reports as reports
from ngo_registry.services import filings as services
from ngo_registry.services.parties import open_party_change, open_party_deletion
from ngo_registry.watch_links import token
from office.refusal import Refused
from tests.browser.steps.papers import text_of
from tests.factories.filings import JMBG, stored
from tests.factories.parties import SECRET, entered_party
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
MAIL = "citalac@example.test"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def party(officer, head) -> Party:
    """A party of the register."""
    return entered_party(officer, head)


def moved(party: Party, officer, head, address: str = "Nova 2") -> RegisterFiling:
    """Its seat is changed by a decision."""
    filing = open_party_change(party=party, party_change="seat", by=officer)
    services.save_section(filing=filing, section="asked", facts={"address": address}, by=officer)
    filing = services.attach(filing=filing, papers={"change_paper": stored()}, by=officer)
    filing = services.take(filing=services.submit(filing=filing, by=officer), by=officer)
    return decisions.enter(filing=filing, by=head)


def ended(party: Party, officer, head) -> RegisterFiling:
    """It is deleted by its own decision."""
    filing = open_party_deletion(party=party, by=officer)
    facts = {"party_ground": "own_decision", "deletion_reason": "Odluka skupštine."}
    services.save_section(filing=filing, section="deletion", facts=facts, by=officer)
    filing = services.attach(filing=filing, papers={"deletion_paper": stored()}, by=officer)
    filing = services.take(filing=services.submit(filing=filing, by=officer), by=officer)
    return decisions.enter(filing=filing, by=head)


def items(answer) -> list[tuple[str, str]]:
    """Title and description of every item of a feed."""
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    return [
        (item.findtext("title"), item.findtext("description"))
        for item in ElementTree.fromstring(answer.content).iter("item")
    ]


def mail() -> Email:
    """The one message to the reader."""
    return Email.objects.get(to=MAIL)


def closed_words(party: Party) -> tuple[str, ...]:
    """What nobody outside the office may read."""
    founder = party.filings.order_by("pk").first().statements.first()
    return (SECRET, JMBG[0], "Tajna ulica 78", founder.name, "stranka@example.test")


def test_feeds_tell_every_line_of_the_book_with_its_act(client, party, officer, head):
    filing = moved(party, officer, head)
    own = client.get(f"/parties/{party.number}/feed/?language=en")
    assert [title for title, _text in items(own)] == [
        f"Change of entered data, act {filing.decision_number}",
        f"Entry in the register, act {party.decision_number}",
    ]
    assert "Address of the seat: Trg slobode 1 → Nova 2" in items(own)[0][1]
    entered_party(officer, head, name="Pokret otvorenih vrata", short_name="POV")
    of_search = items(client.get("/parties/feed/?q=БИСТРИХ&language=en"))
    assert [title for title, _text in of_search] == [party.name, party.name]
    assert of_search[0][1].startswith(f"Change of entered data, act {filing.decision_number}\n")
    whole = client.get("/parties/feed/?language=en")
    assert len(items(whole)) == 3 and whole["Cache-Control"] == "public, max-age=600"
    said = own.content.decode() + whole.content.decode()
    assert [word for word in closed_words(party) if word in said] == []
    assert client.get("/parties/PP-9/feed/").status_code == 404


def test_a_party_and_the_register_of_parties_are_watched_by_email(client, party, officer, head):
    asked = f"/en/register/watch/?party={party.number}"
    assert asked in client.get(f"/en/parties/{party.number}/").content.decode()
    page = client.get("/en/parties/?q=bistrih").content.decode()
    assert "/en/register/watch/?register=parties&amp;q=bistrih" in page
    assert party.name in client.get(asked).content.decode()
    answer = client.post(asked, {"email": MAIL})
    assert answer.url == f"/en/register/watch/asked/?party={party.number}"
    assert back_of(client.get(answer.url)) == f"/en/parties/{party.number}/"
    path = "/" + re.search(r"https?://[^/]+/(\S+/confirm/\S+)", mail().message).group(1)
    assert party.name in client.get(path).content.decode()
    client.post(path)
    watcher, since = Watcher.objects.get(), timezone.now()
    for query in ("", "q=pokret"):
        Watch.objects.create(watcher=watcher, of_parties=True, query=query, confirmed_at=since)
    manage = client.post(path).url
    page = client.get(manage).content.decode()
    for words in (party.name, "The whole register of political parties", "parties: „pokret“"):
        assert words in page
    mail().delete()
    moved(party, officer, head)
    tomorrow = timezone.localtime().replace(hour=9) + DAY
    assert digests.send_all_digests(tomorrow) == 1
    message = mail().message
    assert (
        message.count("Trg slobode 1 → Nova 2") == 2
    )  # the party itself and the whole register, not the search
    assert f"/en/parties/{party.number}/" in message and "„pokret“" not in message
    assert [word for word in closed_words(party) if word in message] == []
    assert digests.send_all_digests(tomorrow + DAY) == 0  # nothing new, nothing twice


def back_of(response) -> str:
    """Where the page of a watch leads back to: the last link of its content."""
    content = response.content.decode().split("</main>")[0]
    return re.findall(r'href="([^"]+)"', content)[-1]


def test_pages_of_a_watch_lead_back_to_what_was_watched(client, party):
    watcher = Watcher.objects.create(email=MAIL, language="en")
    at = timezone.now()
    of_one = Watch.objects.create(watcher=watcher, party=party, confirmed_at=at)
    of_all = Watch.objects.create(watcher=watcher, of_parties=True, query="q=most", confirmed_at=at)
    manage, end = (f"/en/register/watch/{name}/{token('manage', watcher.pk)}/" for name in ("manage", "end"))
    assert {back_of(client.get(page)) for page in (manage, end)} == {"/en/parties/"}
    assert client.post(manage, {"watch": of_all.pk}).url == manage
    assert back_of(client.get(end)) == f"/en/parties/{party.number}/"
    gone = client.post(manage, {"watch": of_one.pk}).url
    assert back_of(client.get(gone)) == f"/en/parties/{party.number}/"
    assert back_of(client.get("/en/register/watch/ended/?register=parties")) == "/en/parties/"
    assert back_of(client.get("/en/register/watch/ended/?party=PP-9")) == "/en/register/"
    assert back_of(client.get("/en/register/watch/asked/")) == "/en/register/"


def test_what_is_no_party_is_not_watched(client, settings, party):
    assert client.get("/en/register/watch/?party=PP-9").status_code == 404
    assert (
        "whole register of political" in client.get("/en/register/watch/?register=parties").content.decode()
    )
    settings.OFFICE_JURISDICTION = "serbia"
    for address in (f"?party={party.number}", "?register=parties"):
        assert client.get(f"/en/register/watch/{address}").status_code == 404
    for address in (
        "/parties/feed/",
        f"/parties/{party.number}/feed/",
        f"/en/parties/{party.number}/report-error/",
    ):
        assert client.get(address).status_code == 404


def test_an_error_of_a_party_comes_into_the_queue_of_the_clerks_and_becomes_a_change(client, party, officer):
    address = f"/en/parties/{party.number}/report-error/"
    assert f'href="{address}"' in client.get(f"/en/parties/{party.number}/").content.decode()
    said = {"wrong": "Adresa nije tačna.", "right": "", "email": MAIL}
    sent = client.post(address, said, follow=True)
    report = ErrorReport.objects.get()
    assert report.number in sent.content.decode() and (report.party, report.organisation) == (party, None)
    assert [item.title for item in desk_items(officer) if "errors" in item.url] == [party.name]
    client.force_login(officer)
    assert party.name in client.get("/staff/register/errors/").content.decode()
    base = f"/staff/register/errors/{report.pk}/"
    client.post(f"{base}step/", {"action": "take"})
    page = client.get(base).content.decode()
    assert f"/staff/parties/{party.pk}/" in page and MAIL not in page
    assert "change of short name" in client.get(f"{base}begin_change/").content.decode()
    answer = client.post(f"{base}begin_change/", {"party_change": "seat"})
    filing = RegisterFiling.objects.get(filing_kind="change")
    assert answer.url == f"/staff/register/filings/{filing.pk}/" and filing.party == party
    client.post(f"{base}answer/", {"answer": "Upisano."})
    message = mail().message
    assert party.name in message and f"/parties/{party.number}/" in message


def test_a_flood_of_reports_of_one_party_is_stopped_and_a_clerk_without_the_register_gets_no_dead_link(
    client, party
):
    for n in range(20):
        reports.report_error(about=party, wrong=f"x{n}", by=None)
    with pytest.raises(Refused, match="Many reports about this entry"):
        reports.report_error(about=party, wrong="x", by=None)
    clerk = UserFactory(roles=("office_officer",), language="en")
    client.force_login(clerk)
    page = client.get(f"/staff/register/errors/{ErrorReport.objects.first().pk}/").content.decode()
    assert clerk.can("edit_register") is (f"/staff/parties/{party.pk}/" in page)


def test_the_page_says_its_facts_to_programs_and_its_history_to_people(client, party, officer, head):
    filing = moved(party, officer, head)
    page = client.get(f"/en/parties/{party.number}/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S).group(1))
    assert (data["@type"], data["name"], data["identifier"]) == ("PoliticalParty", party.name, party.number)
    assert data["address"]["streetAddress"] == "Nova 2" and "Ana" not in json.dumps(data)
    assert client.get(data["@id"].replace("http://localhost:8000", ""), follow=True).status_code == 200
    change, entry = page.index(filing.decision_number), page.rindex(party.decision_number)
    assert change < entry and "<del>Trg slobode 1</del>" in page and "<ins>Nova 2</ins>" in page


def test_the_book_says_entry_change_and_deletion_as_the_law_asks(client, party, officer, head):
    moved(party, officer, head)
    other = entered_party(officer, head, name="Pokret otvorenih vrata", short_name="POV")
    ended(party, officer, head)
    client.force_login(officer)
    words = " ".join(text_of(client.get(f"/staff/parties/book/?party={party.pk}&pdf=1").content).split())
    for said in (
        f"No. of entry {party.number}", "Day of entry", f"Name {party.name}", "Short name SBR",
        "Sign in words plavi krug", "Seat Trg slobode 1, Nikšić", "Representative Ana Anić, predsjednica",
        "Day of founding 10 October 2026", "Day of the statute 10 October 2026",
        "Day of the programme 11 October 2026", "Founders' statements 200",
        "Address of the seat before: Trg slobode 1 after: Nova 2", "Status before: active after: deleted",
        "Day of deletion before: –", "Ground of deletion before: – after: own decision of the party",
        "Reason of deletion before: – after: Odluka skupštine.", "Who Petar Drugi", "Part 1 of 1",
    ):  # fmt: skip
        assert said in words, said
    assert [word for word in (*closed_words(party), other.name) if word in words] == []
    acts = PartyEntry.objects.filter(party=party).values_list("act_number", flat=True)
    assert [act for act in acts if act not in words] == []
    page = client.get("/staff/parties/book/")
    assert [row.holder.pk for row in page.context["rows"]] == [party.pk, party.pk, other.pk, party.pk]
    year = timezone.localdate().year
    past = client.get(f"/staff/parties/book/?since={year - 2}-01-01&until={year - 2}-12-31&party=x")
    assert past.context["rows"] == [] and "No line in this time." in past.content.decode()
