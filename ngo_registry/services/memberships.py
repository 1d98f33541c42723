"""Who acts for an organisation: owners invite colleagues, change roles, end a membership, hand over."""

import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ngo_registry.models import Invitation, NgoMembership, Organisation, RegisterFiling
from ngo_registry.queries import membership_of
from ngo_registry.queries.departed import addresses_of
from ngo_registry.queries.memberships import colleagues, waiting_invitations
from ngo_registry.rules import check_acts_for, check_is_member
from office.audit import record
from office.mail import send
from office.models import User
from office.refusal import Refused
from office.service import locked, service

Role = NgoMembership.Role
INVITATION_LIVES = datetime.timedelta(days=14)
MAX_INVITATIONS = 20


def check_owner(by: User, organisation: Organisation) -> None:
    """Only an owner decides who acts for the organisation, while it is in the register."""
    check_acts_for(by, organisation, roles=(Role.OWNER,))


def open_membership(
    user: User, organisation: Organisation, role: str, by: User, **why: object
) -> NgoMembership:
    """The person acts from today on; whoever acts already gets the role."""
    membership = membership_of(user, organisation)
    if membership is None:
        membership = NgoMembership.objects.create(
            user=user, organisation=organisation, role=role, valid_from=timezone.localdate()
        )
    elif membership.role != role:
        membership.role = role
        membership.save(update_fields=["role"])
    record("let in", membership, by=by, data={"organisation": organisation, "role": role, **why})
    return membership


def welcome_applicant(filing: RegisterFiling, by: User) -> None:
    """Who founded the organisation online acts for it from the day of entry."""
    if filing.origin == RegisterFiling.Origin.ONLINE:
        open_membership(filing.created_by, filing.organisation, Role.OWNER, by, filing=filing.case_number)


@service
def invite(*, organisation: Organisation, email: str, role: str, by: User) -> Invitation:
    """Invite a colleague; the letter holds no secret, whoever logs in with that address may accept."""
    organisation = locked(organisation)
    check_owner(by, organisation)
    email, now = email.strip().lower(), timezone.now()
    colleague = User.objects.filter(email__iexact=email).first()
    if colleague and membership_of(colleague, organisation):
        raise Refused(_("This person already acts for the organisation."), field="email")
    waiting = waiting_invitations(organisation)
    waiting.filter(expires_at__lt=now).update(withdrawn_at=now, withdrawn_by=by)
    if waiting.filter(email__iexact=email).exists():
        raise Refused(_("This person is already invited."), field="email")
    if waiting.count() >= MAX_INVITATIONS:
        raise Refused(_("Too many invitations wait. Withdraw some of them first."))
    invitation = Invitation.objects.create(
        organisation=organisation, email=email, role=role, invited_by=by, expires_at=now + INVITATION_LIVES
    )
    record("invite", invitation, by=by, data={"organisation": organisation, "role": role})
    send(
        "ngo_registry/emails/invitation.txt",
        to=colleague or email,
        about=invitation,
        context={"organisation": organisation, "inviter": by, "invitation": invitation},
    )
    return invitation


@service
def accept_invitation(*, invitation: Invitation, by: User) -> NgoMembership:
    """The invited person acts for the organisation from now on."""
    invitation = locked(invitation)
    check_open(invitation)
    if by.email.lower() != invitation.email.lower():
        raise Refused(_("This invitation is for another address."))
    if invitation.organisation.status == Organisation.Status.DELETED:
        raise Refused(_("The organisation is deleted from the register; nobody can act for it here."))
    check_inviter(invitation)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    return open_membership(by, invitation.organisation, invitation.role, by, invitation=invitation.pk)


def check_open(invitation: Invitation) -> None:
    """Neither accepted nor withdrawn nor too old."""
    if invitation.accepted_at or invitation.withdrawn_at or invitation.expires_at < timezone.now():
        raise Refused(_("This invitation is no longer valid; ask for a new one."))


