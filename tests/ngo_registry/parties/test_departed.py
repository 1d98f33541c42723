"""Who left a party meets nothing of it any more, and nobody but who represents it takes others out."""

import pytest
from django.utils import timezone

from ngo_registry.conditions import conditions
from ngo_registry.models import PartyMembership, RegisterFiling
from ngo_registry.queries.departed import has_left
from ngo_registry.queries.party_people import parties_of
from ngo_registry.queries.told import told_at
from ngo_registry.services import decisions, letters
from ngo_registry.services import filings as services
from ngo_registry.services.claims import accept_claim, file_claim, send_code
from ngo_registry.services.memberships import (
    accept_invitation,
    end_membership,
    invite,
    open_membership,
)
from ngo_registry.services.parties import open_party_change
from office.refusal import Refused
from tests.factories.filings import stored
from tests.factories.parties import add_representative, compared, entered_party, online_party
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
FILED = "/portal/organisation/filings"


def entered_online(applicant, officer, head) -> RegisterFiling:
    """An entry filed online and signed; who filed it acts for the party."""
    filing = compared(online_party(applicant), officer)
    RegisterFiling.objects.filter(pk=filing.pk).update(
        state="in_process", case_number="R-1", submitted_at=timezone.now(), submitted_by=applicant
    )
    filing.refresh_from_db()
    return decisions.enter(filing=filing, by=head)


def asked(party, by, origin="paper") -> RegisterFiling:
    """A change of the representative with its paper; who leaves is not said yet."""
    filing = open_party_change(party=party, party_change="representative", by=by, origin=origin)
    add_representative(filing, "Novi Predsjednik")
    return services.attach(filing=filing, papers={"change_paper": stored()}, by=by)


def decided(filing, officer, head) -> None:
    """Filed, taken, signed."""
    filing = services.take(filing=services.submit(filing=filing, by=officer), by=officer)
    decisions.enter(filing=filing, by=head)


def leaves(filing) -> tuple[bool | None, str]:
    """What the check page says of who leaves."""
    return next((row.met, row.evidence) for row in conditions(filing) if row.key == "leaves")


def test_who_left_meets_neither_the_founding_file_nor_anything_else(client, applicant, officer, head):
    entry = entered_online(applicant, officer, head)
    party, letter = entry.party, entry.letters.get()
    client.force_login(applicant)
    seat = open_party_change(party=party, party_change="seat", by=applicant, origin="online")
    pages = (
        f"/portal/filings/{entry.pk}/",
        f"/portal/filings/{entry.pk}/parts/statements/",
        f"/portal/filings/{entry.pk}/files/statute/",
        f"/portal/filings/{entry.pk}/sign/",
        f"/portal/parties/{party.pk}/",
        f"/portal/parties/{party.pk}/sign/",
        f"{FILED}/{seat.pk}/",
        f"{FILED}/{seat.pk}/write/",
        f"/portal/organisation/letters/{letter.pk}/",
    )
    assert [client.get(page).status_code for page in pages[::4]] == [200, 200, 200]
    decided(asked(party, officer), officer, head)
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)
    for page in (
        "/portal/filings/",
        "/portal/organisation/changes/",
        "/portal/organisation/letters/",
        "/portal/parties/",
    ):
        assert party.name not in client.get(page).content.decode(), page
    for verb in (
        lambda: open_party_change(party=party, party_change="statute", by=applicant, origin="online"),
        lambda: services.submit(filing=seat, by=applicant),
        lambda: letters.acknowledge(letter=letter, by=applicant),
        lambda: end_membership(membership=party.memberships.get(), by=UserFactory()),
    ):
        with pytest.raises(Refused):
            verb()


