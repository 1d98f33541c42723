"""Statements of founders as officers and applicants both see them: the list, a table, its preview."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from ngo_registry.conditions_of_parties import verdict_of
from ngo_registry.documents.statements import rejected_statements
from ngo_registry.forms.party_changes import TableForm
from ngo_registry.models import RegisterFiling
from ngo_registry.queries.parties import import_rows, statement_imports, statements_of
from ngo_registry.services.statements import apply_table, check_table, give_up_table
from ngo_registry.statements import LABELS
from ngo_registry.views.files import workbook_file
from office.refusal import Refused
from office.upload_checks import checked
from office.uploads import check_size, clean_name
from office.views.helpers import attempt, saved


def list_facts(request: HttpRequest, filing: RegisterFiling) -> dict[str, Any]:
    """One page of statements, each with what is wrong with it; `only=faulty` shows just those."""
    verdict = verdict_of(filing, localdate(request.arrived_at))
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    page = request.GET.get("page", "")
    only = verdict.faulty if request.GET.get("only") == "faulty" else None
    number = int(page) if page.isdecimal() and len(page) < 6 else 1
    found = statements_of(filing, words=words, only=only, page=number)
    return {
        "filing": filing,
        "verdict": verdict,
        "found": found,
        "faulty": len(verdict.faulty),
        "words": words,
        "only": "faulty" if only is not None else "",
        "imports": list(statement_imports(filing)[:10]),
        "form": TableForm(),
    }


def read_table_of(
    request: HttpRequest, filing: RegisterFiling, room: str, template: str, facts: dict[str, Any]
) -> HttpResponse:
    """A table is read and judged; its preview follows."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = {"filing": filing, "at": request.arrived_at, "by": request.user}
        batch = attempt(request, form, kept_table, upload=form.cleaned_data["file"], **given)
        if batch:
            return redirect(f"{room}:statements_preview", pk=filing.pk, batch=batch.pk)
    return render(request, template, {"filing": filing, "form": form, **facts})


def kept_table(*, upload: Any, **given: Any) -> Any:
    """The checked upload as rows; the file itself is not kept, its rows only until they are applied."""
    name = clean_name(upload.name or "")
    check_size(upload, name)
    data = upload.read()
    try:
        checked(data, name, ("xlsx", "csv"))
    except Refused as no:
        raise Refused(no.reason, field="file") from no
    return check_table(data=data, name=name, **given)


def preview_of(
    request: HttpRequest, filing: RegisterFiling, batch: int, room: str, template: str, facts: dict[str, Any]
) -> HttpResponse:
    """What the table holds; by POST it is applied or given up."""
    row = get_object_or_404(statement_imports(filing), pk=batch)
    if request.method == "POST":
        verb = give_up_table if request.POST.get("action") == "give_up" else apply_table
        if attempt(request, None, verb, batch=row, at=request.arrived_at, by=request.user):
            saved(request)
        return redirect(f"{room}:statements", pk=filing.pk)
    columns = [(row.header[at], LABELS[name]) for name, at in row.columns.items()]
    known = set(row.columns.values())
    facts |= {
        "filing": filing,
        "batch": row,
        "columns": columns,
        "left_out": [cell for at, cell in enumerate(row.header) if cell and at not in known],
        "rejected": worded(import_rows(row, rejected=True)),
        "good": import_rows(row, rejected=False),
    }
    return render(request, template, facts)


def worded(rows: list[Any]) -> list[tuple[int, list[tuple[Any, str]]]]:
    """Line, and column with sentence of each fault."""
    return [(row.line, [(LABELS.get(name, name), said) for name, said in row.faults.items()]) for row in rows]


def rejected_file(filing: RegisterFiling, batch: int) -> HttpResponse:
    """Rejected rows as a workbook to be corrected and sent again."""
    row = get_object_or_404(statement_imports(filing), pk=batch)
    return workbook_file(rejected_statements(row), f"rejected-{row.pk}.xlsx")
