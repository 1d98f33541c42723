"""Composition root of the addresses: every app's rooms behind their doors (contract: docs/architecture.md)."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from office import home
from office.urls.tools import rooms
from office.views import health, seals, verify

APPS = ("ngo_registry", "council", "grants", "reports")

urlpatterns = [
    path("", login_not_required(home.root), name="root"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("metrics", health.metrics, name="metrics"),
    path("verify/", verify.ask, name="verify"),
    path("verify/<str:code>/", verify.show, name="verify_code"),
    path("verify/<str:code>/document.pdf", verify.download, name="verify_file"),
    path("seals.csv", seals.table, name="seals_file"),
    path("accounts/", include("allauth.urls")),
    path("accounts/", include("office.urls.accounts")),
    path("admin/", admin.site.urls),
    path("portal/", include([*rooms(APPS, "portal")])),
    path("evaluation/", include([*rooms(APPS, "evaluation")])),
    path("staff/", include([*rooms(("office", *APPS), "staff")])),
    *rooms(APPS, "unprefixed"),
    *i18n_patterns(*rooms(("office", *APPS), "public"), prefix_default_language=True),
]
handler403 = "office.views.errors.forbidden"
handler404 = "office.views.errors.not_found"
handler500 = "office.views.errors.broken"