def test_who_left_comes_back_only_by_a_decision_on_a_paper_and_the_officer_is_warned(
    client, applicant, officer, head
):
    party = entered_online(applicant, officer, head).party
    decided(asked(party, officer), officer, head)
    party.refresh_from_db()
    claim = file_claim(holder=party, position="član", paper=stored(), by=applicant)
    assert list(parties_of(applicant)) == [] and has_left(applicant, party)
    client.force_login(officer)
    warned = "represented it before, and no longer does"
    assert warned in client.get(f"/staff/register/claims/{claim.pk}/").content.decode()
    other = file_claim(holder=party, position="", paper=stored(), by=UserFactory(full_name="Treća Osoba"))
    assert warned not in client.get(f"/staff/register/claims/{other.pk}/").content.decode()
    namesake = UserFactory(full_name="АНА АНИЋ")  # the book took this name out
    assert has_left(namesake, party)
    accept_claim(claim=claim, by=officer)
    assert list(parties_of(applicant)) == [party] and not has_left(applicant, party)


def test_an_account_under_another_spelling_is_named_in_the_change(client, officer, head):
    party = entered_party(officer, head)
    filing = asked(party, officer)
    assert leaves(filing) == (None, "Nobody acts for the party in the portal.")
    old = open_membership(UserFactory(full_name="Ana Anić Perović"), party, "owner", officer)
    stays = open_membership(UserFactory(full_name="Sekretar Stranke"), party, "owner", officer)
    assert leaves(filing)[0] is None and "choose who leaves" in leaves(filing)[1]
    client.force_login(officer)
    address = f"/staff/register/filings/{filing.pk}/asked/"
    page = client.get(address).content.decode()
    assert "Ana Anić Perović" in page and "Sekretar Stranke" in page
    assert client.post(address, {"leaving_party_memberships": [old.pk]}).status_code == 302
    assert leaves(filing) == (True, "Ana Anić Perović")
    decided(RegisterFiling.objects.get(pk=filing.pk), officer, head)
    assert list(PartyMembership.objects.filter(ended_at=None)) == [stays]


def test_the_founders_are_seen_by_who_filed_the_entry_and_writes_for_the_party(
    client, applicant, officer, head
):
    entry = entered_online(applicant, officer, head)
    membership = entry.party.memberships.get()
    client.force_login(applicant)
    pages = (f"/portal/filings/{entry.pk}/", f"/portal/filings/{entry.pk}/parts/statements/")
    for role, code in (("owner", 200), ("editor", 200), ("viewer", 404)):
        entry.party.memberships.filter(pk=membership.pk).update(role=role)
        assert [client.get(page).status_code for page in pages] == [code, code], role
    other = open_membership(UserFactory(), entry.party, "owner", officer).user
    client.force_login(other)
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_no_code_goes_to_who_left_and_their_invitations_are_withdrawn(applicant, officer, head):
    party = entered_online(applicant, officer, head).party
    friend = UserFactory(email="drug@example.test", language="en")
    kept = invite(holder=party, email=friend.email, role="owner", by=applicant)
    party.email = applicant.email
    party.save()
    decided(asked(party, officer), officer, head)
    party.refresh_from_db()
    kept.refresh_from_db()
    assert kept.withdrawn_by == head
    with pytest.raises(Refused, match="no longer valid"):
        accept_invitation(invitation=kept, by=friend)
    with pytest.raises(Refused, match="a code does not open it again"):
        send_code(holder=party, by=applicant)
    with pytest.raises(Refused, match="belongs to a person who no longer"):
        send_code(holder=party, by=friend)


def test_the_office_ends_even_the_access_of_a_last_owner(officer, head):
    party = entered_party(officer, head)
    last = open_membership(UserFactory(), party, "owner", officer)
    with pytest.raises(Refused, match="needs an owner"):
        end_membership(membership=last, by=last.user)
    assert end_membership(membership=last, by=officer).ended_by == officer


def test_letters_of_a_party_go_to_its_owners_of_today_and_not_to_who_left(applicant, officer, head):
    party = entered_online(applicant, officer, head).party
    iva = UserFactory(email="iva@example.test", language="en")
    open_membership(iva, party, "owner", head)
    seat = open_party_change(party=party, party_change="seat", by=applicant, origin="online")
    seat.applicant_email = ""
    assert set(told_at(seat)) == {applicant.email}
    decided(asked(party, officer), officer, head)
    assert list(parties_of(applicant)) == []
    seat.applicant_email = applicant.email
    assert told_at(seat) == {"iva@example.test": "en"}
