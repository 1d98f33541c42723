"""Anybody reports an error in the entry of an organisation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from ngo_registry.forms.public import ErrorReportForm
from ngo_registry.queries.pages import public_organisation
from ngo_registry.services.error_reports import report_error
from office.doors import public
from office.rate_limits import within_limit
from office.views.helpers import attempt

RATE = "5/hour"


@csrf_exempt  # reads no cookie: there is no account whose right it could misuse
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, number: str) -> HttpResponse:
    """What is wrong, what is right, where to answer."""
    row = public_organisation(number)
    if row is None:
        raise Http404
    form = ErrorReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.by_program:
            return redirect("ngo_registry_public:error_sent", number="-")
        if not within_limit(request, "error-report", RATE):
            return render(request, "ngo_registry/public/wait.html", {"organisation": row}, status=429)
        words = {name: form.cleaned_data[name] for name in ("wrong", "right", "email")}
        language = get_language() or ""
        made = attempt(request, form, report_error, organisation=row, by=None, language=language, **words)
        if made:
            return redirect("ngo_registry_public:error_sent", number=made.number)
    return render(request, "ngo_registry/public/error_report.html", {"organisation": row, "form": form})


@public(cache=0)
@require_safe
def sent(request: HttpRequest, number: str) -> HttpResponse:
    """The report was received under this number."""
    return render(request, "ngo_registry/public/error_sent.html", {"number": "" if number == "-" else number})
