"""Who left does not come back in by an old address, an old invitation or the founding file."""

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from post_office.models import Email

from ngo_registry.conditions import conditions
from ngo_registry.models import Representative
from ngo_registry.queries import membership_of
from ngo_registry.services import changes, claims, decisions, letters, memberships, online
from ngo_registry.services import filings as services
from office.refusal import Refused
from tests.factories.filings import JMBG, stored
from tests.factories.online import online_draft
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
HOME = "osnivac@example.test"


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def staff():
    """An officer and a head."""
    return UserFactory(roles=("registry_officer",)), UserFactory(roles=("registry_head",))


@pytest.fixture
def founder():
    """Who founded the organisation with an address of their own, which is the address of record."""
    user = UserFactory(email=HOME, full_name="Ana Anić", language="en")
    organisation = OrganisationFactory(email_of_record=HOME)
    Representative.objects.create(organisation=organisation, name="Ana Anić", jmbg=JMBG[0], resident=True)
    return MembershipFactory(user=user, organisation=organisation)


def asked_for(organisation, by, origin="online", **facts):
    """A change of the representative with everything but the address."""
    filing = changes.open_change(
        organisation=organisation, change_kind="representative", by=by, origin=origin
    )
    filing.leaving_representatives.set(organisation.representatives.all())
    Representative.objects.create(filing=filing, name="Nova Osoba", jmbg=JMBG[1], resident=True)
    papers = ("application", "change_paper", "identity_papers")
    facts |= {"change_on": timezone.localdate(), **{name: stored() for name in papers}}
    for name, value in facts.items():
        setattr(filing, name, value)
    filing.save()
    return filing


def answer(filing, key):
    """Answer and evidence of one condition."""
    return next((row.met, row.evidence) for row in conditions(filing) if row.key == key)


def entered(filing, staff):
    """Taken by an officer and signed."""
    return decisions.enter(filing=services.take(filing=filing, by=staff[0]), by=staff[1])


def test_the_new_address_is_asked_and_may_not_belong_to_who_leaves(founder, staff):
    EmailAddress.objects.create(user=founder.user, email="druga@example.test", verified=True)
    filing, at = asked_for(founder.organisation, founder.user), timezone.now()
    for address in ("", HOME.upper(), "druga@example.test"):
        filing.new_email_of_record = address
        filing.save()
        assert answer(filing, "email_of_record") == (
            False,
            "It belongs to a person who leaves: write another one.",
        )
        with pytest.raises(Refused, match="not one of a person who leaves"):
            online.submit(filing=filing, at=at, by=founder.user)
    filing.new_email_of_record = "novi@example.test"
    filing.save()
    assert answer(filing, "email_of_record")[0] is True
    entered(online.submit(filing=filing, at=at, by=founder.user), staff)
    founder.organisation.refresh_from_db()
    assert founder.organisation.email_of_record == "novi@example.test"
    with pytest.raises(Refused, match="a code does not open it again"):
        claims.send_code(holder=founder.organisation, by=founder.user)
    assert claims.send_code(holder=founder.organisation, by=UserFactory()).state == "code_sent"


def test_an_address_that_stays_is_written_again_online(founder):
    founder.organisation.email_of_record = "kancelarija@example.test"
    founder.organisation.save()
    filing = asked_for(founder.organisation, founder.user)
    assert answer(filing, "email_of_record") == (
        False,
        "Not written yet; write today's address again when it stays.",
    )
    filing.new_email_of_record = "kancelarija@example.test"
    assert answer(filing, "email_of_record")[0] is True


@pytest.mark.parametrize("stays", [True, False])
def test_a_change_on_paper_takes_the_address_away_with_the_person(founder, staff, stays):
    other = MembershipFactory(organisation=founder.organisation) if stays else None
    filing = asked_for(founder.organisation, staff[0], "paper")
    assert answer(filing, "email_of_record")[0] is None
    entered(services.submit(filing=filing, by=staff[0]), staff)
    founder.organisation.refresh_from_db()
    assert founder.organisation.email_of_record == (other.user.email if other else "")


