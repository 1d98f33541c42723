"""WHO may do what with public money; each check raises a Refused that a person can read."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.filing_rules import on_paper
from grants.models import (
    Application,
    Assignment,
    AwardAnswer,
    Call,
    Commission,
    CommissionMember,
    Contract,
    Decision,
    DecisionRow,
    GrantReport,
)
from ngo_registry.rules import check_acts_for
from office.jurisdiction import has_feature
from office.models import Body, User
from office.refusal import Refused
from office.roles import Permission as P


def member_seat(user: User, commission: Commission) -> CommissionMember | None:
    """The seat the person holds on the commission today."""
    today = timezone.localdate()
    for member in commission.members.all():
        if (
            member.user_id == user.pk
            and member.valid_from <= today
            and (member.valid_until is None or member.valid_until >= today)
        ):
            return member
    return None


def check_body(by: User, body: Body, permission: P) -> None:
    """The person holds the permission for this body."""
    if not by.can(permission, body):
        raise Refused(_("You do not do this work for this body."))


def check_manages_commission(by: User, commission: Commission) -> None:
    """An officer of the body forms its commission."""
    check_body(by, commission.body, P.MANAGE_COMMISSIONS)


def check_works_on_call(by: User, call: Call) -> None:
    """Members of the commission and officers of the body draft and run the call."""
    if not (member_seat(by, call.commission) or by.can(P.MANAGE_CALLS, call.body)):
        raise Refused(_("Only the commission and officers of the body work on this call."))


def check_president(by: User, call: Call) -> None:
    """What only the president of the commission does."""
    seat = member_seat(by, call.commission)
    if seat is None or seat.role != CommissionMember.Role.PRESIDENT:
        raise Refused(_("This is done by the president of the commission."))


def check_sits_on_commission(by: User, call: Call) -> None:
    """A member of the commission that has given the statement on conflict of interest."""
    seat = member_seat(by, call.commission)
    if seat is None:
        raise Refused(_("This is done by members of the commission."))
    if not hasattr(seat, "statement"):
        raise Refused(_("First give your statement on conflict of interest."))


def check_not_exempt(by: User, application: Application) -> None:
    """A member exempted from an application does not touch it."""
    seat = member_seat(by, application.call.commission)
    if seat and seat.exemptions.filter(application=application).exists():
        raise Refused(_("You are exempted from this application."))


def check_checks_application(by: User, application: Application) -> None:
    """Members of the commission (with statement, not exempt) and officers of the body do the formal check."""
    seat = member_seat(by, application.call.commission)
    if seat:
        check_sits_on_commission(by, application.call)
        check_not_exempt(by, application)
    elif not by.can(P.CHECK_APPLICATIONS, application.call.body):
        raise Refused(_("Only the commission and officers of the body check this application."))


def check_is_applicant(by: User, application: Application) -> None:
    """The person acts for the NGO of the application and may edit; from paper an officer of the body enters it."""
    if on_paper(application) and by.can(P.CHECK_APPLICATIONS, application.call.body):
        return
    if on_paper(application) and application.state == Application.State.DRAFT:
        raise Refused(_("What came on paper is entered by officers of the body."))
    check_acts_for(by, application.organisation, roles=("owner", "editor"))


def check_is_scorer(by: User, assignment: Assignment) -> None:
    """Only the person the application was assigned to."""
    if assignment.user_id != by.pk:
        raise Refused(_("This application is not assigned to you."))


def check_answers_correction(by: User, assignment: Assignment) -> None:
    """The president of the commission or the office; never the scorer oneself, nor a member exempted from it."""
    call = assignment.application.call
    if assignment.user_id == by.pk:
        raise Refused(_("Whether your own sheet may be corrected is said by somebody else."))
    seat = member_seat(by, call.commission)
    if seat and seat.role == CommissionMember.Role.PRESIDENT:
        check_sits_on_commission(by, call)
        check_not_exempt(by, assignment.application)
    elif not by.can(P.MANAGE_EVALUATORS):
        raise Refused(_("A correction is allowed by the president of the commission or by the office."))


def check_drafts_decision(by: User, call: Call) -> None:
    """Where the body decides on the commission's list, its officers draft; elsewhere commission and officers."""
    if not has_feature("body_decides"):
        check_works_on_call(by, call)
    elif not by.can(P.MANAGE_CALLS, call.body):
        raise Refused(_("The decision is drafted by an officer of the body, on the commission's list."))


def check_signs_first(by: User, decision: Decision) -> None:
    """First signs the president of the commission or, where the body decides, the officer who drafted."""
    if not has_feature("body_decides"):
        check_president(by, decision.call)
        return
    check_drafts_decision(by, decision.call)
    if decision.drafted_by_id not in {None, by.pk}:
        raise Refused(_("The officer who drafted the decision signs it first."))


def check_second_signer(by: User, call: Call) -> None:
    """The second signature is another person's, with that right for the body."""
    if not by.can(P.SIGN_DECISIONS, call.body):
        raise Refused(_("The second signature is given by the head of the body or of the office."))


def check_manages_award(by: User, row: DecisionRow) -> None:
    """An officer of the body keeps what comes after its awards."""
    check_body(by, row.decision.call.body, P.MANAGE_CONTRACTS)


def check_declines_award(by: User, row: DecisionRow) -> None:
    """The owner of the organisation's account refuses its award, while there is no contract."""
    check_acts_for(by, row.application.organisation, roles=("owner",))
    if hasattr(row, "contract"):
        raise Refused(_("The contract has been drafted; ask the body to terminate it."))


def check_award_stands(row: DecisionRow) -> None:
    """A contract follows an award that was not refused and whose adapted budget, where asked for, is accepted."""
    answer = getattr(row, "answer", None)
    if answer is None or answer.state == AwardAnswer.State.ACCEPTED:
        return
    if answer.state == AwardAnswer.State.DECLINED:
        raise Refused(_("The organisation refused the award."))
    raise Refused(_("The adapted budget is not accepted yet."))


def check_manages_contract(by: User, contract: Contract) -> None:
    """An officer of the body keeps its contracts."""
    check_body(by, contract.row.decision.call.body, P.MANAGE_CONTRACTS)


def check_signs_for_contract(by: User, contract: Contract) -> None:
    """What was written of the end of a contract is corrected by the head of the body or of the office."""
    check_body(by, contract.row.decision.call.body, P.SIGN_DECISIONS)


def check_pays(by: User, contract: Contract) -> None:
    """Who records payments of the body."""
    check_body(by, contract.row.decision.call.body, P.PAY)


def check_reports_on(by: User, report: GrantReport) -> None:
    """The NGO whose contract it is."""
    check_acts_for(by, report.contract.row.application.organisation, roles=("owner", "editor"))


def check_correctable(by: User, call: Call) -> None:
    """A question is corrected while the call takes applications."""
    check_works_on_call(by, call)
    if call.state != Call.State.PUBLISHED:
        raise Refused(_("A question is corrected only in a published call; a draft is simply changed."))
    if call.deadline is None or timezone.now() > call.deadline:
        raise Refused(_("The deadline has passed: the questions stay as they were answered."))


def check_keeps_templates(by: User) -> None:
    """Templates are the office's, not of one body."""
    if not any(grant.body_id is None for grant in by.current_grants) or not by.can(P.REVIEW_CALLS):
        raise Refused(_("Templates are kept by the office."))
