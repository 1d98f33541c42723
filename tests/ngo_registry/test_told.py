"""Where an applicant hears of a receipt and of letters: at the account and at the contact, once each."""

import pytest
from django.utils import timezone
from post_office.models import Email

from ngo_registry.models import Letter, Organisation, Representative
from ngo_registry.queries.online import completed_at
from ngo_registry.queries.told import told_at
from ngo_registry.services import filings as services
from ngo_registry.services import memberships, online
from ngo_registry.services.letters import acknowledge, ask_completion
from ngo_registry.tasks import filing_receipt
from office.models import Job
from tests.factories.filings import whole_filing
from tests.factories.online import online_draft
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def sent_to(word: str) -> list[str]:
    """Addresses of the messages whose subject holds the word."""
    return sorted(address for mail in Email.objects.filter(subject__contains=word) for address in mail.to)


@pytest.mark.parametrize(
    ("contact", "addresses"),
    [
        ("klub@example.test", ["ana@example.test", "klub@example.test"]),
        ("ANA@example.test", ["ana@example.test"]),
        ("", ["ana@example.test"]),
    ],
)
def test_receipt_and_letters_go_to_both_known_addresses_once_each(contact, addresses):
    ana = UserFactory(email="ana@example.test", language="en")
    officer = UserFactory(roles=("registry_officer",))
    filing = online_draft(ana, applicant_email=contact or ana.email)
    filing = online.submit(filing=filing, at=timezone.now(), by=ana)
    if not contact:
        filing.applicant_email = ""
        filing.save()
    filing_receipt(Job(subject_id=str(filing.pk)))
    assert sent_to("received") == addresses
    ask_completion(filing=services.take(filing=filing, by=officer), note="Potpis.", by=officer)
    assert sent_to("A letter in the case") == addresses
    letter = Letter.objects.get()
    acknowledge(letter=letter, by=ana)
    letter.filing.applicant_email = contact or ana.email
    letter.filing.save()
    filing = online.complete(filing=letter.filing, at=timezone.now(), by=ana)
    assert sent_to("Completion of the filing") == addresses
    assert completed_at(filing) == filing.complete_at


def test_a_filing_on_paper_knows_one_address():
    filing = whole_filing(UserFactory(roles=("registry_officer",)))
    assert told_at(filing) == {"zapis@example.test": ""}
    filing.applicant_email = ""
    assert told_at(filing) == {}


def changed(organisation: Organisation, by, **facts):
    """A change of the organisation, filed online by this owner."""
    filing = online_draft(by, name="Klub")
    filing.filing_kind, filing.change_kind, filing.organisation = "change", "seat", organisation
    filing.submitted_by, filing.applicant_email = by, facts.get("contact", by.email)
    return filing


def test_who_left_hears_nothing_and_the_owners_of_today_do():
    organisation = OrganisationFactory(email_of_record="kancelarija@example.test")
    Representative.objects.create(organisation=organisation, name="Ana Anić")
    ana = MembershipFactory(organisation=organisation, user__email="ana@example.test", user__language="cnr")
    iva = MembershipFactory(organisation=organisation, user__email="iva@example.test", user__language="en")
    filing = changed(organisation, ana.user)
    assert told_at(filing) == {"ana@example.test": "cnr"}
    assert set(told_at(changed(organisation, ana.user, contact="klub@example.test"))) == {
        "ana@example.test",
        "klub@example.test",
    }
    memberships.end_membership(membership=ana, by=iva.user)
    assert told_at(filing) == {"iva@example.test": "en"}
    filing.applicant_email = "klub@example.test"
    assert told_at(filing) == {"iva@example.test": "en", "klub@example.test": "cnr"}
    memberships.close(iva, organisation, iva.user)
    filing.applicant_email = "ana@example.test"
    filing.organisation.email_of_record = "kancelarija@example.test"
    assert told_at(filing) == {"kancelarija@example.test": ""}
