"""The budget from and to a spreadsheet: pasted cells, a workbook down and up, always looked at before it is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.budget_paste import read_pasted
from grants.budget_sums import sums_of, verdicts
from grants.documents.budget_workbook import budget_workbook, text_in_file
from grants.forms.budget import PasteForm, SourceForm, WorkbookForm, column_choices, columns_sent
from grants.queries import budget as queries
from grants.rules import check_is_applicant
from grants.services import applications, budget
from grants.views.line_pages import keep as keep_line
from grants.views.line_pages import line_page, remove_line
from office.doors import portal
from office.refusal import Refused, allowed, refusal_of
from office.templatetags.saradnja import script
from office.views.helpers import attempt, saved

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@portal
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines as a workbook, with instructions."""
    row = get_object_or_404(queries.with_budget(request.ngo), pk=pk)
    lines = list(row.budget_lines.all())
    counted = sums_of((line.group, line.total, line.requested) for line in lines)
    about = [script(row.call.title), f"{row.draft_code} · {script(row.organisation.name)}"]
    data = budget_workbook(lines, queries.limits(row.call), counted, about)
    name = f"budget-{row.draft_code}.xlsx"
    return HttpResponse(data, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@portal
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Paste cells, see what was understood of each, and only then keep them."""
    row = get_object_or_404(queries.with_budget(request.ngo), pk=pk)
    form, found = PasteForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        columns = [] if "again" in request.POST else columns_sent(request.POST)
        found = read_pasted(form.cleaned_data["text"], columns, group=form.cleaned_data["group"])
        if request.POST.get("do") == "keep" and not found.trouble and not found.wrong:
            if keep(request, row, found):
                return redirect("grants_portal:section", pk=pk, key="budget")
        elif found.trouble:
            form.add_error("text", found.trouble)
    return render(request, "grants/budget/paste.html", preview(request, row, form, found))


@portal
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """A workbook goes the same way as pasted cells: first the preview."""
    row = get_object_or_404(queries.with_budget(request.ngo), pk=pk)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            text = text_in_file(sent.read(), sent.name)
        except Refused as no:
            form.add_error("file", str(no))
        else:
            found = read_pasted(text)
            cells = PasteForm({"text": text, "group": ""})
            if found.trouble:
                form.add_error("file", found.trouble)
            else:
                return render(request, "grants/budget/paste.html", preview(request, row, cells, found))
    return render(request, "grants/budget/upload.html", facts_of(request, row, form))


def keep(request: HttpRequest, row: Any, found: Any) -> bool:
    """Write the lines that were looked at."""
    version = request.POST.get("version", "")
    done = attempt(
        request,
        None,
        budget.take_lines,
        application=row,
        lines=[line.facts for line in found.rows],
        replace=request.POST.get("mode") == "replace",
        version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        at=request.arrived_at,
        by=request.user,
    )
    if done is not None:
        words = ngettext("%(count)s line is taken over.", "%(count)s lines are taken over.", len(found.rows))
        saved(request, words % {"count": len(found.rows)})
    return done is not None


def preview(request: HttpRequest, row: Any, form: Any, found: Any) -> dict[str, Any]:
    """What was understood, row by row, and what the budget would then be."""
    facts = facts_of(request, row, form)
    if found is None or found.trouble:
        return facts
    read = [line for line in found.rows if not line.faults]
    counted = sums_of((line.texts["group"], line.total, line.requested) for line in read)
    choices = column_choices()
    columns = [
        {"at": at, "key": key, "sample": sample, "name": dict(choices)[key]}
        for at, (key, sample) in enumerate(zip(found.columns, found.samples, strict=True))
    ]
    return facts | {
        "found": found,
        "columns": columns,
        "choices": choices,
        "sums": counted,
        "verdicts": verdicts(counted, facts["limits"]),
    }


def facts_of(request: HttpRequest, row: Any, form: Any) -> dict[str, Any]:
    """What every page here shows."""
    last = queries.last_save(row)
    return {
        "application": row,
        "call": row.call,
        "form": form,
        "found": None,
        "limits": queries.limits(row.call),
        "version": last.version if last else 0,
        "there": len(row.budget_lines.all()),
        "why_not": refusal_of(applications.check_editable, row, request.arrived_at),
        "may_edit": allowed(applications.check_editable, row, request.arrived_at)
        and allowed(check_is_applicant, request.user, row),
    }


@portal
def source(request: HttpRequest, pk: int, source: int | None = None) -> HttpResponse:
    """Name another source of money, or change one."""
    row = get_object_or_404(queries.with_budget(request.ngo), pk=pk)
    page = line_page(request, SourceForm, row.funding_sources, source)
    if request.method == "POST" and page.form.is_valid():
        facts = {"application": row, "at": request.arrived_at, "by": request.user}
        if keep_line(request, page, budget.save_source, "source", **facts):
            saved(request)
            return redirect("grants_portal:section", pk=pk, key="budget")
    title = _("Change the source") if source else _("Name another source")
    facts = facts_of(request, row, page.form) | {"title": title, "source": page.stored}
    return render(request, "grants/budget/source.html", facts | page.facts())


@portal
def source_remove(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """Take a named source out."""
    row = get_object_or_404(queries.with_budget(request.ngo), pk=pk)
    if request.method == "POST":
        remove_line(request, row.funding_sources, source, budget.remove_source, "source")
    return redirect("grants_portal:section", pk=pk, key="budget")
