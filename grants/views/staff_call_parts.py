"""The steps of the call editor: basics, money, texts, criteria, documents."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms import calls as forms
from grants.models import Call
from grants.queries import calls as queries
from grants.queries import priorities
from grants.services import calls as verbs
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved

MONEY = tuple(forms.MoneyForm.base_fields)


def found_call(request: HttpRequest, pk: int) -> Call:
    """The call, when the person may see it."""
    return get_object_or_404(queries.calls_of(request.user), pk=pk)


def edited(
    request: HttpRequest, whose: Call, form: Any, verb: Callable[..., Any], *, title: str, **facts: Any
) -> HttpResponse:
    """Show a form of the draft; when it is right run the verb and go back to the call."""
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verb, by=request.user, **facts, **form.cleaned_data):
            saved(request)
            return redirect("grants_staff:call", pk=whose.pk)
    return render(request, "grants/staff/call_form.html", {"form": form, "call": whose, "title": title})


@staff(P.SIT_ON_COMMISSION)
def basics(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, basis, areas."""
    call = found_call(request, pk)
    initial = {"title": call.title, "item": call.item, "plan": call.plan, "areas": call.areas.all()}
    items = priorities.usable_items(call.body, call.year)
    plans = priorities.usable_plans(call.body, call.year)
    form = forms.BasicsForm(request.POST or None, initial=initial, items=items, plans=plans)
    return edited(request, call, form, verbs.edit_call, title=_("Basics"), call=call)


@staff(P.SIT_ON_COMMISSION)
def money(request: HttpRequest, pk: int) -> HttpResponse:
    """Money and limits."""
    call = found_call(request, pk)
    form = forms.MoneyForm(request.POST or None, initial={name: getattr(call, name) for name in MONEY})
    return edited(request, call, form, verbs.edit_call, title=_("Money and limits"), call=call)


@staff(P.SIT_ON_COMMISSION)
def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """What the call says."""
    call = found_call(request, pk)
    form = forms.TextsForm(request.POST or None, instance=found_call(request, pk))
    return edited(request, call, form, verbs.edit_call, title=_("Texts"), call=call)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def default_criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the criteria of the rulebook."""
    call = found_call(request, pk)
    if attempt(request, None, verbs.add_default_criteria, call=call, by=request.user):
        saved(request)
    return redirect("grants_staff:call", pk=pk)


@staff(P.SIT_ON_COMMISSION)
def criterion(request: HttpRequest, pk: int, part: int | None = None) -> HttpResponse:
    """Add a criterion, or change one."""
    call = found_call(request, pk)
    row = get_object_or_404(queries.criterion_of(call, part)) if part else None
    initial = {"name": row.name, "max_points": row.max_points} if row else {}
    form = forms.CriterionForm(request.POST or None, initial=initial)
    title = _("Change the criterion") if row else _("Add a criterion")
    return edited(request, call, form, verbs.save_criterion, title=title, call=call, criterion=row)


@staff(P.SIT_ON_COMMISSION)
def subcriterion(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Change a sub-criterion."""
    call = found_call(request, pk)
    row = get_object_or_404(queries.subcriterion_of(call, part))
    initial = {name: getattr(row, name) for name in ("name", "max_points", "step", "guidance")}
    form = forms.SubCriterionForm(request.POST or None, initial=initial)
    facts = {"criterion": row.criterion, "subcriterion": row}
    return edited(request, call, form, verbs.save_subcriterion, title=_("Change the sub-criterion"), **facts)


@staff(P.SIT_ON_COMMISSION)
def subcriterion_new(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """Add a sub-criterion."""
    call = found_call(request, pk)
    parent = get_object_or_404(queries.criterion_of(call, criterion))
    form = forms.SubCriterionForm(request.POST or None)
    return edited(
        request, call, form, verbs.save_subcriterion, title=_("Add a sub-criterion"), criterion=parent
    )


@staff(P.SIT_ON_COMMISSION)
def document(request: HttpRequest, pk: int, part: int | None = None) -> HttpResponse:
    """Add a required document, or change one."""
    call = found_call(request, pk)
    row = get_object_or_404(queries.document_of(call, part)) if part else None
    names = ("name", "hint", "obligatory", "given_by")
    initial = {name: getattr(row, name) for name in names} if row else {}
    facts = {"initial": initial, "template": row.template if row else None}
    form = forms.DocumentForm(request.POST or None, request.FILES or None, **facts)
    title = _("Change the document") if row else _("Add a document")
    return edited(request, call, form, verbs.save_document, title=title, call=call, document=row)


PARTS = {
    "criterion": queries.criterion_of,
    "subcriterion": queries.subcriterion_of,
    "document": queries.document_of,
}


@staff(P.SIT_ON_COMMISSION)
@require_POST
def remove(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """Take a criterion, sub-criterion or document out of the draft."""
    call = found_call(request, pk)
    row = get_object_or_404(PARTS[kind](call, part))
    if attempt(request, None, verbs.remove_part, part=row, by=request.user):
        saved(request, _("Removed."))
    return redirect("grants_staff:call", pk=pk)
