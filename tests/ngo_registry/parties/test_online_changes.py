"""The people of a party file its changes and its deletion online; the office decides as ever."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from post_office.models import Email

from ngo_registry.models import ClaimRequest, NgoMembership, PartyMembership, RegisterFiling
from ngo_registry.queries.party_people import parties_of
from ngo_registry.services import claims, decisions, letters, parties
from ngo_registry.services import filings as services
from ngo_registry.services.claims import file_claim
from ngo_registry.services.memberships import end_membership, open_membership
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused, refusal_of
from tests.factories.filings import refused, stored
from tests.factories.parties import SECRET, compared, entered_party, kept_sign, online_party, picture
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOM = "/portal/parties"
FILED = "/portal/organisation/changes"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def party(officer, head):
    return entered_party(officer, head)


@pytest.fixture
def speaker(client, party):
    """Who acts for the party, logged in."""
    person = UserFactory(full_name="Ana Anić", language="en")
    open_membership(person, party, "owner", person)
    client.force_login(person)
    return person


def text(response) -> str:
    """The page; it is there."""
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def begun(client, party, kind) -> RegisterFiling:
    """A change begun in the portal."""
    answer = client.post(f"{ROOM}/{party.pk}/", {"party_change": kind})
    filing = RegisterFiling.objects.get(origin="online")
    assert answer["Location"].endswith(f"{FILED}/{filing.pk}/write/")
    return filing


def signed(filing, by, *papers) -> None:
    """The signed application and the other papers are enclosed."""
    papers = {name: stored() for name in ("application", *papers)}
    services.attach(filing=filing, papers=papers, by=by)


def sent_and_decided(client, filing, officer, head) -> RegisterFiling:
    """Filed by the party, taken by an officer, signed."""
    client.post(f"{FILED}/{filing.pk}/step/", {"action": "submit"})
    filing.refresh_from_db()
    assert (filing.state, filing.due is not None) == ("submitted", True)
    return decisions.enter(filing=services.take(filing=filing, by=officer), by=head)


@pytest.mark.parametrize(
    ("kind", "facts", "papers"),
    [
        ("seat", {"address": "Nova 2"}, ("change_paper",)),
        ("statute", {"statute_on": "2026-11-01"}, ("change_paper", "statute")),
        ("programme", {"programme_on": "2026-11-02"}, ("change_paper", "programme")),
        ("contact", {"website": "www.sbr.test"}, ()),
        ("name", {"name": "Stranka novih mostova"}, ("change_paper", "statute")),
        ("short_name", {"short_name": "SNM"}, ("change_paper", "statute")),
    ],
)
def test_a_change_goes_from_the_portal_to_the_book(
    client, party, speaker, officer, head, kind, facts, papers
):
    filing = begun(client, party, kind)
    form = client.get(f"{FILED}/{filing.pk}/write/").context["form"]
    assert not {"posted_on", "received_on", "applicant_name"} & set(form.fields)
    if kind == "seat":
        facts = facts | {"municipality": party.municipality_id}
    client.post(f"{FILED}/{filing.pk}/write/", facts)
    page = text(client.get(f"{FILED}/{filing.pk}/"))
    assert "What is missing" in page and "open the comparison" not in page
    filing.refresh_from_db()
    papers = {name: stored() for name in ("application", *papers)}
    filing = services.attach(filing=filing, papers=papers, by=speaker)
    if kind in {"name", "short_name"}:
        with pytest.raises(Refused, match="Only an officer"):
            compared(filing, speaker)
        compared(filing, officer)
    sent_and_decided(client, filing, officer, head)
    line = party.entries.get(kind="change")
    name, value = next(iter((key, facts[key]) for key in facts if key != "municipality"))
    assert line.facts[name][1] == value
    assert text(client.get(f"{ROOM}/{party.pk}/")).count("/portal/organisation/changes/") == 1


def test_a_new_sign_is_uploaded_and_compared_by_the_office(client, party, speaker, officer, head):
    filing = begun(client, party, "sign")
    upload = SimpleUploadedFile("znak.png", picture("green"), "image/png")
    client.post(f"{FILED}/{filing.pk}/write/", {"sign": upload, "sign_text": "zeleni krug"})
    filing.refresh_from_db()
    assert (filing.sign is not None, filing.compared) == (True, False)
    papers = ("application", "change_paper", "statute")
    filing = services.attach(filing=filing, papers={name: stored() for name in papers}, by=speaker)
    assert b"".join(client.get(f"{FILED}/{filing.pk}/papers/sign/"))[:4] == b"\x89PNG"
    sent_and_decided(client, compared(filing, officer), officer, head)
    assert party.entries.get(kind="change").facts["sign_text"] == ["plavi krug", "zeleni krug"]


def test_a_new_representative_shuts_the_old_one_out_the_same_day(client, party, speaker, officer, head):
    other = UserFactory(full_name="Treća Osoba")
    open_membership(other, party, "owner", officer)
    filing = begun(client, party, "representative")
    person = {"name": "Novi Predsjednik", "jmbg": "2206978816007", "position": "predsjednik"}
    assert client.post(f"{FILED}/{filing.pk}/person/", person).status_code == 302
    assert "Novi Predsjednik" in text(client.get(f"{FILED}/{filing.pk}/"))
    signed(filing, speaker, "change_paper")
    sent_and_decided(client, filing, officer, head)
    party.refresh_from_db()
    assert party.represented_by == "Novi Predsjednik"
    assert client.get(f"{ROOM}/{party.pk}/").status_code == 404
    assert client.get(f"{FILED}/{filing.pk}/").status_code == 404
    assert [list(parties_of(one)) for one in (speaker, other)] == [[], [party]]


def test_a_deletion_ends_everything_that_may_be_filed_but_not_the_reading(
    client, party, speaker, officer, head
):
    seat = begun(client, party, "seat")
    client.post(f"{ROOM}/{party.pk}/deletion/")
    filing = RegisterFiling.objects.get(filing_kind="deletion")
    facts = {"party_ground": "constitutional_court", "deletion_reason": "odluka kongresa"}
    client.post(f"{FILED}/{filing.pk}/write/", facts)
    filing.refresh_from_db()
    assert filing.party_ground == ""  # a court writes to the office; online a party ends itself
    client.post(f"{FILED}/{filing.pk}/write/", facts | {"party_ground": "own_decision"})
    signed(filing, speaker, "deletion_paper")
    sent_and_decided(client, filing, officer, head)
    page = text(client.get(f"{ROOM}/{party.pk}/"))
    assert "nothing more is asked for it" in page and "New change" not in page
    assert text(client.get(f"{FILED}/{filing.pk}/")).count("odluka kongresa") >= 1
    verbs = (
        lambda by: parties.open_party_change(party=party, party_change="seat", by=by, origin="online"),
        lambda by: parties.open_party_deletion(party=party, by=by, origin="online"),
        lambda by: services.submit(filing=seat, by=by),
    )
    party.refresh_from_db()
    for verb in verbs:
        with pytest.raises(Refused, match="nothing is filed for it"):
            verb(speaker)


def test_a_refused_change_its_letter_and_a_complaint(client, party, speaker, officer, head):
    filing = begun(client, party, "seat")
    client.post(f"{FILED}/{filing.pk}/write/", {"address": "Nova 2", "municipality": party.municipality_id})
    signed(filing, speaker, "change_paper")
    client.post(f"{FILED}/{filing.pk}/step/", {"action": "submit"})
    filing.refresh_from_db()
    refused(services.take(filing=filing, by=officer), head, "Nema odluke.")
    for job in Job.objects.filter(state="waiting").order_by("pk"):
        run_job(job.pk)
    letter = filing.letters.get()
    assert letter.number in text(client.get("/portal/organisation/letters/"))
    client.post(f"/portal/organisation/letters/{letter.pk}/")
    letter.refresh_from_db()
    assert (letter.served_how, letter.served_on) == ("portal", timezone.localdate())
    client.post(f"/portal/organisation/filings/{filing.pk}/complaint/", {"text": "Odluka postoji."})
    filing.refresh_from_db()
    assert (filing.state, filing.complaints.get().against) == ("appealed", "refused")


def test_a_completion_is_sent_by_the_party_within_its_term(client, party, speaker, officer):
    filing = begun(client, party, "seat")
    client.post(f"{FILED}/{filing.pk}/write/", {"address": "Nova 2", "municipality": party.municipality_id})
    client.post(f"{FILED}/{filing.pk}/step/", {"action": "submit"})
    filing.refresh_from_db()
    assert filing.state == "draft"  # nothing is enclosed
    signed(filing, speaker, "change_paper")
    client.post(f"{FILED}/{filing.pk}/step/", {"action": "submit"})
    filing.refresh_from_db()
    assert (filing.due is not None, filing.received_on) == (True, timezone.localdate())
    filing = services.take(filing=filing, by=officer)
    letters.ask_completion(filing=filing, note="Nedostaje odluka.", by=officer)
    letters.acknowledge(letter=filing.letters.get(), by=speaker)
    filing.refresh_from_db()
    signed(filing, speaker, "change_paper")
    client.post(f"{FILED}/{filing.pk}/step/", {"action": "complete"})
    filing.refresh_from_db()
    assert (filing.state, filing.due is not None) == ("in_process", True)


def test_who_files_the_entry_online_acts_for_the_party_from_its_entry_on(applicant, officer, head):
    filing = compared(online_party(applicant), officer)
    RegisterFiling.objects.filter(pk=filing.pk).update(
        state="in_process", case_number="R-1", submitted_at=timezone.now(), submitted_by=applicant
    )
    filing.refresh_from_db()
    party = decisions.enter(filing=filing, by=head).party
    assert list(parties_of(applicant)) == [party]
    assert NgoMembership.objects.count() == 0


def test_a_request_by_paper_is_decided_in_the_queue_of_requests(client, party, officer):
    person = UserFactory(full_name="Petra Peković", language="en")
    client.force_login(person)
    assert party.name in text(client.get(ROOM + "/", {"q": "бистрих"}))
    assert "Enclose a paper" in text(client.post(f"{ROOM}/{party.pk}/claim/", {"position": "sekretar"}))
    upload = SimpleUploadedFile("p.pdf", PDF, "application/pdf")
    client.post(f"{ROOM}/{party.pk}/claim/", {"position": "sekretar", "paper": upload})
    if not ClaimRequest.objects.exists():  # the checker of uploads may want a whole PDF
        file_claim(holder=party, position="sekretar", paper=stored(), by=person)
    with pytest.raises(Refused, match="already asked"):
        file_claim(holder=party, position="sekretar", paper=stored(), by=person)
    assert party.name in text(client.get(ROOM + "/"))
    assert party.name not in text(client.get("/portal/organisation/claim/"))
    claim = ClaimRequest.objects.get()
    client.force_login(officer)
    assert "Petra Peković" in text(client.get("/staff/register/claims/"))
    assert party.number in text(client.get(f"/staff/register/claims/{claim.pk}/"))
    assert "Petra Peković" in text(client.get("/staff/"))
    client.post(f"/staff/register/claims/{claim.pk}/decide/", {"action": "accept"})
    letter = Email.objects.order_by("pk").last()
    assert (letter.subject, "/portal/parties/" in letter.message) == ("You may now act for your party", True)
    assert list(parties_of(person)) == [party]
    assert "Petra Peković" in text(client.get(f"/staff/parties/{party.pk}/"))
    membership = PartyMembership.objects.get()
    client.post(f"/staff/parties/{party.pk}/people/{membership.pk}/end/")
    assert list(parties_of(person)) == []


def test_nobody_else_meets_the_filings_of_a_party(client, party, speaker, officer):
    filing = begun(client, party, "seat")
    founder = party.filings.get(filing_kind="entry").statements.first()
    pages = [text(client.get(address)) for address in (f"{ROOM}/{party.pk}/", f"{FILED}/{filing.pk}/")]
    assert [
        word
        for page in pages
        for word in (SECRET, founder.name, founder.certification_number)
        if word in page
    ] == []
    entry = party.filings.get(filing_kind="entry")
    for address in (
        f"{FILED}/{entry.pk}/",
        f"/portal/filings/{entry.pk}/",
        f"/portal/filings/{entry.pk}/parts/statements/",
    ):
        assert client.get(address).status_code == 404
    stranger = MembershipFactory(organisation=OrganisationFactory(), user__language="en").user
    client.force_login(stranger)
    for address in (
        f"{ROOM}/{party.pk}/",
        f"{FILED}/{filing.pk}/",
        f"{FILED}/{filing.pk}/write/",
        f"{ROOM}/{party.pk}/sign/",
    ):
        assert client.get(address).status_code == 404
    for verb in (
        lambda by: parties.open_party_change(party=party, party_change="statute", by=by, origin="online"),
        lambda by: services.submit(filing=filing, by=by),
        lambda by: services.save_section(filing=filing, section="asked", facts={"address": "x"}, by=by),
    ):
        assert refusal_of(verb, stranger) is not None
    with pytest.raises(Refused, match="You do not act for this party"):
        end_membership(membership=PartyMembership.objects.get(), by=stranger)


def test_one_leaves_by_oneself_and_elsewhere_there_are_no_parties(client, party, speaker, settings):
    membership = PartyMembership.objects.get()
    end = f"{ROOM}/{party.pk}/people/{membership.pk}/end/"
    assert "needs an owner" in text(client.post(end, follow=True))
    open_membership(UserFactory(), party, "owner", speaker)
    assert client.post(end)["Location"] == f"{ROOM}/"
    membership.refresh_from_db()
    assert membership.ended_by == speaker
    settings.OFFICE_JURISDICTION = "serbia"
    assert client.get(f"{ROOM}/").status_code == 404


def test_the_sign_of_ones_party_is_shown(client, officer, head):
    row = entered_party(officer, head, sign=kept_sign(officer))
    person = UserFactory(language="en")
    open_membership(person, row, "owner", officer)
    client.force_login(person)
    assert client.get(f"{ROOM}/{row.pk}/sign/")["Content-Type"] == "image/png"


def test_a_claim_of_a_deleted_party_is_refused(party):
    party.status, party.deleted_on, party.deletion_reason = "deleted", datetime.date(2026, 11, 1), "x"
    with pytest.raises(Refused, match="deleted from the register"):
        file_claim(holder=party, position="", paper=stored(), by=UserFactory())
    assert claims.ClaimRequest.objects.count() == 0
