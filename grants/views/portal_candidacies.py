"""Portal: a person, with or without an organisation, runs for independent evaluator."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.candidacy_checks import doubts, lacking, proved_years
from grants.forms.candidacies import CandidateFactsForm, ComplaintForm, ProofForm, StatementsForm
from grants.forms.candidacy_parts import tasks_of
from grants.models import Candidacy
from grants.queries import evaluator_calls as queries
from grants.queries.evaluators import live_areas
from grants.services import candidacies as verbs
from grants.services.candidate_decisions import file_candidate_complaint
from office.doors import portal
from office.refusal import refusal_of
from office.rulebooks import from_version
from office.uploads import serve
from office.views.helpers import attempt, saved

room = portal(ngo=False, feature="evaluators_list")
S = Candidacy.State


@room
def candidacies(request: HttpRequest) -> HttpResponse:
    """Open calls for evaluators and everything the person filed."""
    own = list(queries.candidacies_of(request.user))
    begun = {each.call_id for each in own if each.state != S.WITHDRAWN}
    opened = [each for each in queries.open_calls(request.arrived_at) if each.pk not in begun]
    return render(request, "grants/candidacies/list.html", {"candidacies": own, "calls": opened})


@room
def begin(request: HttpRequest, call: int) -> HttpResponse:
    """What is asked, and the button that begins; who has begun goes on."""
    found = get_object_or_404(queries.public_calls(), pk=call)
    if request.method == "POST":
        facts = {"call": found, "at": request.arrived_at, "by": request.user}
        made = attempt(request, None, verbs.begin_candidacy, **facts)
        if made:
            return redirect("grants_portal:candidacy", pk=made.pk)
    refusal = refusal_of(verbs.check_open, found, request.arrived_at)
    facts = {"call": found, "rules": from_version(found.rulebook), "refusal": refusal}
    return render(request, "grants/candidacies/begin.html", facts)


@room
def candidacy(request: HttpRequest, pk: int) -> HttpResponse:
    """The parts of a draft, or what became of a submitted one."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    rules = from_version(found.call.rulebook)
    if found.state != S.DRAFT:
        facts = {"candidacy": found, "call": found.call, "rules": rules, **papers_of(found)}
        return render(request, "grants/candidacies/sent.html", facts)
    facts = {
        "candidacy": found,
        "call": found.call,
        "tasks": tasks_of(found, rules),
        "lacking": lacking(found, rules),
        "refusal": refusal_of(verbs.check_writable, found, request.arrived_at, request.user),
    }
    return render(request, "grants/candidacies/candidacy.html", facts)


def papers_of(found: Candidacy) -> dict[str, object]:
    """Complaints of a candidacy, and the form for one where it is possible."""
    return {"complaints": list(found.complaints.all()), "form": ComplaintForm()}


@room
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Who the candidate is and what the person knows."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    least = from_version(found.call.rulebook).evaluation.evaluator_min_years.value
    form = CandidateFactsForm(request.POST or None, candidacy=found, areas=live_areas(), least=least)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "areas": list(form.cleaned_data["areas"])}
        verb = verbs.save_candidate_facts
        if attempt(request, form, verb, candidacy=found, at=request.arrived_at, by=request.user, **given):
            saved(request)
            return redirect("grants_portal:candidacy", pk=pk)
    return render(request, "grants/candidacies/facts.html", {"candidacy": found, "form": form})


@room
def proofs(request: HttpRequest, pk: int) -> HttpResponse:
    """Proofs attached, and one more."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = {"candidacy": found, "at": request.arrived_at, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.add_proof, **given):
            saved(request, _("The proof is attached."))
            return redirect("grants_portal:candidacy_proofs", pk=pk)
    shown = {
        "candidacy": found,
        "form": form,
        "proved": proved_years(found.proofs.all(), timezone.localdate()),
        "least": from_version(found.call.rulebook).evaluation.evaluator_min_years,
        "refusal": refusal_of(verbs.check_writable, found, request.arrived_at, request.user),
    }
    return render(request, "grants/candidacies/proofs.html", shown)


@require_POST
@room
def proof_remove(request: HttpRequest, pk: int, proof: int) -> HttpResponse:
    """Take a proof back."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    paper = get_object_or_404(found.proofs, pk=proof)
    attempt(request, None, verbs.remove_proof, proof=paper, at=request.arrived_at, by=request.user)
    return redirect("grants_portal:candidacy_proofs", pk=pk)


