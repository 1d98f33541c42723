"""Pages of the register of parties: public, of the officer, of the applicant; how much they ask; who may not see them."""

import io
import re

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from ngo_registry.models import Party, RegisterFiling
from ngo_registry.queries.export import export_rows
from ngo_registry.queries.search import Filters, public_search
from ngo_registry.services import decisions
from office.jobs import run_job
from office.models import Job
from office.scripts import fold, to_cyrillic
from tests.browser.steps.papers import text_of
from tests.factories.filings import JMBG
from tests.factories.parties import (
    SECRET,
    cells,
    compared,
    csv_of,
    entered_party,
    kept_sign,
    online_party,
    picture,
    statements,
    waiting_party,
    whole_party,
)
from tests.factories.registry import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOM = "/staff/register/filings"


def text(response) -> str:
    """The page; it is there."""
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def questions(client, address: str) -> int:
    """How many questions a page asks with nothing remembered."""
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def drawn() -> None:
    """All acts, as the worker draws them."""
    for job in Job.objects.filter(state="waiting").order_by("pk"):
        run_job(job.pk)
    assert set(Job.objects.values_list("error", flat=True)) == {""}


def test_anybody_finds_a_party_in_either_script_and_with_one_typo(client, officer, head):
    party = entered_party(officer, head)
    entered_party(officer, head, name="Pokret otvorenih vrata", short_name="POV")
    for words in (
        "bistrih",
        "БИСТРИХ РИЈЕКА",
        "sbr",
        party.number,
        party.number.lower(),
        "bistirh rijeka",
        "niksic sbr",
    ):
        page = client.get("/en/parties/", {"q": words})
        assert [row.number for row in page.context["found"].rows] == [party.number], words
    assert client.get("/en/parties/", {"q": "nema takve"}).context["found"].count == 0
    for address in ("/en/parties/?page=0", "/en/parties/?page=x&status=%00", "/en/parties/?q=%00%27"):
        assert client.get(address).status_code == 200


def test_the_public_page_says_what_is_of_public_record_and_nothing_of_the_founders(client, officer, head):
    party = entered_party(officer, head, sign=kept_sign(officer))
    drawn()
    page = text(client.get(f"/en/parties/{party.number}/"))
    for words in (
        "Stranka bistrih rijeka",
        "SBR",
        "plavi krug",
        "Ana Anić",
        party.decision_number,
        "200",
        "UP-",
    ):
        assert words in page
    sign = client.get(f"/en/parties/{party.number}/sign/")
    assert (sign["Content-Type"], Image.open(io.BytesIO(sign.content)).format) == ("image/png", "PNG")
    extract = re.search(r"/verify/[A-Z0-9]+/", page).group()
    assert client.get(extract).status_code == 200
    founder = party.filings.get().statements.first()
    hidden = (
        SECRET,
        JMBG[0],
        "Tajna ulica 78",
        founder.name,
        founder.certification_number,
        "stranka@example.test",
    )
    pages = ["/en/parties/", f"/en/parties/{party.number}/", f"/cnr-cyrl/parties/{party.number}/", extract]
    found = [client.get(address).content.decode() for address in pages]
    found += [b"".join(client.get("/en/parties/parties.csv").streaming_content).decode()]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/en/parties/parties.xlsx"))))
    found += [str(list(book.active.iter_rows(values_only=True)))]
    assert "Stranka bistrih rijeka" in found[-1]
    found += [client.get(f"/open-data/parties.{form}").getvalue().decode() for form in ("csv", "json")]
    assert party.number in found[-1] and "Ana Anić" not in found[-1]
    assert [(word, n) for n, page in enumerate(found) for word in hidden if word in page] == []
    assert fold(founder.name) not in Party.objects.get().search_text


