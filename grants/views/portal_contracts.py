"""The NGO's contracts: what is paid, what is due, the report against the budget."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.contracts import LineForm, NarrativeForm
from grants.models import GrantReport
from grants.queries import bans
from grants.queries import contracts as ask
from grants.report_schedule import awaited, waits_for_interim
from grants.services import grant_reports as verbs
from office.audit import timeline
from office.doors import portal
from office.refusal import Refused
from office.uploads import serve, store
from office.views.helpers import attempt, saved, sentence


@portal
def listing(request: HttpRequest) -> HttpResponse:
    """All contracts of the organisation."""
    facts = {
        "contracts": ask.contracts_of(request.ngo),
        "bans": bans.bans_of(request.ngo),
        "today": timezone.localdate(),
    }
    return render(request, "grants/money/my_contracts.html", facts)


@portal
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """One contract: instalments, reports, what happened."""
    found = get_object_or_404(ask.contracts_of(request.ngo), pk=pk)
    rules = ask.rules_of(found)
    return render(
        request,
        "grants/money/my_contract.html",
        {
            "contract": found,
            "events": timeline(found),
            "ending": bans.ending_of(found),
            "bans": bans.bans_of_contract(found),
            "today": timezone.localdate(),
            "final": next((r for r in found.reports.all() if r.kind == GrantReport.Kind.FINAL), None),
            "interim": next((each for each in awaited(found) if each.kind == GrantReport.Kind.INTERIM), None),
            "waits": waits_for_interim(found, rules),
            "interim_rule": rules.interim_report,
        },
    )


@portal
@require_POST
def begin(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Begin the report, or go on with the one begun."""
    found = get_object_or_404(ask.contracts_of(request.ngo), pk=pk)
    report = attempt(request, None, verbs.begin_report, contract=found, kind=kind, by=request.user)
    if report:
        return redirect("grants_portal:grant_report", pk=report.pk)
    return redirect("grants_portal:contract", pk=pk)


@portal
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report: narrative, financial table, what is still missing, submission."""
    found = get_object_or_404(ask.reports_of(request.ngo), pk=pk)
    form, found_at = NarrativeForm(request.POST or None, instance=found), "grants_portal:grant_report"
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.save_report, report=found, by=request.user, **form.cleaned_data):
            saved(request)
            return submit(request, pk=pk) if "submit" in request.POST else redirect(found_at, pk=pk)
    lines = ask.lines_of(found)
    return render(
        request,
        "grants/money/my_report.html",
        {
            "report": found,
            "contract": found.contract,
            "form": form,
            "lines": lines,
            "sums": ask.sums_of(lines),
            "open": found.state in {GrantReport.State.DRAFT, GrantReport.State.RETURNED},
        },
    )


@portal
def line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """What was spent on one budget line, with its proof."""
    found = get_object_or_404(ask.reports_of(request.ngo), pk=pk)
    row = get_object_or_404(found.lines.select_related("budget_line", "proof"), pk=line)
    form = LineForm(
        request.POST or None, request.FILES or None, initial={"spent": row.spent, "note": row.note}
    )
    if request.method == "POST" and form.is_valid() and _save_line(request, row, form):
        return redirect("grants_portal:grant_report", pk=pk)
    facts = {"form": form, "title": row.budget_line.description, "report": found, "line": row}
    return render(request, "grants/money/report_line.html", facts)


def _save_line(request: HttpRequest, row, form: LineForm):
    """Keep the proof and the sum; a bad file is said at its field and nothing is lost."""
    facts = dict(form.cleaned_data)
    try:
        facts["proof"] = (
            store(facts["proof"], by=request.user, allow=("pdf", "jpg", "png")) if facts["proof"] else None
        )
    except Refused as no:
        form.add_error("proof", sentence(no))
        return None
    return attempt(request, form, verbs.save_report_line, line=row, by=request.user, **facts)


@portal
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the report."""
    found = get_object_or_404(ask.reports_of(request.ngo), pk=pk)
    if attempt(request, None, verbs.submit_report, report=found, by=request.user):
        saved(request, _("The report is submitted."))
    return redirect("grants_portal:grant_report", pk=pk)


@portal
def proof(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """The proof of a line."""
    found = get_object_or_404(ask.reports_of(request.ngo), pk=pk)
    return serve(request, get_object_or_404(ask.lines_with_proof(found), pk=line).proof)


@portal
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The contract as PDF."""
    found = get_object_or_404(ask.with_document(ask.contracts_of(request.ngo)), pk=pk)
    return serve(request, found.document.file)


@portal
def report_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The submitted report as PDF."""
    found = get_object_or_404(ask.with_document(ask.reports_of(request.ngo)), pk=pk)
    return serve(request, found.document.file)