@room
def proof_file(request: HttpRequest, pk: int, proof: int) -> HttpResponse:
    """One's own proof."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    return serve(request, get_object_or_404(found.proofs, pk=proof).file)


@room
def statements(request: HttpRequest, pk: int) -> HttpResponse:
    """Six statements, one for each bar."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    form = StatementsForm(request.POST or None, candidacy=found)
    if request.method == "POST" and form.is_valid():
        given = {"candidacy": found, "answers": form.answers(), "at": request.arrived_at, "by": request.user}
        if attempt(request, form, verbs.save_statements, **given):
            saved(request)
            return redirect("grants_portal:candidacy", pk=pk)
    shown = {
        "candidacy": found,
        "form": form,
        "since": queries.since(found),
        "back": from_version(found.call.rulebook).evaluation.evaluator_lookback_years,
    }
    return render(request, "grants/candidacies/statements.html", shown)


@room
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """All answers on one page, what is missing and what is doubtful, and the button that submits."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    if found.state != S.DRAFT:
        return redirect("grants_portal:candidacy", pk=pk)
    rules = from_version(found.call.rulebook)
    shown = {
        "candidacy": found,
        "lacking": lacking(found, rules),
        "doubts": doubts(found, rules, timezone.localdate()),
        "proved": proved_years(found.proofs.all(), timezone.localdate()),
        "refusal": refusal_of(verbs.check_open, found.call, request.arrived_at),
    }
    return render(request, "grants/candidacies/check.html", shown)


@require_POST
@room
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit; a second click finds it submitted."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    if found.state != S.DRAFT:
        return redirect("grants_portal:candidacy", pk=pk)
    if attempt(
        request, None, verbs.submit_candidacy, candidacy=found, at=request.arrived_at, by=request.user
    ):
        saved(request, _("Your candidacy is submitted. A confirmation is sent to your e-mail."))
        return redirect("grants_portal:candidacy", pk=pk)
    return redirect("grants_portal:candidacy_check", pk=pk)


@room
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked once more before the candidacy is withdrawn."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    if request.method == "POST":
        if attempt(request, None, verbs.withdraw_candidacy, candidacy=found, by=request.user):
            saved(request, _("Your candidacy is withdrawn."))
        return redirect("grants_portal:candidacy", pk=pk)
    if found.state not in {S.DRAFT, S.SUBMITTED}:
        return redirect("grants_portal:candidacy", pk=pk)
    return render(request, "grants/candidacies/withdraw.html", {"candidacy": found})


@require_POST
@room
def complain(request: HttpRequest, pk: int) -> HttpResponse:
    """File a complaint against the refusal."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    form = ComplaintForm(request.POST)
    if form.is_valid():
        given = {"candidacy": found, "by": request.user, **form.cleaned_data}
        if attempt(request, form, file_candidate_complaint, **given):
            saved(request, _("Your complaint is filed. Another person of the office decides on it."))
            return redirect("grants_portal:candidacy", pk=pk)
    rules = from_version(found.call.rulebook)
    shown = {"candidacy": found, "call": found.call, "rules": rules, **papers_of(found), "form": form}
    return render(request, "grants/candidacies/sent.html", shown)


@room
def decision_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision on one's candidacy as issued."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    if found.decision is None:
        raise Http404("the decision is not drawn yet")
    return serve(request, found.decision.file)


@room
def answer_file(request: HttpRequest, pk: int, complaint: int) -> HttpResponse:
    """The decision on one's complaint as issued."""
    found = get_object_or_404(queries.candidacies_of(request.user), pk=pk)
    answer = get_object_or_404(found.complaints, pk=complaint, decision__isnull=False)
    return serve(request, answer.decision.file)
