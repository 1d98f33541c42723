"""Who acts for an organisation or a party: owners invite colleagues, change roles, end a membership, hand over."""

import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ngo_registry.acting import Deed, Holder, Membership, Role, as_column, roles_for, said
from ngo_registry.models import Invitation, NgoMembership, Organisation, RegisterFiling
from ngo_registry.queries import membership_of
from ngo_registry.queries.departed import addresses_of, who_leaves
from ngo_registry.queries.memberships import colleagues, waiting_invitations
from ngo_registry.rules import check_admits, check_ends_membership
from office.audit import record
from office.mail import send
from office.models import User
from office.refusal import Refused
from office.service import locked, service

INVITATION_LIVES = datetime.timedelta(days=14)
MAX_INVITATIONS = 20


def open_membership(user: User, holder: Holder, role: str, by: User, **why: object) -> Membership:
    """The person acts from today on; whoever acts already gets the role."""
    membership = membership_of(user, holder)
    if membership is None:
        membership = holder.memberships.create(user=user, role=role, valid_from=timezone.localdate())
    elif membership.role != role:
        membership.role = role
        membership.save(update_fields=["role"])
    record("let in", membership, by=by, data={**as_column(holder), "role": role, **why})
    return membership


def welcome_applicant(filing: RegisterFiling, by: User) -> None:
    """Who filed the entry of the organisation or the party online acts for it from the day of entry."""
    if filing.origin == RegisterFiling.Origin.ONLINE:
        holder = filing.party or filing.organisation
        open_membership(filing.created_by, holder, Role.OWNER, by, filing=filing.case_number)


def shut_out(filing: RegisterFiling, holder: Holder, by: User) -> None:
    """Who leaves by this change acts no more, from this moment on."""
    for membership in who_leaves(filing):
        close(membership, holder, by, act=filing.decision_number)


@service
def invite(*, holder: Holder, email: str, role: str, by: User) -> Invitation:
    """Invite a colleague; the letter holds no secret, whoever logs in with that address may accept."""
    holder = locked(holder)
    check_admits(by, holder)
    email, now = email.strip().lower(), timezone.now()
    colleague = User.objects.filter(email__iexact=email).first()
    if colleague and membership_of(colleague, holder):
        raise Refused(
            said(
                holder,
                _("This person already acts for the organisation."),
                _("This person already acts for the party."),
            ),
            field="email",
        )
    waiting = waiting_invitations(holder)
    waiting.filter(expires_at__lt=now).update(withdrawn_at=now, withdrawn_by=by)
    if waiting.filter(email__iexact=email).exists():
        raise Refused(_("This person is already invited."), field="email")
    if waiting.count() >= MAX_INVITATIONS:
        raise Refused(_("Too many invitations wait. Withdraw some of them first."))
    invitation = Invitation.objects.create(
        **as_column(holder), email=email, role=role, invited_by=by, expires_at=now + INVITATION_LIVES
    )
    record("invite", invitation, by=by, data={**as_column(holder), "role": role})
    send(
        "ngo_registry/emails/invitation.txt",
        to=colleague or email,
        about=invitation,
        context={"holder": holder, "inviter": by, "invitation": invitation},
    )
    return invitation


@service
def accept_invitation(*, invitation: Invitation, by: User) -> Membership:
    """The invited person acts for the organisation or the party from now on."""
    invitation = locked(invitation)
    check_open(invitation)
    holder = invitation.about
    if by.email.lower() != invitation.email.lower():
        raise Refused(_("This invitation is for another address."))
    check_still_there(holder)
    check_inviter(invitation)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    return open_membership(by, holder, invitation.role, by, invitation=invitation.pk)


def check_still_there(holder: Holder) -> None:
    """Nobody begins to act for what is deleted from the register."""
    if holder.status == "deleted":
        raise Refused(
            said(
                holder,
                _("The organisation is deleted from the register; nobody can act for it here."),
                _("The party is deleted from the register; nobody can act for it here."),
            )
        )


def check_open(invitation: Invitation) -> None:
    """Neither accepted nor withdrawn nor too old."""
    if invitation.accepted_at or invitation.withdrawn_at or invitation.expires_at < timezone.now():
        raise Refused(_("This invitation is no longer valid; ask for a new one."))