def test_a_deleted_party_stays_on_its_page_and_a_missing_one_is_none(client, officer, head):
    party = entered_party(officer, head)
    Party.objects.update(
        status="deleted",
        deleted_on=timezone.localdate(),
        deletion_ground="merger",
        deletion_reason="spajanje",
    )
    page = text(client.get(f"/en/parties/{party.number}/"))
    assert "Merger with another party" in page and "spajanje" in page
    for address in ("/en/parties/PP-1/", f"/en/parties/{party.number}x/sign/"):
        assert client.get(address).status_code == 404


def test_a_party_is_in_no_search_count_or_file_of_organisations(client, officer, head):
    party = entered_party(officer, head)
    ngo = OrganisationFactory(name="Udruženje Bistrih rijeka")
    waiting_party(officer, name="Udruženje na čekanju", short_name="UNČ")
    assert [row.number for row in public_search("bistrih rijeka").rows] == [ngo.number]
    assert public_search("").count == 1
    assert "Stranka" not in str(list(export_rows("", Filters())))
    assert client.get(f"/en/register/{party.number}/").status_code == 404
    member = UserFactory(language="en")
    client.force_login(member)
    assert "bistrih rijeka" not in text(client.get("/portal/organisation/claim/", {"q": "Stranka bistrih"}))
    answer = text(client.get("/portal/filings/name/", {"name": "Stranka bistrih rijeka"}))
    assert "is free" in answer
    assert "is free" in text(client.get("/portal/filings/name/", {"name": "Udruženje na čekanju"}))


def test_elsewhere_there_are_no_parties(client, settings, officer):
    settings.OFFICE_JURISDICTION = "serbia"
    client.force_login(officer)
    for address in (
        "/en/parties/",
        "/en/parties/parties.csv",
        "/staff/parties/",
        "/open-data/parties.csv",
        "/portal/filings/parties/name/",
    ):
        assert client.get(address).status_code == 404, address
    assert client.post("/staff/parties/new/").status_code == 404
    assert "/parties/" not in text(client.get("/en/"))


def test_the_list_asks_the_same_for_one_and_for_three(client, officer, head):
    entered_party(officer, head)
    few = questions(client, "/en/parties/")
    for n in (1, 2):
        entered_party(officer, head, name=f"Stranka {'ab'[n - 1] * 5}", short_name=f"S{n}")
    assert (questions(client, "/en/parties/"), few) == (2, 2)
    assert questions(client, f"/en/parties/{Party.objects.first().number}/") <= 5
    client.force_login(officer)
    assert questions(client, "/staff/parties/") <= 8


def test_the_file_of_two_hundred_asks_no_more_than_that_of_two(client, officer):
    client.force_login(officer)
    filing = whole_party(officer, count=2)
    few = questions(client, f"{ROOM}/{filing.pk}/"), questions(client, f"{ROOM}/{filing.pk}/statements/")
    statements(filing, 200)
    many = questions(client, f"{ROOM}/{filing.pk}/"), questions(client, f"{ROOM}/{filing.pk}/statements/")
    assert many == few
    assert max(many) <= 25


