"""Choice of script and language on pages whose address does not carry it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from office.doors import public
from office.services.language import choose_language


@public
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice with the person, or in a cookie of the visitor, and return to the same page."""
    language, back = request.POST.get("language", ""), request.POST.get("next", "")
    if language not in settings.OFFICE_LANGUAGES:
        return HttpResponseBadRequest()
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    if request.user.is_authenticated:
        choose_language(language=language, by=request.user)
    response = redirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
