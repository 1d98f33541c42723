"""Staff rooms of money: contracts, instalments, payments, reports of NGOs."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.contracts import (
    ContractFilter,
    DraftContractForm,
    InstalmentFormSet,
    InterimForm,
    PayForm,
    SignForm,
    StepForm,
)
from grants.queries import bans
from grants.queries import contracts as ask
from grants.report_schedule import late_report, waits_for_interim
from grants.rules import check_signs_for_contract
from grants.services import contracts as verbs
from grants.services import grant_reports
from grants.workflows.contract import CONTRACT, GRANT_REPORT
from office.audit import timeline
from office.doors import staff
from office.refusal import allowed
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved

PAGE = 50
OWN_PAGES = {"sign", "start", "terminate"}


@staff(P.MANAGE_CONTRACTS)
def listing(request: HttpRequest) -> HttpResponse:
    """Awards without a contract, reports that wait, and the contracts by state."""
    form = ContractFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    pages = Paginator(ask.listed_for_staff(request.user, **chosen), PAGE)
    return render(
        request,
        "grants/money/contracts.html",
        {
            "form": form,
            "page": pages.get_page(request.GET.get("page")),
            "awards": ask.awards_without_contract(request.user)[:PAGE],
            "reports": ask.reports_to_review(request.user)[:PAGE],
            "today": timezone.localdate(),
        },
    )


@staff(P.MANAGE_CONTRACTS)
def draft(request: HttpRequest, row: int) -> HttpResponse:
    """Draft the contract of an award."""
    award = get_object_or_404(ask.awards_without_contract(request.user), pk=row)
    application = award.application
    form = DraftContractForm(
        request.POST or None,
        initial={
            "starts_on": application.starts_on,
            "ends_on": application.ends_on,
            "bank_account": application.organisation.iban,
        },
    )
    if request.method == "POST" and form.is_valid():
        contract = attempt(
            request, form, verbs.draft_contract, row=award, by=request.user, **form.cleaned_data
        )
        if contract:
            return redirect("grants_staff:contract", pk=contract.pk)
    title = _("Draft a contract")
    return render(
        request, "grants/money/form.html", {"form": form, "title": title, "about": application.title}
    )


@staff(P.MANAGE_CONTRACTS)
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of one contract."""
    found = get_object_or_404(
        ask.contracts_for_staff(request.user).prefetch_related("tranches", "reports"), pk=pk
    )
    rules = ask.rules_of(found)
    offers = [offer for offer in CONTRACT.offered(found, by=request.user) if offer.name not in OWN_PAGES]
    return render(
        request,
        "grants/money/contract.html",
        {
            "contract": found,
            "offers": offers,
            "late": late_report(found, timezone.localdate()),
            "waits": waits_for_interim(found, rules),
            "interim_rule": rules.interim_report,
            "plans_interim": found.interim_due is None
            and allowed(verbs.check_interim_missing, request.user, found),
            "ends": allowed(CONTRACT.check, found, "terminate", by=request.user, note="-"),
            "ending": (ending := bans.ending_of(found)),
            "bans": bans.bans_of_contract(found),
            "may_correct": ending and allowed(check_signs_for_contract, request.user, found),
            "reminders": ask.reminders_of(found),
            "events": timeline(found),
            "today": timezone.localdate(),
            "pays": request.user.can(P.PAY, found.row.decision.call.body),
        },
    )


