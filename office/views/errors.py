"""Pages of errors, each with what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from office.faults import why_busy


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person is known but this room is not theirs."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing at this address, or nothing of yours."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our mistake; the page needs no database."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)


def busy(request: HttpRequest, error: Exception) -> HttpResponse:
    """The database let us wait in vain: say why, keep nothing, let the person send it again."""
    text = loader.render_to_string("office/busy.html", {"why": why_busy(error)})
    return HttpResponse(text, status=503, headers={"Retry-After": "10"})


for view in (forbidden, not_found, broken):
    view.door = "public"  # type: ignore[attr-defined]
