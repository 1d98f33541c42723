"""The budget as one table: typed, counted and saved on one page, and two people at it without loss."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.budget_merge import merged, opened_text
from grants.budget_paste import read_pasted
from grants.budget_rows import MOST_LINES
from grants.budget_sums import sums_of, verdicts
from grants.forms.budget import BudgetTable, columns_sent
from grants.queries import budget as queries
from grants.rules import check_is_applicant
from grants.services import applications, budget
from office.doors import portal
from office.refusal import Refused, allowed, refusal_of
from office.templatetags.saradnja import script
from office.views.helpers import saved, sentence


@portal
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """All lines on one page; a save with a wrong cell brings everything back as it was typed."""
    row = get_object_or_404(queries.with_budget(request.ngo), pk=pk)
    last = queries.last_save(row)
    sheet = BudgetTable(row.budget_lines.all(), last.version if last else 0, request.POST or None)
    if request.method == "POST":
        answer = posted(request, row, sheet)
        if answer is not None:
            return answer
    return render(request, "grants/budget/table.html", page_facts(request, row, sheet))


def posted(request: HttpRequest, row: Any, sheet: BudgetTable) -> HttpResponse | None:
    """Save, or do what a button without JavaScript asks; None shows the page again."""
    action, _colon, place = request.POST.get("do", "save").partition(":")
    if action == "bring":
        bring(request, sheet)
        return None
    if action != "save":
        sheet.step(action, place)
        return None
    by_itself = request.headers.get("X-Autosave") == "1"
    if sheet.faulty:
        return JsonResponse({"message": wrong_cells(sheet)}, status=400) if by_itself else None
    try:
        kept = budget.save_budget(
            application=row,
            lines=sheet.facts(),
            version=sheet.version,
            at=request.arrived_at,
            by=request.user,
        )
    except Refused as no:
        return refused(request, row, sheet, no, by_itself)
    return autosaved(row, sheet, kept) if by_itself else done(request, row)


def bring(request: HttpRequest, sheet: BudgetTable) -> None:
    """Lines of a preview come into the table to be put right there; nothing is saved yet."""
    found = read_pasted(
        request.POST.get("text", ""), columns_sent(request.POST), group=request.POST.get("group", "")
    )
    stored = [] if request.POST.get("mode") == "replace" else list(sheet.lines.values())
    fresh = BudgetTable(stored, 0)
    sheet.show([*fresh.rows, *found.rows[:MOST_LINES]], list(sheet.lines.values()), sheet.version)


def wrong_cells(sheet: BudgetTable) -> str:
    """Why the table did not save itself."""
    return ngettext(
        "Not saved: %(count)s cell must be put right first.",
        "Not saved: %(count)s cells must be put right first.",
        sheet.faulty,
    ) % {"count": sheet.faulty}


def refused(
    request: HttpRequest, row: Any, sheet: BudgetTable, no: Refused, by_itself: bool
) -> HttpResponse | None:
    """After somebody else has saved, both tables are joined; only lines both have changed are asked about."""
    if by_itself:
        return JsonResponse({"message": sentence(no)}, status=409 if no.field == "version" else 400)
    if no.field != "version":
        messages.error(request, sentence(no))
        return None
    row = get_object_or_404(queries.with_budget(request.ngo), pk=row.pk)
    last, lines = queries.last_save(row), list(row.budget_lines.all())
    joined = merged(sheet.rows, lines, sheet.opened)
    sheet.show(joined.rows, lines, last.version if last else 0)
    sheet.clashes = joined.clashes
    name, time = script(last.saved_by.full_name), timezone.localtime(last.saved_at).strftime("%H:%M")
    said = ngettext(
        "%(name)s saved this budget at %(time)s. %(count)s change of theirs is joined with your lines. Look and save.",
        "%(name)s saved this budget at %(time)s. %(count)s changes of theirs are joined with your lines. Look and save.",
        joined.taken,
    )
    messages.warning(request, said % {"name": name, "time": time, "count": joined.taken})
    return None


def autosaved(row: Any, sheet: BudgetTable, kept: Any) -> JsonResponse:
    """What the page must know to save again: the version, and the keys of new lines."""
    lines = list(row.budget_lines.order_by("order"))
    keys = (n for n, each in sheet.numbered.items() if not each.empty)
    fields = {f"r{n}-pk": str(line.pk) for n, line in zip(keys, lines, strict=False)}
    return JsonResponse(
        {
            "saved_at": timezone.localtime(kept.saved_at).strftime("%H:%M"),
            "version": kept.version,
            "set": {"opened": opened_text(lines), **fields},
        }
    )


def done(request: HttpRequest, row: Any) -> HttpResponse:
    """Back to the part, or on with the table."""
    saved(request, _("The budget is saved."))
    if request.POST.get("then") == "stay":
        return redirect("grants_portal:budget_table", pk=row.pk)
    return redirect("grants_portal:section", pk=row.pk, key="budget")


def page_facts(request: HttpRequest, row: Any, sheet: BudgetTable) -> dict[str, Any]:
    """The lines group by group, the sums, and how they stand against every limit."""
    counted = sums_of(
        (line.texts["group"], line.total, line.requested) for line in sheet.rows if not line.faults
    )
    limits = queries.limits(row.call)
    last = queries.last_save(row)
    return {
        "application": row,
        "call": row.call,
        "sheet": sheet,
        "sums": counted,
        "groups": sheet.groups(counted),
        "limits": limits,
        "verdicts": verdicts(counted, limits),
        "errors": sheet.errors() if request.method == "POST" else [],
        "saved_at": last.saved_at if last else None,
        "most": MOST_LINES,
        "why_not": refusal_of(applications.check_editable, row, request.arrived_at),
        "may_edit": allowed(applications.check_editable, row, request.arrived_at)
        and allowed(check_is_applicant, request.user, row),
    }