def check_inviter(invitation: Invitation) -> None:
    """Who invited still decides who acts."""
    holder = invitation.about
    inviter = membership_of(invitation.invited_by, holder)
    if inviter is None or inviter.role not in roles_for(type(holder), Deed.ADMIT):
        raise Refused(
            said(
                holder,
                _(
                    "Who invited you no longer decides who acts for the organisation; ask its owner for a new invitation."
                ),
                _(
                    "Who invited you no longer decides who acts for the party; ask its owner for a new invitation."
                ),
            )
        )


@service
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """An owner takes an invitation back before it is accepted."""
    invitation = locked(invitation)
    check_admits(by, invitation.about)
    check_open(invitation)
    invitation.withdrawn_at, invitation.withdrawn_by = timezone.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("withdraw invitation", invitation, by=by)
    return invitation


def check_owner_stays(membership: NgoMembership) -> None:
    """Neither an organisation nor a party is ever left by its people without an owner."""
    holder = membership.about
    owners = holder.memberships.current(timezone.localdate()).filter(role=Role.OWNER)
    if membership.role == Role.OWNER and not owners.exclude(pk=membership.pk).exists():
        raise Refused(
            said(
                holder,
                _("The organisation needs an owner: hand the account over first."),
                _("The party needs an owner: hand the account over first."),
            )
        )


@service
def change_role(*, membership: Membership, role: str, by: User) -> Membership:
    """An owner gives a colleague another role; it holds from the next click on."""
    locked(membership.about)
    check_admits(by, membership.about)
    membership = locked(membership)
    if role != Role.OWNER:
        check_owner_stays(membership)
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    record("change role", membership, by=by, data={"from": before, "to": role})
    return membership


@service
def end_membership(*, membership: Membership, by: User) -> Membership:
    """From this moment on the person is not let in; everybody may also leave by themselves."""
    holder = locked(membership.about)
    check_ends_membership(by, membership)
    membership, inside = locked(membership), membership_of(by, holder)
    if inside:  # the office also ends the access of a last owner; the next one comes in by a claim
        check_owner_stays(membership)
    return close(membership, holder, by, heir=by if inside and by.pk != membership.user_id else None)


def close(
    membership: Membership,
    holder: Holder,
    by: User,
    *,
    heir: User | None = None,
    **why: object,
) -> Membership:
    """Write the moment at which the membership ended; the person takes no key along."""
    if membership.ended_at is None:
        written = ["ended_at", "ended_by"]
        membership.ended_at, membership.ended_by = timezone.now(), by
        if isinstance(membership, NgoMembership):
            membership.valid_until = max(timezone.localdate(), membership.valid_from)
            written.append("valid_until")
        membership.save(update_fields=written)
        record("end membership", membership, by=by, data={**as_column(holder), **why})
        take_keys(membership.user, holder, by, heir)
    return membership


def take_keys(user: User, holder: Holder, by: User, heir: User | None) -> None:
    """Invitations of and to who left are withdrawn; codes go to the address of an owner who stays, or nowhere.

    The e-mail of a party is a fact of its book, changed by a decision only: while it is of who left no code is sent.
    """
    own = addresses_of(user)
    for invitation in waiting_invitations(holder).filter(Q(invited_by=user) | Q(email__in=own)):
        invitation.withdrawn_at, invitation.withdrawn_by = timezone.now(), by
        invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
        record("withdraw invitation", invitation, by=by)
    if isinstance(holder, Organisation) and holder.email_of_record.lower() in own:
        stays = colleagues(holder).filter(role=Role.OWNER).exclude(user=user).order_by("pk").first()
        heir = heir or (stays.user if stays else None)
        holder.email_of_record = heir.email if heir else ""
        holder.save(update_fields=["email_of_record"])
        record("change contacts", holder, by=by, data={"fields": ["email_of_record"]})


@service
def hand_over(*, membership: Membership, by: User) -> Membership:
    """A colleague takes the account over; the owner who hands it over leaves at once."""
    holder = locked(membership.about)
    check_admits(by, holder)
    membership = locked(membership)
    if membership.user_id == by.pk or membership.ended_at:
        raise Refused(
            said(
                holder,
                _("Choose a colleague who acts for the organisation."),
                _("Choose a colleague who acts for the party."),
            )
        )
    membership = open_membership(membership.user, holder, Role.OWNER, by)
    close(membership_of(by, holder), holder, by, heir=membership.user)
    return membership
