"""Public addresses of reports, awards and open data."""

from django.urls import path

from reports.views import open_data, public

app_name = "reports_public"
urlpatterns = [
    path("grants/", public.awards, name="awards"),
    path("grants/awards.<str:form>", open_data.filtered, name="awards_file"),
    path("reports/", public.listing, name="list"),
    path("reports/<slug:slug>/", public.report, name="report"),
    path("reports/<slug:slug>/awards.<str:form>", open_data.report_rows, name="report_rows"),
    path("reports/<slug:slug>/report.pdf", public.report_file, name="report_file"),
    path("open-data/", open_data.page, name="open_data"),
]
