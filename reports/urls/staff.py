"""Staff addresses of spending and reports."""

from django.urls import path

from reports.views import staff_imports, staff_reports, staff_spending

app_name = "reports_staff"
urlpatterns = [
    path("spending/", staff_spending.listing, name="spending"),
    path("spending/imports/", staff_imports.listing, name="imports"),
    path("spending/imports/<int:pk>/", staff_imports.batch, name="import"),
    path("spending/imports/<int:pk>/step/", staff_imports.step, name="import_step"),
    path("spending/imports/<int:pk>/rejected.xlsx", staff_imports.rejected, name="import_rejected"),
    path("spending/<int:year>/", staff_spending.listing, name="spending_year"),
    path("spending/returns/<int:pk>/", staff_spending.spending, name="return"),
    path("spending/returns/<int:pk>/step/", staff_spending.step, name="return_step"),
    path("spending/returns/<int:pk>/upload/", staff_spending.upload, name="return_upload"),
    path("spending/returns/<int:pk>/rows/new/", staff_spending.row, name="row_new"),
    path("spending/returns/<int:pk>/rows/<int:row>/", staff_spending.row, name="row"),
    path("spending/returns/<int:pk>/rows/<int:row>/remove/", staff_spending.remove, name="row_remove"),
    path("reports/", staff_reports.listing, name="reports"),
    path("reports/<int:pk>/", staff_reports.report, name="report"),
    path("reports/<int:pk>/step/", staff_reports.step, name="report_step"),
    path("reports/<int:pk>/send/", staff_reports.send, name="report_send"),
    path("reports/<int:pk>/report.pdf", staff_reports.file, name="report_file"),
]