def test_an_officer_enters_a_party_from_its_papers(client, officer, head):
    client.force_login(officer)
    client.post("/staff/parties/new/")
    filing = RegisterFiling.objects.get()
    address = f"{ROOM}/{filing.pk}/"
    assert "Political party" in text(client.get(address)) or filing.kind == "party"
    place = whole_party(officer).municipality_id
    facts = {"name": "Stranka sa papira", "short_name": "SSP", "municipality": place, "address": "Trg 1"}
    upload = SimpleUploadedFile("znak.jpg", picture(kind="JPEG"), "image/jpeg")
    client.post(f"{address}name/", {**facts, "sign": upload, "back": "1"})
    filing.refresh_from_db()
    assert (filing.name, filing.sign.content_type, filing.sign.name) == (
        "Stranka sa papira",
        "image/png",
        "znak.png",
    )
    upload = SimpleUploadedFile("znak.png", b"<svg onload=alert(1)>", "image/png")
    page = text(client.post(f"{address}name/", {**facts, "sign": upload}))
    assert "is named PNG but is something else inside" in page
    one = {
        "name": "Ana Anić", "born_on": "1990-01-01", "birth_place": "Bar", "residence": "Bar 1",
        "signed_on": "2026-10-12", "certification_number": "OV 1", "not_barred": "on",
    }  # fmt: skip
    page = text(client.post(f"{address}statements/add/", one | {"born_on": "2009-01-01"}))
    assert "Younger than 18 on the day of signing." in page
    client.post(f"{address}statements/add/", one)
    assert filing.statements.get().name == "Ana Anić"
    upload = SimpleUploadedFile("izjave.csv", csv_of([cells(n) for n in range(3)]), "text/csv")
    reply = client.post(f"{address}statements/import/", {"file": upload})
    assert filing.statements.count() == 1
    page = text(client.get(reply["Location"]))
    assert "Take 3 good rows into the filing" in page
    client.post(reply["Location"], {"action": "apply"})
    assert filing.statements.count() == 4
    page = text(client.get(f"{address}statements/"))
    assert "4 valid statements" in page


def test_a_statement_is_left_out_and_counted_again(client, officer):
    filing = whole_party(officer, count=2)
    client.force_login(officer)
    row = filing.statements.first()
    address = f"{ROOM}/{filing.pk}/statements/{row.pk}/aside/"
    for reason, count in (("", 2), ("povučena", 1), ("", 2)):
        client.post(address, {"reason": reason})
        assert f"{count} valid statement" in text(client.get(f"{ROOM}/{filing.pk}/statements/"))
    assert client.get(address).status_code == 405


def test_signs_and_names_are_compared_beside_each_other(client, officer, head):
    entered_party(officer, head, sign=kept_sign(officer))
    filing = whole_party(officer, name="Stranka bistrih jezera", short_name="SBJ", compared=False)
    client.force_login(officer)
    page = text(client.get(f"{ROOM}/{filing.pk}/compare/"))
    assert "Stranka bistrih rijeka" in page and "names alike" in page
    assert client.get(f"/staff/parties/{Party.objects.get().pk}/sign/").status_code == 200
    client.post(f"{ROOM}/{filing.pk}/compare/")
    filing.refresh_from_db()
    assert filing.compared is True


@pytest.mark.parametrize(
    "kind", ["name", "short_name", "sign", "seat", "representative", "statute", "programme", "contact"]
)
def test_every_kind_of_change_has_its_form(client, officer, head, kind):
    party = entered_party(officer, head)
    client.force_login(officer)
    assert client.get(f"/staff/parties/{party.pk}/change/").status_code == 200
    client.post(f"/staff/parties/{party.pk}/change/", {"party_change": kind})
    filing = RegisterFiling.objects.get(filing_kind="change")
    for place in ("asked/", "", *(["representative/"] if kind == "representative" else [])):
        assert client.get(f"{ROOM}/{filing.pk}/{place}").status_code == 200
    assert client.get(f"/staff/parties/{party.pk}/").status_code == 200


def test_a_deletion_begins_from_the_file_of_the_party(client, officer, head):
    party = entered_party(officer, head)
    client.force_login(officer)
    client.post(f"/staff/parties/{party.pk}/delete/")
    filing = RegisterFiling.objects.get(filing_kind="deletion")
    facts = {"party_ground": "merger", "deletion_reason": "Spajanje."}
    assert client.post(f"{ROOM}/{filing.pk}/deletion/", facts).status_code == 302
    assert "merger with another party" in text(client.get(f"{ROOM}/{filing.pk}/"))


def test_the_book_is_printed_with_what_was_and_what_is(client, officer, head):
    party = entered_party(officer, head)
    client.force_login(officer)
    answer = client.get("/staff/parties/book/?pdf=1")
    said = text_of(answer.content)
    for words in (party.number, party.decision_number, f"UP-{timezone.localdate().year}-0001", "Petar Drugi"):
        assert words in said
    assert SECRET not in said


