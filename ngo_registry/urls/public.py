"""The public register."""

from django.urls import path, re_path

from ngo_registry.views import public

app_name = "ngo_registry_public"
urlpatterns = [
    path("register/", public.listing, name="list"),
    re_path(r"^register/register\.(?P<ending>csv|xlsx)$", public.export, name="export"),
    path("register/suggest/", public.suggest, name="suggest"),
    path("register/<path:number>/", public.organisation, name="organisation"),
]