@staff(P.MANAGE_CONTRACTS)
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the contract; an end before its time has a page of its own."""
    found = get_object_or_404(ask.contracts_for_staff(request.user), pk=pk)
    form = StepForm(request.POST)
    action = form.cleaned_data["action"] if form.is_valid() else ""
    if action == "close":
        attempt(request, None, verbs.close_contract, contract=found, by=request.user)
    return redirect("grants_staff:contract", pk=pk)


@staff(P.MANAGE_CONTRACTS)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the day on which both sides signed."""
    found = get_object_or_404(ask.contracts_for_staff(request.user), pk=pk)
    form = SignForm(request.POST or None, initial={"signed_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.sign_contract, contract=found, by=request.user, **form.cleaned_data):
            saved(request)
            return redirect("grants_staff:contract", pk=pk)
    title = _("Enter the signatures")
    return render(request, "grants/money/form.html", {"form": form, "title": title, "contract": found})


@staff(P.MANAGE_CONTRACTS)
def interim(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan the interim report of a contract that has no day for it."""
    found = get_object_or_404(ask.contracts_for_staff(request.user), pk=pk)
    form = InterimForm(request.POST or None, initial={"due": verbs.proposed_interim(found)})
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.plan_interim, contract=found, by=request.user, **form.cleaned_data):
            saved(request, _("The interim report is planned; the organisation is told by e-mail."))
            return redirect("grants_staff:contract", pk=pk)
    title = _("Plan the interim report")
    return render(request, "grants/money/form.html", {"form": form, "title": title, "contract": found})


@staff(P.MANAGE_CONTRACTS)
def instalments(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the plan of the instalments not paid yet."""
    found = get_object_or_404(ask.contracts_for_staff(request.user).prefetch_related("tranches"), pk=pk)
    planned = [
        {"amount": t.amount, "planned_on": t.planned_on, "condition": t.condition}
        for t in found.tranches.all()
        if t.paid_on is None
    ]
    forms = InstalmentFormSet(request.POST or None, initial=planned)
    if request.method == "POST" and forms.is_valid():
        rows = [(f["amount"], f["planned_on"], f["condition"]) for f in forms.cleaned_data if f.get("amount")]
        if attempt(request, None, verbs.plan_tranches, contract=found, tranches=rows, by=request.user):
            return redirect("grants_staff:contract", pk=pk)
    return render(request, "grants/money/instalments.html", {"contract": found, "forms": forms})


@staff(P.PAY)
def pay(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Record the payment of an instalment."""
    found = get_object_or_404(ask.contracts_for_staff(request.user), pk=pk)
    tranche = get_object_or_404(found.tranches, order=order)
    form = PayForm(request.POST or None, initial={"paid_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.pay, tranche=tranche, by=request.user, **form.cleaned_data):
            saved(request, _("The payment is recorded; the organisation is told by e-mail."))
            return redirect("grants_staff:contract", pk=pk)
    title = _("Record a payment")
    return render(
        request,
        "grants/money/form.html",
        {"form": form, "title": title, "contract": found, "tranche": tranche},
    )


@staff(P.MANAGE_CONTRACTS)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of an NGO against its budget; accept it or return it with what is to be corrected."""
    found = get_object_or_404(ask.reports_for_staff(request.user), pk=pk)
    return render(
        request,
        "grants/money/report_review.html",
        {
            "report": found,
            "contract": found.contract,
            "lines": (lines := ask.lines_of(found)),
            "sums": ask.sums_of(lines),
            "offers": GRANT_REPORT.offered(found, by=request.user),
            "events": timeline(found),
        },
    )


@staff(P.MANAGE_CONTRACTS)
@require_POST
def report_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or return the report."""
    found = get_object_or_404(ask.reports_for_staff(request.user), pk=pk)
    form = StepForm(request.POST)
    verb = {"accept": grant_reports.accept_report, "return": grant_reports.return_report}.get(
        form.data.get("action", "")
    )
    if form.is_valid() and verb:
        attempt(request, None, verb, report=found, note=form.cleaned_data["note"], by=request.user)
    return redirect("grants_staff:grant_report", pk=pk)


@staff(P.MANAGE_CONTRACTS)
def proof(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """The proof of a line, as it was handed in."""
    found = get_object_or_404(ask.reports_for_staff(request.user), pk=pk)
    return serve(request, get_object_or_404(ask.lines_with_proof(found), pk=line).proof)


@staff(P.MANAGE_CONTRACTS)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The contract as PDF."""
    found = get_object_or_404(ask.with_document(ask.contracts_for_staff(request.user)), pk=pk)
    return serve(request, found.document.file)
