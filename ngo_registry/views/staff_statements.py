"""Staff: founders' statements of a party's filing, one by one and from a table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from ngo_registry.documents.statements import empty_table
from ngo_registry.forms.party_changes import AsideForm
from ngo_registry.models import PARTY, RegisterFiling
from ngo_registry.queries import filings as queries
from ngo_registry.services.statements import set_aside
from ngo_registry.views import statement_pages as pages
from ngo_registry.views.files import workbook_file
from office.doors import staff
from office.roles import Permission
from office.views.helpers import attempt, saved

EDIT = staff(Permission.EDIT_REGISTER, feature="parties")
ROOM = "ngo_registry_staff"


def entry_of(pk: int) -> RegisterFiling:
    """A filing for the entry of a party."""
    return get_object_or_404(queries.all_filings(), pk=pk, kind=PARTY, filing_kind="entry")


@EDIT
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Every statement with what is wrong with it."""
    row = entry_of(pk)
    facts = pages.list_facts(request, row) | {"may_edit": row.editable}
    return render(request, "ngo_registry/staff/statements.html", facts)


@EDIT
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """The empty table to fill in."""
    entry_of(pk)
    return workbook_file(empty_table(), "statements.xlsx")


@EDIT
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a table of statements."""
    return pages.read_table_of(request, entry_of(pk), ROOM, "ngo_registry/staff/statements_import.html", {})


@EDIT
def preview(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """What is good and what is not, before anything is written."""
    row = entry_of(pk)
    facts = {"may_edit": row.editable}
    return pages.preview_of(request, row, batch, ROOM, "ngo_registry/staff/statements_preview.html", facts)


@EDIT
def rejected(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """Rejected rows with the reason at each cell."""
    return pages.rejected_file(entry_of(pk), batch)


@EDIT
@require_POST
def aside(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Leave a statement out of the count, or take it in again."""
    filing = entry_of(pk)
    statement = get_object_or_404(filing.statements, pk=row)
    form = AsideForm(request.POST)
    form.is_valid()
    reason = form.cleaned_data.get("reason", "")
    if attempt(request, None, set_aside, statement=statement, reason=reason, by=request.user):
        saved(request)
    return redirect("ngo_registry_staff:statements", pk=pk)
