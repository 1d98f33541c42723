"""Around handing in: approval of the text, a newer version, everything in one file, the messages of the applicant."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.documents.application import parts_of
from grants.documents.bundle import papers_in
from grants.eligibility import missing
from grants.filing_checks import check_represents
from grants.filing_rules import level_of
from grants.forms.filing import MessageForm, SignOffForm
from grants.models import FileMessage
from grants.queries import applications as queries
from grants.queries import filing, messages
from grants.queries import sign_offs as sign_off_queries
from grants.queries.staff_applications import handed_documents
from grants.services import messages as message_services
from grants.services import replacing
from grants.services import sign_off as sign_off_services
from grants.snapshot import snapshot_of
from grants.views.filing_files import bundle_response, message_page
from grants.views.whole_file_pages import file_response, ordered, whole_file_facts
from office.doors import portal
from office.refusal import allowed
from office.rulebooks import from_version
from office.uploads import serve
from office.views.helpers import attempt, saved

SIDE = FileMessage.Side.APPLICANT


@portal
def sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole text with its fingerprint, and the button by which the representative approves it."""
    row = get_object_or_404(queries.whole(queries.applications_of(request.ngo)), pk=pk)
    if row.state != row.State.DRAFT:
        return redirect("grants_portal:application", pk=pk)
    form = SignOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"sha256": form.cleaned_data["sha256"], "at": request.arrived_at, "by": request.user}
        if attempt(request, form, sign_off_services.sign_off, application=row, **facts):
            saved(request, _("The text is approved. It may be submitted now."))
            return redirect("grants_portal:check", pk=pk)
    return render(request, "grants/portal/sign_off.html", sign_off_facts(request, row, form))


def sign_off_facts(request: HttpRequest, row: Any, form: SignOffForm) -> dict[str, Any]:
    """What the page of the approval shows."""
    approval = sign_off_queries.approval_of(row)
    level, law = level_of(row.call, from_version(row.call.rulebook), "sign_off")
    fresh = form if form.errors else SignOffForm(initial={"sha256": approval.sha256})
    return {
        "application": row,
        "call": row.call,
        "parts": parts_of(snapshot_of(row)),
        "lacking": missing(row),
        "approval": approval,
        "level": level,
        "law": law,
        "may_sign": allowed(check_represents, request.user, row),
        "representatives": sign_off_queries.representatives_of(row.organisation),
        "owners": sign_off_queries.owners_of(row.organisation),
        "form": fresh,
    }


@portal
@require_POST
def ask_sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the owners of the account that the text waits for them."""
    row = get_object_or_404(queries.applications_of(request.ngo), pk=pk)
    facts = {"at": request.arrived_at, "by": request.user}
    if attempt(request, None, sign_off_services.ask_sign_off, application=row, **facts):
        saved(request, _("Those who may approve are told by e-mail."))
    return redirect("grants_portal:sign_off", pk=pk)


@portal
@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a newer version; the filed one stands until the newer one is handed in."""
    row = get_object_or_404(queries.filed_by(request.ngo), pk=pk)
    facts = {"at": request.arrived_at, "by": request.user}
    draft = attempt(request, None, replacing.begin_replacement, application=row, **facts)
    if not draft:
        return redirect("grants_portal:application", pk=pk)
    saved(request, _("This is a copy to change. What you have filed stands until you submit this one."))
    return redirect("grants_portal:application", pk=draft.pk)


@portal
def everything(request: HttpRequest, pk: int) -> HttpResponse:
    """Text, receipt and all papers in one ZIP."""
    row = get_object_or_404(queries.whole(queries.applications_of(request.ngo)), pk=pk)
    return bundle_response(row, papers_in(row, handed_documents(row), scans(row)))


@portal
def whole_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything as one PDF: ordered by a press of the button, then taken."""
    row = get_object_or_404(queries.whole(queries.applications_of(request.ngo)), pk=pk)
    if request.method == "POST":
        ordered(request, row, "applicant")
        return redirect("grants_portal:whole_file", pk=pk)
    return render(request, "grants/portal/whole_file.html", whole_file_facts(row, "applicant"))


@portal
def whole_file_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF that was drawn."""
    row = get_object_or_404(queries.whole(queries.applications_of(request.ngo)), pk=pk)
    return file_response(request, row, "applicant")


def scans(row: Any) -> list[Any]:
    """The scan of what came on paper."""
    paper = filing.paper_of(row)
    return [paper.scan] if paper else []


@portal
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Messages with the body on this application."""
    row = get_object_or_404(queries.filed_by(request.ngo), pk=pk)
    form = MessageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        facts = {"side": SIDE, "text": form.cleaned_data["text"], "files": form.cleaned_data["files"]}
        write = message_services.write_message
        if attempt(request, form, write, application=row, by=request.user, **facts):
            saved(request, _("The message is sent."))
            return redirect("grants_portal:messages", pk=pk)
    return render(request, "grants/portal/messages.html", message_page(request, row, SIDE, form))


@portal
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark what the body wrote as read."""
    row = get_object_or_404(queries.filed_by(request.ngo), pk=pk)
    attempt(request, None, message_services.mark_read, application=row, side=SIDE, by=request.user)
    return redirect("grants_portal:messages", pk=pk)


@portal
def message_file(request: HttpRequest, pk: int, message: int, paper: int) -> HttpResponse:
    """Download a file of a message."""
    row = get_object_or_404(queries.filed_by(request.ngo), pk=pk)
    return serve(request, get_object_or_404(messages.papers_of(row, message), pk=paper).file)
