"""Who may do what: permissions, each with a sentence, and the roles that hold them."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What a person may do; the sentence of each is in PERMISSION_TEXTS."""

    ENTER_STAFF = "enter_staff"
    EDIT_REGISTER = "edit_register"
    DECIDE_REGISTER = "decide_register"
    IMPORT_REGISTER = "import_register"
    MERGE_REGISTER = "merge_register"
    DECIDE_CLAIMS = "decide_claims"
    ANSWER_REPORTS = "answer_reports"
    MANAGE_PRIORITIES = "manage_priorities"
    ADOPT_PRIORITIES = "adopt_priorities"
    MANAGE_COMMISSIONS = "manage_commissions"
    SIT_ON_COMMISSION = "sit_on_commission"
    MANAGE_CALLS = "manage_calls"
    PUBLISH_CALLS = "publish_calls"
    REVIEW_CALLS = "review_calls"
    CHECK_APPLICATIONS = "check_applications"
    MANAGE_EVALUATORS = "manage_evaluators"
    EVALUATE = "evaluate"
    SIGN_DECISIONS = "sign_decisions"
    MANAGE_CONTRACTS = "manage_contracts"
    PAY = "pay"
    MANAGE_NOMINATIONS = "manage_nominations"
    MANAGE_COUNCIL = "manage_council"
    FILL_SPENDING = "fill_spending"
    COLLECT_SPENDING = "collect_spending"
    BUILD_REPORTS = "build_reports"
    APPROVE_REPORTS = "approve_reports"
    MANAGE_RULEBOOKS = "manage_rulebooks"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_BODIES = "manage_bodies"
    READ_OUTBOX = "read_outbox"
    READ_AUDIT = "read_audit"
    EDIT_PAGES = "edit_pages"
    REMIND_BODIES = "remind_bodies"
    KEEP_PAYROLL = "keep_payroll"


P = Permission

PERMISSION_TEXTS = {
    P.ENTER_STAFF: _("enter the staff rooms"),
    P.EDIT_REGISTER: _("enter organisations and changes in the register"),
    P.DECIDE_REGISTER: _("sign decisions of the register"),
    P.IMPORT_REGISTER: _("import a list of organisations"),
    P.MERGE_REGISTER: _("join doubles of imported organisations"),
    P.DECIDE_CLAIMS: _("let people in to act for an organisation"),
    P.ANSWER_REPORTS: _("answer reports of errors in the register"),
    P.MANAGE_PRIORITIES: _("draft the yearly decision on priority areas"),
    P.ADOPT_PRIORITIES: _("enter the adoption of the decision on priority areas"),
    P.MANAGE_COMMISSIONS: _("form commissions"),
    P.SIT_ON_COMMISSION: _("work as president or member of a commission"),
    P.MANAGE_CALLS: _("draft public calls"),
    P.PUBLISH_CALLS: _("publish public calls"),
    P.REVIEW_CALLS: _("give the office's opinion on drafts of calls and keep templates of calls"),
    P.CHECK_APPLICATIONS: _("do the formal check of applications"),
    P.MANAGE_EVALUATORS: _("keep the list of independent evaluators"),
    P.EVALUATE: _("score applications assigned to oneself"),
    P.SIGN_DECISIONS: _("sign decisions as the second person"),
    P.MANAGE_CONTRACTS: _("keep contracts and check reports of NGOs"),
    P.PAY: _("record payments"),
    P.MANAGE_NOMINATIONS: _("run public calls for NGO representatives"),
    P.MANAGE_COUNCIL: _("keep the page and the sessions of the Council"),
    P.FILL_SPENDING: _("enter the yearly spending of one's body"),
    P.COLLECT_SPENDING: _("collect and accept the spending of all bodies"),
    P.BUILD_REPORTS: _("order and send reports"),
    P.APPROVE_REPORTS: _("approve reports as the second person"),
    P.MANAGE_RULEBOOKS: _("add versions of the rulebook"),
    P.MANAGE_PEOPLE: _("give and take roles"),
    P.MANAGE_BODIES: _("keep the list of bodies"),
    P.READ_OUTBOX: _("read the outbox"),
    P.READ_AUDIT: _("read the audit trail"),
    P.EDIT_PAGES: _("edit the pages of the office"),
    P.REMIND_BODIES: _("remind bodies that are late with their analyses, plans and calls"),
    P.KEEP_PAYROLL: _("see payment data of evaluators and pay them out"),
}


