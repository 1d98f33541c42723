"""Verbs of the members of a commission: seats, statements, exemptions."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from council.models import NominationCall, Proposal
from council.names import candidate_key
from council.queries import leading
from grants.models import Application, Commission, CommissionMember, ConflictStatement, Exemption
from grants.rules import check_manages_commission, member_seat
from ngo_registry.models import Organisation
from office import mail
from office.audit import record
from office.models import RoleGrant, User
from office.refusal import Refused
from office.roles import Role
from office.rulebooks import rules_for
from office.service import locked, service

R = CommissionMember.Role


@service
def add_member(
    *,
    commission: Commission,
    user: User,
    role: str,
    organisation: Organisation | None = None,
    valid_from: datetime.date | None = None,
    by: User,
) -> CommissionMember:
    """Seat a person; the NGO member must be the one the nominations chose."""
    commission = locked(commission)
    check_manages_commission(by, commission)
    if commission.state == Commission.State.ENDED:
        raise Refused(_("The work of the commission has ended."))
    if commission.members.filter(user=user, valid_until__isnull=True).exists():
        raise Refused(_("This person already sits on the commission."), field="user")
    if role == R.PRESIDENT and commission.members.filter(role=R.PRESIDENT, valid_until__isnull=True).exists():
        raise Refused(_("The commission has a president already."), field="role")
    if role == R.NGO_MEMBER:
        _check_nominated(commission, user, organisation)
    else:
        organisation = None
    member = CommissionMember.objects.create(
        commission=commission,
        user=user,
        full_name=user.full_name,
        role=role,
        organisation=organisation,
        valid_from=valid_from or timezone.localdate(),
    )
    _give_role(member)
    record(
        "add_member",
        commission,
        by=by,
        data={"member": member.full_name, "role": role, "organisation": organisation},
    )
    return member


def _give_role(member: CommissionMember) -> None:
    """A seat opens the staff door for this body, once."""
    held = RoleGrant.objects.current(member.valid_from).filter(
        user=member.user, role=Role.COMMISSION_MEMBER, body=member.commission.body, valid_until__isnull=True
    )
    if not held.exists():
        RoleGrant.objects.create(
            user=member.user,
            role=Role.COMMISSION_MEMBER,
            body=member.commission.body,
            valid_from=member.valid_from,
            reason=member.commission.title[:200],
        )


@service
def seat_person(
    *, commission: Commission, email: str, full_name: str = "", role: str, by: User
) -> CommissionMember:
    """Seat a person known by e-mail; an account is opened for who has none, and a letter says how to enter."""
    check_manages_commission(by, commission)
    organisation = None
    if role == R.NGO_MEMBER:
        chosen = nominated(commission)
        full_name, organisation = chosen.candidate_name, chosen.organisation
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        if not full_name.strip():
            raise Refused(
                _("Nobody has an account with this e-mail: write the name, and one is opened."),
                field="full_name",
            )
        user = User.objects.create_user(email, full_name=full_name.strip())
        record("create", user, by=by)
        mail.send("office/emails/account_opened.txt", to=user, context={}, about=user)
    member = add_member(commission=commission, user=user, role=role, organisation=organisation, by=by)
    mail.send(
        "grants/emails/commission_seat.txt",
        to=user,
        context={"commission": commission, "role": R(role).label},
        about=commission,
    )
    return member


def nominated(commission: Commission) -> Proposal:
    """The first proposal of the candidate with most valid proposals, to whom the NGO seat goes (Art. 32b)."""
    call = commission.nomination_call
    law = rules_for(commission.body, timezone.localdate()).evaluation.commission_ngo_members.law
    if call is not None and call.state == NominationCall.State.NO_VALID:
        raise Refused(
            _("There is no valid proposal: a second official sits on the commission."), law=law, field="role"
        )
    if call is None or call.state not in {NominationCall.State.LISTED, NominationCall.State.APPOINTED}:
        raise Refused(_("First publish the list of nominated candidates."), law=law, field="role")
    chosen = leading(call)
    if chosen is None:
        raise Refused(_("The list of nominated candidates names nobody."), law=law, field="role")
    return chosen


def _check_nominated(commission: Commission, user: User, organisation: Organisation | None) -> None:
    """The seat is that candidate's and nobody else's, in either script and spelling."""
    chosen = nominated(commission)
    law = rules_for(commission.body, timezone.localdate()).evaluation.commission_ngo_members.law
    same_person = candidate_key(user.full_name) == candidate_key(chosen.candidate_name)
    if not same_person or organisation is None or chosen.organisation_id != organisation.pk:
        raise Refused(
            _("The NGO seat belongs to %(name)s, proposed by %(ngo)s.")
            % {"name": chosen.candidate_name, "ngo": chosen.organisation},
            law=law,
            field="email",
        )


@service
def end_membership(*, member: CommissionMember, reason: str, by: User) -> CommissionMember:
    """A person leaves the commission."""
    check_manages_commission(by, member.commission)
    if not reason.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="reason")
    member = locked(member)
    if member.valid_until is not None:
        raise Refused(_("The membership has ended already."))
    leave(member, reason)
    record("end_membership", member.commission, by=by, note=reason, data={"member": member.full_name})
    return member


def leave(member: CommissionMember, reason: str) -> None:
    """End a seat, and with the last seat at this body the role."""
    member.valid_until, member.end_reason = timezone.localdate(), reason[:300]
    member.save(update_fields=["valid_until", "end_reason"])
    still = member.user.commission_seats.filter(
        commission__body=member.commission.body, valid_until__isnull=True
    )
    if not still.exists():
        RoleGrant.objects.filter(
            user=member.user,
            role=Role.COMMISSION_MEMBER,
            body=member.commission.body,
            valid_until__isnull=True,
        ).update(valid_until=timezone.localdate())


@service
def give_statement(*, commission: Commission, text: str, links: str = "", by: User) -> ConflictStatement:
    """A member's statement on conflict of interest, once, before the work begins."""
    seat = member_seat(by, commission)
    if seat is None:
        raise Refused(_("This is done by members of the commission."))
    if hasattr(seat, "statement"):
        raise Refused(_("You have given your statement already."))
    if not text.strip():
        raise Refused(_("Write your statement."), field="text")
    statement = ConflictStatement.objects.create(
        member=seat, text=text, links=links, made_at=timezone.now(), made_by=by
    )
    record("give_statement", commission, by=by, data={"member": seat.full_name})
    return statement


@service
def exempt(*, member: CommissionMember, application: Application, reason: str, by: User) -> Exemption:
    """A member steps aside from one application; says so alone, or the president says it."""
    own = member.user_id == by.pk
    seat = member_seat(by, member.commission)
    if not own and (seat is None or seat.role != R.PRESIDENT):
        raise Refused(_("A member exempts themselves, or the president of the commission does."))
    if application.call.commission_id != member.commission_id:
        raise Refused(_("This application belongs to another commission."))
    if not reason.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="reason")
    if member.exemptions.filter(application=application).exists():
        raise Refused(_("The member is exempted from this application already."))
    exemption = Exemption.objects.create(
        member=member,
        application=application,
        reason=reason,
        made_at=timezone.now(),
        made_by=by,
    )
    record("exempt", application, by=by, note=reason, data={"member": member.full_name})
    return exemption
