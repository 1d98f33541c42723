"""Staff: threads with applicants, and everything of one application in one file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.documents.bundle import papers_in
from grants.forms.filing import MessageForm
from grants.models import FileMessage
from grants.queries import applications as queries
from grants.queries import messages, staff_applications
from grants.services import messages as services
from grants.views.filing_files import bundle_response, message_page
from grants.views.portal_filing import scans
from grants.views.whole_file_pages import file_response, ordered, whole_file_facts
from office.doors import staff
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved
from office.views.pager import paged

SIDE = FileMessage.Side.BODY


@staff(P.CHECK_APPLICATIONS)
def listing(request: HttpRequest) -> HttpResponse:
    """Threads of the person's bodies, unread ones first."""
    page = paged(request, messages.with_messages(request.user))
    return render(request, "grants/staff/message_threads.html", {"page": page})


@staff(P.CHECK_APPLICATIONS)
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Messages with the applicant on this application."""
    row = get_object_or_404(messages.threads_of_body(request.user), pk=pk)
    form = MessageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        facts = {"side": SIDE, "text": form.cleaned_data["text"], "files": form.cleaned_data["files"]}
        if attempt(request, form, services.write_message, application=row, by=request.user, **facts):
            saved(request, _("The message is sent."))
            return redirect("grants_staff:messages", pk=pk)
    return render(request, "grants/staff/messages.html", message_page(request, row, SIDE, form))


@staff(P.CHECK_APPLICATIONS)
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark what the applicant wrote as read."""
    row = get_object_or_404(messages.threads_of_body(request.user), pk=pk)
    attempt(request, None, services.mark_read, application=row, side=SIDE, by=request.user)
    return redirect("grants_staff:messages", pk=pk)


@staff(P.CHECK_APPLICATIONS)
def message_file(request: HttpRequest, pk: int, message: int, paper: int) -> HttpResponse:
    """Download a file of a message."""
    row = get_object_or_404(messages.threads_of_body(request.user), pk=pk)
    return serve(request, get_object_or_404(messages.papers_of(row, message), pk=paper).file)


@staff(P.SIT_ON_COMMISSION)
def everything(request: HttpRequest, pk: int) -> HttpResponse:
    """Text, receipt and all papers in one ZIP."""
    row = get_object_or_404(queries.whole(staff_applications.staff_file(request.user)), pk=pk)
    return bundle_response(row, papers_in(row, staff_applications.handed_documents(row), scans(row)))


@staff(P.SIT_ON_COMMISSION)
def whole_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything as one PDF: ordered by a press of the button, then taken."""
    row = get_object_or_404(queries.whole(staff_applications.staff_file(request.user)), pk=pk)
    if request.method == "POST":
        ordered(request, row, "body")
        return redirect("grants_staff:whole_file", pk=pk)
    return render(request, "grants/staff/whole_file.html", whole_file_facts(row, "body"))


@staff(P.SIT_ON_COMMISSION)
def whole_file_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF that was drawn."""
    row = get_object_or_404(queries.whole(staff_applications.staff_file(request.user)), pk=pk)
    return file_response(request, row, "body")
