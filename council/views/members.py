"""Staff rooms of the Council's compositions and members."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from council import queries
from council.forms.council import CouncilForm, DeputyForm, EndForm, MemberForm
from council.queries import council as council_queries
from council.services import composition as verbs
from office.audit import timeline
from office.doors import staff
from office.roles import Permission as P
from office.rulebooks import rules_for
from office.views.helpers import attempt, saved


@staff(P.MANAGE_COUNCIL, feature="council")
def council(request: HttpRequest) -> HttpResponse:
    """The Council today: members, sessions, conclusions that wait, older compositions."""
    present = queries.current_council()
    facts = {
        "council": present,
        "rows": queries.seat_rows(present) if present else [],
        "sessions": council_queries.sessions_of(present)[:10] if present else [],
        "conclusions": council_queries.open_conclusions()[:20],
        "compositions": council_queries.councils(),
        "today": timezone.localdate(),
    }
    return render(request, "council/staff/council.html", facts)


@staff(P.MANAGE_COUNCIL, feature="council")
def new_council(request: HttpRequest) -> HttpResponse:
    """Enter a new composition."""
    rules = rules_for(None, request.arrived_at)
    form = CouncilForm(request.POST or None, rules=rules)
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, verbs.form_council, by=request.user, **form.cleaned_data)
        if made:
            return redirect("council_staff:composition", pk=made.pk)
    return render(request, "council/staff/council_form.html", {"form": form, "rules": rules.council})


@staff(P.MANAGE_COUNCIL, feature="council")
def composition(request: HttpRequest, pk: int) -> HttpResponse:
    """One composition: every seat, who holds it, who held it."""
    found = get_object_or_404(council_queries.councils(), pk=pk)
    facts = {
        "council": found,
        "rows": queries.seat_rows(found),
        "sessions": council_queries.sessions_of(found),
        "events": timeline(found),
    }
    return render(request, "council/staff/composition.html", facts)


@staff(P.MANAGE_COUNCIL, feature="council")
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter who takes a seat."""
    seat = get_object_or_404(council_queries.seats(), pk=pk)
    form = MemberForm(
        request.POST or None,
        initial={"starts_on": timezone.localdate(), "act_number": seat.council.act_number},
    )
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.appoint_member, seat=seat, by=request.user, **form.cleaned_data
    ):
        saved(request)
        return redirect("council_staff:composition", pk=seat.council_id)
    facts = {"form": form, "council": seat.council, "about": seat.name, "title": _("Appoint a member")}
    return render(request, "council/staff/form.html", facts)


@staff(P.MANAGE_COUNCIL, feature="council")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a mandate before its term."""
    member = get_object_or_404(council_queries.members(), pk=pk)
    form = EndForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    facts = {"appointment": member, "by": request.user, **(form.cleaned_data if valid else {})}
    if valid and attempt(request, form, verbs.end_appointment, **facts):
        saved(request)
        return redirect("council_staff:composition", pk=member.seat.council_id)
    shown = {
        "form": form,
        "council": member.seat.council,
        "about": member.person_name,
        "title": _("End the mandate"),
    }
    return render(request, "council/staff/form.html", shown)


@staff(P.MANAGE_COUNCIL, feature="council")
def deputy(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the deputy president."""
    member = get_object_or_404(council_queries.members(), pk=pk)
    form = DeputyForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    facts = {"appointment": member, "by": request.user, **(form.cleaned_data if valid else {})}
    if valid and attempt(request, form, verbs.choose_deputy, **facts):
        saved(request)
        return redirect("council_staff:composition", pk=member.seat.council_id)
    shown = {
        "form": form,
        "council": member.seat.council,
        "about": member.person_name,
        "title": _("Deputy president"),
    }
    return render(request, "council/staff/form.html", shown)