class Role(models.TextChoices):
    """A role as the office names it."""

    REGISTRY_OFFICER = "registry_officer", _("register officer")
    REGISTRY_HEAD = "registry_head", _("head of the register")
    OFFICE_OFFICER = "office_officer", _("officer for cooperation with NGOs")
    OFFICE_HEAD = "office_head", _("head of the office")
    BODY_OFFICER = "body_officer", _("officer of a funding body")
    BODY_HEAD = "body_head", _("head of a funding body")
    COMMISSION_MEMBER = "commission_member", _("member of a commission")
    EVALUATOR = "evaluator", _("independent evaluator")
    READER = "reader", _("reader of the audit trail")
    PAYROLL_OFFICER = "payroll_officer", _("payroll officer")
    ADMINISTRATOR = "administrator", _("administrator")


BODY_OFFICER = frozenset(
    {
        P.ENTER_STAFF,
        P.MANAGE_COMMISSIONS,
        P.MANAGE_CALLS,
        P.PUBLISH_CALLS,
        P.CHECK_APPLICATIONS,
        P.MANAGE_CONTRACTS,
        P.PAY,
        P.MANAGE_NOMINATIONS,
        P.FILL_SPENDING,
        P.SIT_ON_COMMISSION,
    }
)
OFFICE_OFFICER = BODY_OFFICER | {
    P.REVIEW_CALLS,
    P.MANAGE_PRIORITIES,
    P.MANAGE_EVALUATORS,
    P.MANAGE_COUNCIL,
    P.COLLECT_SPENDING,
    P.BUILD_REPORTS,
    P.READ_OUTBOX,
    P.EDIT_PAGES,
    P.MANAGE_BODIES,
    P.IMPORT_REGISTER,
    P.MERGE_REGISTER,
    P.DECIDE_CLAIMS,
    P.ANSWER_REPORTS,
    P.REMIND_BODIES,
}

ROLE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.REGISTRY_OFFICER: frozenset(
        {
            P.ENTER_STAFF,
            P.EDIT_REGISTER,
            P.IMPORT_REGISTER,
            P.MERGE_REGISTER,
            P.DECIDE_CLAIMS,
            P.ANSWER_REPORTS,
        }
    ),
    Role.REGISTRY_HEAD: frozenset(
        {
            P.ENTER_STAFF,
            P.EDIT_REGISTER,
            P.DECIDE_REGISTER,
            P.MERGE_REGISTER,
            P.DECIDE_CLAIMS,
            P.ANSWER_REPORTS,
        }
    ),
    Role.OFFICE_OFFICER: frozenset(OFFICE_OFFICER),
    Role.OFFICE_HEAD: frozenset(
        OFFICE_OFFICER
        | {
            P.ADOPT_PRIORITIES,
            P.SIGN_DECISIONS,
            P.APPROVE_REPORTS,
            P.MANAGE_RULEBOOKS,
            P.MANAGE_PEOPLE,
            P.READ_AUDIT,
        }
    ),
    Role.BODY_OFFICER: BODY_OFFICER,
    Role.BODY_HEAD: frozenset(BODY_OFFICER | {P.SIGN_DECISIONS}),
    Role.COMMISSION_MEMBER: frozenset({P.ENTER_STAFF, P.SIT_ON_COMMISSION, P.EVALUATE}),
    Role.EVALUATOR: frozenset({P.EVALUATE}),
    Role.READER: frozenset({P.ENTER_STAFF, P.READ_AUDIT}),
    Role.PAYROLL_OFFICER: frozenset({P.ENTER_STAFF, P.KEEP_PAYROLL}),
    Role.ADMINISTRATOR: frozenset(P) - {P.KEEP_PAYROLL},
}


def permissions_of(role: str) -> frozenset[Permission]:
    """Permissions a role holds."""
    return ROLE_PERMISSIONS.get(role, frozenset())
