"""Rules of deciding that are easily missed: who is a second person, who leaves, who is of age, what is reminded."""

import datetime

import pytest
from django.utils import timezone
from post_office.models import Email

from ngo_registry.conditions import conditions
from ngo_registry.documents.papers import paper_facts
from ngo_registry.documents.statute import articles_of
from ngo_registry.models import Founder, GoverningMember, Letter, Representative
from ngo_registry.panels import desk_items
from ngo_registry.queries import membership_of
from ngo_registry.queries.changes import letters_in_order
from ngo_registry.services import changes, decisions, letters
from ngo_registry.services import filings as services
from ngo_registry.services.reminders import remind_of_endings
from office.demo.clock import standing_at
from office.documents import render_html
from office.models import AuditEvent
from office.refusal import Refused
from tests.factories.filings import JMBG, refused, stored, whole_filing
from tests.factories.online import online_draft
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def officer():
    """Who writes filings from their papers."""
    return UserFactory(roles=("registry_officer",), language="en")


@pytest.fixture
def head():
    """Who signs."""
    return UserFactory(roles=("registry_head",), language="en")


def at(days: int):
    """So many days ago."""
    return standing_at(timezone.now() - datetime.timedelta(days=days))


def of(filing, key: str):
    """One condition of a filing."""
    return next(row for row in conditions(filing) if row.key == key)


@pytest.mark.parametrize("missed", [0, 1, 5])
def test_a_day_without_the_worker_is_made_up_for_and_nothing_is_sent_twice(missed):
    ngo = OrganisationFactory(
        lasts_until=TODAY() + datetime.timedelta(days=20), email_of_record="z@example.test"
    )
    with at(40 - missed):  # 60 days before, or some days after that
        assert remind_of_endings(by=None) == 1
        assert remind_of_endings(by=None) == 0
    with at(12):
        assert remind_of_endings(by=None) == 0  # still the first of the two days
    with at(10 - missed):
        assert remind_of_endings(by=None) == 1
    assert remind_of_endings(by=None) == 0
    assert Email.objects.count() == 2
    lines = AuditEvent.objects.filter(action="remind of the end", subject_id=str(ngo.pk)).order_by("pk")
    assert [line.data["days"] for line in lines] == [60, 30]


def test_what_was_entered_late_or_got_its_address_late_is_reminded_at_once_of_the_nearer_day():
    ngo = OrganisationFactory(lasts_until=TODAY() + datetime.timedelta(days=1))
    soon = TODAY() + datetime.timedelta(days=3)
    Representative.objects.create(organisation=ngo, name="Ana Anić", mandate_until=soon)
    GoverningMember.objects.create(organisation=ngo, name="Iva Ivić", valid_until=soon)
    GoverningMember.objects.create(organisation=ngo, name="Eva Ević", valid_until=soon)
    assert remind_of_endings(by=None) == 0
    ngo.email_of_record = "z@example.test"
    ngo.save()
    assert remind_of_endings(by=None) == 4
    assert remind_of_endings(by=None) == 0
    ngo.lasts_until = TODAY() + datetime.timedelta(
        days=29
    )  # changed by a decision: another day, another reminder
    ngo.save()
    assert remind_of_endings(by=None) == 1


def test_who_prepared_a_filing_signs_no_refusal_even_after_handing_it_over(officer, head):
    both = UserFactory(roles=("registry_head",))
    filing = services.take(filing=services.submit(filing=whole_filing(officer), by=officer), by=both)
    services.hand_over(filing=filing, to=officer, note="Nastavi.", by=both)
    with pytest.raises(Refused, match="second person"):
        refused(filing, both, "Ne.")
    with pytest.raises(Refused, match="Only the head"):
        refused(filing, officer, "Ne.")
    assert refused(filing, head, "Ne.").state == "refused"


def test_giving_a_filing_to_another_officer_is_no_work_on_it(officer, head):
    colleague = UserFactory(roles=("registry_officer",))
    filing = services.take(filing=services.submit(filing=whole_filing(officer), by=officer), by=officer)
    services.hand_over(filing=filing, to=colleague, note="Nastavi.", by=head)
    assert refused(filing, head, "Ne.").state == "refused"


@pytest.mark.parametrize(
    ("facts", "met"),
    [
        ({"jmbg": JMBG[0]}, True),
        ({"jmbg": "", "passport_number": "AB123456", "passport_country": "IT"}, None),
        (
            {"jmbg": "", "passport_number": "AB123456", "passport_country": "IT", "born_on": "1990-01-01"},
            True,
        ),
        (
            {"jmbg": "", "passport_number": "AB123456", "passport_country": "IT", "born_on": "2015-01-01"},
            False,
        ),
    ],
)
def test_the_representative_has_legal_capacity(officer, facts, met):
    filing = whole_filing(officer)
    filing.representatives.update(**facts)
    row = of(filing, "representative_age")
    assert (row.met, row.law) == (met, "Zakon o NVO")


def entered(officer, head):
    """An organisation entered by decision."""
    filing = services.take(filing=services.submit(filing=whole_filing(officer), by=officer), by=officer)
    return decisions.enter(filing=filing, by=head).organisation


