"""An NGO proposes its candidates, hands proposals in and takes them back."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from council import queries
from council.conditions import conditions_of, grouped
from council.forms.nominations import ChoiceForm
from council.forms.proposals import PaperForm, ProposalForm, StatementsForm
from council.queries import calls
from council.services import proposals
from office.doors import portal
from office.rulebooks import from_version
from office.uploads import serve
from office.views.helpers import attempt, saved

PAGE = 20


@portal
def nominations(request: HttpRequest) -> HttpResponse:
    """Calls that take proposals now, and what the organisation proposed."""
    own = Paginator(queries.proposals_of(request.ngo), PAGE)
    facts = {"open": queries.open_calls(request.arrived_at), "page": own.get_page(request.GET.get("page"))}
    return render(request, "council/portal/nominations.html", facts)


@portal
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call as the organisation sees it; POST opens a draft for the chosen place."""
    found = get_object_or_404(queries.public_calls(), pk=pk)
    if request.method == "POST":
        form = ChoiceForm(request.POST)
        seat = get_object_or_404(found.seats.all(), pk=form.cleaned_data["choice"] if form.is_valid() else 0)
        draft = attempt(
            request,
            None,
            proposals.start_draft,
            call=found,
            seat=seat,
            organisation=request.ngo,
            by=request.user,
            at=request.arrived_at,
        )
        return (
            redirect("council_portal:proposal", pk=draft.pk)
            if draft
            else redirect("council_portal:call", pk=pk)
        )
    own = calls.own_proposals_in(found, request.ngo)
    rules = from_version(found.rulebook)
    facts = {
        "call": found,
        "seats": [(seat, own.get(seat.pk)) for seat in found.seats.all()],
        "groups": grouped(conditions_of(rules)),
        "law": rules.council.nomination_days.law,
        "is_open": found.is_open(request.arrived_at),
    }
    return render(request, "council/portal/call.html", facts)


@portal
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal: a draft is written and saved here, a filed one is read with its receipt and outcome."""
    found = get_object_or_404(queries.proposals_of(request.ngo), pk=pk)
    if found.state != found.State.DRAFT:
        return render(request, "council/portal/proposal.html", filed_facts(request, found))
    conditions = conditions_of(from_version(found.call.rulebook))
    form = ProposalForm(request.POST or None, instance=found)
    statements = StatementsForm(request.POST or None, conditions=conditions, rows=found.conditions.all())
    if request.method == "POST" and form.is_valid() and statements.is_valid():
        facts = {**form.cleaned_data, "stated": statements.stated()}
        if attempt(request, form, proposals.save_draft, proposal=found, by=request.user, **facts):
            if "continue" in request.POST:
                return redirect("council_portal:hand_in", pk=pk)
            saved(request)
            return redirect("council_portal:proposal", pk=pk)
    return render(
        request, "council/portal/draft.html", draft_facts(request, found, form, statements, PaperForm())
    )


@portal
@require_POST
def add_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a paper to the draft; a file that cannot be taken is refused and the draft stays."""
    found = get_object_or_404(queries.proposals_of(request.ngo), pk=pk)
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        facts = {"kind": form.cleaned_data["kind"], "upload": form.cleaned_data["upload"]}
        if attempt(request, form, proposals.add_file, proposal=found, by=request.user, **facts):
            saved(request, _("The paper is attached."))
            return redirect("council_portal:proposal", pk=pk)
    conditions = conditions_of(from_version(found.call.rulebook))
    statements = StatementsForm(None, conditions=conditions, rows=found.conditions.all())
    facts = draft_facts(request, found, ProposalForm(instance=found), statements, form)
    return render(request, "council/portal/draft.html", facts)


@portal
@require_POST
def remove_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper out of the draft."""
    paper = get_object_or_404(calls.papers_of_organisation(request.ngo), pk=pk)
    attempt(request, None, proposals.remove_file, paper=paper, by=request.user)
    return redirect("council_portal:proposal", pk=paper.proposal_id)


@portal
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One of the organisation's own papers."""
    return serve(request, get_object_or_404(calls.papers_of_organisation(request.ngo), pk=pk).stored)


@portal
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Read everything once more and hand the proposal in."""
    found = get_object_or_404(queries.proposals_of(request.ngo), pk=pk)
    if request.method == "POST":
        facts = {"proposal": found, "by": request.user, "at": request.arrived_at}
        done = attempt(request, None, proposals.submit_proposal, **facts)
        return redirect("council_portal:proposal" if done else "council_portal:hand_in", pk=pk)
    if found.state != found.State.DRAFT:
        return redirect("council_portal:proposal", pk=pk)
    facts = {
        "proposal": found,
        "missing": proposals.missing_of(found),
        "missing_papers": proposals.missing_papers_of(found),
        "papers": calls.papers_of(found),
        "is_open": found.call.is_open(request.arrived_at),
    }
    return render(request, "council/portal/hand_in.html", facts)


@portal
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the proposal back, until the deadline."""
    found = get_object_or_404(queries.proposals_of(request.ngo), pk=pk)
    facts = {"proposal": found, "by": request.user, "at": request.arrived_at}
    if attempt(request, None, proposals.withdraw_proposal, **facts):
        saved(request, _("The proposal is withdrawn."))
    return redirect("council_portal:proposal", pk=pk)


def draft_facts(request, found, form, statements, paper_form) -> dict:
    """What the page of a draft shows."""
    return {
        "proposal": found,
        "form": form,
        "statements": statements,
        "paper_form": paper_form,
        "papers": calls.papers_of(found),
        "missing": proposals.missing_of(found),
        "is_open": found.call.is_open(request.arrived_at),
    }


def filed_facts(request, found) -> dict:
    """What the page of a filed proposal shows."""
    rules = from_version(found.call.rulebook)
    texts = {condition.key: condition for condition in conditions_of(rules)}
    return {
        "proposal": found,
        "conditions": [(texts[row.key], row) for row in found.conditions.all() if row.key in texts],
        "papers": calls.papers_of(found),
        "may_withdraw": found.state == found.State.SUBMITTED and found.call.is_open(request.arrived_at),
        "outcome_known": found.call.listed_at is not None,
        "list_law": rules.council.list_days.law,
    }
