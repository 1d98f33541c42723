"""Files of open data: the same in every language, so their addresses carry none."""

from django.urls import path

from reports.views import open_data

app_name = "reports_files"
urlpatterns = [
    path("open-data/awards.360giving.json", open_data.giving, name="giving"),
    path("open-data/<slug:key>.<str:form>", open_data.file, name="file"),
]
