"""Verbs of commissions: forming, members, statements, exemptions."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council.models import NominationCall
from council.queries import leading
from grants.models import Application, Commission, CommissionMember, ConflictStatement, Exemption
from grants.rules import check_body, check_manages_commission, member_seat
from grants.workflows.commission import COMMISSION
from ngo_registry.models import Organisation
from office.audit import record
from office.models import Body, RoleGrant, User
from office.numbers import next_number
from office.refusal import Refused
from office.roles import Permission as P
from office.roles import Role
from office.rulebooks import rules_for
from office.service import locked, service

R = CommissionMember.Role


@service
def begin_commission(
    *,
    body: Body,
    year: int,
    title: str,
    nomination_call: NominationCall | None = None,
    by: User,
) -> Commission:
    """Start forming the commission of a body."""
    check_body(by, body, P.MANAGE_COMMISSIONS)
    commission = Commission.objects.create(
        body=body,
        year=year,
        title=title,
        nomination_call=nomination_call,
        created_by=by,
    )
    record("begin_commission", commission, by=by)
    return commission


@service
def link_nomination(*, commission: Commission, nomination_call: NominationCall, by: User) -> Commission:
    """Say by which public call the NGO member is found."""
    commission = locked(commission)
    check_manages_commission(by, commission)
    if nomination_call.body_id != commission.body_id:
        raise Refused(_("The call for nominations belongs to another body."), field="nomination_call")
    commission.nomination_call = nomination_call
    commission.save(update_fields=["nomination_call"])
    record("link_nomination", commission, by=by, data={"call": nomination_call})
    return commission


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
    RoleGrant.objects.get_or_create(
        user=user,
        role=Role.COMMISSION_MEMBER,
        body=commission.body,
        valid_until=None,
        defaults={"valid_from": member.valid_from, "reason": commission.title},
    )
    record(
        "add_member",
        commission,
        by=by,
        data={"member": member.full_name, "role": role, "organisation": organisation},
    )
    return member


def _check_nominated(commission: Commission, user: User, organisation: Organisation | None) -> None:
    """The NGO seat goes to the candidate with most valid proposals (Art. 32b)."""
    call = commission.nomination_call
    law = rules_for(commission.body, timezone.localdate()).evaluation.commission_ngo_members.law
    if call is None or call.state not in {NominationCall.State.LISTED, NominationCall.State.APPOINTED}:
        raise Refused(_("First publish the list of nominated candidates."), law=law, field="role")
    chosen = leading(call)
    if chosen is None:
        raise Refused(
            _("There is no valid proposal: a second official sits on the commission."), law=law, field="role"
        )
    if organisation is None or chosen.organisation_id != organisation.pk:
        raise Refused(
            _("The NGO seat belongs to %(name)s, proposed by %(ngo)s.")
            % {"name": chosen.candidate_name, "ngo": chosen.organisation},
            law=law,
            field="organisation",
        )


@service
def end_membership(*, member: CommissionMember, reason: str, by: User) -> CommissionMember:
    """A person leaves the commission."""
    check_manages_commission(by, member.commission)
    if not reason.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="reason")
    member = locked(member)
    member.valid_until, member.end_reason = timezone.localdate(), reason
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
    record("end_membership", member.commission, by=by, note=reason, data={"member": member.full_name})
    return member


def missing_for_forming(commission: Commission) -> list[Refused]:
    """What the rulebook still asks before the commission can be formed."""
    rules = rules_for(commission.body, timezone.localdate()).evaluation
    members = [m for m in commission.members.all() if m.valid_until is None]
    roles = [m.role for m in members]
    missing = []
    if R.PRESIDENT not in roles:
        missing.append(Refused(_("The president is missing."), law=rules.commission_size.law))
    size = rules.commission_size.value
    if size and len(members) < size:
        missing.append(
            Refused(
                _("The commission has %(have)s of %(need)s members.") % {"have": len(members), "need": size},
                law=rules.commission_size.law,
            )
        )
    seats = rules.commission_ngo_members.value or 0
    call = commission.nomination_call
    nobody = call is not None and call.state == NominationCall.State.NO_VALID
    if seats and roles.count(R.NGO_MEMBER) < seats and not nobody:
        missing.append(Refused(_("The NGO member is missing."), law=rules.commission_ngo_members.law))
    return missing


@service
def form_commission(*, commission: Commission, by: User) -> Commission:
    """Issue the act that forms the commission."""
    commission = locked(commission)
    missing = missing_for_forming(commission)
    if missing:
        raise missing[0]
    COMMISSION.check(commission, "form", by=by)
    today = timezone.localdate()
    return COMMISSION.apply(
        commission,
        "form",
        by=by,
        act_date=today,
        act_number=next_number("commission", year=today.year, body=commission.body),
    )


@service
def end_commission(*, commission: Commission, note: str, by: User) -> Commission:
    """End the work of the commission."""
    return COMMISSION.apply(locked(commission), "end", by=by, note=note)


@service
def give_statement(*, commission: Commission, text: str, links: str = "", by: User) -> ConflictStatement:
    """A member's statement on conflict of interest, once, before the work begins."""
    seat = member_seat(by, commission)
    if seat is None:
        raise Refused(_("This is done by members of the commission."))
    if hasattr(seat, "statement"):
        raise Refused(_("You have given your statement already."))
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
