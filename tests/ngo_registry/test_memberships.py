"""Who acts for an organisation or a party: invitations, roles, the last owner, handing over."""

import datetime

import pytest
from django.utils import timezone
from post_office.models import Email

from ngo_registry.queries import membership_of
from ngo_registry.services import memberships as services
from office.refusal import Refused
from tests.factories.parties import bare_party
from tests.factories.registry import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["organisation", "party"])
def owner(request):
    """An owner's membership of either kind: the same holds for both."""
    if request.param == "organisation":
        return MembershipFactory()
    person = UserFactory()
    return services.open_membership(person, bare_party(), "owner", person)


def joined(owner, email="kolega@example.test", role="editor"):
    """A colleague who accepted an invitation."""
    facts = {"holder": owner.about, "email": email, "role": role}
    invitation = services.invite(by=owner.user, **facts)
    return services.accept_invitation(invitation=invitation, by=UserFactory(email=email))


def test_an_invitation_is_accepted_by_its_address_alone_and_only_once(owner):
    facts = {"holder": owner.about, "email": "Kolega@Example.test ", "role": "viewer"}
    invitation = services.invite(by=owner.user, **facts)
    assert Email.objects.get().to == ["kolega@example.test"]
    with pytest.raises(Refused, match="already invited"):
        services.invite(by=owner.user, **facts)
    with pytest.raises(Refused, match="another address"):
        services.accept_invitation(invitation=invitation, by=UserFactory())
    colleague = UserFactory(email="kolega@example.test")
    assert services.accept_invitation(invitation=invitation, by=colleague).role == "viewer"
    with pytest.raises(Refused, match="no longer valid"):
        services.accept_invitation(invitation=invitation, by=colleague)
    with pytest.raises(Refused, match="already acts"):
        services.invite(by=owner.user, **facts)


def test_an_old_or_withdrawn_invitation_lets_nobody_in(owner):
    colleague = UserFactory(email="kolega@example.test")
    facts = {"holder": owner.about, "email": colleague.email, "role": "editor"}
    old = services.invite(by=owner.user, **facts)
    old.expires_at = timezone.now() - datetime.timedelta(minutes=1)
    old.save()
    with pytest.raises(Refused, match="no longer valid"):
        services.accept_invitation(invitation=old, by=colleague)
    fresh = services.invite(by=owner.user, **facts)
    services.withdraw_invitation(invitation=fresh, by=owner.user)
    with pytest.raises(Refused, match="no longer valid"):
        services.accept_invitation(invitation=fresh, by=colleague)


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_only_an_owner_decides_who_acts(owner, role):
    colleague = joined(owner, role=role)
    third = joined(owner, "treca@example.test")
    for verb, facts in (
        (services.invite, {"holder": owner.about, "email": "x@example.test", "role": "owner"}),
        (services.change_role, {"membership": colleague, "role": "owner"}),
        (services.end_membership, {"membership": third}),
        (services.hand_over, {"membership": third}),
    ):
        with pytest.raises(Refused, match="does not allow"):
            verb(by=colleague.user, **facts)
    services.end_membership(membership=colleague, by=colleague.user)
    assert membership_of(colleague.user, owner.about) is None


def test_the_last_owner_stays_until_the_account_is_handed_over(owner):
    with pytest.raises(Refused, match="needs an owner"):
        services.end_membership(membership=owner, by=owner.user)
    with pytest.raises(Refused, match="needs an owner"):
        services.change_role(membership=owner, role="viewer", by=owner.user)
    colleague = joined(owner)
    assert services.hand_over(membership=colleague, by=owner.user).role == "owner"
    assert membership_of(owner.user, owner.about) is None
    with pytest.raises(Refused, match="do not act"):
        services.invite(holder=owner.about, email="x@example.test", role="viewer", by=owner.user)


def test_an_access_ended_today_may_begin_again_today(owner):
    colleague = joined(owner)
    services.end_membership(membership=colleague, by=owner.user)
    invitation = services.invite(holder=owner.about, email=colleague.user.email, role="viewer", by=owner.user)
    again = services.accept_invitation(invitation=invitation, by=colleague.user)
    assert (again.pk == colleague.pk, again.role) == (False, "viewer")
