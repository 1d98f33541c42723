"""Staff rooms of the call for evaluators and of the candidates."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.candidacy_checks import doubts, proved_years
from grants.forms.evaluator_calls import (
    AcceptCandidateForm,
    CorrectEvaluatorCallForm,
    EvaluatorCallForm,
    ExtendEvaluatorCallForm,
    PublishEvaluatorCallForm,
    ReasonForm,
    RefuseCandidateForm,
)
from grants.models import EvaluatorCall
from grants.queries import evaluator_calls as queries
from grants.services import candidate_decisions as decisions
from grants.services import evaluator_call_changes as changes
from grants.services import evaluator_calls as verbs
from grants.workflows.evaluators import CANDIDACY, EVALUATOR_CALL
from office.audit import timeline
from office.audit_words import worded
from office.doors import staff
from office.roles import Permission as P
from office.rulebooks import from_version, rules_for
from office.uploads import serve
from office.views.helpers import attempt, saved

room = staff(P.MANAGE_EVALUATORS, feature="evaluators_list")
OWN_PAGES = {"extend", "correct"}
DRAFTED = ("year", "kind", "reason", "title", "text")


@room
def calls(request: HttpRequest) -> HttpResponse:
    """All calls for evaluators with their candidates."""
    now = timezone.now()
    rows = list(queries.calls()[:100])
    for row in rows:
        row.phase_now = row.phase(now)
    return render(request, "grants/evaluators/calls.html", {"calls": rows})


@room
def new_call(request: HttpRequest) -> HttpResponse:
    """Begin a call."""
    year = timezone.localdate().year + 1
    form = EvaluatorCallForm(request.POST or None, initial={"year": year, "kind": "main"})
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, verbs.draft_evaluator_call, by=request.user, **form.cleaned_data)
        if made:
            saved(request)
            return redirect("grants_staff:evaluator_call", pk=made.pk)
    return render(request, "grants/evaluators/call_form.html", {"form": form, "call": None})


@room
def edit_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    found = get_object_or_404(queries.calls(), pk=pk, state="draft")
    initial = {name: getattr(found, name) for name in DRAFTED}
    form = EvaluatorCallForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {"call": found, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.edit_evaluator_call, **facts):
            saved(request)
            return redirect("grants_staff:evaluator_call", pk=pk)
    return render(request, "grants/evaluators/call_form.html", {"form": form, "call": found})


@room
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call: its text, its steps, its candidates."""
    found = get_object_or_404(queries.calls(), pk=pk)
    rules = from_version(found.rulebook) if found.rulebook else rules_for(None, timezone.localdate())
    facts = {
        "call": found,
        "phase": found.phase(timezone.now()),
        "candidates": queries.candidates_of(found),
        "offers": [o for o in EVALUATOR_CALL.offered(found, by=request.user) if o.name not in OWN_PAGES],
        "changes": queries.changes_of(found),
        "form": PublishEvaluatorCallForm(),
        "earliest": verbs.earliest_deadline(timezone.localdate()),
        "rules": rules,
        "events": worded(timeline(found)),
    }
    return render(request, "grants/evaluators/call.html", facts)


@require_POST
@room
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the call."""
    found = get_object_or_404(queries.calls(), pk=pk)
    form = PublishEvaluatorCallForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["deadline"][0])
    elif attempt(
        request, None, verbs.publish_evaluator_call, call=found, by=request.user, **form.cleaned_data
    ):
        saved(request, _("The call for evaluators is published."))
    return redirect("grants_staff:evaluator_call", pk=pk)


@require_POST
@room
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Conclude, annul with a reason, or throw a draft away."""
    found = get_object_or_404(queries.calls(), pk=pk)
    action, facts = request.POST.get("action"), {"call": found, "by": request.user}
    if action == "discard":
        if attempt(request, None, verbs.discard_evaluator_call, **facts):
            saved(request, _("The draft is thrown away."))
            return redirect("grants_staff:evaluator_calls")
    elif action == "conclude":
        attempt(request, None, verbs.conclude_evaluator_call, **facts)
    elif action == "cancel":
        note = request.POST.get("note", "")
        attempt(request, None, verbs.cancel_evaluator_call, note=note, **facts)
    return redirect("grants_staff:evaluator_call", pk=pk)


