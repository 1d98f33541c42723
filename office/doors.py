"""The five doors: every view stands behind exactly one and says which (a test walks all addresses)."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from office import replicas
from office.jurisdiction import has_feature
from office.roles import Permission

View = Callable[..., HttpResponse]


def _behind(door: str, view: View, inner: View, **facts: Any) -> View:
    wrapped = functools.wraps(view)(inner)
    wrapped.door = door  # type: ignore[attr-defined]
    for name, value in facts.items():
        setattr(wrapped, name, value)
    return wrapped


def _feature_or_404(feature: str) -> None:
    if feature and not has_feature(feature):
        raise Http404("this office does not do this")


def public(view: View | None = None, *, feature: str = "", cache: int = 60) -> Any:
    """Anybody; reads no session and no person, so the page is the same for all and may be cached `cache` seconds."""

    def decorate(view: View) -> View:
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            _feature_or_404(feature)
            return replicas.answered(request, lambda: view(request, *args, **kwargs))

        return login_not_required(_behind("public", view, inner, feature=feature, cache_seconds=cache))

    return decorate(view) if view else decorate


def portal(view: View | None = None, *, ngo: bool = True, feature: str = "") -> Any:
    """People who act for an NGO; `ngo=False` also lets in those who do not act for one yet."""

    def decorate(view: View) -> View:
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            _feature_or_404(feature)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if ngo and request.ngo is None:
                return redirect(reverse("ngo_registry_portal:claim"))
            return view(request, *args, **kwargs)

        return _behind("portal", view, inner, feature=feature, needs_ngo=ngo)

    return decorate(view) if view else decorate


def _with_permission(door: str, permission: Permission, feature: str) -> Any:
    def decorate(view: View) -> View:
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            _feature_or_404(feature)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.can(permission):
                raise PermissionDenied(permission)
            return view(request, *args, **kwargs)

        return _behind(door, view, inner, feature=feature, permission=permission)

    return decorate


def evaluation(view: View | None = None, *, feature: str = "") -> Any:
    """Listed evaluators (and, where members score, members of commissions)."""
    decorate = _with_permission("evaluation", Permission.EVALUATE, feature)
    return decorate(view) if view else decorate


def staff(permission: Permission, *, feature: str = "") -> Any:
    """People of the office and of funding bodies, each by permission; the second factor is asked by middleware."""
    return _with_permission("staff", permission, feature)


def operations(view: View) -> View:
    """Machines: health and metrics."""
    return login_not_required(_behind("operations", view, view))
