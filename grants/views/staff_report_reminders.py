"""Staff: the letter to an organisation whose report is late."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.forms.contracts import ReportReminderForm, reminder_text
from grants.queries import contracts as ask
from grants.report_schedule import late_report
from grants.services.report_reminders import remind_of_report
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.MANAGE_CONTRACTS)
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the letter; the worker draws it, the office sends it and records its service."""
    found = get_object_or_404(ask.contracts_for_staff(request.user).prefetch_related("reports"), pk=pk)
    late = late_report(found, timezone.localdate())
    if late is None:
        raise Http404("no report is late")
    form = ReportReminderForm(request.POST or None, initial={"text": reminder_text(found, late), "days": 15})
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, remind_of_report, contract=found, by=request.user, **form.cleaned_data):
            saved(request, _("The letter is being drawn; send it and record its service."))
            return redirect("grants_staff:contract", pk=pk)
    title = _("Remind of the report by letter")
    facts = {"form": form, "title": title, "contract": found, "about": found.row.application.title}
    return render(request, "grants/money/form.html", facts)
