"""The simulator: named variants side by side, sums by hand, areas of applications, the table as a file."""

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from grants.forms.simulator import AreasForm, HandForm, VariantForm
from grants.models import Ranking
from grants.queries import ranking as queries
from grants.queries.comparison import PAGE, side_by_side, table_head, table_rows
from grants.queries.ranked import rule_of_ties
from grants.rules import check_sits_on_commission
from grants.services.hand_variants import write_by_hand
from grants.services.ranking_areas import mark_areas
from grants.views.staff_ranking import ranking_or_404
from office.doors import staff
from office.exports import csv_lines, xlsx_file
from office.refusal import refusal_of
from office.roles import Permission as P
from office.rulebooks import from_version
from office.views.helpers import attempt, saved

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def wanted(request: HttpRequest, name: str) -> int | None:
    """A number of the address, or nothing."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@staff(P.SIT_ON_COMMISSION)
def simulator(request: HttpRequest, pk: int) -> HttpResponse:
    """Every variant against one of them: who gains, who loses, what is left, what the floor skips."""
    found = ranking_or_404(request, pk)
    call = found.call
    changed = request.GET.get("only") == "changed"
    comparison = side_by_side(
        found, base=wanted(request, "base"), changed=changed, number=request.GET.get("page")
    )
    facts = {
        "call": call,
        "ranking": found,
        "comparison": comparison,
        "page": comparison.page,
        "changed": changed,
        "base": next((each.variant for each in comparison.columns if each.base), None),
        "form": VariantForm(with_areas=comparison.areas),
        "ties": rule_of_ties(call, found),
        "several_areas": call.areas.count() > 1,
        "decision": getattr(call, "decision", None),
        "refusal": refusal_of(check_sits_on_commission, request.user, call),
        "rules": from_version(call.rulebook),
    }
    return render(request, "grants/marks/simulator.html", facts)


@staff(P.SIT_ON_COMMISSION)
def by_hand(request: HttpRequest, pk: int, variant: int) -> HttpResponse:
    """Sums written by hand, beginning from a variant; what differs carries its reason."""
    found = ranking_or_404(request, pk)
    base = get_object_or_404(queries.variants_of(found), pk=variant)
    page = Paginator(queries.variant_rows(base), PAGE).get_page(request.GET.get("page"))
    name = base.name if base.mode == base.Mode.BY_HAND else ""
    form = HandForm(request.POST or None, rows=list(page.object_list), initial={"name": name})
    if request.method == "POST" and form.is_valid():
        facts = {"variant": base, "sums": form.sums(), "name": form.cleaned_data["name"], "by": request.user}
        if attempt(request, form, write_by_hand, **facts):
            saved(request, _("The variant by hand is kept."))
            return redirect("grants_staff:simulator", pk=pk)
    facts = {"form": form, "call": found.call, "variant": base, "page": page}
    return render(request, "grants/marks/by_hand.html", facts)


@staff(P.SIT_ON_COMMISSION)
def areas(request: HttpRequest, pk: int) -> HttpResponse:
    """To which area of the call each application belongs."""
    found = ranking_or_404(request, pk)
    form = AreasForm(request.POST or None, rows=queries.all_rows(found), areas=list(found.call.areas.all()))
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, mark_areas, ranking=found, areas=form.chosen(), by=request.user):
            saved(request)
            return redirect("grants_staff:simulator", pk=pk)
    return render(request, "grants/marks/areas.html", {"form": form, "call": found.call})


@staff(P.SIT_ON_COMMISSION)
def table(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The comparison as CSV or XLSX."""
    found: Ranking = ranking_or_404(request, pk)
    comparison = side_by_side(found)
    head, rows = table_head(comparison), table_rows(found, comparison)
    if ending == "csv":
        return StreamingHttpResponse(
            csv_lines(head, rows),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="variants.csv"'},
        )
    return FileResponse(
        xlsx_file(head, rows), as_attachment=True, filename="variants.xlsx", content_type=XLSX
    )
