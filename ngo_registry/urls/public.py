"""The public register."""

from django.urls import path, re_path

from ngo_registry.views import (
    public,
    public_extracts,
    public_parties,
    public_reports,
    public_statistics,
    public_watch,
)

app_name = "ngo_registry_public"
urlpatterns = [
    path("register/", public.listing, name="list"),
    re_path(r"^register/register\.(?P<ending>csv|xlsx)$", public.export, name="export"),
    path("register/suggest/", public.suggest, name="suggest"),
    path("register/statistics/", public_statistics.page, name="statistics"),
    path("register/statistics/<slug:name>.csv", public_statistics.figures, name="statistics_csv"),
    path("register/statistics/<slug:name>.svg", public_statistics.chart, name="statistics_svg"),
    path("register/watch/", public_watch.order, name="watch"),
    path("register/watch/asked/", public_watch.asked, name="watch_asked"),
    path("register/watch/ended/", public_watch.ended, name="watch_ended"),
    path("register/watch/confirm/<str:token>/", public_watch.confirm, name="watch_confirm"),
    path("register/watch/manage/<str:token>/", public_watch.manage, name="watch_manage"),
    path("register/watch/end/<str:token>/", public_watch.end, name="watch_end"),
    path("register/report-sent/<str:number>/", public_reports.sent, name="error_sent"),
    path("register/<path:number>/report-error/", public_reports.report, name="error_report"),
    path("register/<path:number>/extract/", public_extracts.extract, name="extract"),
    path("register/<path:number>/", public.organisation, name="organisation"),
    path("parties/", public_parties.listing, name="parties"),
    re_path(r"^parties/parties\.(?P<ending>csv|xlsx)$", public_parties.export, name="parties_export"),
    path("parties/suggest/", public_parties.suggest, name="parties_suggest"),
    path("parties/<slug:number>/", public_parties.party, name="party"),
    path("parties/<slug:number>/sign/", public_parties.sign, name="party_sign"),
    path("parties/<slug:number>/report-error/", public_reports.report_party, name="party_error_report"),
]
