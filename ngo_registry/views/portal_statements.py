"""Portal: founders' statements of an application for the entry of a party; its sign; is the name free."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ngo_registry.documents.statements import empty_table
from ngo_registry.models import PARTY, RegisterFiling
from ngo_registry.queries import online as queries
from ngo_registry.services import online as services
from ngo_registry.views import statement_pages as pages
from ngo_registry.views.files import picture, workbook_file
from ngo_registry.views.portal_filing_parts import found, page_facts
from office.doors import portal
from office.rate_limits import within_limit
from office.refusal import allowed

ROOM = portal(ngo=False, feature="parties")
NAMES = "ngo_registry_portal"


def own(request: HttpRequest, pk: int) -> RegisterFiling:
    """The person's own application for a party."""
    return get_object_or_404(queries.filings_of(request.user), pk=pk, kind=PARTY)


@ROOM
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Every statement with what is wrong with it."""
    row = own(request, pk)
    _row, part = found(request, pk, "statements")
    facts = page_facts(request, pk, part, None) | pages.list_facts(request, row)
    return render(request, "ngo_registry/portal/statements.html", facts)


@ROOM
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """The empty table to fill in."""
    own(request, pk)
    return workbook_file(empty_table(), "statements.xlsx")


@ROOM
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a table of statements."""
    template = "ngo_registry/portal/statements_import.html"
    return pages.read_table_of(request, own(request, pk), NAMES, template, {})


@ROOM
def preview(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """What is good and what is not, before anything is written."""
    row = own(request, pk)
    facts = {"may_edit": allowed(services.check_writable, request.user, row, request.arrived_at)}
    return pages.preview_of(request, row, batch, NAMES, "ngo_registry/portal/statements_preview.html", facts)


@ROOM
def rejected(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """Rejected rows with the reason at each cell."""
    return pages.rejected_file(own(request, pk), batch)


@ROOM
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The sign as it will be shown."""
    return picture(own(request, pk).sign)


@ROOM
def name_check(request: HttpRequest) -> HttpResponse:
    """Whether a name of a party is free, as one types."""
    if not within_limit(request, "name-check", "600/hour"):
        return render(request, "ngo_registry/portal/slow_down.html", status=429)
    answer = queries.name_answer(request.GET.get("name", ""), by=request.user, party=True)
    return render(request, "ngo_registry/portal/parts/name_answer.html", {"answer": answer})