def check_inviter(invitation: Invitation) -> None:
    """Who invited still decides who acts for the organisation."""
    inviter = membership_of(invitation.invited_by, invitation.organisation)
    if inviter is None or inviter.role != Role.OWNER:
        raise Refused(
            _(
                "Who invited you no longer decides who acts for the organisation; ask its owner for a new invitation."
            )
        )


@service
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """An owner takes an invitation back before it is accepted."""
    invitation = locked(invitation)
    check_owner(by, invitation.organisation)
    check_open(invitation)
    invitation.withdrawn_at, invitation.withdrawn_by = timezone.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("withdraw invitation", invitation, by=by)
    return invitation


def check_owner_stays(membership: NgoMembership) -> None:
    """An organisation is never left without an owner."""
    rows = NgoMembership.objects.current(timezone.localdate()).filter(
        organisation=membership.organisation, role=Role.OWNER
    )
    if membership.role == Role.OWNER and not rows.exclude(pk=membership.pk).exists():
        raise Refused(_("The organisation needs an owner: hand the account over first."))


@service
def change_role(*, membership: NgoMembership, role: str, by: User) -> NgoMembership:
    """An owner gives a colleague another role; it holds from the next click on."""
    locked(membership.organisation)
    check_owner(by, membership.organisation)
    membership = locked(membership)
    if role != Role.OWNER:
        check_owner_stays(membership)
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    record("change role", membership, by=by, data={"from": before, "to": role})
    return membership


@service
def end_membership(*, membership: NgoMembership, by: User) -> NgoMembership:
    """From this moment on the person is not let in; everybody may also leave by themselves."""
    organisation = locked(membership.organisation)
    if membership.user_id != by.pk:
        check_is_member(by, membership.organisation, (Role.OWNER,))  # of a deleted organisation too
    membership = locked(membership)
    check_owner_stays(membership)
    return close(membership, organisation, by, heir=by if by.pk != membership.user_id else None)


def close(
    membership: NgoMembership,
    organisation: Organisation,
    by: User,
    *,
    heir: User | None = None,
    **why: object,
) -> NgoMembership:
    """Write the moment at which the membership ended; the person takes no key along."""
    if membership.ended_at is None:
        membership.ended_at, membership.ended_by = timezone.now(), by
        membership.valid_until = max(timezone.localdate(), membership.valid_from)
        membership.save(update_fields=["ended_at", "ended_by", "valid_until"])
        record("end membership", membership, by=by, data=why)
        take_keys(membership.user, organisation, by, heir)
    return membership


def take_keys(user: User, organisation: Organisation, by: User, heir: User | None) -> None:
    """Invitations of and to who left are withdrawn; codes go to the address of an owner who stays, or nowhere."""
    own = addresses_of(user)
    for invitation in waiting_invitations(organisation).filter(Q(invited_by=user) | Q(email__in=own)):
        invitation.withdrawn_at, invitation.withdrawn_by = timezone.now(), by
        invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
        record("withdraw invitation", invitation, by=by)
    if organisation.email_of_record.lower() in own:
        stays = colleagues(organisation).filter(role=Role.OWNER).exclude(user=user).order_by("pk").first()
        heir = heir or (stays.user if stays else None)
        organisation.email_of_record = heir.email if heir else ""
        organisation.save(update_fields=["email_of_record"])
        record("change contacts", organisation, by=by, data={"fields": ["email_of_record"]})


@service
def hand_over(*, membership: NgoMembership, by: User) -> NgoMembership:
    """A colleague takes the account over; the owner who hands it over leaves at once."""
    organisation = locked(membership.organisation)
    check_owner(by, organisation)
    membership = locked(membership)
    if membership.user_id == by.pk or membership.ended_at:
        raise Refused(_("Choose a colleague who acts for the organisation."))
    membership = open_membership(membership.user, organisation, Role.OWNER, by)
    close(membership_of(by, organisation), organisation, by, heir=membership.user)
    return membership
