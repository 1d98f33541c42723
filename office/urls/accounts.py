"""Addresses after login."""

from django.urls import path

from office import home
from office.views import accounts, language

app_name = "office_home"
urlpatterns = [
    path("after-login/", home.after_login, name="after_login"),
    path("settings/", accounts.settings_page, name="settings"),
    path("language/", language.choose, name="language"),
]
