"""Where another authority keeps the register: official facts are read only, the organisation's own stand beside them."""

import datetime

import pytest
from post_office.models import Email

from ngo_registry.models import OwnContacts, RegisterEntry
from ngo_registry.services import import_apply, imports
from ngo_registry.services.claims import address_of_record
from ngo_registry.services.organisations import save_contacts
from office.audit import timeline
from office.models import Area
from office.refusal import Refused
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
WRITTEN = {"website": "srce.rs", "email": "mi@srce.rs", "phone_public": "011 123-456"}
# Rooms where entries are decided on; they do not exist in an office that keeps no register.
DECIDING = (
    "register/filings/", "register/filings/new/", "register/book/", "register/past/", "register/endings/",
    "register/organisations/{pk}/folder/", "register/organisations/{pk}/past/", "register/organisations/{pk}/change/",
)  # fmt: skip


@pytest.fixture(params=["serbia", "novi_sad"])
def office(settings, request):
    """An office without a register of its own."""
    settings.OFFICE_JURISDICTION = request.param
    settings.SECOND_FACTOR_REQUIRED = False
    return request.param


@pytest.fixture
def owner():
    """Acts for an organisation of the official list."""
    facts = {"name": "Zdravo srce", "number": "28000001", "website": "staro.rs", "email": "list@srce.rs"}
    ngo = OrganisationFactory(imported=True, as_of=datetime.date(2026, 10, 1), **facts)
    return MembershipFactory(organisation=ngo, user=UserFactory(language="en"))


def test_own_contacts_stand_beside_the_official_ones_with_the_day_and_who_says_it(client, office, owner):
    ngo, areas = owner.organisation, list(Area.objects.order_by("pk")[:2])
    client.force_login(owner.user)
    page = client.get("/portal/organisation/contacts/").content.decode()
    assert "staro.rs" in page and "1\u00a0October 2026" in page
    assert 'value="staro.rs"' not in page  # the official one is not offered as one's own
    answer = client.post("/portal/organisation/contacts/", WRITTEN | {"areas": [area.pk for area in areas]})
    assert answer.status_code == 302
    ngo.refresh_from_db()
    assert (ngo.website, ngo.email, ngo.phone_public) == ("staro.rs", "list@srce.rs", "")
    own = ngo.own_contacts
    assert (own.website, own.email, own.areas_stated, own.saved_by) == (
        "srce.rs",
        "mi@srce.rs",
        True,
        owner.user,
    )
    assert list(ngo.areas.order_by("pk")) == areas
    assert not RegisterEntry.objects.exists()  # the book of the register is kept elsewhere
    line = timeline(ngo)[-1]
    assert (line.action, line.data) == (
        "change contacts",
        {"fields": ["website", "email", "phone_public", "areas"], "stated": True},
    )
    client.logout()
    page = client.get("/en/register/28000001/").content.decode()
    for words in (
        "Contact in the official list", "staro.rs", "state as of 1\u00a0October 2026", "Contact, as the organisation says",
        "srce.rs", "mi@srce.rs", "stated by the organisation on",
    ):  # fmt: skip
        assert words in page
    assert owner.user.full_name not in page
    client.force_login(UserFactory(roles=("office_officer",), language="en"))
    assert owner.user.full_name in client.get(f"/staff/register/organisations/{ngo.pk}/").content.decode()


def test_the_next_import_leaves_the_own_contacts(office, owner):
    ngo = owner.organisation
    save_contacts(organisation=ngo, facts=WRITTEN, by=owner.user)
    rows = "naziv,registarski broj,web,email\nZdravo srce,28000001,novo.rs,nova@srce.rs\n"
    day = datetime.date(2026, 11, 1)
    batch = imports.check_file(data=rows.encode(), name="lista.csv", as_of=day, by=None)
    import_apply.apply_import(batch=batch, by=None)
    ngo.refresh_from_db()
    assert (ngo.as_of, ngo.website) == (day, "novo.rs")
    assert OwnContacts.objects.get().website == "srce.rs"


def test_saving_the_same_again_writes_nothing(office, owner):
    ngo = owner.organisation
    save_contacts(organisation=ngo, facts=WRITTEN, by=owner.user)
    said = OwnContacts.objects.get().saved_at
    save_contacts(organisation=ngo, facts=WRITTEN, by=owner.user)
    assert OwnContacts.objects.get().saved_at == said
    assert len(timeline(ngo)) == 1


@pytest.mark.parametrize("role", ["viewer", ""])
def test_only_owner_and_editor_write(office, owner, role):
    person = MembershipFactory(organisation=owner.organisation, role=role).user if role else UserFactory()
    with pytest.raises(Refused):
        save_contacts(organisation=owner.organisation, facts=WRITTEN, by=person)
    assert not OwnContacts.objects.exists()


def test_there_are_no_rooms_for_deciding_entries(client, office, owner):
    client.force_login(
        UserFactory(roles=("administrator", "registry_officer", "registry_head"), language="en")
    )
    for address in DECIDING:
        answer = client.get(f"/staff/{address.format(pk=owner.organisation.pk)}")
        assert answer.status_code == 404, address
    page = client.get("/staff/register/").content.decode()
    assert "Enter an organisation" not in page and "/staff/register/filings/" not in page
    page = client.get(f"/staff/register/organisations/{owner.organisation_id}/").content.decode()
    assert "Change of entered data" not in page and "Begin the deletion" not in page
    client.force_login(owner.user)
    for address in ("filings/", "filings/new/", "organisation/changes/", "organisation/changes/deletion/"):
        assert client.get(f"/portal/{address}").status_code == 404, address


def test_a_public_number_proves_nothing(client, office, owner):
    """Whoever knows the numbers is offered a code to the e-mail of record or papers, never access."""
    stranger = UserFactory(language="en")
    client.force_login(stranger)
    page = client.get("/portal/organisation/claim/?q=28000001").content.decode()
    assert "Zdravo srce" in page
    assert owner.organisation.email_of_record == ""
    page = client.get(f"/portal/organisation/claim/{owner.organisation_id}/").content.decode()
    assert "By a code" in page and "By a paper" in page and "list@srce.rs" not in page
    client.post(f"/portal/organisation/claim/{owner.organisation_id}/code/")
    assert not stranger.memberships.exists()
    assert [mail.to for mail in Email.objects.all()] == [["list@srce.rs"]]  # the address of the official list


def test_an_officer_keeps_only_the_closed_address_there(client, office, owner):
    client.force_login(UserFactory(roles=("administrator",), language="en"))
    address = f"/staff/register/organisations/{owner.organisation_id}/contacts/"
    assert 'name="website"' not in client.get(address).content.decode()
    facts = {"website": "drugo.rs", "email": "drugo@srce.rs", "email_of_record": "zapis@srce.rs"}
    assert client.post(address, facts).status_code == 302
    ngo = owner.organisation
    ngo.refresh_from_db()
    assert (ngo.website, ngo.email, ngo.email_of_record) == ("staro.rs", "list@srce.rs", "zapis@srce.rs")
    assert address_of_record(ngo) == "zapis@srce.rs"
