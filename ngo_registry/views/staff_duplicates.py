"""Staff: likely doubles side by side, told apart or joined; a merge is undone here too."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ngo_registry.forms.duplicates import CompareForm, MergeForm, PairsForm, ReasonForm
from ngo_registry.models import DuplicatePair
from ngo_registry.queries import duplicates as queries
from ngo_registry.queries.pointing import holdings
from ngo_registry.services import duplicates as services
from ngo_registry.services.merging import merge
from ngo_registry.services.parting import undo_merge
from office.doors import staff
from office.panels import collect
from office.roles import Permission
from office.views.helpers import attempt, saved

MERGE = staff(Permission.MERGE_REGISTER)


@MERGE
def listing(request: HttpRequest) -> HttpResponse:
    """Pairs that wait, are told apart or are joined; two numbers to compare by hand."""
    return shown_list(request, CompareForm())


def shown_list(request: HttpRequest, compare: CompareForm) -> HttpResponse:
    """The page of the list with the form below it."""
    form = PairsForm(request.GET)
    state, band = form.chosen()
    page = queries.pairs_page(state, band, request.GET.get("page", "1"))
    running, last = queries.search_jobs()
    facts = {
        "form": PairsForm(initial={"state": state, "band": band}),
        "page": page,
        "rows": [queries.PairRow(pair) for pair in page],
        "state": state,
        "compare": compare,
        "job": running,
        "last": last,
    }
    return render(request, "ngo_registry/staff/duplicates.html", facts)


@MERGE
def search(request: HttpRequest) -> HttpResponse:
    """Order the search for doubles."""
    if request.method == "POST":
        attempt(request, None, services.order_search, by=request.user)
    return redirect("ngo_registry_staff:duplicates")


@MERGE
def compare(request: HttpRequest) -> HttpResponse:
    """Two organisations named by their numbers."""
    if request.method != "POST":
        return redirect("ngo_registry_staff:duplicates")
    form = CompareForm(request.POST)
    pair = None
    if form.is_valid():
        pair = attempt(request, form, services.compare_by_hand, by=request.user, **form.cleaned_data)
    return redirect("ngo_registry_staff:duplicate", pk=pair.pk) if pair else shown_list(request, form)


@MERGE
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Two organisations side by side, and the two decisions."""
    row = get_object_or_404(queries.pairs(), pk=pk)
    return shown_pair(request, row, merge_form(row), ReasonForm(prefix="apart"))


def merge_form(row: DuplicatePair, *args: Any) -> MergeForm:
    """The choice field by field for this pair."""
    areas = (queries.areas_of(row.one), queries.areas_of(row.other))
    return MergeForm(*args, pair=row, facts=queries.compared(row.one, row.other), areas=areas)


def shown_pair(request: HttpRequest, row: DuplicatePair, form: MergeForm, apart: ReasonForm) -> HttpResponse:
    """The page of a pair with its forms."""
    panels = [
        sorted(collect(settings.ORGANISATION_PANELS, organisation), key=lambda panel: panel.order)
        for organisation in (row.one, row.other)
    ]
    facts = {
        "row": queries.PairRow(row),
        "pair": row,
        "facts": queries.compared(row.one, row.other),
        "areas": form.area_lists,
        "holdings": holdings(row.one, row.other),
        "sides": list(zip((row.one, row.other), panels, strict=True)),
        "others": queries.other_pairs(row),
        "merges": queries.merges_of(row),
        "form": form,
        "apart": apart,
        "summary_forms": [form, apart],
    }
    return render(request, "ngo_registry/staff/duplicate.html", facts)


@MERGE
def decide(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Join the double, tell the two apart, or ask again."""
    row = get_object_or_404(queries.pairs(), pk=pk)
    if request.method != "POST":
        return redirect("ngo_registry_staff:duplicate", pk=pk)
    if verb == "merge":
        form, done = merge_form(row, request.POST), None
        if form.is_valid():
            done = attempt(request, form, merge, pair=row, by=request.user, **form.facts())
        if done:
            saved(request, _("The two are one entry now. You can undo it here."))
            return redirect("ngo_registry_staff:merge", pk=done.pk)
        return shown_pair(request, row, form, ReasonForm(prefix="apart"))
    form = merge_form(row)
    return told(request, row, form, services.tell_apart if verb == "apart" else services.ask_again)


def told(request: HttpRequest, row: DuplicatePair, form: MergeForm, service: Any) -> HttpResponse:
    """The two are told apart, or the pair waits again."""
    apart = ReasonForm(request.POST, prefix="apart")
    if apart.is_valid():
        note = apart.cleaned_data["note"]
        if attempt(request, apart, service, pair=row, note=note, by=request.user):
            saved(request)
            return redirect("ngo_registry_staff:duplicate", pk=row.pk)
    return shown_pair(request, row, form, apart)


@MERGE
def merged(request: HttpRequest, pk: int) -> HttpResponse:
    """What a merge did, and its undoing."""
    done = get_object_or_404(queries.merges(), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if attempt(request, form, undo_merge, done=done, note=note, by=request.user):
            saved(request, _("The merge is undone: both organisations stand in the register again."))
            return redirect("ngo_registry_staff:merge", pk=pk)
    facts = {"done": done, "form": form, "moved": queries.moved_by(done), "chosen": queries.chosen_by(done)}
    return render(request, "ngo_registry/staff/merge.html", facts)
