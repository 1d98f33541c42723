"""What happens to every request: time of arrival, language, second factor, headers by door."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import is_valid_path, reverse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

from office.clock import arrival
from office.languages import html_lang
from office.views import errors

Handler = Callable[[HttpRequest], HttpResponse]


def arrived(get_response: Handler) -> Handler:
    """Note when the request came, first of all."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.arrived_at = arrival(request, trusted=settings.TRUSTED_PROXIES > 0)
        return get_response(request)

    return handle


def busy(get_response: Handler) -> Handler:
    """A row that a colleague holds, a question that takes too long, a server that is away: a page that says so."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def explain(request: HttpRequest, error: Exception) -> HttpResponse | None:
        return errors.busy(request, error) if isinstance(error, OperationalError) else None

    handle.process_exception = explain
    return handle


class SignedIn(LoginRequiredMiddleware):
    """Every page not opened to all asks for an account; what somebody sends after the session ended is shown back."""

    def handle_no_permission(self, request, view_func):
        """A page to sign in, or the text that would be lost by it."""
        room = request.path_info.startswith(settings.CLOSED_PATHS) and not request.path_info.startswith(
            "/admin/"
        )
        if request.method == "POST" and room and set(request.POST) - {"csrfmiddlewaretoken"}:
            return errors.signed_out(request)
        return super().handle_no_permission(request, view_func)


class LanguageMiddleware(LocaleMiddleware):
    """Public pages speak the language of their address, closed pages that of the person."""

    def process_request(self, request):
        """Choose the language before the view runs."""
        prefix = translation.get_language_from_path(request.path_info)
        chosen = prefix
        if not prefix and request.path_info.startswith(settings.CLOSED_PATHS):
            chosen = getattr(request.user, "language", "") if request.user.is_authenticated else ""
        elif not prefix:  # verification and the like: a link may name the language
            chosen = request.GET.get("language", "")
        if not chosen:
            chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen not in dict(settings.LANGUAGES):
            chosen = settings.OFFICE_LANGUAGES[0]
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen

    def process_response(self, request, response):
        """Name the language of the answer; addresses already differ by language, so no Vary.

        A lasting address of a public page (in print, in a QR code, in a letter) names no language: it leads to the page.
        """
        if response.status_code == 404 and request.resolver_match is None:
            spoken = f"/{request.LANGUAGE_CODE}{request.path_info}"
            if request.method in {"GET", "HEAD"} and is_valid_path(spoken):
                query = request.META.get("QUERY_STRING", "")
                return redirect(f"{spoken}?{query}" if query else spoken)
        if not response.has_header("Content-Language"):
            response["Content-Language"] = html_lang(translation.get_language() or settings.LANGUAGE_CODE)
        return response


def second_factor(get_response: Handler) -> Handler:
    """Staff and administrators need a second factor; without one they are led to set it up."""

    def handle(request: HttpRequest) -> HttpResponse:
        closed = request.path_info.startswith(("/staff/", "/admin/"))
        if closed and settings.SECOND_FACTOR_REQUIRED and request.user.is_authenticated:
            if not request.user.authenticator_set.exists():
                messages.warning(request, _("Set up a second factor first: the staff rooms need it."))
                return redirect(reverse("mfa_index"))
        return get_response(request)

    return handle


def headers(get_response: Handler) -> Handler:
    """Closed pages are never stored; public pages may be, for a minute, with an ETag."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = getattr(request, "resolver_match", None)
        view = match.func if match else None
        seconds = getattr(view, "cache_seconds", 0) if getattr(view, "door", "") == "public" else 0
        if response.has_header("Cache-Control"):
            return response
        if seconds and request.method in {"GET", "HEAD"} and response.status_code == 200:
            patch_cache_control(response, public=True, max_age=seconds)
            if not response.streaming and not response.has_header("ETag"):
                response["ETag"] = etag(response)
                return get_conditional_response(request, etag=response["ETag"], response=response)
        else:
            response["Cache-Control"] = "private, no-store"
        return response

    return handle


def etag(response: HttpResponse) -> str:
    """A tag of the bytes, so that an unchanged page costs no second transfer."""
    return f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
