"""Staff: the list of applications with downloads, and the file of one."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.documents.application import frozen_of, parts_of
from grants.documents.receipt import application_pdf
from grants.documents.tables import APPLICATION_HEAD, application_rows
from grants.forms.application_staff import ApplicationFilter
from grants.queries import applications as queries
from grants.queries import staff_applications as staff_queries
from grants.queries.checks import letters_of
from grants.queries.long_lists import Narrow
from grants.rules import check_checks_application, check_sits_on_commission
from grants.services.calls import publish_check
from grants.services.objections import check_may_object
from grants.views import filing_pages
from grants.views.portal_submission import pdf_response
from office.doors import staff
from office.exports import csv_lines, xlsx_file
from office.refusal import allowed, refusal_of
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved
from office.views.pager import paged

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def filtered(request: HttpRequest) -> tuple[ApplicationFilter, dict[str, Any]]:
    """The filter form and what it chooses."""
    form = ApplicationFilter(request.GET, calls=staff_queries.calls_seen_by(request.user))
    return form, form.values()


@staff(P.SIT_ON_COMMISSION)
def listing(request: HttpRequest) -> HttpResponse:
    """Applications the person may read; of a chosen call also how far the check is."""
    form, chosen = filtered(request)
    page = paged(request, Narrow(staff_queries.staff_list(request.user, **chosen)))
    facts = {"form": form, "page": page, "call": chosen.get("call"), "found": page.paginator.count}
    facts["enters_paper"] = request.user.can(P.CHECK_APPLICATIONS)
    if call := chosen.get("call"):
        facts["progress"] = staff_queries.check_progress(call)
        facts["due"], facts["law"] = staff_queries.check_due(call)
        facts["may_publish"] = allowed(check_sits_on_commission, request.user, call)
    return render(request, "grants/staff/applications.html", facts)


@staff(P.SIT_ON_COMMISSION)
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """What is filtered as CSV or XLSX, without contact data."""
    rows = application_rows(staff_queries.staff_list(request.user, **filtered(request)[1]).iterator(500))
    if ending == "csv":
        lines = csv_lines(APPLICATION_HEAD, rows)
        return StreamingHttpResponse(
            lines,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="applications.csv"'},
        )
    book = xlsx_file(APPLICATION_HEAD, rows)
    return FileResponse(book, as_attachment=True, filename="applications.xlsx", content_type=XLSX)


@staff(P.SIT_ON_COMMISSION)
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """The file: facts, what was handed in, documents, history; what may be done stands at the side."""
    row = get_object_or_404(staff_queries.staff_file(request.user), pk=pk)
    facts = {
        "application": row,
        "call": row.call,
        "completion": queries.completion_of(row),
        "letters": letters_of(row),
        "may_object": allowed(check_may_object, row),
        "parts": parts_of(frozen_of(row)),
        "documents": staff_queries.handed_documents(row),
        "history": queries.history(row),
        "refusal": refusal_of(check_checks_application, request.user, row),
        "checks": row.state in {row.State.SUBMITTED, row.State.RETURNED},
        "seat": staff_queries.seat_without_exemption(request.user, row),
        "exempted": staff_queries.exempted_from(row),
        "filing": filing_pages.staff_facts(row, request.user),
    }
    return render(request, "grants/staff/application.html", facts)


@staff(P.SIT_ON_COMMISSION)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """What was handed in as PDF."""
    row = get_object_or_404(staff_queries.staff_file(request.user), pk=pk)
    return pdf_response(application_pdf(row, get_language()), row.number)


@staff(P.SIT_ON_COMMISSION)
def document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Download a document of the application."""
    row = get_object_or_404(staff_queries.staff_file(request.user), pk=pk)
    return serve(request, get_object_or_404(staff_queries.handed_documents(row), pk=document).file)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def publish_list(request: HttpRequest, call: int) -> HttpResponse:
    """Publish the list of complete and rejected applications on the page of the call."""
    row = get_object_or_404(staff_queries.calls_seen_by(request.user), pk=call)
    if attempt(request, None, publish_check, call=row, by=request.user):
        saved(request, _("The list is published on the page of the call."))
    return redirect(f"{request.path.split('/applications/')[0]}/applications/?call={call}")
