"""Public bodies: the list, new ones, facts, names in time, ends and successors."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.audit import timeline
from office.audit_words import worded
from office.doors import staff
from office.forms import BodyFilter, BodyForm, EndForm, NewBodyForm, RenameForm
from office.models import Body
from office.queries.bodies import bodies, present_municipalities, successors
from office.roles import Permission
from office.services.bodies import change_body, create_body, end_body, rename_body
from office.views.helpers import attempt, saved
from office.views.pager import paged

FIELDS = ("kind", "short_name", "parent", "municipality", "email", "website", "valid_from")


@staff(Permission.MANAGE_BODIES)
def listing(request: HttpRequest) -> HttpResponse:
    """Bodies by present or former name, kind and day."""
    form = BodyFilter(request.GET)
    page = paged(request, bodies(**form.values()))
    return render(request, "office/staff/bodies.html", {"form": form, "page": page})


@staff(Permission.MANAGE_BODIES)
def new(request: HttpRequest) -> HttpResponse:
    """Enter a body."""
    form = NewBodyForm(request.POST or None, bodies=successors(), municipalities=present_municipalities())
    if request.method == "POST" and form.is_valid():
        body = attempt(request, form, create_body, by=request.user, **form.cleaned_data)
        if body:
            saved(request)
            return redirect("office_staff:body", body.code)
    return render(request, "office/staff/body_new.html", {"form": form})


@staff(Permission.MANAGE_BODIES)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """One body: its facts, the names it had, how it ends."""
    body = get_object_or_404(bodies(), code=code)
    form = facts_form(body, request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(request, form, change_body, body=body, by=request.user, **form.cleaned_data):
        saved(request)
        return redirect("office_staff:body", code)
    return shown(request, body, form=form)


@require_POST
@staff(Permission.MANAGE_BODIES)
def rename(request: HttpRequest, code: str) -> HttpResponse:
    """Give a body a new name from a day on."""
    body = get_object_or_404(bodies(), code=code)
    form = RenameForm(request.POST)
    if form.is_valid() and attempt(
        request, form, rename_body, body=body, by=request.user, **form.cleaned_data
    ):
        saved(request, _("The new name is entered; the old one stays for its time."))
        return redirect("office_staff:body", code)
    return shown(request, body, form=facts_form(body), rename_form=form)


@require_POST
@staff(Permission.MANAGE_BODIES)
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Note the end of a body and its successor."""
    body = get_object_or_404(bodies(), code=code)
    form = EndForm(request.POST, bodies=successors(body))
    if form.is_valid() and attempt(request, form, end_body, body=body, by=request.user, **form.cleaned_data):
        saved(request)
        return redirect("office_staff:body", code)
    return shown(request, body, form=facts_form(body), end_form=form)


def facts_form(body: Body, data: Any = None) -> BodyForm:
    """The form of the facts, filled with the present ones."""
    initial = {name: getattr(body, name) for name in FIELDS}
    return BodyForm(data, initial=initial, bodies=successors(body), municipalities=present_municipalities())


def shown(request: HttpRequest, body: Body, **forms: Any) -> HttpResponse:
    """The page of a body with its three forms."""
    facts = {
        "body": body,
        "events": worded(timeline(body)),
        "rename_form": RenameForm(prefix=None),
        "end_form": EndForm(bodies=successors(body)),
        **forms,
    }
    return render(request, "office/staff/body.html", facts)
