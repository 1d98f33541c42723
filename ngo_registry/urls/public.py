"""The public register."""

from django.urls import path, re_path

from ngo_registry.views import public, public_parties

app_name = "ngo_registry_public"
urlpatterns = [
    path("register/", public.listing, name="list"),
    re_path(r"^register/register\.(?P<ending>csv|xlsx)$", public.export, name="export"),
    path("register/suggest/", public.suggest, name="suggest"),
    path("register/<path:number>/", public.organisation, name="organisation"),
    path("parties/", public_parties.listing, name="parties"),
    re_path(r"^parties/parties\.(?P<ending>csv|xlsx)$", public_parties.export, name="parties_export"),
    path("parties/<slug:number>/", public_parties.party, name="party"),
    path("parties/<slug:number>/sign/", public_parties.sign, name="party_sign"),
]