def changed(
    request: HttpRequest, found: EvaluatorCall, form: forms.Form, verb: Any, title: str
) -> HttpResponse:
    """Extend or correct a published call; a wrong form comes back with its sentence."""
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verb, call=found, by=request.user, **form.cleaned_data):
            saved(request, _("Published. Everybody who began a candidacy is told by e-mail."))
            return redirect("grants_staff:evaluator_call", pk=found.pk)
    return render(
        request, "grants/evaluators/call_change.html", {"form": form, "call": found, "title": title}
    )


@room
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the term of a published call to a later day."""
    found = get_object_or_404(queries.calls(), pk=pk, state="published")
    form = ExtendEvaluatorCallForm(request.POST or None)
    return changed(request, found, form, changes.extend_evaluator_call, _("Extend the term"))


@room
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct title and text of a published call."""
    found = get_object_or_404(queries.calls(), pk=pk, state="published")
    initial = {"title": found.title, "text": found.text}
    form = CorrectEvaluatorCallForm(request.POST or None, initial=initial)
    return changed(request, found, form, changes.correct_evaluator_call, _("Correct the call"))


VERBS: dict[str, tuple[Any, Any, str]] = {
    "accept": (AcceptCandidateForm, decisions.accept_candidate, "accept"),
    "refuse": (RefuseCandidateForm, decisions.refuse_candidate, "refuse"),
    "uphold": (ReasonForm, decisions.uphold_candidate_complaint, "answer"),
    "confirm": (ReasonForm, decisions.reject_candidate_complaint, "answer"),
}


@room
def candidate(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of one candidate: facts, proofs, statements, what the register says, the decision."""
    found = get_object_or_404(queries.candidacies(), pk=pk)
    return render(request, "grants/evaluators/candidate.html", file_of(request, found, {}))


def file_of(request: HttpRequest, found: Any, forms: dict[str, Any]) -> dict[str, Any]:
    """What the file of a candidate shows."""
    rules, today = from_version(found.call.rulebook), timezone.localdate()
    law = {"law": rules.evaluation.evaluator_lookback_years.law}
    return {
        "candidacy": found,
        "call": found.call,
        "ties": queries.evidence(found),
        "since": queries.since(found),
        "doubts": doubts(found, rules, today),
        "proved": proved_years(found.proofs.all(), today),
        "rules": rules,
        "offers": {offer.name: offer for offer in CANDIDACY.offered(found, by=request.user)},
        "events": worded(timeline(found)),
        "accept_form": forms.get("accept") or AcceptCandidateForm(prefix="accept"),
        "refuse_form": forms.get("refuse") or RefuseCandidateForm(prefix="refuse", initial=law),
        "answer_form": forms.get("answer") or ReasonForm(prefix="answer"),
        "form": next(iter(forms.values()), AcceptCandidateForm(prefix="accept")),
    }


@require_POST
@room
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, refuse, or decide on the complaint; a wrong form comes back with its sentence."""
    found = get_object_or_404(queries.candidacies(), pk=pk)
    action = request.POST.get("action", "")
    if action not in VERBS:
        raise Http404("no such step")
    kind, verb, prefix = VERBS[action]
    form = kind(request.POST, prefix=prefix)
    if form.is_valid() and attempt(
        request, form, verb, candidacy=found, by=request.user, **form.cleaned_data
    ):
        saved(request, _("Decided. The letter is being made and the candidate is told by e-mail."))
        return redirect("grants_staff:candidate", pk=pk)
    return render(request, "grants/evaluators/candidate.html", file_of(request, found, {prefix: form}))


@room
def proof_file(request: HttpRequest, pk: int, proof: int) -> HttpResponse:
    """A proof of a candidate."""
    found = get_object_or_404(queries.candidacies(), pk=pk)
    return serve(request, get_object_or_404(found.proofs, pk=proof).file)


@room
def decision_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision on a candidate as issued."""
    found = get_object_or_404(queries.candidacies(), pk=pk)
    if found.decision is None:
        raise Http404("the decision is not drawn yet")
    return serve(request, found.decision.file)


@room
def answer_file(request: HttpRequest, pk: int, complaint: int) -> HttpResponse:
    """The decision on a complaint as issued."""
    found = get_object_or_404(queries.candidacies(), pk=pk)
    answer = get_object_or_404(found.complaints, pk=complaint, decision__isnull=False)
    return serve(request, answer.decision.file)
