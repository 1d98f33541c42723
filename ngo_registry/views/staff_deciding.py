"""Staff: changes from paper, letters and their service, reasons of negative acts, complaints, hand-over."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ngo_registry.forms.changes import change_form, now_and_new, split
from ngo_registry.forms.deciding import (
    ChangeKindForm,
    CompletionForm,
    HandOverForm,
    PaperComplaintForm,
    ReasonsForm,
    ServiceForm,
    ask_when_it_came,
)
from ngo_registry.kinds_of_changes import kinds_of
from ngo_registry.models import RegisterFiling
from ngo_registry.queries import filings as queries
from ngo_registry.services import decisions
from ngo_registry.services.changes import open_change
from ngo_registry.services.complaints import file_complaint
from ngo_registry.services.filings import attach, hand_over, save_section
from ngo_registry.services.letters import ask_completion, record_service
from ngo_registry.views.papers import stored_files
from office.doors import staff
from office.roles import Permission
from office.uploads import serve
from office.views.helpers import attempt, saved

EDIT = staff(Permission.EDIT_REGISTER, feature="own_register")
DECIDE = staff(Permission.DECIDE_REGISTER, feature="own_register")


def page(request: HttpRequest, row: RegisterFiling, form: Any, title: str, submit: str, **more: Any):
    """One form about one filing."""
    facts = {"filing": row, "form": form, "title": title, "submit": submit, **more}
    facts["cancel"] = reverse("ngo_registry_staff:filing", args=[row.pk])
    return render(request, "ngo_registry/staff/one_form.html", facts)


def done(request: HttpRequest, row: RegisterFiling, text: str = "") -> HttpResponse:
    """Back to the file with a word."""
    saved(request, text)
    return redirect("ngo_registry_staff:filing", pk=row.pk)


@EDIT
def begin_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of the entered data changes."""
    organisation = get_object_or_404(queries.organisations(), pk=pk)
    form = ChangeKindForm(request.POST or None, kinds=kinds_of(organisation.kind, online=False))
    if request.method == "POST" and form.is_valid():
        kind = form.cleaned_data["change_kind"]
        row = attempt(
            request, form, open_change, organisation=organisation, change_kind=kind, by=request.user
        )
        if row:
            return redirect("ngo_registry_staff:filing_change", pk=row.pk)
    cancel = reverse("ngo_registry_staff:organisation", args=[pk])
    facts = {"organisation": organisation, "form": form, "cancel": cancel}
    facts |= {"title": _("Change of entered data"), "submit": _("Continue")}
    return render(request, "ngo_registry/staff/one_form.html", facts)


@EDIT
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What changes: today's facts stand in the form."""
    row = get_object_or_404(queries.all_filings(), pk=pk, filing_kind="change", party__isnull=True)
    if not row.editable:
        raise Http404
    form = ask_when_it_came(change_form(row, request.POST or None, request.FILES or None), row)
    if request.method == "POST" and form.is_valid() and kept(request, row, form):
        return done(request, row)
    return page(
        request, row, form, row.get_change_kind_display().capitalize(), _("Save"), changes=now_and_new(row)
    )


def kept(request: HttpRequest, row: RegisterFiling, form: Any) -> bool:
    """Facts and papers of a change, saved."""
    papers, came_on = stored_files(request, form), form.cleaned_data.pop("came_on", None)
    if papers is None:
        return False
    facts = {"filing": row, "by": request.user}
    if not attempt(request, form, save_section, section="change", **facts, **split(form)):
        return False
    return not papers or bool(attempt(request, form, attach, papers=papers, came_on=came_on, **facts))