def test_an_owner_of_the_name_of_the_leaving_representative_is_shut_out_unasked(officer, head):
    ngo = entered(officer, head)
    old = MembershipFactory(organisation=ngo, user=UserFactory(full_name="Ана Анић"))
    editor = MembershipFactory(organisation=ngo, role="editor", user=UserFactory(full_name="Ana Anić"))
    other = MembershipFactory(organisation=ngo)
    filing = changes.open_change(organisation=ngo, change_kind="representative", by=officer)
    filing.leaving_representatives.add(ngo.representatives.get())
    Representative.objects.create(filing=filing, name="Nova Osoba", jmbg=JMBG[1], resident=True)
    papers = {"change_paper": stored(), "identity_papers": stored()}
    services.attach(filing=filing, papers=papers, by=officer)
    decisions.enter(
        filing=services.take(filing=services.submit(filing=filing, by=officer), by=officer), by=head
    )
    assert membership_of(old.user, ngo) is None
    assert [membership_of(row.user, ngo) for row in (editor, other)] == [editor, other]


def test_a_new_account_is_computed_and_stands_in_no_public_line(officer, head):
    ngo = entered(officer, head)
    filing = changes.open_change(organisation=ngo, change_kind="contact", by=officer)
    facts = {"iban": "505-1234567890-95", "website": "zena.me"}
    filing = services.save_section(filing=filing, section="change", facts=facts, by=officer)
    assert of(filing, "iban").met is False
    filing.iban = "505-0000123456789-51"
    filing.save()
    assert of(filing, "iban").met is True
    decisions.enter(
        filing=services.take(filing=services.submit(filing=filing, by=officer), by=officer), by=head
    )
    ngo.refresh_from_db()
    assert ngo.iban == "ME25505000012345678951"
    assert "0000123456789" not in str(ngo.entries.last().facts)


def test_an_organisation_founded_for_a_time_says_so_in_both_acts_and_keeps_it(officer, head):
    until = datetime.date(2031, 12, 31)
    filing = online_draft(UserFactory(), lasts_until=until)
    termination = next(article for article in articles_of(filing) if "termination" in article.keys)
    assert "founded for a time, until 31\u00a0December 2031" in termination.sentences[0]
    facts = paper_facts(filing)
    template = "ngo_registry/papers/founding_act.html"
    act = render_html(template, facts, language="en", created=filing.founded_on, title="akt")
    assert "founded for a time, until 31\u00a0December 2031" in act and "indefinite" not in act
    paper = whole_filing(officer, lasts_until=until)
    taken = services.take(filing=services.submit(filing=paper, by=officer), by=officer)
    assert decisions.enter(filing=taken, by=head).organisation.lasts_until == until


def test_a_legal_founder_has_a_place_for_its_seal():
    filing = online_draft(UserFactory())
    template = "ngo_registry/papers/founding_act.html"
    facts = {"language": "en", "created": filing.founded_on, "title": "akt"}
    assert "place of the seal" not in render_html(template, paper_facts(filing), **facts)
    Founder.objects.create(filing=filing, kind="legal", name="Savez žena", pib="02345678")
    assert render_html(template, paper_facts(filing), **facts).count("place of the seal") == 1


def test_the_desk_names_a_change_a_change(officer, head):
    ngo = entered(officer, head)
    filing = changes.open_change(organisation=ngo, change_kind="seat", by=officer)
    services.save_section(filing=filing, section="change", facts={"address": "Nova 1"}, by=officer)
    services.attach(filing=filing, papers={"change_paper": stored()}, by=officer)
    services.submit(filing=filing, by=officer)
    assert [str(item.kind) for item in desk_items(officer)] == ["Change of entered data"]


def test_all_letters_of_a_person_have_one_home(client, settings, officer, head):
    ana = UserFactory(language="en")
    filing = services.take(filing=services.submit(filing=online_draft(ana), by=ana), by=officer)
    services_note = "Priložite potpisan statut."
    letters.ask_completion(filing=filing, note=services_note, by=officer)
    letter = Letter.objects.get()
    client.force_login(ana)
    page = client.get("/portal/organisation/letters/").content.decode()
    assert letter.number in page and "not opened yet" in page
    assert 'href="/portal/organisation/letters/"' in client.get("/portal/filings/").content.decode()
    filing_page = client.get(f"/portal/filings/{filing.pk}/").content.decode()
    assert f'action="/portal/organisation/letters/{letter.pk}/"' in filing_page
    assert services_note not in filing_page
    assert "Confirm the receipt" in client.get(f"/portal/organisation/letters/{letter.pk}/").content.decode()
    answer = client.post(f"/portal/organisation/letters/{letter.pk}/")
    assert answer.url == f"/portal/filings/{filing.pk}/"
    assert services_note in client.get(answer.url).content.decode()
    letter.refresh_from_db()
    assert (letter.served_how, letter.served_on) == ("portal", TODAY())
    filing.refresh_from_db()
    assert filing.completion_due == letter.term_ends
    later = client.get("/portal/organisation/letters/").content.decode()
    assert "received on" in later and "term until" in later
    assert [row.pk for row in letters_in_order(ana)] == [letter.pk]
    assert "being drawn" in client.get(f"/portal/organisation/letters/{letter.pk}/").content.decode()
    client.force_login(UserFactory(language="en"))
    assert client.get(f"/portal/organisation/letters/{letter.pk}/").status_code == 404
    assert "No letter has come." in client.get("/portal/organisation/letters/").content.decode()
    mail = Email.objects.filter(to=filing.applicant_email or ana.email).last()
    assert mail is None or "/portal/organisation/letters/" in mail.message
