"""Facts of public money: from the yearly priorities to the accepted report."""

from grants.models.applications import Application, SectionSave
from grants.models.awards import AdaptedLine, AwardAnswer
from grants.models.calls import Call, CallExtension, Criterion, RequiredDocument, SubCriterion
from grants.models.checks import CompletionRequest, FormalCheckItem
from grants.models.commissions import Commission, CommissionMember, ConflictStatement, Exemption
from grants.models.contracts import Contract, GrantReport, GrantReportLine, Tranche
from grants.models.decisions import Decision, DecisionRow
from grants.models.evaluation import Assignment, Score
from grants.models.evaluators import Evaluator, EvaluatorList, EvaluatorListEntry, EvaluatorStatement
from grants.models.letters import DecisionLetter
from grants.models.parts import ActivityLine, ApplicationDocument, ApplicationPartner, BudgetLine, Declaration
from grants.models.priorities import CallPlan, PriorityDecision, PriorityItem
from grants.models.ranking import AllocationRow, AllocationVariant, Ranking, RankingRow
from grants.models.sheets import SheetCorrection, SheetReminder, SignedSheet

__all__ = [
    "ActivityLine",
    "AdaptedLine",
    "AllocationRow",
    "AllocationVariant",
    "Application",
    "ApplicationDocument",
    "ApplicationPartner",
    "Assignment",
    "AwardAnswer",
    "BudgetLine",
    "Call",
    "CallExtension",
    "CallPlan",
    "Commission",
    "CommissionMember",
    "CompletionRequest",
    "ConflictStatement",
    "Contract",
    "Criterion",
    "Decision",
    "DecisionLetter",
    "DecisionRow",
    "Declaration",
    "Evaluator",
    "EvaluatorList",
    "EvaluatorListEntry",
    "EvaluatorStatement",
    "Exemption",
    "FormalCheckItem",
    "GrantReport",
    "GrantReportLine",
    "PriorityDecision",
    "PriorityItem",
    "Ranking",
    "RankingRow",
    "RequiredDocument",
    "Score",
    "SectionSave",
    "SheetCorrection",
    "SheetReminder",
    "SignedSheet",
    "SubCriterion",
    "Tranche",
]
