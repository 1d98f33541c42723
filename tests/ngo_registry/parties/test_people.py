"""Who acts for a party, in the portal: let in by a code or an invitation, roles, leaving."""

import re

import pytest
from post_office.models import Email

from ngo_registry.models import ClaimRequest
from ngo_registry.queries.party_people import parties_of
from ngo_registry.services.memberships import close, invite, open_membership
from tests.factories.parties import bare_party
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
ROOM = "/portal/parties"


@pytest.fixture
def party():
    return bare_party(email="partija@example.test")


@pytest.fixture
def owner(client, party):
    """An owner of the party, logged in."""
    person = UserFactory(full_name="Ana Anić", language="en")
    open_membership(person, party, "owner", person)
    client.force_login(person)
    return person


def text(response) -> str:
    """The page; it is there."""
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def last_mail() -> Email:
    return Email.objects.latest("pk")


def test_a_colleague_is_invited_accepts_gets_another_role_takes_over_and_the_owner_is_out(
    client, party, owner
):
    people = f"{ROOM}/{party.pk}/people/"
    assert f'href="{people}"' in text(client.get(f"{ROOM}/{party.pk}/"))
    assert f'href="{people}invite/"' in text(client.get(people))
    colleague = UserFactory(email="kolega@example.test", full_name="Petra Pek", language="en")
    client.post(f"{people}invite/", {"email": "kolega@example.test", "role": "editor"})
    assert last_mail().subject == "You are invited to act for a political party"
    assert party.name in last_mail().message and "kolega@example.test" in text(client.get(people))
    client.force_login(colleague)
    assert "An invitation to act here waits for you." in text(client.get(f"{ROOM}/"))
    page = text(client.get("/portal/organisation/invitations/"))
    accept = re.search(r"/portal/organisation/invitations/\d+/accept/", page).group()
    assert party.name in page
    assert client.post(accept)["Location"] == f"{ROOM}/{party.pk}/"
    membership = party.memberships.get(user=colleague)
    assert (membership.role, "New change" in text(client.get(f"{ROOM}/{party.pk}/"))) == ("editor", True)
    client.force_login(owner)
    client.post(f"{people}{membership.pk}/role/", {"role": "viewer"})
    membership.refresh_from_db()
    assert membership.role == "viewer"
    answer = client.post(f"{people}{membership.pk}/hand-over/")
    assert (answer["Location"], client.get(people).status_code) == (f"{ROOM}/", 404)
    membership.refresh_from_db()
    assert (membership.role, list(parties_of(owner))) == ("owner", [])


def test_an_invitation_is_withdrawn_and_one_who_only_reads_invites_nobody(client, party, owner):
    invitation = invite(holder=party, email="kolega@example.test", role="editor", by=owner)
    viewer = open_membership(UserFactory(language="en"), party, "viewer", owner).user
    client.force_login(viewer)
    people = f"{ROOM}/{party.pk}/people/"
    assert "Your role in the party does not allow this." in text(client.get(f"{people}invite/"))
    withdraw = f"{people}invitations/{invitation.pk}/withdraw/"
    assert "Your role in the party" in text(client.post(withdraw, follow=True))
    client.force_login(owner)
    client.post(withdraw)
    invitation.refresh_from_db()
    assert invitation.withdrawn_by == owner
    other = bare_party(number="PP-71", name="Druga stranka")
    open_membership(owner, other, "owner", owner)
    assert client.post(f"{ROOM}/{other.pk}/people/invitations/{invitation.pk}/withdraw/").status_code == 404


def test_who_reads_the_mail_of_the_party_lets_its_owner_in_by_a_code(client, party):
    person = UserFactory(language="en")
    client.force_login(person)
    page = text(client.get(f"{ROOM}/{party.pk}/claim/"))
    assert "By a code" in page and "By a paper" in page
    answer = client.post(f"{ROOM}/{party.pk}/claim/code/")
    claim = ClaimRequest.objects.get()
    assert answer["Location"] == f"/portal/organisation/claims/{claim.pk}/code/"
    assert last_mail().to == ["partija@example.test"]
    assert last_mail().subject == "Kod za pristup nalogu vaše partije"  # in the language of the office
    assert "Type the code" in text(client.get(f"{ROOM}/"))
    code = re.search(r"\d{4} \d{4}", last_mail().message)[0]
    assert "is entered in the register" in text(client.get(answer["Location"]))
    assert client.post(answer["Location"], {"code": code})["Location"] == f"{ROOM}/{party.pk}/"
    assert party.memberships.get().role == "owner"


def test_an_editor_who_now_represents_the_party_takes_over_what_nobody_owns(client, party, owner):
    editor = open_membership(UserFactory(language="en"), party, "editor", owner)
    people = f"{ROOM}/{party.pk}/people/"
    client.force_login(editor.user)
    assert "Take the account over" not in text(client.get(people))
    assert "already act" in text(client.post(f"{ROOM}/{party.pk}/claim/code/", follow=True))
    close(party.memberships.get(user=owner), party, owner)
    assert f'href="{ROOM}/{party.pk}/claim/"' in text(client.get(people))
    asked = client.post(f"{ROOM}/{party.pk}/claim/code/")["Location"]
    code = re.search(r"\d{4} \d{4}", last_mail().message)[0]
    assert client.post(asked, {"code": code})["Location"] == f"{ROOM}/{party.pk}/"
    editor.refresh_from_db()
    assert editor.role == "owner"


@pytest.mark.parametrize("count", [1, 3])
def test_the_people_of_a_party_cost_the_same_number_of_questions(
    client, party, owner, count, django_assert_num_queries
):
    for n in range(count):
        open_membership(UserFactory(), party, "editor", owner)
        invite(holder=party, email=f"gost{n}@example.test", role="viewer", by=owner)
    client.get(f"{ROOM}/{party.pk}/people/")
    with django_assert_num_queries(8):
        client.get(f"{ROOM}/{party.pk}/people/")


@pytest.mark.parametrize("count", [1, 3])
def test_invitations_cost_the_same_number_of_questions(client, owner, count, django_assert_num_queries):
    person = UserFactory(language="en")
    for n in range(count):
        party = bare_party(number=f"PP-8{n}", name=f"Stranka {n}")
        open_membership(owner, party, "owner", owner)
        invite(holder=party, email=person.email, role="editor", by=owner)
    client.force_login(person)
    client.get("/portal/organisation/invitations/")
    with django_assert_num_queries(5):
        client.get("/portal/organisation/invitations/")


def test_elsewhere_there_are_no_people_of_parties(client, party, owner, settings):
    person = UserFactory(language="en")
    invite(holder=party, email=person.email, role="editor", by=owner)
    settings.OFFICE_JURISDICTION = "serbia"
    for page in ("people/", "people/invite/", "claim/"):
        assert client.get(f"{ROOM}/{party.pk}/{page}").status_code == 404
    client.force_login(person)
    assert party.name not in text(client.get("/portal/organisation/invitations/"))
