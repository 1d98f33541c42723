"""The fifth door: Django's administration for code lists, and a window on records; for administrators alone."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


class OfficeAdminSite(AdminSite):
    """Only our own models, only for superusers; people sign in at the portal's own door with the second factor."""

    site_header = site_title = _("Administration")
    index_title = _("Code lists and records")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators of the system alone."""
        return bool(request.user.is_active and request.user.is_superuser)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one way in: the portal's sign-in, which asks for the second factor."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login("/admin/")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The portal's own page changes passwords: it asks for the old one anew, limits trials, writes to the person."""
        return redirect("account_change_password")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Packages' own tables (accounts, keys, mail) are handled in the portal's screens, not here."""
        several = model_or_iterable if isinstance(model_or_iterable, list | tuple) else [model_or_iterable]
        super().register([model for model in several if is_ours(model)], admin_class, **options)


def is_ours(model: Any) -> bool:
    """Does the model belong to an app of this house, which lies beside manage.py?"""
    return Path(apps.get_app_config(model._meta.app_label).path).parent == settings.BASE_DIR
