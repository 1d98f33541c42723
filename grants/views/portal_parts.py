"""Adding to, changing and removing from the lists inside an application."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from grants.budget_sums import limits_of, sums_of, verdicts
from grants.documents.application import parts_of
from grants.documents.budget import budget_of
from grants.forms.application_parts import ActivityForm, BudgetLineForm, DocumentForm, PartForm, PartnerForm
from grants.forms.application_sections import BY_KEY, Section
from grants.queries import applications as queries
from grants.queries import wallet
from grants.services import parts
from grants.snapshot import snapshot_of
from grants.views.line_pages import keep, line_page, remove_line
from office.doors import portal
from office.rulebooks import from_version
from office.uploads import serve
from office.views.helpers import attempt, saved


@dataclass(frozen=True, slots=True)
class List:
    """One list inside an application: its relation, form, verb and words."""

    relation: str
    form: type[PartForm]
    verb: Callable[..., Any]
    name: str
    add: Any
    change: Any


LISTS = {
    "activities": List(
        "activity_lines",
        ActivityForm,
        parts.save_activity,
        "line",
        gettext_lazy("Add an activity"),
        gettext_lazy("Change the activity"),
    ),
    "budget": List(
        "budget_lines",
        BudgetLineForm,
        parts.save_budget_line,
        "line",
        gettext_lazy("Add a cost"),
        gettext_lazy("Change the cost"),
    ),
    "partners": List(
        "partners",
        PartnerForm,
        parts.save_partner,
        "partner",
        gettext_lazy("Add a partner"),
        gettext_lazy("Change the partner"),
    ),
}


@portal
def entry(request: HttpRequest, pk: int, key: str, line: int | None = None) -> HttpResponse:
    """Add an entry to a list, or change one; what somebody else has changed meanwhile is joined."""
    row = get_object_or_404(queries.applications_of(request.ngo), pk=pk)
    kind = LISTS[key]
    page = line_page(request, kind.form, getattr(row, kind.relation), line)
    if request.method == "POST" and page.form.is_valid():
        facts = {"application": row, "at": request.arrived_at, "by": request.user}
        if keep(request, page, kind.verb, kind.name, **facts):
            saved(request)
            again = request.POST.get("then") == "again"
            return redirect("grants_portal:entry_new" if again else "grants_portal:section", pk=pk, key=key)
    title = kind.change if line else kind.add
    facts = {"application": row, "section": BY_KEY[key], "title": title}
    return render(request, "grants/portal/entry.html", facts | page.facts())


@portal
@require_POST
def remove(request: HttpRequest, pk: int, key: str, line: int) -> HttpResponse:
    """Take an entry out of a list."""
    row = get_object_or_404(queries.applications_of(request.ngo), pk=pk)
    remove_line(request, getattr(row, LISTS[key].relation), line, parts.remove_part)
    return redirect("grants_portal:section", pk=pk, key=key)


@portal
@require_POST
def upload(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Attach a file to one paper of the call; a bad one is refused and the page says why."""
    row = get_object_or_404(queries.applications_of(request.ngo), pk=pk)
    required = get_object_or_404(row.call.required_documents, pk=paper) if paper else None
    form = DocumentForm(request.POST, request.FILES)
    facts = {"application": row, "required": required, "at": request.arrived_at, "by": request.user}
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["file"]))
    elif attempt(request, None, parts.add_document, upload=form.cleaned_data["file"], **facts):
        saved(request, _("The file is attached."))
    return redirect("grants_portal:section", pk=pk, key="documents")


@portal
@require_POST
def document_remove(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Take a document out of the draft."""
    row = get_object_or_404(queries.applications_of(request.ngo), pk=pk)
    remove_line(request, row.documents, document, parts.remove_part)
    return redirect("grants_portal:section", pk=pk, key="documents")


@portal
def document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Download a document of one's own application."""
    row = get_object_or_404(queries.applications_of(request.ngo), pk=pk)
    return serve(request, get_object_or_404(row.documents.select_related("file"), pk=document).file)


def list_facts(row: Any, section: Section) -> dict[str, Any]:
    """What the page of a list shows beside its form."""
    if section.key == "organisation":
        return {"facts": parts_of(snapshot_of(row), contact=False)[0].rows}
    if section.key == "budget":
        counted = sums_of((line.group, line.total, line.requested) for line in row.budget_lines.all())
        limits = limits_of(row.call, from_version(row.call.rulebook))
        facts = {"sums": counted, "limits": limits, "verdicts": verdicts(counted, limits)}
        return {"budget": budget_of(row), "add": LISTS["budget"].add, **facts}
    if section.key == "documents":
        return {
            "papers": papers_of(row),
            "offered": wallet.offered(row, timezone.localdate()),
        }
    return {"add": LISTS[section.key].add} if section.key in LISTS else {}


def papers_of(row: Any) -> list[dict[str, Any]]:
    """Every paper of the call with the files given for it and a form for another."""
    answering = {answer.document_id for answer in row.answers.all()}
    given = wallet.with_papers(each for each in row.documents.all() if each.pk not in answering)
    asked = [each for each in row.call.required_documents.all() if each.is_for(row.organisation.kind)]
    papers = [*asked, None]
    return [
        {
            "required": paper,
            "pk": paper.pk if paper else 0,
            "files": [each for each in given if each.required_id == (paper.pk if paper else None)],
            "form": DocumentForm(auto_id=f"id_paper_{paper.pk if paper else 0}_%s"),
        }
        for paper in papers
    ]
