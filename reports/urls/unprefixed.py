"""Files of open data and the API: the same in every language, so their addresses carry none."""

from django.urls import include, path

from reports.views import api, open_data

app_name = "reports_files"
urlpatterns = [
    path("open-data/awards.360giving.json", open_data.giving, name="giving"),
    path("open-data/<slug:key>.<str:form>", open_data.file, name="file"),
    path("api/v1/", include((api.addresses(), "api-v1"))),
]
