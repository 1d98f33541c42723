"""Who is let in to act for an organisation or a party."""

import datetime
import re

import pytest
from django.utils import timezone
from post_office.models import Email

from ngo_registry.models import ClaimRequest
from ngo_registry.queries import membership_of
from ngo_registry.services import claims as services
from ngo_registry.services import organisations
from ngo_registry.workflows import CLAIM
from office.refusal import Refused, allowed
from tests.factories.filings import stored
from tests.factories.parties import bare_party
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["organisation", "party"])
def ngo(request):
    """An organisation with a closed e-mail of record; a party with the e-mail of its book."""
    if request.param == "party":
        return bare_party(email="zapis@example.test")
    return OrganisationFactory(email_of_record="zapis@example.test")


def code_of(address="zapis@example.test") -> str:
    """The code in the last message to the address."""
    message = Email.objects.filter(to=address).latest("pk").message
    return re.search(r"\d{4} \d{4}", message)[0]


def test_the_matrix_of_claims():
    asker, officer, other = UserFactory(), UserFactory(roles=("registry_officer",)), UserFactory()
    found = set()
    for state in ClaimRequest.State.values:
        for step in CLAIM.transitions:
            for name, by in (("asker", asker), ("officer", officer), ("other", other)):
                if allowed(CLAIM.check, ClaimRequest(state=state, user=asker), step.name, by=by, note="r"):
                    found.add((state, step.name, name))
    assert found == {
        ("filed", "send_code", "asker"),
        ("filed", "withdraw", "asker"),
        ("code_sent", "confirm_code", "asker"),
        ("code_sent", "withdraw", "asker"),
        ("filed", "accept", "officer"),
        ("filed", "refuse", "officer"),
    }


def test_nobody_lets_themselves_in(ngo):
    officer = UserFactory(roles=("registry_officer",))
    claim = services.file_claim(holder=ngo, position="član", paper=stored(), by=officer)
    with pytest.raises(Refused, match="Another person"):
        services.accept_claim(claim=claim, by=officer)


def test_the_right_code_lets_in_as_owner(ngo):
    person = UserFactory()
    claim = services.send_code(holder=ngo, by=person)
    assert code_of().replace(" ", "") not in claim.code_hash
    assert services.try_code(claim=claim, code="0000 0000", by=person) is False
    assert services.try_code(claim=claim, code=code_of(), by=person) is True
    assert membership_of(person, ngo).role == "owner"


def test_five_wrong_tries_end_the_code(ngo):
    person = UserFactory()
    claim, code = services.send_code(holder=ngo, by=person), code_of()
    for _try in range(5):
        assert services.try_code(claim=claim, code="1", by=person) is False
    with pytest.raises(Refused, match="too many times"):
        services.try_code(claim=claim, code=code, by=person)
    assert not ngo.memberships.exists()


def test_a_code_expires(ngo):
    person = UserFactory()
    claim = services.send_code(holder=ngo, by=person)
    ClaimRequest.objects.update(code_expires_at=timezone.now() - datetime.timedelta(seconds=1))
    with pytest.raises(Refused, match="no longer valid"):
        services.try_code(claim=claim, code=code_of(), by=person)


def test_another_person_cannot_use_the_code(ngo):
    claim = services.send_code(holder=ngo, by=UserFactory())
    with pytest.raises(Refused, match="another person"):
        services.try_code(claim=claim, code=code_of(), by=UserFactory())


def test_without_an_address_the_answer_is_the_same_and_codes_are_limited():
    bare, person = OrganisationFactory(), UserFactory()
    states = [services.send_code(holder=bare, by=person).state for _ask in range(3)]
    assert (states, Email.objects.count()) == (["code_sent"] * 3, 0)
    with pytest.raises(Refused, match="Too many codes"):
        services.send_code(holder=bare, by=person)


def test_papers_are_decided_by_staff_and_the_person_is_told(ngo):
    officer, person = UserFactory(roles=("registry_officer",)), UserFactory(language="en")
    with pytest.raises(Refused, match="Enclose a paper"):
        services.file_claim(holder=ngo, position="član", paper=None, by=person)
    claim = services.file_claim(holder=ngo, position="član", paper=stored(), by=person)
    with pytest.raises(Refused, match="already asked"):
        services.file_claim(holder=ngo, position="član", paper=stored(), by=person)
    with pytest.raises(Refused, match="Write the reason"):
        services.refuse_claim(claim=claim, note="", by=officer)
    services.refuse_claim(claim=claim, note="Nečitko.", by=officer)
    assert "Nečitko." in Email.objects.get().message
    again = services.file_claim(holder=ngo, position="član", paper=stored(), by=person)
    services.accept_claim(claim=again, by=officer)
    assert membership_of(person, ngo).role == "owner"
    with pytest.raises(Refused, match="already act"):
        services.file_claim(holder=ngo, position="član", paper=stored(), by=person)


def test_a_paper_takes_the_place_of_a_code_that_did_not_come(ngo):
    person = UserFactory()
    by_code = services.send_code(holder=ngo, by=person)
    by_paper = services.file_claim(holder=ngo, position="član", paper=stored(), by=person)
    by_code.refresh_from_db()
    assert (by_code.state, by_paper.state) == ("withdrawn", "filed")


def test_nobody_claims_a_deleted_organisation():
    with pytest.raises(Refused, match="deleted from the register"):
        services.send_code(holder=OrganisationFactory(deleted=True), by=UserFactory())


def test_a_viewer_changes_nothing():
    viewer = MembershipFactory(role="viewer")
    with pytest.raises(Refused, match="Your role"):
        organisations.save_contacts(
            organisation=viewer.organisation, facts={"website": "x.me"}, by=viewer.user
        )
