"""Facts of public money: from the yearly priorities to the accepted report."""

from grants.models.applications import Application, SectionSave
from grants.models.calls import Call, CallExtension, Criterion, RequiredDocument, SubCriterion
from grants.models.candidacies import Candidacy, CandidacyComplaint, CandidacyProof, CandidacyStatement
from grants.models.checks import CompletionRequest, FormalCheckItem
from grants.models.commissions import Commission, CommissionMember, ConflictStatement, Exemption
from grants.models.contracts import Contract, GrantReport, GrantReportLine, Tranche
from grants.models.decisions import Decision, DecisionRow
from grants.models.draws import AssignmentRefusal, EvaluatorDraw
from grants.models.evaluation import Assignment, Score
from grants.models.evaluator_calls import EvaluatorCall
from grants.models.evaluator_facts import EvaluatorCapacity, EvaluatorListChange, EvaluatorPayment
from grants.models.evaluators import Evaluator, EvaluatorList, EvaluatorListEntry, EvaluatorStatement
from grants.models.guidelines import Guideline, GuidelineReading
from grants.models.parts import ActivityLine, ApplicationDocument, ApplicationPartner, BudgetLine, Declaration
from grants.models.practice import (
    PracticeCase,
    PracticeCriterion,
    PracticeScore,
    PracticeSheet,
    PracticeSubCriterion,
)
from grants.models.priorities import CallPlan, PriorityDecision, PriorityItem
from grants.models.ranking import AllocationRow, AllocationVariant, Ranking, RankingRow
from grants.models.work_statements import WorkLine, WorkStatement

__all__ = [
    "ActivityLine",
    "AllocationRow",
    "AllocationVariant",
    "Application",
    "ApplicationDocument",
    "ApplicationPartner",
    "Assignment",
    "AssignmentRefusal",
    "BudgetLine",
    "Call",
    "CallExtension",
    "CallPlan",
    "Candidacy",
    "CandidacyComplaint",
    "CandidacyProof",
    "CandidacyStatement",
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
    "EvaluatorCall",
    "EvaluatorCapacity",
    "EvaluatorDraw",
    "EvaluatorList",
    "EvaluatorListChange",
    "EvaluatorListEntry",
    "EvaluatorPayment",
    "EvaluatorStatement",
    "Exemption",
    "FormalCheckItem",
    "GrantReport",
    "GrantReportLine",
    "Guideline",
    "GuidelineReading",
    "PracticeCase",
    "PracticeCriterion",
    "PracticeScore",
    "PracticeSheet",
    "PracticeSubCriterion",
    "PriorityDecision",
    "PriorityItem",
    "Ranking",
    "RankingRow",
    "RequiredDocument",
    "Score",
    "SectionSave",
    "SubCriterion",
    "Tranche",
    "WorkLine",
    "WorkStatement",
]
