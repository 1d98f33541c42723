"""A deleted organisation: its people read its file, nobody files anything for it, and the pages say so."""

import pytest
from django.utils import timezone

from grants.services import applications
from ngo_registry.models import Organisation, RegisterFiling
from ngo_registry.services import changes, memberships
from ngo_registry.services import filings as services
from ngo_registry.services.complaints import file_complaint
from ngo_registry.services.organisations import save_contacts
from office.refusal import Refused
from tests.factories.grants import published_call
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
WORDS = "nothing is filed for it"


@pytest.fixture
def owner(settings, empty_cache):
    """The owner of an organisation that has a draft of a change, and was deleted then."""
    settings.SECOND_FACTOR_REQUIRED = False
    row = MembershipFactory(user__language="en", organisation__name="Bivše udruženje")
    filing = changes.open_change(
        organisation=row.organisation, change_kind="seat", by=row.user, origin="online"
    )
    services.save_section(filing=filing, section="change", facts={"address": "Nova 2"}, by=row.user)
    Organisation.objects.update(
        status="deleted", deleted_on=timezone.localdate(), deletion_reason="odluka", deletion_act="O-1"
    )
    row.organisation.refresh_from_db()
    return row


def test_nothing_is_filed_for_it(owner):
    organisation, by = owner.organisation, owner.user
    filing = RegisterFiling.objects.get()
    colleague = MembershipFactory(organisation=organisation, role="editor")
    verbs = (
        lambda: changes.open_change(organisation=organisation, change_kind="name", by=by, origin="online"),
        lambda: changes.open_deletion(organisation=organisation, by=by, origin="online"),
        lambda: services.submit(filing=filing, by=by),
        lambda: services.save_section(filing=filing, section="change", facts={"address": "x"}, by=by),
        lambda: save_contacts(organisation=organisation, facts={"email": "a@b.test"}, areas=[], by=by),
        lambda: memberships.invite(holder=organisation, email="a@b.test", role="editor", by=by),
        lambda: memberships.change_role(membership=colleague, role="viewer", by=by),
    )
    for verb in verbs:
        with pytest.raises(Refused, match=WORDS) as no:
            verb()
        assert no.value.law == "čl. 38 Zakona o NVO"
    memberships.end_membership(membership=colleague, by=by)
    colleague.refresh_from_db()
    assert colleague.ended_by == by


def test_a_late_complaint_is_not_filed_and_a_draft_may_be_given_up(owner):
    filing = RegisterFiling.objects.get()
    RegisterFiling.objects.update(
        state="refused", decision_number="O-9", decision_reason="x", case_number="R-9",
        submitted_at=timezone.now(), submitted_by=owner.user, decided_at=timezone.now(), decided_by=owner.user,
    )  # fmt: skip
    with pytest.raises(Refused, match=WORDS):
        file_complaint(filing=filing, text="Nije.", by=owner.user)
    RegisterFiling.objects.update(state="draft")
    filing.refresh_from_db()
    assert services.withdraw(filing=filing, note="Brisano.", by=owner.user).state == "withdrawn"


def test_no_application_begins_for_it(owner):
    call = published_call()
    with pytest.raises(Refused, match=WORDS):
        applications.begin(call=call, organisation=owner.organisation, at=timezone.now(), by=owner.user)


def test_its_people_read_on_and_the_pages_say_why_nothing_is_filed(client, owner):
    MembershipFactory(user=owner.user, organisation=OrganisationFactory(name="Živo udruženje"))
    client.force_login(owner.user)
    page = client.get("/portal/organisation/").content.decode()
    assert "Its file may be read; nothing is filed for it." in page
    assert "Change contacts and areas" not in page
    assert page.count("(deleted)") == 1 and "Živo udruženje" in page  # in the switcher
    changed = client.get("/portal/organisation/changes/").content.decode()
    assert "nothing more is asked for it" in changed and "New change" not in changed
    filing = RegisterFiling.objects.get()
    assert client.get(f"/portal/organisation/changes/{filing.pk}/").status_code == 200
    assert client.get(f"/portal/organisation/changes/{filing.pk}/write/").status_code == 404
    stranger = UserFactory()
    client.force_login(stranger)
    assert client.get(f"/portal/organisation/changes/{filing.pk}/").status_code == 404
