"""Addresses of the budget of an application, the wallet of an organisation, and what is copied from last year."""

from django.urls import path

from grants.views import portal_budget, portal_budget_files, portal_copying, portal_wallet, staff_budget

HERE = "applications/<int:pk>/"

public: list = []
portal: list = [
    path(f"{HERE}budget/table/", portal_budget.table, name="budget_table"),
    path(f"{HERE}budget/paste/", portal_budget_files.paste, name="budget_paste"),
    path(f"{HERE}budget/upload/", portal_budget_files.upload, name="budget_upload"),
    path(f"{HERE}budget/budget.xlsx", portal_budget_files.workbook, name="budget_workbook"),
    path(f"{HERE}budget/sources/new/", portal_budget_files.source, name="source_new"),
    path(f"{HERE}budget/sources/<int:source>/", portal_budget_files.source, name="source"),
    path(
        f"{HERE}budget/sources/<int:source>/remove/", portal_budget_files.source_remove, name="source_remove"
    ),
    path(f"{HERE}copy/", portal_copying.choose, name="copy"),
    path(f"{HERE}copy/<int:earlier>/", portal_copying.copy, name="copy_parts"),
    path(f"{HERE}documents/wallet/<int:paper>/", portal_wallet.give, name="wallet_give"),
    path(f"{HERE}documents/<int:document>/keep/", portal_wallet.keep, name="wallet_keep"),
    path("wallet/", portal_wallet.listing, name="wallet"),
    path("wallet/new/", portal_wallet.paper, name="wallet_new"),
    path("wallet/<int:paper>/", portal_wallet.paper, name="wallet_paper"),
    path("wallet/<int:paper>/file/", portal_wallet.file, name="wallet_file"),
    path("wallet/<int:paper>/remove/", portal_wallet.remove, name="wallet_remove"),
]
evaluation: list = []
staff: list = [
    path("calls/<int:pk>/budget-limits/", staff_budget.limits, name="call_budget_limits"),
]
