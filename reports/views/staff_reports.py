"""Staff rooms of reports: order, read, approve, send, publish."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.audit import timeline
from office.doors import staff
from office.jurisdiction import current
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved
from reports.forms.reports import OrderForm, SendForm
from reports.forms.spending import StepForm
from reports.queries import reports as ask
from reports.queries.spending import bodies_without_return, years
from reports.services import reports as verbs
from reports.workflows.spending import REPORT

STEPS = {"approve": verbs.approve, "publish": verbs.publish, "again": verbs.order_again}


@staff(P.ENTER_STAFF)
def listing(request: HttpRequest) -> HttpResponse:
    """All reports, and the order of a new one."""
    form = OrderForm(request.POST or None, years=years())
    if request.method == "POST" and form.is_valid():
        report = attempt(request, form, verbs.order_report, by=request.user, **form.cleaned_data)
        if report:
            saved(request, _("The report is being built; you may leave this page."))
            return redirect("reports_staff:report", pk=report.pk)
    facts = {"form": form, "reports": ask.all_reports(), "may_order": request.user.can(P.BUILD_REPORTS)}
    return render(request, "reports/staff/reports.html", facts)


@staff(P.ENTER_STAFF)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its progress, figures, file, and what may be done."""
    found = get_object_or_404(ask.all_reports(), pk=pk)
    job = ask.job_of(found) if found.state == "ordered" else None
    offers = [o for o in REPORT.offered(found, by=request.user) if o.name not in {"build", "send"}]
    return render(
        request,
        "reports/staff/report.html",
        {
            "report": found,
            "offers": offers,
            "events": timeline(found),
            "job": job,
            "may_repeat": bool(job and job.is_over) and request.user.can(P.BUILD_REPORTS),
            "missing": bodies_without_return(found.year),
            "may_send": found.state == "approved" and request.user.can(P.BUILD_REPORTS),
        },
    )


@staff(P.ENTER_STAFF)
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, publish, set aside, or order a correction."""
    found = get_object_or_404(ask.all_reports(), pk=pk)
    form = StepForm(request.POST)
    action = form.cleaned_data["action"] if form.is_valid() else ""
    if action in STEPS:
        attempt(request, None, STEPS[action], report=found, by=request.user)
    elif action == "discard":
        attempt(request, None, verbs.discard, report=found, note=form.cleaned_data["note"], by=request.user)
    elif action == "correct":
        facts = {"year": found.year, "language": found.language, "replaces": found}
        newer = attempt(request, None, verbs.order_report, by=request.user, **facts)
        return redirect("reports_staff:report", pk=newer.pk if newer else pk)
    return redirect("reports_staff:report", pk=pk)


@staff(P.BUILD_REPORTS)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter when and to whom the report went."""
    found = get_object_or_404(ask.all_reports(), pk=pk)
    initial = {"sent_on": timezone.localdate(), "sent_to": str(current().report_addressee)}
    form = SendForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.send, report=found, by=request.user, **form.cleaned_data):
            saved(request)
            return redirect("reports_staff:report", pk=pk)
    return render(request, "reports/staff/send.html", {"form": form, "report": found})


@staff(P.ENTER_STAFF)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as PDF, before its publication too."""
    return serve(request, get_object_or_404(ask.built_reports(), pk=pk).document.file)