def test_an_address_left_by_somebody_who_went_earlier_gets_no_code(founder):
    memberships.close(founder, founder.organisation, founder.user)
    founder.organisation.email_of_record = HOME  # as it stood before addresses were taken away
    founder.organisation.save()
    with pytest.raises(Refused, match="belongs to a person who no longer acts"):
        claims.send_code(holder=founder.organisation, by=UserFactory())
    claim = claims.file_claim(holder=founder.organisation, position="član", paper=stored(), by=founder.user)
    assert (claim.state, Email.objects.count()) == ("filed", 0)


def test_a_code_sent_before_the_departure_opens_nothing_after_it(founder):
    colleague = MembershipFactory(organisation=founder.organisation)
    stranger = UserFactory()
    claim = claims.send_code(holder=founder.organisation, by=stranger)
    code = Email.objects.get(to=HOME).message.split("kod: ")[-1][:9]
    memberships.end_membership(membership=founder, by=colleague.user)
    founder.organisation.refresh_from_db()
    assert founder.organisation.email_of_record == colleague.user.email
    founder.organisation.email_of_record = HOME
    founder.organisation.save()
    with pytest.raises(Refused, match="no longer acts"):
        claims.try_code(claim=claim, code=code, by=stranger)


def test_handing_over_hands_the_address_over_and_withdraws_the_invitations(founder):
    organisation = founder.organisation
    colleague = MembershipFactory(organisation=organisation, role="editor")
    friend = UserFactory(email="prijatelj@example.test")
    invitation = memberships.invite(holder=organisation, email=friend.email, role="owner", by=founder.user)
    memberships.hand_over(membership=colleague, by=founder.user)
    organisation.refresh_from_db()
    invitation.refresh_from_db()
    assert (organisation.email_of_record, invitation.withdrawn_by) == (colleague.user.email, founder.user)
    with pytest.raises(Refused, match="no longer valid"):
        memberships.accept_invitation(invitation=invitation, by=friend)


def test_an_invitation_of_who_no_longer_decides_lets_nobody_in(founder):
    second = MembershipFactory(organisation=founder.organisation)
    friend = UserFactory(email="prijatelj@example.test")
    facts = {"holder": founder.organisation, "email": friend.email, "role": "owner"}
    invitation = memberships.invite(by=second.user, **facts)
    memberships.change_role(membership=second, role="viewer", by=founder.user)
    with pytest.raises(Refused, match="no longer decides"):
        memberships.accept_invitation(invitation=invitation, by=friend)
    memberships.change_role(membership=second, role="owner", by=founder.user)
    memberships.accept_invitation(invitation=invitation, by=friend)
    assert membership_of(friend, founder.organisation).role == "owner"


def test_the_founding_file_follows_the_membership(client, staff):
    person = UserFactory(language="en")
    filing = online_draft(person)
    client.force_login(person)
    address = f"/portal/filings/{filing.pk}/"
    assert client.get(address).status_code == 200
    entered(online.submit(filing=filing, at=timezone.now(), by=person), staff)
    filing.refresh_from_db()
    letter = filing.letters.get()
    pages = (address, f"{address}files/application/", f"/portal/organisation/letters/{letter.pk}/")
    assert [client.get(page).status_code for page in pages[::2]] == [200, 200]
    new = MembershipFactory(organisation=filing.organisation, role="editor", user__language="en")
    memberships.hand_over(membership=new, by=person)
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    assert filing.name not in client.get("/portal/filings/").content.decode()
    with pytest.raises(Refused, match="Only the applicant"):
        letters.acknowledge(letter=letter, by=person)
    client.force_login(new.user)
    assert client.get(address).status_code == 200
    letters.acknowledge(letter=letter, by=new.user)
    reader = MembershipFactory(organisation=filing.organisation, role="viewer")
    client.force_login(reader.user)
    assert client.get(address).status_code == 404
