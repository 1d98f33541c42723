"""Staff: sessions of a commission with agenda, presence, votes and minutes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms import sessions as forms
from grants.models import CommissionSession, SessionItem
from grants.queries import commissions as commission_queries
from grants.queries import sessions as queries
from grants.services import sessions as verbs
from grants.services import votes
from grants.workflows.session import SESSION, check_keeps_minutes
from office.audit import timeline
from office.doors import staff
from office.refusal import allowed
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved

STEPS = {"open": verbs.open_session, "close": verbs.close_session, "confirm": verbs.confirm_minutes}


@staff(P.SIT_ON_COMMISSION)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a session of a commission."""
    commission = get_object_or_404(commission_queries.commissions_of(request.user), pk=pk)
    form = forms.SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"commission": commission, "by": request.user, **form.cleaned_data}
        made = attempt(request, form, verbs.call_session, **facts)
        if made:
            saved(request, _("The session is called; its members are invited by e-mail."))
            return redirect("grants_staff:session", pk=made.pk)
    facts = {"form": form, "commission": commission, "title": _("Call a session")}
    return render(request, "grants/sessions/form.html", facts)


@staff(P.SIT_ON_COMMISSION)
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: agenda with votes and conclusions, who came, its minutes."""
    found = get_object_or_404(queries.session_of(request.user), pk=pk)
    keeps = allowed(check_keeps_minutes, request.user, found)
    running = found.state in {found.State.CALLED, found.State.OPEN}
    facts = {
        "session": found,
        "commission": found.commission,
        "keeps": keeps,
        "running": keeps and running,
        "items": [(item, queries.votes_of(item)) for item in found.items.all()],
        "form": presence_form(found) if keeps and running else None,
        "course": forms.CourseForm(initial={"notes": found.notes})
        if keeps and found.state in {found.State.OPEN, found.State.HELD}
        else None,
        "offers": SESSION.offered(found, by=request.user) if keeps else [],
        "events": timeline(found),
    }
    return render(request, "grants/sessions/session.html", facts)


def presence_form(found: CommissionSession, data: Any = None) -> forms.PresenceForm:
    """Who came."""
    return forms.PresenceForm(data, members=queries.seated(found), rows=list(found.presences.all()))


@staff(P.SIT_ON_COMMISSION)
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, close, confirm the minutes; or the session is not held."""
    found = get_object_or_404(queries.session_of(request.user), pk=pk)
    action, by = request.POST.get("action", ""), request.user
    done = None
    if action in STEPS:
        done = attempt(request, None, STEPS[action], session=found, by=by)
    elif action == "cancel":
        note = request.POST.get("note", "")
        done = attempt(request, None, verbs.cancel_session, session=found, note=note, by=by)
    if done:
        saved(request)
    return redirect("grants_staff:session", pk=pk)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Write who came."""
    found = get_object_or_404(queries.session_of(request.user), pk=pk)
    form = presence_form(found, request.POST)
    if form.is_valid() and attempt(
        request, None, verbs.save_presence, session=found, by=request.user, **form.facts()
    ):
        saved(request)
    return redirect("grants_staff:session", pk=pk)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the course of the session."""
    found = get_object_or_404(queries.session_of(request.user), pk=pk)
    form = forms.CourseForm(request.POST)
    if form.is_valid() and attempt(
        request, None, verbs.write_notes, session=found, by=request.user, **form.cleaned_data
    ):
        saved(request)
    return redirect("grants_staff:session", pk=pk)


def item_of(request: HttpRequest, pk: int, item: int) -> tuple[CommissionSession, SessionItem]:
    """A point of a session the person may read."""
    found = get_object_or_404(queries.session_of(request.user), pk=pk)
    return found, get_object_or_404(queries.items_of(found), pk=item)


@staff(P.SIT_ON_COMMISSION)
def item(request: HttpRequest, pk: int, item: int | None = None) -> HttpResponse:
    """Add a point to the agenda, or change one."""
    found = get_object_or_404(queries.session_of(request.user), pk=pk)
    row = get_object_or_404(queries.items_of(found), pk=item) if item else None
    initial = {name: getattr(row, name) for name in ("title", "call", "application")} if row else {}
    commission = found.commission
    form = forms.ItemForm(
        request.POST or None,
        initial=initial,
        calls=queries.calls_of(commission),
        applications=commission_queries.applications_to_exempt(commission),
    )
    if request.method == "POST" and form.is_valid():
        facts = {"session": found, "item": row, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.save_item, **facts):
            saved(request)
            return redirect("grants_staff:session", pk=pk)
    title = _("Change the point of the agenda") if row else _("Add a point to the agenda")
    facts = {"form": form, "commission": commission, "session": found, "title": title}
    return render(request, "grants/sessions/form.html", facts)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def item_remove(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take a point off the agenda."""
    _found, row = item_of(request, pk, item)
    if attempt(request, None, verbs.remove_item, item=row, by=request.user):
        saved(request, _("Removed."))
    return redirect("grants_staff:session", pk=pk)


@staff(P.SIT_ON_COMMISSION)
def vote(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """How each present member voted on a point, and its conclusion."""
    found, row = item_of(request, pk, item)
    aside = queries.exempted(row)
    members = queries.present(found)
    form = forms.VoteForm(request.POST or None, members=members, aside=aside)
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, votes.vote, item=row, by=request.user, **form.facts()):
            saved(request)
            return redirect("grants_staff:session", pk=pk)
    facts = {
        "form": form,
        "session": found,
        "commission": found.commission,
        "title": row.title,
        "aside": [(member, aside[member.pk]) for member in members if member.pk in aside],
    }
    return render(request, "grants/sessions/vote.html", facts)


@staff(P.SIT_ON_COMMISSION)
def note(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """A point that needs no vote gets its conclusion."""
    found, row = item_of(request, pk, item)
    form = forms.NoteForm(request.POST or None, initial={"conclusion": row.conclusion})
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, votes.take_note, item=row, by=request.user, **form.cleaned_data):
            saved(request)
            return redirect("grants_staff:session", pk=pk)
    facts = {"form": form, "session": found, "commission": found.commission, "title": row.title}
    return render(request, "grants/sessions/form.html", facts)


@staff(P.SIT_ON_COMMISSION)
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The confirmed minutes as issued."""
    found = get_object_or_404(queries.session_of(request.user), pk=pk)
    if found.document is None:
        raise Http404("the minutes are not drawn yet")
    return serve(request, found.document.file)
