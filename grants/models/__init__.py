"""Facts of public money: from the yearly priorities to the accepted report."""

from grants.models.analyses import AnalysisComment, ProposedCall, SectorAnalysis
from grants.models.answers import Answer, AnswerItem
from grants.models.applications import Application, SectionSave
from grants.models.awards import AdaptedLine, AwardAnswer
from grants.models.budget import FundingSource, ShareLimit, TakenPart
from grants.models.call_life import (
    CallCorrection,
    CallLink,
    CallOrigin,
    CallPart,
    CallTemplate,
    CopiedPart,
    CorrectedText,
    PlannedPublication,
)
from grants.models.call_questions import CallAnswer, CallQuestion
from grants.models.call_review import CallReview, ReviewPart, ReviewRemark
from grants.models.call_watches import CallWatch, CallWatcher, DraftReminder
from grants.models.calls import Call, CallExtension, Criterion, RequiredDocument, SubCriterion
from grants.models.candidacies import Candidacy, CandidacyComplaint, CandidacyProof, CandidacyStatement
from grants.models.chasing import PlanReturn, Reminder
from grants.models.check_lists import CallCondition, CheckList, CheckListRow, RejectionProposal
from grants.models.checks import CompletionRequest, FormalCheckItem
from grants.models.commissions import Commission, CommissionMember, ConflictStatement, Exemption
from grants.models.contracts import Contract, GrantReport, GrantReportLine, Tranche
from grants.models.decision_letters import DecisionLetter
from grants.models.decisions import Decision, DecisionRow
from grants.models.draws import AssignmentRefusal, EvaluatorDraw
from grants.models.evaluation import Assignment, Score
from grants.models.evaluator_calls import EvaluatorCall, EvaluatorCallChange
from grants.models.evaluator_facts import EvaluatorCapacity, EvaluatorListChange, EvaluatorPayment
from grants.models.evaluators import Evaluator, EvaluatorList, EvaluatorListEntry, EvaluatorStatement
from grants.models.guidelines import Guideline, GuidelineReading
from grants.models.handing_in import CallFilingRules, HandedIn, PaperFiling, Replacement, SignOff
from grants.models.letters import GrantLetter
from grants.models.messages import FileMessage, FileMessagePaper
from grants.models.objections import Inspection, Objection, ObjectionPaper, PointsCorrection, SheetView
from grants.models.partner_confirmations import PartnerConfirmation
from grants.models.parts import ActivityLine, ApplicationDocument, ApplicationPartner, BudgetLine, Declaration
from grants.models.past import (
    CourtAnnulment,
    PastDecision,
    PastDecisionRow,
    PastRanking,
    PastRankingRow,
    PastSheet,
    PastVariant,
)
from grants.models.practice import (
    PracticeCase,
    PracticeCriterion,
    PracticeScore,
    PracticeSheet,
    PracticeSubCriterion,
)
from grants.models.priorities import CallPlan, PriorityDecision, PriorityItem
from grants.models.programming import AnalysisDuty, CouncilOpinion, ItemSum, ProgrammingCycle
from grants.models.questions import (
    EligibilityQuestion,
    Question,
    QuestionItem,
    QuestionSection,
    StandingChoice,
)
from grants.models.ranking import AllocationRow, AllocationVariant, Ranking, RankingRow
from grants.models.sessions import (
    CallStatement,
    CommissionSession,
    FoundTie,
    SessionItem,
    SessionPresence,
    SessionVote,
)
from grants.models.sheets import SheetCorrection, SheetReminder, SignedSheet
from grants.models.wallet import PaperUse, WalletPaper
from grants.models.work_statements import WorkLine, WorkStatement

__all__ = [
    "ActivityLine",
    "AdaptedLine",
    "AllocationRow",
    "AllocationVariant",
    "AnalysisComment",
    "AnalysisDuty",
    "Answer",
    "AnswerItem",
    "Application",
    "ApplicationDocument",
    "ApplicationPartner",
    "Assignment",
    "AssignmentRefusal",
    "AwardAnswer",
    "BudgetLine",
    "Call",
    "CallAnswer",
    "CallCondition",
    "CallCorrection",
    "CallExtension",
    "CallFilingRules",
    "CallLink",
    "CallOrigin",
    "CallPart",
    "CallPlan",
    "CallQuestion",
    "CallReview",
    "CallStatement",
    "CallTemplate",
    "CallWatch",
    "CallWatcher",
    "Candidacy",
    "CandidacyComplaint",
    "CandidacyProof",
    "CandidacyStatement",
    "CheckList",
    "CheckListRow",
    "Commission",
    "CommissionMember",
    "CommissionSession",
    "CompletionRequest",
    "ConflictStatement",
    "Contract",
    "CopiedPart",
    "CorrectedText",
    "CouncilOpinion",
    "CourtAnnulment",
    "Criterion",
    "Decision",
    "DecisionLetter",
    "DecisionRow",
    "Declaration",
    "DraftReminder",
    "EligibilityQuestion",
    "Evaluator",
    "EvaluatorCall",
    "EvaluatorCallChange",
    "EvaluatorCapacity",
    "EvaluatorDraw",
    "EvaluatorList",
    "EvaluatorListChange",
    "EvaluatorListEntry",
    "EvaluatorPayment",
    "EvaluatorStatement",
    "Exemption",
    "FileMessage",
    "FileMessagePaper",
    "FormalCheckItem",
    "FoundTie",
    "FundingSource",
    "GrantLetter",
    "GrantReport",
    "GrantReportLine",
    "Guideline",
    "GuidelineReading",
    "HandedIn",
    "Inspection",
    "ItemSum",
    "Objection",
    "ObjectionPaper",
    "PaperFiling",
    "PaperUse",
    "PartnerConfirmation",
    "PastDecision",
    "PastDecisionRow",
    "PastRanking",
    "PastRankingRow",
    "PastSheet",
    "PastVariant",
    "PlanReturn",
    "PlannedPublication",
    "PointsCorrection",
    "PracticeCase",
    "PracticeCriterion",
    "PracticeScore",
    "PracticeSheet",
    "PracticeSubCriterion",
    "PriorityDecision",
    "PriorityItem",
    "ProgrammingCycle",
    "ProposedCall",
    "Question",
    "QuestionItem",
    "QuestionSection",
    "Ranking",
    "RankingRow",
    "RejectionProposal",
    "Reminder",
    "Replacement",
    "RequiredDocument",
    "ReviewPart",
    "ReviewRemark",
    "Score",
    "SectionSave",
    "SectorAnalysis",
    "SessionItem",
    "SessionPresence",
    "SessionVote",
    "ShareLimit",
    "SheetCorrection",
    "SheetReminder",
    "SheetView",
    "SignOff",
    "SignedSheet",
    "StandingChoice",
    "SubCriterion",
    "TakenPart",
    "Tranche",
    "WalletPaper",
    "WorkLine",
    "WorkStatement",
]
