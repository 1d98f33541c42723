"""Staff rooms of the guidelines for evaluators and of the applications to practise on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.evaluator_calls import FACTS_OF_CASE, GuidelineForm, PracticeCaseForm
from grants.forms.practice import SampleForm
from grants.queries import guidelines as queries
from grants.queries import practice as cases
from grants.services import guidelines as verbs
from grants.services import practice as practice_verbs
from office.audit import timeline
from office.audit_words import worded
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved

room = staff(P.MANAGE_EVALUATORS, feature="evaluators_list")


@room
def guidelines(request: HttpRequest) -> HttpResponse:
    """All versions, and who confirmed the one in force."""
    current = queries.in_force()
    facts = {
        "versions": list(queries.versions()),
        "current": current,
        "readings": queries.readings(current) if current else [],
    }
    return render(request, "grants/guidelines/staff.html", facts)


@require_POST
@room
def new_guideline(request: HttpRequest) -> HttpResponse:
    """Begin the next version with the text of the last one."""
    made = attempt(request, None, verbs.draft_guideline, by=request.user)
    if made is None:
        return redirect("grants_staff:guidelines")
    return redirect("grants_staff:guideline", version=made.version)


@room
def guideline(request: HttpRequest, version: int) -> HttpResponse:
    """A draft to write and publish; a published version to read."""
    found = get_object_or_404(queries.versions(), version=version)
    names = ("title", "text", "changed")
    form = GuidelineForm(
        request.POST or None, request.FILES or None, initial={name: getattr(found, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        facts = {"guideline": found, "by": request.user}
        done = attempt(request, form, verbs.edit_guideline, **facts, **form.cleaned_data)
        if done and "publish" in request.POST:
            done = attempt(request, form, verbs.publish_guideline, **facts)
        if done:
            saved(request)
            return redirect("grants_staff:guideline", version=version)
    facts = {"guideline": found, "form": form, "events": worded(timeline(found))}
    return render(request, "grants/guidelines/version.html", facts)


@room
def practice(request: HttpRequest) -> HttpResponse:
    """Invented applications with how many people practised on each."""
    return render(request, "grants/practice/staff.html", {"cases": list(cases.cases())})


@room
def new_case(request: HttpRequest) -> HttpResponse:
    """Invent an application."""
    form = PracticeCaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, practice_verbs.draft_case, by=request.user, **form.cleaned_data)
        if made:
            saved(request, _("Now write the sample points with their reasons."))
            return redirect("grants_staff:practice_case", pk=made.pk)
    return render(request, "grants/practice/case_form.html", {"form": form, "case": None})


@room
def edit_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the text of an invented application."""
    found = get_object_or_404(cases.cases(), pk=pk)
    form = PracticeCaseForm(
        request.POST or None, initial={name: getattr(found, name) for name in FACTS_OF_CASE}
    )
    if request.method == "POST" and form.is_valid():
        facts = {"case": found, "by": request.user, **form.cleaned_data}
        if attempt(request, form, practice_verbs.edit_case, **facts):
            saved(request)
            return redirect("grants_staff:practice_case", pk=pk)
    return render(request, "grants/practice/case_form.html", {"form": form, "case": found})


@room
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Sample points and reasons of an invented application."""
    found = get_object_or_404(cases.case_pages(), pk=pk)
    form = SampleForm(request.POST or None, case=found)
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = {"case": found, "samples": form.samples(), "by": request.user}
        facts["guidance"] = form.guidance()
        if attempt(request, form, practice_verbs.save_samples, **facts):
            saved(request)
            return redirect("grants_staff:practice_case", pk=pk)
    facts = {"case": found, "form": form, "parts": cases.parts_of(found)}
    return render(request, "grants/practice/case.html", facts)


@require_POST
@room
def open_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the application for practice, or close it."""
    found = get_object_or_404(cases.cases(), pk=pk)
    verb = practice_verbs.close_case if found.published_at else practice_verbs.publish_case
    if attempt(request, None, verb, case=found, by=request.user):
        saved(request)
    return redirect("grants_staff:practice_case", pk=pk)
