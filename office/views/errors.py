"""Pages of errors, each with what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person is known but this room is not theirs."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing at this address, or nothing of yours."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our mistake; the page needs no database."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)


for view in (forbidden, not_found, broken):
    view.door = "public"  # type: ignore[attr-defined]
