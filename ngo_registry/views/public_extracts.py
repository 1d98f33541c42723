"""The extract of a public record, for anybody: ordered by a press of the button, then taken."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ngo_registry.queries.extracts import extract_job, valid_extract
from ngo_registry.queries.pages import public_organisation
from ngo_registry.services.extracts import order_extract
from office.doors import public
from office.rate_limits import within_limit

RATE = "6/minute"


@csrf_exempt  # reads no cookie; what it orders is the same for everybody
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def extract(request: HttpRequest, number: str) -> HttpResponse:
    """The extract when it is there, else how far the work on it is; POST orders it."""
    row = public_organisation(number)
    if row is None:
        raise Http404
    if request.method == "POST":
        if not within_limit(request, "register-extract", RATE):
            return render(request, "ngo_registry/public/wait.html", {"holder": row}, status=429)
        order_extract(organisation=row, by=None)
        return redirect("ngo_registry_public:extract", number=row.number)
    facts = {"organisation": row, "document": valid_extract(row), "job": extract_job(row)}
    return render(request, "ngo_registry/public/extract.html", facts)
