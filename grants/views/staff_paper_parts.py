"""Staff: the parts of an application entered from paper, by the same forms and verbs as in the portal."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.application_parts import DocumentForm
from grants.forms.application_sections import BY_KEY, Section
from grants.queries import applications as application_queries
from grants.queries import filing as queries
from grants.services import applications, parts
from grants.views.line_pages import keep, line_page, remove_line
from grants.views.portal_parts import LISTS, papers_of
from grants.views.portal_sections import form_of
from office.doors import staff
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved


@staff(P.CHECK_APPLICATIONS)
def part(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One part: its fields, its list, or its papers."""
    row = get_object_or_404(application_queries.whole(queries.open_paper_drafts(request.user)), pk=pk)
    section = BY_KEY[key]
    form = form_of(request, row, section)
    if request.method == "POST" and form is not None and form.is_valid():
        if save(request, row, section, form):
            saved(request, _("Saved: %(part)s.") % {"part": section.title})
            return redirect("grants_staff:paper", pk=pk)
    facts = {
        "application": row,
        "call": row.call,
        "section": section,
        "form": form,
        "lines": lines_of(row, key) if key in LISTS else None,
        "add": LISTS[key].add if key in LISTS else "",
        "papers": papers_of(row) if key == "documents" else None,
    }
    return render(request, "grants/staff/paper_part.html", facts)


def save(request: HttpRequest, row: Any, section: Section, form: Any) -> Any:
    """The verb of the part, or a refusal on the form."""
    facts = {"application": row, "at": request.arrived_at, "by": request.user}
    if section.key == "declarations":
        return attempt(request, form, parts.give_declarations, **form.facts(), **facts) is not None
    facts |= {"key": section.key, "version": form.cleaned_data["version"], **form.facts()}
    return attempt(request, form, applications.save_section, **facts)


def lines_of(row: Any, key: str) -> list[dict[str, Any]]:
    """Entries of a list by what they say."""
    lines = getattr(row, LISTS[key].relation).all()
    return [
        {"pk": line.pk, "name": str(line), "sum": getattr(line, "requested", None), "line": line}
        for line in lines
    ]


@staff(P.CHECK_APPLICATIONS)
def entry(request: HttpRequest, pk: int, key: str, line: int | None = None) -> HttpResponse:
    """Add an entry to a list, or change one."""
    row = get_object_or_404(queries.open_paper_drafts(request.user), pk=pk)
    kind = LISTS[key]
    page = line_page(request, kind.form, getattr(row, kind.relation), line)
    if request.method == "POST" and page.form.is_valid():
        facts = {"application": row, "at": request.arrived_at, "by": request.user}
        if keep(request, page, kind.verb, kind.name, **facts):
            saved(request)
            return redirect("grants_staff:paper_part", pk=pk, key=key)
    title = kind.change if line else kind.add
    facts = {"application": row, "section": BY_KEY[key], "title": title}
    return render(request, "grants/staff/paper_entry.html", facts | page.facts())


@staff(P.CHECK_APPLICATIONS)
@require_POST
def remove(request: HttpRequest, pk: int, key: str, line: int) -> HttpResponse:
    """Take an entry or a paper out again."""
    row = get_object_or_404(queries.open_paper_drafts(request.user), pk=pk)
    relation = LISTS[key].relation if key in LISTS else "documents"
    remove_line(request, getattr(row, relation), line, parts.remove_part)
    return redirect("grants_staff:paper_part", pk=pk, key=key)


@staff(P.CHECK_APPLICATIONS)
@require_POST
def upload(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Attach the scan of one paper the call asks for."""
    row = get_object_or_404(queries.open_paper_drafts(request.user), pk=pk)
    required = get_object_or_404(row.call.required_documents, pk=paper) if paper else None
    form = DocumentForm(request.POST, request.FILES)
    facts = {"application": row, "required": required, "at": request.arrived_at, "by": request.user}
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["file"]))
    elif attempt(request, None, parts.add_document, upload=form.cleaned_data["file"], **facts):
        saved(request, _("The file is attached."))
    return redirect("grants_staff:paper_part", pk=pk, key="documents")


@staff(P.CHECK_APPLICATIONS)
def document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Download a paper that is entered."""
    row = get_object_or_404(queries.open_paper_drafts(request.user), pk=pk)
    return serve(request, get_object_or_404(row.documents.select_related("file"), pk=document).file)