def test_the_queue_shows_parties_beside_organisations_with_their_own_law(client, officer):
    waiting_party(officer)
    client.force_login(officer)
    page = text(client.get(f"{ROOM}/"))
    assert "Stranka bistrih rijeka" in page and "Zakon o političkim partijama (not confirmed)" in page
    assert "Stranka bistrih rijeka" in text(client.get("/staff/"))


def test_the_representative_files_online_and_follows_to_the_extract(client, applicant, officer, head):
    client.force_login(applicant)
    assert "political party" in text(client.get("/portal/filings/new/"))
    filing = online_party(applicant, sign=kept_sign(applicant), count=0)
    address = f"/portal/filings/{filing.pk}/"
    upload = SimpleUploadedFile("izjave.csv", csv_of([cells(n) for n in range(200)]), "text/csv")
    reply = client.post(f"{address}parts/statements/import/", {"file": upload})
    assert "Take 200 good rows" in text(client.get(reply["Location"]))
    client.post(reply["Location"], {"action": "apply"})
    for place in (
        "",
        "check/",
        *(
            f"parts/{key}/"
            for key in ("name", "acts", "representative", "statements", "contact", "documents")
        ),
    ):
        assert client.get(f"{address}{place}").status_code == 200, place
    assert client.get(f"{address}sign/")["Content-Type"] == "image/png"
    reply = client.post(f"{address}submit/")
    assert reply["Location"].endswith("/sent/")
    assert "the party has its public page" in text(client.get(reply["Location"]))
    filing.refresh_from_db()
    client.force_login(officer)
    client.post(f"{ROOM}/{filing.pk}/step/", {"action": "take"})
    filing.refresh_from_db()
    decisions.enter(filing=compared(filing, officer), by=head)
    drawn()
    client.force_login(applicant)
    page = text(client.get(address))
    assert Party.objects.get().number in page
    assert client.get(f"{address}files/extract/").status_code == 404  # the decision is opened first
    letter = filing.letters.last()
    client.post(f"/portal/organisation/letters/{letter.pk}/")
    assert b"".join(client.get(f"{address}files/extract/"))[:5] == b"%PDF-"


def test_the_application_of_another_is_nobodys(client, applicant, officer):
    filing = online_party(applicant, count=1)
    client.force_login(UserFactory(language="en"))
    places = ("", "sign/", "parts/statements/", "parts/statements/import/", "parts/statements/table.xlsx")
    assert {client.get(f"/portal/filings/{filing.pk}/{place}").status_code for place in places} == {404}
    client.force_login(officer)  # not before it is sent
    assert client.get(f"{ROOM}/{filing.pk}/statements/").status_code == 404


def test_a_name_is_judged_as_it_is_typed(client, applicant, officer, head):
    entered_party(officer, head)
    client.force_login(applicant)
    address = "/portal/filings/parties/name/"
    taken = text(client.get(address, {"name": to_cyrillic("stranka BISTRIH-rijeka")}))
    assert "already has this name" in taken
    assert "is free" in text(client.get(address, {"name": "Neka nova"}))


@pytest.mark.parametrize("role", ["body_officer", "office_officer", "reader"])
def test_only_the_register_sees_the_closed_rooms(client, officer, role):
    filing = whole_party(officer, count=1)
    client.force_login(UserFactory(roles=(role,), language="en"))
    for address in (
        "/staff/parties/",
        f"{ROOM}/{filing.pk}/",
        f"{ROOM}/{filing.pk}/statements/",
        f"{ROOM}/{filing.pk}/sign/",
    ):
        assert client.get(address).status_code == 403, address
    client.logout()
    assert client.get(f"{ROOM}/{filing.pk}/statements/").status_code == 302