@EDIT
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter on what is missing, prefilled from the conditions."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    lacks = [f"– {c.title}: {c.evidence}" for c in queries.checked(row) if c.met is False and not c.look]
    form = CompletionForm(request.POST or None, initial={"note": "\n".join(lacks)})
    if request.method == "POST" and form.is_valid():
        facts = {"filing": row, "by": request.user, "note": form.cleaned_data["note"]}
        if attempt(request, form, ask_completion, **facts):
            return done(
                request, row, _("The letter is being drawn; record its service when it is delivered.")
            )
    return page(request, row, form, _("Ask for completion"), _("Issue the letter"))


def negative(
    verb: Callable[..., Any], title: str, submit: str, hint: str, *, formal: bool = False
) -> Callable[..., HttpResponse]:
    """A page of reasons, condition by condition, for a refusal or a dismissal."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(queries.all_filings(), pk=pk)
        form = ReasonsForm(request.POST or None, conditions=queries.checked(row), formal=formal)
        if request.method == "POST" and form.is_valid():
            facts = {"note": form.cleaned_data["note"], "reasons": form.reasons}
            if attempt(request, form, verb, filing=row, by=request.user, **facts):
                return done(request, row, _("Signed. The act is being drawn."))
        facts = {"filing": row, "form": form, "title": title, "submit": submit, "hint": hint}
        facts["cancel"] = reverse("ngo_registry_staff:filing", args=[pk])
        return render(request, "ngo_registry/staff/reasons.html", facts)

    return view


@DECIDE
def refuse_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse on the merits."""
    hint = _("A refusal judges the merits. A second person signs it; a complaint may follow.")
    return negative(decisions.refuse, _("Refuse"), _("Sign the refusal"), hint)(request, pk)


@DECIDE
def dismiss_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Dismiss for formal reasons."""
    hint = _("A dismissal is formal: the merits are not judged and the filing may be filed anew.")
    title, submit = _("Dismiss as incomplete"), _("Sign the dismissal")
    return negative(decisions.dismiss, title, submit, hint, formal=True)(request, pk)


@EDIT
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """A complaint that came on paper."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    form = PaperComplaintForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = stored_files(request, form)
        if files is not None:
            facts = {name: value for name, value in form.cleaned_data.items() if name != "paper"}
            if attempt(request, form, file_complaint, filing=row, by=request.user, **facts, **files):
                return done(request, row, _("The complaint is entered."))
    return page(request, row, form, _("Complaint on paper"), _("Enter the complaint"))


@EDIT
def hand_over_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the filing to a colleague."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    people = queries.colleagues(row)
    form = HandOverForm(request.POST or None, colleagues=people)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, hand_over, filing=row, by=request.user, **form.cleaned_data)
    ):
        return done(request, row, _("Handed over."))
    lines = [] if people else [nobody_for(row)]
    return page(request, row, form, _("Hand over to a colleague"), _("Hand over"), lines=lines)


def nobody_for(row: RegisterFiling) -> str:
    """Why the list of colleagues is empty, and who helps."""
    if row.state == RegisterFiling.State.APPEALED:
        return _(
            "No other head of the register may decide it. Who manages people can give the role to another person."
        )
    return _(
        "No other officer of the register is there. Who manages people can give the role to another person."
    )


@EDIT
def service_of(request: HttpRequest, pk: int) -> HttpResponse:
    """How and when a letter was served."""
    letter = get_object_or_404(queries.letters(), pk=pk)
    form = ServiceForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, record_service, letter=letter, by=request.user, **form.cleaned_data)
    ):
        return done(request, letter.filing, _("The service is recorded; terms run from that day."))
    title = _("Service of %(number)s") % {"number": letter.number}
    return page(request, letter.filing, form, title, _("Record the service"))


@EDIT
def letter_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter itself."""
    letter = get_object_or_404(queries.letters(), pk=pk)
    if letter.document is None:
        raise Http404
    return serve(request, letter.document.file)


@EDIT
def complaint_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The enclosure of a complaint."""
    row = get_object_or_404(queries.complaints(), pk=pk)
    if row.paper is None:
        raise Http404
    return serve(request, row.paper)
