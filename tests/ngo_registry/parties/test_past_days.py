"""The register of parties on any past day, shown and taken out."""

import datetime
import io

import openpyxl
import pytest
from django.utils import timezone
from pypdf import PdfReader

from ngo_registry.models import Party, PartyEntry
from ngo_registry.queries.party_past import parties_on, party_state_on
from office.jobs import run_job
from office.models import IssuedDocument, Job
from tests.factories.parties import entered_party
from tests.ngo_registry.parties.test_pages import questions

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def changed(officer, head):
    """A party entered ten days ago; since yesterday it has another name and seat."""
    party, today = entered_party(officer, head), timezone.localdate()
    Party.objects.filter(pk=party.pk).update(
        registered_on=today - 10 * DAY, name="Stranka novih mostova", address="Nova 2", represented_by="Novi"
    )
    facts = {
        "name": ["Stranka bistrih rijeka", "Stranka novih mostova"],
        "address": ["Trg slobode 1", "Nova 2"],
        "represented_by": ["Ana Anić, predsjednica", "Novi, predsjednica"],
    }
    filing = party.filings.get()
    PartyEntry.objects.create(
        number="UP-9",
        party=party,
        filing=filing,
        kind="change",
        on=today - DAY,
        act_number="O-9",
        facts=facts,
        by=head,
    )
    return Party.objects.get(pk=party.pk)


def test_a_party_is_shown_as_it_was(changed):
    today = timezone.localdate()
    assert party_state_on(changed, today - 11 * DAY) is None
    was, now = party_state_on(changed, today - 2 * DAY), party_state_on(changed, today)
    assert (was["name"], was["address"], was["represented_by"]) == (
        "Stranka bistrih rijeka", "Trg slobode 1", "Ana Anić, predsjednica",
    )  # fmt: skip
    assert (now["name"], now["address"]) == ("Stranka novih mostova", "Nova 2")


def test_the_register_of_a_day_has_who_stood_in_it(changed, officer, head):
    today = timezone.localdate()
    gone = entered_party(officer, head, name="Druga stranka", short_name="DS")
    ended = {"status": "deleted", "deleted_on": today - 3 * DAY, "deletion_reason": "spajanje"}
    Party.objects.filter(pk=gone.pk).update(registered_on=today - 8 * DAY, **ended)
    names = lambda day: [row.name for row in parties_on(day).rows]  # noqa: E731
    assert names(today - 20 * DAY) == []
    assert names(today - 4 * DAY) == ["Stranka bistrih rijeka", "Druga stranka"] or names(today - 4 * DAY) == [
        "Druga stranka", "Stranka bistrih rijeka",
    ]  # fmt: skip
    assert names(today - 3 * DAY) == ["Stranka bistrih rijeka"]
    assert names(today) == ["Stranka novih mostova"]
    assert parties_on(today, words="нових").count == 1


def test_officers_see_it_and_take_it_out(client, changed, officer):
    client.force_login(officer)
    day = timezone.localdate() - 2 * DAY
    page = client.get("/staff/parties/past/", {"day": day.isoformat()}).content.decode()
    assert "Stranka bistrih rijeka" in page and "Ana Anić" in page and "Nova 2" not in page
    one = f"/staff/parties/{changed.pk}/past/"
    assert "Trg slobode 1" in client.get(one, {"day": day.isoformat()}).content.decode()
    before = {"day": (day - 30 * DAY).isoformat()}
    assert "was not in the register" in client.get(one, before).content.decode()
    Job.objects.all().delete()
    assert client.post(one, {"day": day.isoformat()}).url == f"/staff/jobs/{Job.objects.get().pk}/"
    run_job(Job.objects.get().pk)
    document = IssuedDocument.objects.get(kind="ngo_registry.past_extract")
    words = " ".join(leaf.extract_text() for leaf in PdfReader(document.file.path).pages)
    assert document.number in words and "Stranka bistrih rijeka" in words and "Nova 2" not in words
    assert document.code in client.get(one, {"day": day.isoformat()}).content.decode()
    table = client.get("/staff/parties/past/parties.csv", {"day": day.isoformat()})
    assert "Stranka bistrih rijeka" in b"".join(table.streaming_content).decode()
    book = client.get("/staff/parties/past/parties.xlsx", {"day": day.isoformat()})
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(book))).active.iter_rows(values_only=True))
    assert (rows[1][0], rows[1][1], rows[1][-1]) == (
        changed.number,
        "Stranka bistrih rijeka",
        "Ana Anić, predsjednica",
    )
    for query in ("day=x", "day=2999-01-01", "day=0001-01-01&page=9", "q=%00"):
        assert client.get(f"/staff/parties/past/?{query}").status_code == 200


def test_the_list_asks_the_same_for_one_and_for_three(client, changed, officer, head):
    client.force_login(officer)
    few = questions(client, "/staff/parties/past/")
    for n in (1, 2):
        entered_party(officer, head, name=f"Stranka {'ab'[n - 1] * 5}", short_name=f"S{n}")
    assert (questions(client, "/staff/parties/past/"), few) == (few, few)
    assert few <= 9


def test_others_do_not_see_it(client, changed, settings):
    assert client.get("/staff/parties/past/").status_code == 302
    settings.OFFICE_JURISDICTION = "serbia"
    assert client.get("/staff/parties/past/").status_code in {302, 404}
