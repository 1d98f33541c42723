"""Staff rooms of the Council's sessions: agenda, presence, minutes, conclusions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from council.forms.council import (
    AdoptForm,
    ConclusionForm,
    ConclusionStatusForm,
    ItemForm,
    MinutesForm,
    PresenceForm,
    SessionForm,
)
from council.forms.nominations import ReasonForm
from council.models import Session
from council.queries import council as queries
from council.services import sessions as verbs
from office.audit import timeline
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.MANAGE_COUNCIL, feature="council")
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a session."""
    council = get_object_or_404(queries.councils(), pk=pk)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request, form, verbs.schedule_session, council=council, by=request.user, **form.cleaned_data
        )
        if made:
            return redirect("council_staff:session", pk=made.pk)
    facts = {"form": form, "council": council, "about": "", "title": _("Call a session")}
    return render(request, "council/staff/form.html", facts)


@staff(P.MANAGE_COUNCIL, feature="council")
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of one session."""
    return shown(request, get_object_or_404(queries.session_pages(), pk=pk))


def shown(request: HttpRequest, found: Session, **bound: Any) -> HttpResponse:
    """The page of a session with the forms of its state; a form that was refused comes back filled."""
    members = verbs.members_on(found.council, timezone.localtime(found.at).date())
    forms = {
        "item_form": ItemForm(),
        "presence_form": PresenceForm(members=members),
        "minutes_form": MinutesForm(initial={"minutes": found.minutes}),
        "adopt_form": AdoptForm(),
        "conclusion_form": ConclusionForm(session=found),
        "cancel_form": ReasonForm(),
    }
    facts = {"session": found, "members": members, "events": timeline(found), **forms, **bound}
    facts["form"] = next(iter(bound.values()), None)
    return render(request, "council/staff/session.html", facts)


def do(request: HttpRequest, pk: int, name: str, form: Any, verb: Any, **facts: Any) -> HttpResponse:
    """Run one verb of a session from a form of its page."""
    if form.is_valid() and attempt(request, form, verb, by=request.user, **form.cleaned_data, **facts):
        saved(request)
        return redirect("council_staff:session", pk=pk)
    return shown(request, get_object_or_404(queries.session_pages(), pk=pk), **{name: form})


@staff(P.MANAGE_COUNCIL, feature="council")
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Change day, hour, way or place."""
    found = get_object_or_404(queries.all_sessions(), pk=pk)
    initial = {"at": timezone.localtime(found.at), "mode": found.mode, "place": found.place}
    form = SessionForm(request.POST or None, initial=initial)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.move_session, session=found, by=request.user, **form.cleaned_data
    ):
        saved(request)
        return redirect("council_staff:session", pk=pk)
    facts = {"form": form, "council": found.council, "about": str(found), "title": _("Change the session")}
    return render(request, "council/staff/form.html", facts)


@staff(P.MANAGE_COUNCIL, feature="council")
@require_POST
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a point on the agenda."""
    found = get_object_or_404(queries.all_sessions(), pk=pk)
    return do(request, pk, "item_form", ItemForm(request.POST, request.FILES), verbs.add_item, session=found)


@staff(P.MANAGE_COUNCIL, feature="council")
@require_POST
def remove_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a point off the agenda."""
    item = get_object_or_404(queries.agenda_items(), pk=pk)
    attempt(request, None, verbs.remove_item, item=item, by=request.user)
    return redirect("council_staff:session", pk=item.session_id)


@staff(P.MANAGE_COUNCIL, feature="council")
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter who was there."""
    found = get_object_or_404(queries.all_sessions(), pk=pk)
    members = verbs.members_on(found.council, timezone.localtime(found.at).date())
    return do(
        request,
        pk,
        "presence_form",
        PresenceForm(request.POST, members=members),
        verbs.hold_session,
        session=found,
    )


@staff(P.MANAGE_COUNCIL, feature="council")
@require_POST
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the minutes."""
    found = get_object_or_404(queries.all_sessions(), pk=pk)
    return do(
        request,
        pk,
        "minutes_form",
        MinutesForm(request.POST, request.FILES),
        verbs.write_minutes,
        session=found,
    )


@staff(P.MANAGE_COUNCIL, feature="council")
@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter that the minutes were adopted."""
    found = get_object_or_404(queries.all_sessions(), pk=pk)
    return do(request, pk, "adopt_form", AdoptForm(request.POST), verbs.adopt_minutes, session=found)


@staff(P.MANAGE_COUNCIL, feature="council")
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel the session."""
    found = get_object_or_404(queries.all_sessions(), pk=pk)
    return do(request, pk, "cancel_form", ReasonForm(request.POST), verbs.cancel_session, session=found)


@staff(P.MANAGE_COUNCIL, feature="council")
@require_POST
def add_conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a conclusion."""
    found = get_object_or_404(queries.all_sessions(), pk=pk)
    form = ConclusionForm(request.POST, session=found)
    return do(request, pk, "conclusion_form", form, verbs.add_conclusion, session=found)


@staff(P.MANAGE_COUNCIL, feature="council")
def conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter how far a conclusion is carried out."""
    found = get_object_or_404(queries.conclusions(), pk=pk)
    form = ConclusionStatusForm(
        request.POST or None, initial={"status": found.status, "note": found.status_note}
    )
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.report_conclusion, conclusion=found, by=request.user, **form.cleaned_data
    ):
        saved(request)
        return redirect("council_staff:session", pk=found.session_id)
    facts = {
        "form": form,
        "council": found.session.council,
        "about": found.text,
        "title": _("Status of the conclusion"),
    }
    return render(request, "council/staff/form.html", facts)
