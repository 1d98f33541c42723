"""Addresses of the rooms around evaluators: calls, candidates, draws, fees, guidelines, practice."""

from django.urls import path

from grants.views import (
    evaluation_own,
    evaluation_practice,
    portal_candidacies,
    public_draws,
    public_evaluator_calls,
    staff_draws,
    staff_evaluator_calls,
    staff_evaluator_lists,
    staff_guidelines,
    staff_work,
)

public = [
    path("evaluators/calls/<int:pk>/", public_evaluator_calls.call, name="evaluator_call"),
    path("evaluators/calls/<int:pk>/call.pdf", public_evaluator_calls.call_file, name="evaluator_call_file"),
    path(
        "evaluators/calls/<int:pk>/deadline.ics",
        public_evaluator_calls.call_calendar,
        name="evaluator_call_calendar",
    ),
    path("evaluators/lists/<int:pk>/", public_evaluator_calls.version, name="evaluator_list"),
    path("evaluators/guidelines/", public_evaluator_calls.guideline_versions, name="guidelines"),
    path("evaluators/guidelines/<int:version>/", public_evaluator_calls.guideline, name="guideline"),
    path(
        "evaluators/guidelines/<int:version>/guidelines.pdf",
        public_evaluator_calls.guideline_file,
        name="guideline_file",
    ),
    path("evaluators/draws/", public_draws.draws, name="draws"),
    path("evaluators/draws/<int:pk>/", public_draws.draw, name="draw"),
    path("evaluators/draws/<int:pk>/draw.json", public_draws.draw_file, name="draw_file"),
]
portal = [
    path("candidacies/", portal_candidacies.candidacies, name="candidacies"),
    path("candidacies/begin/<int:call>/", portal_candidacies.begin, name="candidacy_begin"),
    path("candidacies/<int:pk>/", portal_candidacies.candidacy, name="candidacy"),
    path("candidacies/<int:pk>/facts/", portal_candidacies.facts, name="candidacy_facts"),
    path("candidacies/<int:pk>/proofs/", portal_candidacies.proofs, name="candidacy_proofs"),
    path("candidacies/<int:pk>/proofs/<int:proof>/", portal_candidacies.proof_file, name="candidacy_proof"),
    path(
        "candidacies/<int:pk>/proofs/<int:proof>/remove/",
        portal_candidacies.proof_remove,
        name="candidacy_proof_remove",
    ),
    path("candidacies/<int:pk>/statements/", portal_candidacies.statements, name="candidacy_statements"),
    path("candidacies/<int:pk>/check/", portal_candidacies.check, name="candidacy_check"),
    path("candidacies/<int:pk>/submit/", portal_candidacies.submit, name="candidacy_submit"),
    path("candidacies/<int:pk>/withdraw/", portal_candidacies.withdraw, name="candidacy_withdraw"),
    path("candidacies/<int:pk>/complain/", portal_candidacies.complain, name="candidacy_complain"),
    path("candidacies/<int:pk>/decision.pdf", portal_candidacies.decision_file, name="candidacy_decision"),
    path(
        "candidacies/<int:pk>/complaints/<int:complaint>/answer.pdf",
        portal_candidacies.answer_file,
        name="candidacy_answer",
    ),
]
evaluation = [
    path("sheets/<int:pk>/refuse/", evaluation_own.refuse, name="sheet_refuse"),
    path("guidelines/", evaluation_own.guidelines, name="guidelines"),
    path("guidelines/<int:version>/confirm/", evaluation_own.confirm, name="guideline_confirm"),
    path("own/", evaluation_own.own, name="own"),
    path("own/payment/", evaluation_own.payment, name="payment"),
    path("own/work/<int:pk>/statement.pdf", evaluation_own.statement_file, name="work_file"),
    path("practice/", evaluation_practice.practice, name="practice"),
    path("practice/<int:pk>/", evaluation_practice.workspace, name="practice_case"),
    path("practice/<int:pk>/compare/", evaluation_practice.compare, name="practice_compare"),
    path("practice/<int:pk>/again/", evaluation_practice.again, name="practice_again"),
]
staff = [
    path("evaluators/calls/", staff_evaluator_calls.calls, name="evaluator_calls"),
    path("evaluators/calls/new/", staff_evaluator_calls.new_call, name="evaluator_call_new"),
    path("evaluators/calls/<int:pk>/", staff_evaluator_calls.call, name="evaluator_call"),
    path("evaluators/calls/<int:pk>/edit/", staff_evaluator_calls.edit_call, name="evaluator_call_edit"),
    path("evaluators/calls/<int:pk>/publish/", staff_evaluator_calls.publish, name="evaluator_call_publish"),
    path("evaluators/calls/<int:pk>/step/", staff_evaluator_calls.step, name="evaluator_call_step"),
    path("evaluators/candidates/<int:pk>/", staff_evaluator_calls.candidate, name="candidate"),
    path("evaluators/candidates/<int:pk>/decide/", staff_evaluator_calls.decide, name="candidate_decide"),
    path(
        "evaluators/candidates/<int:pk>/decision.pdf",
        staff_evaluator_calls.decision_file,
        name="candidate_decision",
    ),
    path(
        "evaluators/candidates/<int:pk>/proofs/<int:proof>/",
        staff_evaluator_calls.proof_file,
        name="candidate_proof",
    ),
    path(
        "evaluators/candidates/<int:pk>/complaints/<int:complaint>/answer.pdf",
        staff_evaluator_calls.answer_file,
        name="candidate_answer",
    ),
    path(
        "evaluators/lists/<int:pk>/candidates/", staff_evaluator_lists.take_in, name="evaluator_list_take_in"
    ),
    path("evaluators/places/<int:pk>/leave/", staff_evaluator_lists.leave, name="evaluator_leave"),
    path("evaluators/people/<int:pk>/capacity/", staff_evaluator_lists.capacity, name="evaluator_capacity"),
    path("evaluators/guidelines/", staff_guidelines.guidelines, name="guidelines"),
    path("evaluators/guidelines/new/", staff_guidelines.new_guideline, name="guideline_new"),
    path("evaluators/guidelines/<int:version>/", staff_guidelines.guideline, name="guideline"),
    path("evaluators/practice/", staff_guidelines.practice, name="practice"),
    path("evaluators/practice/new/", staff_guidelines.new_case, name="practice_new"),
    path("evaluators/practice/<int:pk>/", staff_guidelines.case, name="practice_case"),
    path("evaluators/practice/<int:pk>/edit/", staff_guidelines.edit_case, name="practice_edit"),
    path("evaluators/practice/<int:pk>/open/", staff_guidelines.open_case, name="practice_open"),
    path("evaluators/work/", staff_work.statements, name="work_statements"),
    path("evaluators/work/new/<int:call>/<int:evaluator>/", staff_work.new_statement, name="work_new"),
    path("evaluators/work/<int:pk>/", staff_work.statement, name="work_statement"),
    path("evaluators/work/<int:pk>/annul/", staff_work.annul, name="work_annul"),
    path("evaluators/work/<int:pk>/statement.pdf", staff_work.statement_file, name="work_file"),
    path("payroll/", staff_work.payroll, name="payroll"),
    path("payroll/list.csv", staff_work.payroll_file, name="payroll_file"),
    path("payroll/<int:pk>/", staff_work.payroll_statement, name="payroll_statement"),
    path("payroll/<int:pk>/statement.pdf", staff_work.payroll_document, name="payroll_document"),
    path("payroll/<int:pk>/data/", staff_work.payment_data, name="payment_data"),
    path("calls/<int:pk>/draws/", staff_draws.draws, name="draws"),
    path("draws/<int:pk>/", staff_draws.draw, name="draw"),
    path("draws/<int:pk>/step/", staff_draws.step, name="draw_step"),
]
