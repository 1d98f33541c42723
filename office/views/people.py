"""People who may sign in and the roles they hold."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.audit import timeline
from office.audit_words import worded
from office.doors import staff
from office.forms import PeopleFilter, PersonForm, ReasonForm, RoleForm
from office.models import User
from office.queries.bodies import bodies
from office.queries.people import grants_of, has_second_factor, people
from office.roles import Permission
from office.services.people import create_person, give_role, set_access, take_role
from office.views.helpers import attempt, saved
from office.views.pager import paged


@staff(Permission.MANAGE_PEOPLE)
def listing(request: HttpRequest) -> HttpResponse:
    """People by name, role and state of the account."""
    form = PeopleFilter(request.GET)
    page = paged(request, people(**form.values()))
    return render(request, "office/staff/people.html", {"form": form, "page": page})


@staff(Permission.MANAGE_PEOPLE)
def new(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = attempt(request, form, create_person, by=request.user, **form.cleaned_data)
        if person:
            saved(request, _("The account is open; the person has been written to. Now give a role."))
            return redirect("office_staff:person", person.pk)
    return render(request, "office/staff/person_new.html", {"form": form})


@staff(Permission.MANAGE_PEOPLE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles now and before, what was done to the account."""
    found = get_object_or_404(people(), pk=pk)
    return shown(
        request, found, RoleForm(bodies=bodies(), initial={"valid_from": localdate(request.arrived_at)})
    )


def shown(request: HttpRequest, found: User, form: RoleForm) -> HttpResponse:
    """The page of a person with the form of a role."""
    facts = {
        "someone": found,
        "grants": grants_of(found),
        "form": form,
        "events": worded(timeline(found)),
        "second_factor": has_second_factor(found),
    }
    return render(request, "office/staff/person.html", facts)


@require_POST
@staff(Permission.MANAGE_PEOPLE)
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    found = get_object_or_404(people(), pk=pk)
    form = RoleForm(request.POST, bodies=bodies())
    if form.is_valid() and attempt(
        request, form, give_role, person=found, by=request.user, **form.cleaned_data
    ):
        saved(request, _("The role is given."))
        return redirect("office_staff:person", pk)
    return shown(request, found, form)


@require_POST
@staff(Permission.MANAGE_PEOPLE)
def take(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    """Take a role."""
    found = get_object_or_404(get_object_or_404(people(), pk=pk).grants, pk=grant)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if attempt(request, None, take_role, grant=found, reason=reason, by=request.user):
        saved(request, _("The role is taken."))
    return redirect("office_staff:person", pk)


@require_POST
@staff(Permission.MANAGE_PEOPLE)
def access(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the account or open it again."""
    found = get_object_or_404(people(), pk=pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if attempt(
        request, None, set_access, person=found, active=not found.is_active, reason=reason, by=request.user
    ):
        saved(request)
    return redirect("office_staff:person", pk)
