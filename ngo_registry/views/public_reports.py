"""Anybody reports an error in the entry of an organisation or a party."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from ngo_registry.forms.public import ErrorReportForm
from ngo_registry.models import Organisation, Party
from ngo_registry.queries.pages import public_organisation
from ngo_registry.queries.parties import public_party
from ngo_registry.services.error_reports import report_error
from office.doors import public
from office.rate_limits import within_limit
from office.views.helpers import attempt

RATE = "5/hour"


@csrf_exempt  # reads no cookie: there is no account whose right it could misuse
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, number: str) -> HttpResponse:
    """What is wrong in the entry of an organisation, what is right, where to answer."""
    return written(request, public_organisation(number))


@csrf_exempt  # reads no cookie: there is no account whose right it could misuse
@public(cache=0, feature="parties")
@require_http_methods(["GET", "HEAD", "POST"])
def report_party(request: HttpRequest, number: str) -> HttpResponse:
    """The same of a political party."""
    return written(request, public_party(number))


def written(request: HttpRequest, about: Organisation | Party | None) -> HttpResponse:
    """The form and, once it is whole, the report."""
    if about is None:
        raise Http404
    facts = {"holder": about, "of_parties": isinstance(about, Party)}
    form = ErrorReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.by_program:
            return redirect("ngo_registry_public:error_sent", number="-")
        if not within_limit(request, "error-report", RATE):
            return render(request, "ngo_registry/public/wait.html", facts, status=429)
        words = {name: form.cleaned_data[name] for name in ("wrong", "right", "email")}
        language = get_language() or ""
        made = attempt(request, form, report_error, about=about, by=None, language=language, **words)
        if made:
            return redirect("ngo_registry_public:error_sent", number=made.number)
    return render(request, "ngo_registry/public/error_report.html", facts | {"form": form})


@public(cache=0)
@require_safe
def sent(request: HttpRequest, number: str) -> HttpResponse:
    """The report was received under this number."""
    return render(request, "ngo_registry/public/error_sent.html", {"number": "" if number == "-" else number})
