"""The outbox of a decision: every letter can be read, and corrected in part, before it is sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from grants.documents.decision_letters import preview_of
from grants.forms.marks import LetterForm, LettersForm
from grants.queries import letters as queries
from grants.rules import check_drafts_decision
from grants.services import decision_letters as verbs
from grants.views.staff_decision import decision_or_404
from office.doors import staff
from office.refusal import refusal_of
from office.roles import Permission as P
from office.views.helpers import attempt, saved
from office.views.pager import paged


@staff(P.SIT_ON_COMMISSION)
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """All letters of the decision with their state; free words for a whole group at once."""
    call, found = decision_or_404(request, pk)
    only = request.GET.get("only", "")
    form = LettersForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = attempt(request, form, edit_all, decision=found, by=request.user, **form.cleaned_data)
        if count is not None:
            said = ngettext("%(n)s letter is changed.", "%(n)s letters are changed.", count["n"])
            saved(request, said % count)
            return redirect("grants_staff:decision_letters", pk=pk)
    facts = {
        "call": call,
        "decision": found,
        "page": paged(request, queries.letters_of(found, only)),
        "only": only,
        "counts": queries.counts_of(found),
        "form": form,
        "job": queries.running_job(found),
        "refusal": refusal_of(check_drafts_decision, request.user, call),
    }
    return render(request, "grants/marks/letters.html", facts)


def edit_all(**facts: Any) -> dict[str, int]:
    """How many letters were changed, none of them too."""
    return {"n": verbs.edit_letters(**facts)}


@staff(P.SIT_ON_COMMISSION)
def letter(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """One letter as it will be sent, with its free words."""
    call, found = decision_or_404(request, pk)
    row = get_object_or_404(queries.letters_of(found), pk=letter)
    initial = {"opening": row.opening, "closing": row.closing}
    form = LetterForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.edit_letter, letter=row, by=request.user, **form.cleaned_data):
            saved(request)
            return redirect("grants_staff:decision_letter", pk=pk, letter=letter)
    facts = {
        "call": call,
        "decision": found,
        "letter": row,
        "form": form,
        "preview": preview_of(row),
        "beside": queries.beside(found, row),
        "refusal": refusal_of(check_drafts_decision, request.user, call),
    }
    return render(request, "grants/marks/letter.html", facts)
