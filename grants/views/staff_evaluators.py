"""Staff rooms of the yearly list of independent evaluators."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.evaluators import EvaluatorFactsForm, EvaluatorForm, ListForm, PlaceForm
from grants.queries import evaluators as queries
from grants.services import evaluators as verbs
from grants.workflows.decision import EVALUATOR_LIST
from office.audit import timeline
from office.audit_words import worded
from office.doors import staff
from office.roles import Permission as P
from office.rulebooks import rules_for
from office.uploads import serve
from office.views.helpers import attempt, saved

room = staff(P.MANAGE_EVALUATORS, feature="evaluators_list")


@room
def evaluators(request: HttpRequest) -> HttpResponse:
    """Versions of the list by year, and everybody entered."""
    year = timezone.localdate().year
    facts = {
        "lists": queries.lists(),
        "current": queries.list_in_force(year),
        "people": queries.people_marked(year),
        "year": year,
    }
    return render(request, "grants/evaluators/staff.html", facts)


@room
def new_evaluator(request: HttpRequest) -> HttpResponse:
    """Enter a person."""
    rules = rules_for(None, request.arrived_at).evaluation
    limits = {"back": rules.evaluator_lookback_years.value, "least": rules.evaluator_min_years.value}
    form = EvaluatorForm(request.POST or None, **limits)
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, verbs.enter_person, by=request.user, **form.cleaned_data)
        if made:
            saved(request, _("The person is entered and can be put on a list."))
            return redirect("grants_staff:evaluator", pk=made.pk)
    return render(
        request, "grants/evaluators/person_form.html", {"form": form, "rules": rules, "person_entered": None}
    )


@room
def evaluator(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: facts, statements, lists; what changed is entered here."""
    found = get_object_or_404(queries.people(), pk=pk)
    rules = rules_for(None, request.arrived_at).evaluation
    form = EvaluatorFactsForm(
        request.POST or None,
        back=rules.evaluator_lookback_years.value,
        least=rules.evaluator_min_years.value,
        initial={
            "years_of_experience": found.years_of_experience,
            "evaluation_experience": found.evaluation_experience,
            "areas": [area.pk for area in found.areas.all()],
        },
    )
    if request.method == "POST" and form.is_valid():
        facts = {"evaluator": found, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.change_evaluator, **facts):
            saved(request)
            return redirect("grants_staff:evaluator", pk=pk)
    facts = {"form": form, "rules": rules, "person_entered": found, "events": worded(timeline(found))}
    return render(request, "grants/evaluators/person_form.html", facts)


@room
def new_list(request: HttpRequest) -> HttpResponse:
    """Begin a version with the people of the version before."""
    form = ListForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, verbs.begin_list, by=request.user, **form.cleaned_data)
        if made:
            return redirect("grants_staff:evaluator_list", pk=made.pk)
    return render(request, "grants/evaluators/list_form.html", {"form": form})


@room
def evaluator_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: places in order; a draft takes people on."""
    found = get_object_or_404(queries.list_pages(), pk=pk)
    form = PlaceForm(request.POST or None, people=queries.not_on(found))
    if request.method == "POST" and form.is_valid():
        facts = {"evaluators": found, "evaluator": form.cleaned_data["evaluator"], "by": request.user}
        if attempt(request, form, verbs.put_on_list, **facts):
            return redirect("grants_staff:evaluator_list", pk=pk)
    shown = {
        **queries.draft_facts(found),
        "list": found,
        "form": form,
        "offers": EVALUATOR_LIST.offered(found, by=request.user),
        "events": worded(timeline(found)),
    }
    return render(request, "grants/evaluators/list.html", shown)


@require_POST
@room
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Adopt the version."""
    found = get_object_or_404(queries.lists(), pk=pk)
    if attempt(request, None, verbs.adopt_list, evaluators=found, by=request.user):
        saved(request, _("The list is adopted. Its document is being made."))
    return redirect("grants_staff:evaluator_list", pk=pk)


@require_POST
@room
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a person off a draft."""
    entry = get_object_or_404(queries.entries(), pk=pk)
    attempt(request, None, verbs.take_off_list, entry=entry, by=request.user)
    return redirect("grants_staff:evaluator_list", pk=entry.list_id)


@room
def list_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as issued."""
    found = get_object_or_404(queries.lists(), pk=pk)
    if found.document is None:
        raise Http404("the list is not drawn yet")
    return serve(request, found.document.file)
