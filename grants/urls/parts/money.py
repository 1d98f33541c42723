"""Addresses of contracts, payments and reports of NGOs."""

from django.urls import path

from grants.views import (
    portal_contracts,
    staff_bans,
    staff_contract_ends,
    staff_contracts,
    staff_report_reminders,
)

public: list = []
evaluation: list = []
portal = [
    path("contracts/", portal_contracts.listing, name="contracts"),
    path("contracts/<int:pk>/", portal_contracts.contract, name="contract"),
    path("contracts/<int:pk>/contract.pdf", portal_contracts.document, name="contract_document"),
    path("contracts/<int:pk>/<str:kind>-report/", portal_contracts.begin, name="grant_report_begin"),
    path("contracts/reports/<int:pk>/", portal_contracts.report, name="grant_report"),
    path("contracts/reports/<int:pk>/submit/", portal_contracts.submit, name="grant_report_submit"),
    path(
        "contracts/reports/<int:pk>/report.pdf",
        portal_contracts.report_document,
        name="grant_report_document",
    ),
    path("contracts/reports/<int:pk>/lines/<int:line>/", portal_contracts.line, name="grant_report_line"),
    path(
        "contracts/reports/<int:pk>/lines/<int:line>/proof/",
        portal_contracts.proof,
        name="grant_report_proof",
    ),
]
staff = [
    path("contracts/", staff_contracts.listing, name="contracts"),
    path("contracts/new/<int:row>/", staff_contracts.draft, name="contract_draft"),
    path("contracts/<int:pk>/", staff_contracts.contract, name="contract"),
    path("contracts/<int:pk>/step/", staff_contracts.step, name="contract_step"),
    path("contracts/<int:pk>/end/", staff_contract_ends.end, name="contract_end"),
    path("contracts/<int:pk>/ground/", staff_contract_ends.ground, name="contract_ground"),
    path("contracts/bans/", staff_bans.listing, name="bans"),
    path("contracts/bans/new/", staff_bans.enter, name="ban_new"),
    path("contracts/bans/<int:pk>/", staff_bans.ban, name="ban"),
    path("contracts/bans/<int:pk>/correct/", staff_bans.correct, name="ban_correct"),
    path("contracts/bans/<int:pk>/lift/", staff_bans.lift, name="ban_lift"),
    path("contracts/bans/<int:pk>/paper/", staff_bans.paper, name="ban_paper"),
    path("contracts/<int:pk>/remind/", staff_report_reminders.remind, name="report_remind"),
    path("contracts/<int:pk>/sign/", staff_contracts.sign, name="contract_sign"),
    path("contracts/<int:pk>/interim/", staff_contracts.interim, name="interim_plan"),
    path("contracts/<int:pk>/instalments/", staff_contracts.instalments, name="instalments"),
    path("contracts/<int:pk>/instalments/<int:order>/pay/", staff_contracts.pay, name="pay"),
    path("contracts/<int:pk>/contract.pdf", staff_contracts.document, name="contract_document"),
    path("contracts/reports/<int:pk>/", staff_contracts.report, name="grant_report"),
    path("contracts/reports/<int:pk>/step/", staff_contracts.report_step, name="grant_report_step"),
    path(
        "contracts/reports/<int:pk>/lines/<int:line>/proof/", staff_contracts.proof, name="grant_report_proof"
    ),
]
