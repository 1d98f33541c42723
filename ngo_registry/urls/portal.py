"""The organisation's own room."""

from django.urls import path

from ngo_registry.views import portal

app_name = "ngo_registry_portal"
urlpatterns = [
    path("organisation/", portal.organisation, name="organisation"),
    path("organisation/contacts/", portal.contacts, name="contacts"),
    path("organisation/switch/", portal.switch, name="switch"),
    path("organisation/claim/", portal.claim, name="claim"),
    path("organisation/claim/<int:pk>/", portal.claim_one, name="claim_one"),
    path("organisation/claim/<int:pk>/code/", portal.ask_code, name="ask_code"),
    path("organisation/claims/<int:pk>/code/", portal.code, name="code"),
    path("organisation/claims/<int:pk>/withdraw/", portal.withdraw, name="withdraw"),
]
