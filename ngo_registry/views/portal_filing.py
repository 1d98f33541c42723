"""Portal: file the entry of a new organisation, follow it, complete it, give it up."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ngo_registry.conditions_online import missing
from ngo_registry.documents.papers import paper_pdf, papers_of
from ngo_registry.forms.filing import KindForm
from ngo_registry.forms.organisation import NoteForm
from ngo_registry.forms.portal_tasks import answers_of, part_states, progress_of, task_rows
from ngo_registry.queries import online as queries
from ngo_registry.services import online as services
from ngo_registry.views.papers import pdf_to_keep
from office.doors import portal
from office.jurisdiction import has_feature
from office.rate_limits import within_limit
from office.refusal import refusal_of
from office.uploads import serve
from office.views.helpers import attempt, saved

ROOM = portal(ngo=False, feature="own_register")


@ROOM
def listing(request: HttpRequest) -> HttpResponse:
    """Everything the person files, and the way to a new entry."""
    return render(
        request, "ngo_registry/portal/filings.html", {"rows": queries.filings_of(request.user)[:100]}
    )


@ROOM
def new(request: HttpRequest) -> HttpResponse:
    """Begin: which kind of organisation, and what will be asked."""
    form = KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        filing = attempt(request, form, services.begin, kind=form.cleaned_data["kind"], by=request.user)
        if filing:
            return redirect("ngo_registry_portal:filing", pk=filing.pk)
    facts = {"form": form, "parties": has_feature("parties")}
    return render(request, "ngo_registry/portal/filing_new.html", facts)


@ROOM
def filing(request: HttpRequest, pk: int) -> HttpResponse:
    """The task list of a draft or of a filing to be completed; else its state, papers and history."""
    row = get_object_or_404(queries.whole(queries.filings_of(request.user)), pk=pk)
    refusal = refusal_of(services.check_writable, request.user, row, request.arrived_at)
    facts = {
        "filing": row,
        "may_withdraw": queries.may_withdraw(row, request.user),
        "refusal": refusal if row.state == row.State.COMPLETION_ASKED else None,
        "unopened": queries.unopened(row),
        "opened": queries.opened(row),
    }
    if row.state in {row.State.DRAFT, row.State.COMPLETION_ASKED}:
        states = part_states(row)
        facts |= {"tasks": task_rows(row, states), "progress": progress_of(states)}
        return render(request, "ngo_registry/portal/filing.html", facts)
    facts |= {"history": queries.history(row), "job": queries.receipt_job(row)}
    return render(request, "ngo_registry/portal/filing_sent.html", facts)


@ROOM
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """All answers on one page, what is missing with its article, and the button that sends."""
    row = get_object_or_404(queries.whole(queries.filings_of(request.user)), pk=pk)
    if row.state not in {row.State.DRAFT, row.State.COMPLETION_ASKED}:
        return redirect("ngo_registry_portal:filing", pk=pk)
    facts = {
        "filing": row,
        "answers": answers_of(row, part_states(row)),
        "lacking": missing(row),
        "refusal": refusal_of(services.check_writable, request.user, row, request.arrived_at),
    }
    return render(request, "ngo_registry/portal/filing_check.html", facts)


@ROOM
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the filing, or the completed one again; a second click finds it sent."""
    row = get_object_or_404(queries.filings_of(request.user), pk=pk)
    verb = services.complete if row.state == row.State.COMPLETION_ASKED else services.submit
    if row.state not in {row.State.DRAFT, row.State.COMPLETION_ASKED}:
        return redirect("ngo_registry_portal:filing_sent", pk=pk)
    if attempt(request, None, verb, filing=row, at=request.arrived_at, by=request.user):
        return redirect("ngo_registry_portal:filing_sent", pk=pk)
    return redirect("ngo_registry_portal:filing_check", pk=pk)


@ROOM
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """It is done: the number to keep and what happens next."""
    row = get_object_or_404(queries.whole(queries.filings_of(request.user)), pk=pk)
    if not row.case_number:
        raise Http404
    facts = {"filing": row, "job": queries.receipt_job(row), "completed_at": queries.completed_at(row)}
    return render(request, "ngo_registry/portal/filing_done.html", facts)


@ROOM
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the filing up, with a reason."""
    row = get_object_or_404(queries.filings_of(request.user), pk=pk)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"note": form.cleaned_data["note"], "by": request.user}
        if attempt(request, form, services.withdraw, filing=row, **facts):
            saved(request, _("The filing is withdrawn."))
            return redirect("ngo_registry_portal:filing", pk=pk)
    return render(request, "ngo_registry/portal/filing_withdraw.html", {"filing": row, "form": form})


@ROOM
def paper(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A paper to print and sign, made from what is written."""
    row = get_object_or_404(queries.whole(queries.filings_of(request.user)), pk=pk)
    one = next((paper for paper in papers_of(row) if paper.key == key), None)
    if one is None:
        raise Http404
    if not within_limit(request, "filing-paper", "120/hour"):
        return render(request, "ngo_registry/portal/slow_down.html", status=429)
    data = paper_pdf(row, one, get_language())
    return pdf_to_keep(data, f"{key}-{pk}.pdf")


@ROOM
def file(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """An enclosed file, the receipt, the decision or the extract."""
    row = get_object_or_404(queries.whole(queries.filings_of(request.user)), pk=pk)
    stored = queries.file_of(row, field)
    if stored is None:
        raise Http404
    return serve(request, stored)


@ROOM
def name_check(request: HttpRequest) -> HttpResponse:
    """Whether a name is free, as one types."""
    if not within_limit(request, "name-check", "600/hour"):
        return render(request, "ngo_registry/portal/slow_down.html", status=429)
    answer = queries.name_answer(request.GET.get("name", ""), by=request.user)
    return render(request, "ngo_registry/portal/parts/name_answer.html", {"answer": answer})
