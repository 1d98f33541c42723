"""Staff: notes at conditions, enclosures with their earlier versions, what has changed since a completion was asked."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ngo_registry.conditions import by_machine
from ngo_registry.conditions_noted import NOTED, last_notes, named, notes_at
from ngo_registry.forms.checks import NoteForm
from ngo_registry.models import RegisterFiling
from ngo_registry.queries import filings as queries
from ngo_registry.queries.since_asked import enclosures, since_asked
from ngo_registry.services.checks import note_condition
from office.doors import staff
from office.roles import Permission
from office.uploads import serve
from office.views.helpers import attempt, saved

EDIT = staff(Permission.EDIT_REGISTER, feature="own_register")


def check_facts(row: RegisterFiling) -> dict[str, Any]:
    """Enclosures, notes and differences as the check page shows them."""
    return {
        "enclosures": enclosures(row),
        "notes": last_notes(row),
        "may_note": row.state in NOTED,
        "since_asked": since_asked(row) if row.is_open else None,
    }


@EDIT
def note(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """What the officer found at one condition, and the notes before it."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    condition = named(by_machine(row), key) if row.state in NOTED else None
    if condition is None:
        raise Http404
    form = NoteForm(request.POST or None, condition=condition)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            request,
            form,
            note_condition,
            filing=row,
            condition=condition,
            by=request.user,
            **form.cleaned_data,
        )
    ):
        saved(request, _("The note is kept."))
        return redirect("ngo_registry_staff:filing", pk=pk)
    facts = {
        "filing": row,
        "condition": condition,
        "form": form,
        "earlier": notes_at(row, key),
    }
    facts["cancel"] = reverse("ngo_registry_staff:filing", args=[pk])
    return render(request, "ngo_registry/staff/condition_note.html", facts)


@EDIT
def earlier(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """A file that a later one has replaced."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    paper = get_object_or_404(row.earlier_papers.select_related("file"), pk=row_pk)
    return serve(request, paper.file, beside="beside" in request.GET)
