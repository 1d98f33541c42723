"""The extract of the public record: one for each state of the entry, ordered by POST, verified by its code."""

import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from ngo_registry.models import ExtractState, Founder, Organisation, RegisterEntry, Representative
from ngo_registry.queries.extracts import state_key
from ngo_registry.services.extracts import draw_extract, order_extract
from office.jobs import run_job
from office.models import IssuedDocument, Job
from tests.factories.filings import JMBG
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty(empty_cache):
    """Counters of the limits begin at nothing."""


@pytest.fixture
def ngo():
    """An organisation with people whose closed data must not come out."""
    row = OrganisationFactory(name="Žena danas", email_of_record="zapis@example.test")
    Representative.objects.create(
        organisation=row, name="Ana Anić", position="predsjednica", jmbg=JMBG[0], address="Tajna ulica 77"
    )
    Founder.objects.create(organisation=row, name="Osnivač Tajni", jmbg=JMBG[1], address="Tajna ulica 78")
    return row


def text_of(document: IssuedDocument) -> str:
    """The words of the PDF."""
    data = document.file.path.read_bytes()
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def test_a_citizen_orders_gets_and_verifies_the_extract(client, ngo):
    path = f"/en/register/{ngo.number}/"
    assert "Get the extract (PDF)" in client.get(path).content.decode()
    answer = client.post(f"{path}extract/")
    assert answer.url == f"{path}extract/" and Job.objects.count() == 1
    waiting = client.get(answer.url).content.decode()
    assert "The extract is being drawn." in waiting and 'data-wait="2"' in waiting
    client.post(f"{path}extract/")
    assert Job.objects.count() == 1
    run_job(Job.objects.get().pk)
    document = IssuedDocument.objects.get()
    page = client.get(answer.url).content.decode()
    assert document.number in page and f"/verify/{document.code}/" in page
    words = text_of(document)
    assert "Žena danas" in words and "Ana Anić" in words and document.number in words
    for closed in (*JMBG, "Tajna", "zapis@example.test", "Osnivač Tajni"):
        assert closed not in words
    verified = client.get(f"/verify/{document.code}/?language=en").content.decode()
    assert "The document is genuine and valid." in verified
    file = b"".join(client.get(f"/verify/{document.code}/document.pdf").streaming_content)
    assert file.startswith(b"%PDF")
    client.post(f"{path}extract/")
    assert (Job.objects.count(), IssuedDocument.objects.count()) == (1, 1)
    assert f"/verify/{document.code}/document.pdf" in client.get(path).content.decode()


def test_a_changed_entry_gets_a_new_extract_and_the_old_one_says_so(client, ngo):
    first = draw_extract(organisation=ngo, by=None)
    assert draw_extract(organisation=ngo, by=None) == first
    Organisation.objects.filter(pk=ngo.pk).update(address="Nova 5")
    assert "Get the extract (PDF)" in client.get(f"/en/register/{ngo.number}/").content.decode()
    second = draw_extract(organisation=ngo, by=None)
    first.refresh_from_db()
    assert (first.status, first.replaced_by) == ("replaced", second)
    assert second.number != first.number and "Nova 5" in text_of(second)
    assert ExtractState.objects.count() == 2


def test_of_a_list_kept_elsewhere_it_is_a_transcript(settings):
    settings.OFFICE_JURISDICTION = "serbia"
    settings.OFFICE_LANGUAGES = ["en"]
    document = draw_extract(organisation=OrganisationFactory(imported=True), by=None)
    assert document.title == "Transcript of the public list of organisations"
    assert "not an extract from that register" in text_of(document)


def test_orders_are_limited_and_a_get_orders_nothing(client, ngo):
    path = f"/en/register/{ngo.number}/extract/"
    assert client.get(path).status_code == 200 and not Job.objects.exists()
    codes = [client.post(path).status_code for _n in range(7)]
    assert codes == [302] * 6 + [429]
    assert client.post("/en/register/none/extract/").status_code == 404
    assert order_extract(organisation=ngo, by=None) == Job.objects.get()


def test_the_page_shows_what_changed_and_where_it_lasts(client, ngo, settings):
    RegisterEntry.objects.create(
        number="U-1", organisation=ngo, kind="change", on="2024-05-06", act_number="UPI-9",
        facts={"address": ["Stara 1", "Trg slobode 1"]},
    )  # fmt: skip
    page = client.get(f"/en/register/{ngo.number}/").content.decode()
    assert "<del>Stara 1</del>" in page and "<ins>Trg slobode 1</ins>" in page and "UPI-9" in page
    assert f"{settings.SITE_URL}/register/{ngo.number}/" in page and "data:image/svg+xml" in page
    assert f"/register/{ngo.number}/feed/" in page


def test_the_page_asks_the_same_for_one_and_three_lines(client, ngo):
    draw_extract(organisation=ngo, by=None)
    counts = []
    for more in (1, 2):
        for n in range(more):
            RegisterEntry.objects.create(
                number=f"U-{more}-{n}", organisation=ngo, kind="entry", on="2024-05-06"
            )
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/en/register/{ngo.number}/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12, [query["sql"][:90] for query in seen]


def test_the_extract_and_the_page_say_everything_that_is_entered(client, ngo):
    """Days of the founding and the statute, other names, office, economic activity, limits of representation."""
    facts = {
        "name_cyrillic": "Жена данас", "other_names": "Woman today (en)", "office_form": "branch",
        "founded_on": datetime.date(2019, 5, 6), "statute_on": datetime.date(2019, 5, 7),
        "lasts_until": datetime.date(2031, 8, 9), "economic_activity": True, "economic_code": "94.99",
    }  # fmt: skip
    Organisation.objects.filter(pk=ngo.pk).update(**facts)
    limits = {"limits": "do 5.000 eura", "mandate_until": datetime.date(2030, 2, 3)}
    ngo.representatives.update(**limits)
    before = state_key(ngo)
    ngo.refresh_from_db()
    assert state_key(ngo) != before
    words = text_of(draw_extract(organisation=ngo, by=None))
    page = client.get(f"/en/register/{ngo.number}/").content.decode()
    for said in ("Жена данас", "Woman today (en)", "94.99", "do 5.000 eura"):
        assert said in words
    for said in (
        "Woman today (en)",
        "94.99",
        "do 5.000 eura",
        "branch",
        "mandate until 3\u00a0February 2030",
    ):
        assert said in page
    for day in ("6. maja 2019", "7. maja 2019", "9. avgusta 2031", "3. februara 2030"):
        assert day in words
    for day in ("6\u00a0May 2019", "7\u00a0May 2019", "9\u00a0August 2031"):
        assert day in page
