"""The wallet of an organisation: its papers, kept once, with their validity and where they are used."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.wallet import NewPaperForm, PaperForm
from grants.queries import applications as drafts
from grants.queries import wallet as queries
from grants.services import wallet
from grants.views.line_pages import keep as keep_line
from grants.views.line_pages import line_page
from ngo_registry.rules import check_acts_for
from office.doors import portal
from office.refusal import allowed
from office.uploads import serve
from office.views.helpers import attempt, saved


def may_edit(request: HttpRequest) -> bool:
    """Owners and editors change the wallet, others read it."""
    return allowed(check_acts_for, request.user, request.ngo, roles=wallet.ROLES)


@portal
def listing(request: HttpRequest) -> HttpResponse:
    """Every paper, its validity in words, and whether it is used."""
    today = timezone.localdate()
    rows = [{"paper": paper, "expired": paper.expired(today)} for paper in queries.wallet_of(request.ngo)]
    return render(request, "grants/portal/wallet.html", {"rows": rows, "may_edit": may_edit(request)})


@portal
def paper(request: HttpRequest, paper: int | None = None) -> HttpResponse:
    """Add a paper with its file, or correct what is said of one."""
    if paper:
        return change(request, paper)
    form = NewPaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        facts |= {"organisation": request.ngo, "upload": facts.pop("file")}
        if attempt(request, form, wallet.keep_paper, by=request.user, **facts):
            saved(request, _("The document is in the wallet."))
            return redirect("grants_portal:wallet")
    return render(request, "grants/portal/wallet_paper.html", {"form": form, **paper_facts(request, None)})


def change(request: HttpRequest, paper: int) -> HttpResponse:
    """What is said of a paper; two people who change it are joined."""
    page = line_page(request, PaperForm, queries.wallet_of(request.ngo), paper)
    if page.gone:
        messages.info(request, _("Somebody else has removed it already."))
        return redirect("grants_portal:wallet")
    if request.method == "POST" and page.form.is_valid():
        if keep_line(request, page, wallet.change_paper, "paper", by=request.user):
            saved(request)
            return redirect("grants_portal:wallet")
    facts = page.facts() | paper_facts(request, paper)
    return render(request, "grants/portal/wallet_paper.html", facts)


def paper_facts(request: HttpRequest, pk: int | None) -> dict[str, Any]:
    """The page of one paper: as it is stored, with where it is used."""
    stored = get_object_or_404(queries.wallet_of(request.ngo), pk=pk) if pk else None
    return {
        "paper": stored,
        "expired": bool(stored and stored.expired(timezone.localdate())),
        "uses": queries.uses_of(stored) if stored else [],
        "may_edit": may_edit(request),
    }


@portal
def file(request: HttpRequest, paper: int) -> HttpResponse:
    """Download a paper of one's own wallet."""
    return serve(request, get_object_or_404(queries.wallet_of(request.ngo), pk=paper).file)


@portal
@require_POST
def remove(request: HttpRequest, paper: int) -> HttpResponse:
    """Take out a paper that no application uses."""
    row = get_object_or_404(queries.wallet_of(request.ngo), pk=paper)
    if attempt(request, None, wallet.remove_paper, paper=row, by=request.user) is None:
        return redirect("grants_portal:wallet_paper", paper=paper)
    saved(request, _("Removed."))
    return redirect("grants_portal:wallet")


@portal
@require_POST
def give(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Give a paper of the wallet under one paper of the call."""
    row = get_object_or_404(drafts.applications_of(request.ngo), pk=pk)
    required = get_object_or_404(row.call.required_documents, pk=paper) if paper else None
    chosen = request.POST.get("wallet", "")
    found = get_object_or_404(queries.wallet_of(request.ngo), pk=int(chosen) if chosen.isdecimal() else 0)
    facts = {"application": row, "paper": found, "required": required, "knowing": "knowing" in request.POST}
    if attempt(request, None, wallet.give_paper, at=request.arrived_at, by=request.user, **facts):
        saved(request, _("The document of the wallet is attached."))
    return redirect("grants_portal:section", pk=pk, key="documents")


@portal
def keep(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Keep a file given with an application in the wallet, for the next time."""
    row = get_object_or_404(drafts.applications_of(request.ngo), pk=pk)
    given = get_object_or_404(row.documents.select_related("file", "required"), pk=document)
    name = given.required.name if given.required else given.file.name
    form = PaperForm(request.POST or None, initial={"title": name[:200]})
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, wallet.keep_document, document=given, by=request.user, **form.cleaned_data):
            saved(request, _("The document is in the wallet."))
            return redirect("grants_portal:section", pk=pk, key="documents")
    facts = {
        "form": form,
        "paper": None,
        "given": given,
        "application": row,
        "uses": [],
        "may_edit": may_edit(request),
    }
    return render(request, "grants/portal/wallet_paper.html", facts)
