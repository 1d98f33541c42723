"""Addresses of the rooms of `scoring`: evaluators, evaluation, ranking, decision."""

from django.urls import path

from grants.views import (
    evaluation_assignments,
    evaluation_scoring,
    public_evaluators,
    staff_decision,
    staff_evaluation,
    staff_evaluators,
    staff_ranking,
)

public = [
    path("evaluators/", public_evaluators.evaluators, name="evaluators"),
    path("evaluators/<int:pk>/list.pdf", public_evaluators.list_file, name="evaluator_list_file"),
]
portal: list = []
evaluation = [
    path("", evaluation_assignments.assignments, name="assignments"),
    path("sheets/<int:pk>/", evaluation_assignments.assignment, name="assignment"),
    path("sheets/<int:pk>/statement/", evaluation_assignments.statement, name="statement"),
    path("sheets/<int:pk>/score/", evaluation_scoring.workspace, name="workspace"),
    path("sheets/<int:pk>/lock/", evaluation_scoring.lock, name="lock"),
    path("sheets/<int:pk>/sheet.pdf", evaluation_scoring.sheet_file, name="sheet_file"),
    path("sheets/<int:pk>/papers/<int:paper>/", evaluation_scoring.paper, name="paper"),
]
staff = [
    path("evaluators/", staff_evaluators.evaluators, name="evaluators"),
    path("evaluators/people/new/", staff_evaluators.new_evaluator, name="evaluator_new"),
    path("evaluators/people/<int:pk>/", staff_evaluators.evaluator, name="evaluator"),
    path("evaluators/lists/new/", staff_evaluators.new_list, name="evaluator_list_new"),
    path("evaluators/lists/<int:pk>/", staff_evaluators.evaluator_list, name="evaluator_list"),
    path("evaluators/lists/<int:pk>/adopt/", staff_evaluators.adopt, name="evaluator_list_adopt"),
    path("evaluators/lists/<int:pk>/list.pdf", staff_evaluators.list_file, name="evaluator_list_file"),
    path("evaluators/places/<int:pk>/remove/", staff_evaluators.remove, name="evaluator_remove"),
    path("calls/<int:pk>/evaluation/", staff_evaluation.evaluation, name="evaluation"),
    path("calls/<int:pk>/evaluation/assign/", staff_evaluation.assign_all, name="evaluation_assign"),
    path("sheets/applications/<int:pk>/", staff_evaluation.application, name="application_sheets"),
    path("sheets/<int:pk>/replace/", staff_evaluation.replace, name="sheet_replace"),
    path("sheets/<int:pk>/sheet.pdf", staff_evaluation.sheet_file, name="sheet_file"),
    path("calls/<int:pk>/ranking/", staff_ranking.ranking, name="ranking"),
    path("calls/<int:pk>/ranking/ties/<int:place>/", staff_ranking.tie, name="ranking_tie"),
    path("calls/<int:pk>/ranking/seed/", staff_ranking.tie_seed, name="ranking_tie_seed"),
    path("calls/<int:pk>/ranking/reserved/", staff_ranking.reserved, name="ranking_reserved"),
    path("calls/<int:pk>/ranking/variants/", staff_ranking.variants, name="ranking_variants"),
    path("calls/<int:pk>/ranking/list.pdf", staff_ranking.list_file, name="ranking_file"),
    path("calls/<int:pk>/decision/", staff_decision.decision, name="decision"),
    path("calls/<int:pk>/decision/rows/<int:row>/", staff_decision.reason, name="decision_reason"),
    path("calls/<int:pk>/decision/remedy/", staff_decision.remedy, name="decision_remedy"),
    path("calls/<int:pk>/decision/decision.pdf", staff_decision.decision_file, name="decision_file"),
]
