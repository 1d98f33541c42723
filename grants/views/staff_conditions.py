"""The call editor's list of own conditions for the formal check."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.checks import ConditionForm
from grants.queries import checks as queries
from grants.services import conditions as verbs
from grants.views.staff_call_parts import edited, found_call
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.SIT_ON_COMMISSION)
def condition(request: HttpRequest, pk: int, part: int | None = None) -> HttpResponse:
    """Add a condition, or change one."""
    call = found_call(request, pk)
    row = get_object_or_404(queries.conditions_of(call), pk=part) if part else None
    initial = {name: getattr(row, name) for name in ("text", "evidence", "law")} if row else {}
    form = ConditionForm(request.POST or None, initial=initial)
    title = _("Change the condition") if row else _("Add a condition of the formal check")
    return edited(request, call, form, verbs.save_condition, title=title, call=call, condition=row)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def step(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Move a condition up or down, or take it out."""
    call = found_call(request, pk)
    row = get_object_or_404(queries.conditions_of(call), pk=part)
    action, by = request.POST.get("action", ""), request.user
    if action == "remove":
        done = attempt(request, None, verbs.remove_condition, condition=row, by=by)
    else:
        done = attempt(request, None, verbs.move_condition, condition=row, up=action == "up", by=by)
    if done:
        saved(request)
    return redirect("grants_staff:call", pk=pk)
