"""Facts of public money: from the yearly priorities to the accepted report."""

from grants.models.applications import Application, SectionSave
from grants.models.calls import Call, CallExtension, Criterion, RequiredDocument, SubCriterion
from grants.models.checks import CompletionRequest, FormalCheckItem
from grants.models.commissions import Commission, CommissionMember, ConflictStatement, Exemption
from grants.models.contracts import Contract, GrantReport, GrantReportLine, Tranche
from grants.models.decisions import Decision, DecisionRow
from grants.models.evaluation import Assignment, Score
from grants.models.evaluators import Evaluator, EvaluatorList, EvaluatorListEntry, EvaluatorStatement
from grants.models.handing_in import CallFilingRules, HandedIn, PaperFiling, Replacement, SignOff
from grants.models.messages import FileMessage, FileMessagePaper
from grants.models.partner_confirmations import PartnerConfirmation
from grants.models.parts import ActivityLine, ApplicationDocument, ApplicationPartner, BudgetLine, Declaration
from grants.models.priorities import CallPlan, PriorityDecision, PriorityItem
from grants.models.ranking import AllocationRow, AllocationVariant, Ranking, RankingRow

__all__ = [
    "ActivityLine",
    "AllocationRow",
    "AllocationVariant",
    "Application",
    "ApplicationDocument",
    "ApplicationPartner",
    "Assignment",
    "BudgetLine",
    "Call",
    "CallExtension",
    "CallFilingRules",
    "CallPlan",
    "Commission",
    "CommissionMember",
    "CompletionRequest",
    "ConflictStatement",
    "Contract",
    "Criterion",
    "Decision",
    "DecisionRow",
    "Declaration",
    "Evaluator",
    "EvaluatorList",
    "EvaluatorListEntry",
    "EvaluatorStatement",
    "Exemption",
    "FileMessage",
    "FileMessagePaper",
    "FormalCheckItem",
    "GrantReport",
    "GrantReportLine",
    "HandedIn",
    "PaperFiling",
    "PartnerConfirmation",
    "PriorityDecision",
    "PriorityItem",
    "Ranking",
    "RankingRow",
    "Replacement",
    "RequiredDocument",
    "Score",
    "SectionSave",
    "SignOff",
    "SubCriterion",
    "Tranche",
]
