"""Facts of public money: from the yearly priorities to the accepted report."""

from grants.models.applications import Application, SectionSave
from grants.models.calls import Call, CallExtension, Criterion, RequiredDocument, SubCriterion
from grants.models.check_lists import CallCondition, CheckList, CheckListRow, RejectionProposal
from grants.models.checks import CompletionRequest, FormalCheckItem
from grants.models.commissions import Commission, CommissionMember, ConflictStatement, Exemption
from grants.models.contracts import Contract, GrantReport, GrantReportLine, Tranche
from grants.models.decisions import Decision, DecisionRow
from grants.models.evaluation import Assignment, Score
from grants.models.evaluators import Evaluator, EvaluatorList, EvaluatorListEntry, EvaluatorStatement
from grants.models.letters import GrantLetter
from grants.models.objections import Inspection, Objection, ObjectionPaper, PointsCorrection, SheetView
from grants.models.parts import ActivityLine, ApplicationDocument, ApplicationPartner, BudgetLine, Declaration
from grants.models.past import CourtAnnulment, PastDecision, PastDecisionRow, PastRanking, PastRankingRow
from grants.models.priorities import CallPlan, PriorityDecision, PriorityItem
from grants.models.ranking import AllocationRow, AllocationVariant, Ranking, RankingRow
from grants.models.sessions import (
    CallStatement,
    CommissionSession,
    FoundTie,
    SessionItem,
    SessionPresence,
    SessionVote,
)

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
    "CallCondition",
    "CallExtension",
    "CallPlan",
    "CallStatement",
    "CheckList",
    "CheckListRow",
    "Commission",
    "CommissionMember",
    "CommissionSession",
    "CompletionRequest",
    "ConflictStatement",
    "Contract",
    "CourtAnnulment",
    "Criterion",
    "Decision",
    "DecisionRow",
    "Declaration",
    "Evaluator",
    "EvaluatorList",
    "EvaluatorListEntry",
    "EvaluatorStatement",
    "Exemption",
    "FormalCheckItem",
    "FoundTie",
    "GrantLetter",
    "GrantReport",
    "GrantReportLine",
    "Inspection",
    "Objection",
    "ObjectionPaper",
    "PastDecision",
    "PastDecisionRow",
    "PastRanking",
    "PastRankingRow",
    "PointsCorrection",
    "PriorityDecision",
    "PriorityItem",
    "Ranking",
    "RankingRow",
    "RejectionProposal",
    "RequiredDocument",
    "Score",
    "SectionSave",
    "SessionItem",
    "SessionPresence",
    "SessionVote",
    "SheetView",
    "SubCriterion",
    "Tranche",
]
