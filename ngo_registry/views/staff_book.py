"""Staff: the book of the register, any past day, what ends soon, letters to serve, the scanned folder."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ngo_registry.documents.book import book_pdf, past_rows_of, printed
from ngo_registry.forms.book import DayForm, FolderForm, RangeForm
from ngo_registry.models import Organisation, OrganisationKind, Party
from ngo_registry.queries import filings as queries
from ngo_registry.queries.book import FILES, ORGANISATION, PARTY, book_lines, part_of, years_of
from ngo_registry.queries.endings import ending_rows, told
from ngo_registry.queries.extracts import past_extracts
from ngo_registry.queries.past_register import past_head, past_rows, register_on
from ngo_registry.services.book_prints import order_book
from ngo_registry.services.folders import put_in_folder
from ngo_registry.services.past_extracts import order_past_extract
from ngo_registry.views.files import register_file
from ngo_registry.views.papers import stored_files
from office.doors import staff
from office.roles import Permission
from office.uploads import serve
from office.views.helpers import attempt, saved
from office.views.pager import paged

EDIT = staff(Permission.EDIT_REGISTER, feature="own_register")


def asked(request: HttpRequest) -> tuple[DayForm, datetime.date, str]:
    """The form, the day and the words of the address."""
    form = DayForm.of(request.GET, localdate(request.arrived_at))
    values = form.values()
    return form, values.get("day") or localdate(request.arrived_at), values.get("q", "")


@EDIT
def past(request: HttpRequest) -> HttpResponse:
    """The register at the end of any day."""
    form, day, words = asked(request)
    page = request.GET.get("page", "1")
    found = register_on(day, words=words, page=int(page) if page.isdecimal() else 1)
    kinds = [(OrganisationKind(kind).label, n) for kind, n in found.kinds]
    facts = {"form": form, "found": found, "kinds": kinds, "words": words}
    return render(request, "ngo_registry/staff/past.html", facts)


@EDIT
def past_export(request: HttpRequest, ending: str) -> HttpResponse:
    """The same as a file."""
    _form, day, words = asked(request)
    return register_file(ending, past_rows(day, words), past_head(), f"register-{day}")


@EDIT
def past_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation at the end of any day; POST has its extract drawn as an official document."""
    row = get_object_or_404(queries.organisations(), pk=pk)
    form, day, _words = asked(request)
    if request.method == "POST":
        return order_extract_of(request, row, "ngo_registry_staff:past_one")
    facts = {"organisation": row, "form": form, "day": day, "rows": past_rows_of(row, day)}
    facts |= {"issued": past_extracts(row)}
    return render(request, "ngo_registry/staff/past_one.html", facts)


def order_extract_of(request: HttpRequest, holder: Organisation | Party, back: str) -> HttpResponse:
    """The extract of a day is ordered; its progress is shown, and what came of it."""
    form = DayForm.of(request.POST, localdate(request.arrived_at))
    day = form.values().get("day") or localdate(request.arrived_at)
    job = attempt(request, None, order_past_extract, holder=holder, day=day, by=request.user)
    return redirect("office_staff:job", pk=job.pk) if job else redirect(back, pk=holder.pk)


def pdf(data: bytes, name: str) -> HttpResponse:
    """A drawn file, shown in the browser."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


def lines_asked(data: QueryDict, holder: str) -> tuple[RangeForm, dict[str, Any], int]:
    """The form, which lines are asked for, and which part of them."""
    form = RangeForm(data)
    number, page = data.get(holder, ""), data.get("part", "1")
    which = {**form.values(), "of": int(number) if number.isdecimal() and len(number) < 19 else None}
    return form, which, int(page) if page.isdecimal() else 1


@EDIT
def book(request: HttpRequest) -> HttpResponse:
    """Lines of the book, of a time or of one organisation, part by part; a short part is printed at once."""
    return shown_book(request, ORGANISATION)


@EDIT
@require_POST
def book_print(request: HttpRequest) -> HttpResponse:
    """A long part is drawn by a worker; its progress is shown, and the file."""
    return ordered_book(request, ORGANISATION, "ngo_registry_staff:book")


def shown_book(request: HttpRequest, holder: str) -> HttpResponse:
    """One of the two books: `holder` names in the address whose lines are asked."""
    (form, which, number), of_parties = lines_asked(request.GET, holder), holder == PARTY
    part, chosen = part_of(book_lines(holder, **which), number), which.pop("of")
    if "pdf" in request.GET and part.is_short:
        data = book_pdf(part, localdate(request.arrived_at), get_language(), of_parties=of_parties, **which)
        return pdf(data, f"{FILES[holder]}-{part.number}.pdf")
    facts = {"form": form, "part": part, "rows": printed(part.lines), "chosen": chosen or "", "which": which}
    facts |= {"years": years_of(book_lines(holder)), "numbers": range(1, part.parts + 1)}
    facts |= {"holder": holder, "of_parties": of_parties}
    return render(request, "ngo_registry/staff/book.html", facts)


def ordered_book(request: HttpRequest, holder: str, back: str) -> HttpResponse:
    """The print of a long part is ordered."""
    _form, which, number = lines_asked(request.POST, holder)
    facts = {"part": number, "language": get_language(), "by": request.user}
    job = attempt(request, None, order_book, holder=holder, **which, **facts)
    return redirect("office_staff:job", pk=job.pk) if job else redirect(back)


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
