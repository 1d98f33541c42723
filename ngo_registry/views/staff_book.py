"""Staff: the book of the register, any past day, what ends soon, letters to serve, the scanned folder."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ngo_registry.documents.book import book_pdf, past_pdf
from ngo_registry.facts_in_words import label, shown
from ngo_registry.forms.book import DayForm, FolderForm, RangeForm
from ngo_registry.models import OrganisationKind
from ngo_registry.queries import filings as queries
from ngo_registry.queries.endings import ending_rows, told
from ngo_registry.queries.past import book_lines, register_on, state_on
from ngo_registry.services.folders import put_in_folder
from ngo_registry.views.papers import stored_files
from office.doors import staff
from office.roles import Permission
from office.uploads import serve
from office.views.helpers import attempt, saved
from office.views.pager import paged

EDIT = staff(Permission.EDIT_REGISTER, feature="own_register")
LINES = 500


@EDIT
def past(request: HttpRequest) -> HttpResponse:
    """The register at the end of any day."""
    form = DayForm.of(request.GET, localdate(request.arrived_at))
    values = form.values()
    day = values.get("day") or localdate(request.arrived_at)
    page = request.GET.get("page", "1")
    found = register_on(day, words=values.get("q", ""), page=int(page) if page.isdecimal() else 1)
    kinds = [(OrganisationKind(kind).label, n) for kind, n in found.kinds]
    facts = {"form": form, "found": found, "kinds": kinds, "words": values.get("q", "")}
    return render(request, "ngo_registry/staff/past.html", facts)


@EDIT
def past_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation at the end of any day; as a PDF too."""
    row = get_object_or_404(queries.organisations(), pk=pk)
    form = DayForm.of(request.GET, localdate(request.arrived_at))
    day = form.values().get("day") or localdate(request.arrived_at)
    state = state_on(row, day)
    rows = [(label(name), shown(name, value)) for name, value in (state or {}).items() if value]
    if "pdf" in request.GET and state:
        return pdf(past_pdf(row, day, rows, get_language()), f"stanje-{row.pk}-{day}.pdf")
    facts = {"organisation": row, "form": form, "day": day, "rows": rows}
    return render(request, "ngo_registry/staff/past_one.html", facts)


def pdf(data: bytes, name: str) -> HttpResponse:
    """A drawn file, shown in the browser."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


@EDIT
def book(request: HttpRequest) -> HttpResponse:
    """Lines of the book, of a time or of one organisation; printed as the law's book."""
    form = RangeForm(request.GET)
    number = request.GET.get("organisation", "")
    chosen = int(number) if number.isdecimal() else None
    found = book_lines(**form.values(), organisation=chosen)
    lines = list(found[: LINES + 1])
    if "pdf" in request.GET and len(lines) <= LINES:
        return pdf(book_pdf(lines, localdate(request.arrived_at), get_language()), "knjiga-registra.pdf")
    facts = {"form": form, "lines": lines[:LINES], "many": len(lines) > LINES, "chosen": chosen or ""}
    return render(request, "ngo_registry/staff/book.html", facts)


@EDIT
def ending(request: HttpRequest) -> HttpResponse:
    """What ends within half a year, and what has passed and nobody reported."""
    today = localdate(request.arrived_at)
    page = paged(request, ending_rows(None, today + datetime.timedelta(days=183)))
    facts = {"page": page, "rows": told(page), "today": today}
    return render(request, "ngo_registry/staff/endings.html", facts)


@EDIT
def letters(request: HttpRequest) -> HttpResponse:
    """Letters of all filings whose service nobody has recorded yet."""
    facts = {"page": paged(request, queries.letters_to_serve()), "today": localdate(request.arrived_at)}
    return render(request, "ngo_registry/staff/letters.html", facts)


@EDIT
def folder(request: HttpRequest, pk: int) -> HttpResponse:
    """The scanned folder: its papers, and one more."""
    row = get_object_or_404(queries.organisations(), pk=pk)
    form = FolderForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files, facts = stored_files(request, form), form.cleaned_data
        more = {"title": facts["title"], "dated_on": facts["dated_on"], "by": request.user}
        if files and attempt(request, form, put_in_folder, organisation=row, file=files["file"], **more):
            saved(request, _("The paper is in the folder."))
            return redirect("ngo_registry_staff:folder", pk=pk)
    papers = row.folder.select_related("file", "added_by")
    facts = {"organisation": row, "form": form, "papers": papers}
    return render(request, "ngo_registry/staff/folder.html", facts)


@EDIT
def folder_paper(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    """One paper of the folder."""
    row = get_object_or_404(queries.organisations(), pk=pk)
    return serve(request, get_object_or_404(row.folder.select_related("file"), pk=paper_pk).file)
