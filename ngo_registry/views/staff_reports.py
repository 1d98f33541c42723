"""Staff: reports of errors from the public: take, begin a change, answer, close."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ngo_registry.forms.deciding import ChangeKindForm
from ngo_registry.forms.party_changes import PartyChangeForm
from ngo_registry.forms.public import AnswerForm, CloseForm
from ngo_registry.kinds_of_changes import kinds_of
from ngo_registry.models import ErrorReport
from ngo_registry.queries import error_reports as queries
from ngo_registry.services import error_reports as services
from ngo_registry.workflows import ERROR_REPORT
from office.audit import timeline
from office.doors import staff
from office.jurisdiction import has_feature
from office.roles import Permission
from office.views.helpers import attempt, saved
from office.views.pager import paged

MAY = staff(Permission.ANSWER_REPORTS)
STEPS = {
    "take": services.take_report,
    "take_over": services.take_report,
    "give_back": services.give_back_report,
}
# Steps that ask for words first: form, title, words of the button, service.
PAGES: dict[str, tuple[type[Form], Any, Any, Any]] = {
    "answer": (AnswerForm, lazy("Answer"), lazy("Send the answer"), services.answer_report),
    "close": (CloseForm, lazy("Close without an answer"), lazy("Close"), services.close_report),
    "begin_change": (
        ChangeKindForm,
        lazy("Begin a change of entered data"),
        lazy("Begin the change"),
        services.begin_change,
    ),
}


@MAY
def listing(request: HttpRequest) -> HttpResponse:
    """Reports that wait, the oldest first."""
    state, only = request.GET.get("state", ""), request.GET.get("only", "")
    page = paged(request, queries.reports(state, only, request.user))
    facts = {"page": page, "state": state, "only": only, "states": ErrorReport.State.choices}
    return render(request, "ngo_registry/staff/error_reports.html", facts)


@MAY
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report beside the entry it is about."""
    row = get_object_or_404(queries.all_reports(), pk=pk)
    offers = ERROR_REPORT.offered(row, by=request.user)
    if not (row.party or (has_feature("own_register") and row.organisation.source == "own")):
        offers = [offer for offer in offers if offer.name != "begin_change"]
    facts = {"report": row, "offers": offers, "events": timeline(row), "pages": list(PAGES)}
    facts["may_edit"] = request.user.can(Permission.EDIT_REGISTER)
    return render(request, "ngo_registry/staff/error_report.html", facts)


@MAY
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take, take over, give back."""
    row = get_object_or_404(queries.all_reports(), pk=pk)
    action = request.POST.get("action", "")
    if request.method != "POST" or action not in STEPS:
        raise Http404
    if attempt(request, None, STEPS[action], report=row, by=request.user):
        saved(request)
    return redirect("ngo_registry_staff:error_report", pk=pk)


def form_of(report: ErrorReport, action: str, data: QueryDict | None) -> Form:
    """The form of a step; a change asks the kinds an organisation or a party may change."""
    if action != "begin_change":
        return PAGES[action][0](data)
    if report.party:
        return PartyChangeForm(data)
    return ChangeKindForm(data, kinds=kinds_of(report.organisation.kind, online=False))


@MAY
def write(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Answer, close with a reason, or begin a change of one kind."""
    row = get_object_or_404(queries.all_reports(), pk=pk)
    if action not in PAGES:
        raise Http404
    _form, title, submit, service = PAGES[action]
    form = form_of(row, action, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        if "party_change" in words:
            words["change_kind"] = words.pop("party_change")
        done = attempt(request, form, service, report=row, by=request.user, **words)
        if done and action == "begin_change":
            saved(
                request,
                _("The change is begun; write what is right and answer the report when it is entered."),
            )
            return redirect("ngo_registry_staff:filing", pk=done.filing_id)
        if done:
            saved(request, _("Done; the person is told by e-mail when an address was left."))
            return redirect("ngo_registry_staff:error_reports")
    facts = {"report": row, "form": form, "title": title, "submit": submit}
    return render(request, "ngo_registry/staff/error_report_write.html", facts)
