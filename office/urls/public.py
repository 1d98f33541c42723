"""Public pages of the office itself."""

from django.urls import path

from office import home
from office.views import pages, seals, search

app_name = "office_public"
urlpatterns = [
    path("", home.front, name="front"),
    path("search/", search.everything, name="search"),
    path("about/", pages.show, {"slug": "about"}, name="about"),
    path("contact/", pages.show, {"slug": "contact"}, name="contact"),
    path("privacy/", pages.show, {"slug": "privacy"}, name="privacy"),
    path("seals/", seals.page, name="seals"),
    path("accessibility/", pages.show, {"slug": "accessibility"}, name="accessibility"),
]
