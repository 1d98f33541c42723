"""States of a contract and of the NGO's report on it."""

from django.utils.translation import gettext_lazy as _

from grants.models import Contract, GrantReport
from grants.rules import check_manages_contract, check_reports_on
from office.refusal import Refused
from office.workflow import Transition, Workflow

C, G = Contract.State, GrantReport.State


def check_reviews(by, report):
    """Officers of the body accept or return the report."""
    check_manages_contract(by, report.contract)


def check_final_accepted(by, contract):
    """A contract closes after its final report."""
    if not contract.reports.filter(kind=GrantReport.Kind.FINAL, state=G.ACCEPTED).exists():
        raise Refused(_("The final report is not accepted yet."))


CONTRACT = Workflow(
    subject="grants.contract",
    states=C,
    initial=C.DRAFTED,
    transitions=(
        Transition(
            "sign", frozenset({C.DRAFTED}), C.SIGNED, _("Enter the signatures"), (check_manages_contract,)
        ),
        Transition(
            "start", frozenset({C.SIGNED}), C.ACTIVE, _("First payment made"), (check_manages_contract,)
        ),
        Transition(
            "close",
            frozenset({C.ACTIVE}),
            C.CLOSED,
            _("Close the contract"),
            (check_manages_contract, check_final_accepted),
        ),
        Transition(
            "terminate",
            frozenset({C.DRAFTED, C.SIGNED, C.ACTIVE}),
            C.TERMINATED,
            _("Terminate"),
            (check_manages_contract,),
            note_required=True,
        ),
    ),
    final=frozenset({C.CLOSED, C.TERMINATED}),
)

GRANT_REPORT = Workflow(
    subject="grants.grantreport",
    states=G,
    initial=G.DRAFT,
    transitions=(
        Transition(
            "submit",
            frozenset({G.DRAFT, G.RETURNED}),
            G.SUBMITTED,
            _("Submit the report"),
            (check_reports_on,),
        ),
        Transition(
            "return",
            frozenset({G.SUBMITTED}),
            G.RETURNED,
            _("Return for correction"),
            (check_reviews,),
            note_required=True,
        ),
        Transition("accept", frozenset({G.SUBMITTED}), G.ACCEPTED, _("Accept the report"), (check_reviews,)),
    ),
    final=frozenset({G.ACCEPTED}),
)
