"""Feeds of the register, the same address in every language (?language= names another than the office's first)."""

from django.urls import path

from ngo_registry.views import public_feeds

app_name = "ngo_registry_files"
urlpatterns = [
    path("register/feed/", public_feeds.search, name="search_feed"),
    path("register/<path:number>/feed/", public_feeds.organisation, name="organisation_feed"),
    path("parties/feed/", public_feeds.parties, name="parties_feed"),
    path("parties/<slug:number>/feed/", public_feeds.party, name="party_feed"),
]
