"""Staff: statements on conflict of interest kept with a call, and what the register shows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from grants.forms.sessions import CallStatementForm
from grants.queries import commission_ties as queries
from grants.queries.calls import calls_of
from grants.queries.sessions import sessions_about
from grants.rules import member_seat
from grants.services.call_statements import check_applicants_known, give_call_statement
from office.doors import staff
from office.refusal import refusal_of
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.SIT_ON_COMMISSION)
def statements(request: HttpRequest, pk: int) -> HttpResponse:
    """Each member's statements for the commission and for this call, ties from the register, sessions about it."""
    call = get_object_or_404(calls_of(request.user), pk=pk)
    members, given = queries.sitting(call), queries.statements_of(call)
    early = refusal_of(check_applicants_known, call)
    ties = {} if early else queries.ties_of(call, [member for member in members if member.pk not in given])
    own = member_seat(request.user, call.commission)
    facts = {
        "call": call,
        "rows": [(member, given.get(member.pk), ties.get(member.pk, [])) for member in members],
        "early": early,
        "owes": own is not None and own.pk not in given and not early,
        "sessions": sessions_about(call),
    }
    return render(request, "grants/sessions/statements.html", facts)


@staff(P.SIT_ON_COMMISSION)
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """A member's own statement for this call."""
    call = get_object_or_404(calls_of(request.user), pk=pk)
    own = member_seat(request.user, call.commission)
    early = refusal_of(check_applicants_known, call)
    ties = queries.ties_of(call, [own]).get(own.pk, []) if own and not early else []
    form = CallStatementForm(request.POST or None, ties=ties)
    if request.method == "POST" and form.is_valid():
        facts = {"call": call, "by": request.user, **form.facts()}
        if attempt(request, form, give_call_statement, **facts):
            saved(request, _("Your statement is kept with the call."))
            return redirect("grants_staff:call_statements", pk=pk)
    facts = {
        "call": call,
        "form": form,
        "own": own,
        "early": early,
        "applicants": [] if early else queries.applicants(call),
    }
    return render(request, "grants/sessions/statement.html", facts)
