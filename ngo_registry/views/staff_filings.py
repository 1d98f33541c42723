"""Staff: filings to the register, from the papers to the decision."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ngo_registry.conditions_of_order import brings_a_name, same_name_waiting
from ngo_registry.forms.changes import now_and_new, split
from ngo_registry.forms.deciding import ask_when_it_came
from ngo_registry.forms.filing import KindForm, section_form, sections_of
from ngo_registry.forms.party_changes import party_now_and_new
from ngo_registry.forms.progress import section_states, task_list
from ngo_registry.models import RegisterFiling
from ngo_registry.queries import filings as queries
from ngo_registry.queries.paper_day import paper_day_of
from ngo_registry.queries.several import HANDED, just_done
from ngo_registry.queries.since_asked import enclosure, enclosures
from ngo_registry.services import decisions
from ngo_registry.services import filings as services
from ngo_registry.services.complaints import reject, uphold
from ngo_registry.services.letters import ask_completion
from ngo_registry.views.papers import stored_files
from ngo_registry.views.staff_checks import check_facts
from ngo_registry.workflows import FILING
from office.audit import timeline
from office.doors import staff
from office.roles import Permission
from office.uploads import serve
from office.views.helpers import attempt, saved

EDIT = staff(Permission.EDIT_REGISTER, feature="own_register")
State = RegisterFiling.State
VERBS = {
    "submit": services.submit,
    "take": services.take,
    "put_back": services.put_back,
    "ask_completion": ask_completion,
    "complete": services.complete,
    "enter": decisions.enter,
    "refuse": decisions.refuse,
    "dismiss": decisions.dismiss,
    "withdraw": services.withdraw,
    "uphold": uphold,
    "confirm": reject,
    "confirm_dismissal": reject,
}
PAGES = {"ask_completion", "complete", "refuse", "dismiss", "appeal"}
WITH_NOTE = {step.name for step in FILING.transitions if step.note_required}


@EDIT
def new(request: HttpRequest) -> HttpResponse:
    """Begin an entry: which kind of organisation."""
    form = KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        filing = attempt(request, form, services.open_entry, kind=form.cleaned_data["kind"], by=request.user)
        if filing:
            return redirect("ngo_registry_staff:section", pk=filing.pk, key="name")
    return render(request, "ngo_registry/staff/filing_new.html", {"form": form})


@EDIT
def filing(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: facts left, steps right, every condition with its answer and article."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    rows, events = queries.checked(row), timeline(row)
    facts = {
        "filing": row,
        "conditions": rows,
        "unmet": sum(condition.met is False for condition in rows),
        "tasks": task_list(row, section_states(row, rows)),
        **offers_and_pages(row, request),
        **queries.file_facts(row),
        **check_facts(row),
        "changes": now_and_new(row) if row.change_kind else party_now_and_new(row),
        "law": queries.decision_law(localdate(request.arrived_at), row.kind, row.state),
        "events": events,
        "handed": just_done(row, events[-1] if events else None, request.user).action == HANDED,
        "url": reverse("ngo_registry_staff:filing_step", args=[pk]),
        "counted": paper_day_of(row),
        "same_name": same_name_waiting(row) if brings_a_name(row) and row.is_open else (),
        "late": queries.overdue(row, localdate(request.arrived_at)),
        "dismissible": queries.ready_to_dismiss(row, localdate(request.arrived_at)),
    }
    return render(request, "ngo_registry/staff/filing.html", facts)


def offers_and_pages(row: RegisterFiling, request: HttpRequest) -> dict:
    """Steps with a button of their own, those that have a page to write on, then the applicant's withdrawal; what
    is locked stands apart with its reason."""
    offers = FILING.offered(row, by=request.user)
    possible = [offer for offer in offers if not offer.refusal]
    return {
        "offers": [offer for offer in possible if offer.name not in PAGES | {"withdraw"}],
        "pages": [offer for offer in possible if offer.name in PAGES],
        "in_hands": row.state in {State.IN_PROCESS, State.COMPLETION_ASKED, State.APPEALED},
        "withdraw": [offer for offer in possible if offer.name == "withdraw"],
        "locked": [offer for offer in offers if offer.refusal],
    }


@EDIT
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of the workflow."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    action = request.POST.get("action", "")
    if request.method != "POST" or action not in VERBS:
        raise Http404
    note = {"note": request.POST.get("note", "")} if action in WITH_NOTE else {}
    if attempt(request, None, VERBS[action], filing=row, by=request.user, **note):
        saved(request)
    return redirect("ngo_registry_staff:filing", pk=pk)


@EDIT
def section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One section of the papers; lists have their own page of rows."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    part = next((part for part in sections_of(row) if part.key == key), None)
    if part is None or not row.editable:
        raise Http404
    if part.people:
        state = next(state for state in section_states(row, queries.checked(row)) if state.section is part)
        return render(
            request, "ngo_registry/staff/people.html", {"filing": row, "section": part, "state": state}
        )
    form = section_form(part, row, request.POST or None, request.FILES or None)
    form = ask_when_it_came(form, row) if part.form.files else form
    if request.method == "POST" and form.is_valid():
        came_on = form.cleaned_data.pop("came_on", None)
        papers = stored_files(request, form)
        done = papers is not None and (
            not form.facts()
            or attempt(
                request,
                form,
                services.save_section,
                filing=row,
                section=key,
                by=request.user,
                **split(form),
            )
        )
        if done and papers:
            facts = {"papers": papers, "came_on": came_on, "by": request.user}
            done = attempt(request, form, services.attach, filing=row, **facts)
        if done:
            return next_page(request, row, key)
    facts = {
        "filing": row,
        "section": part,
        "form": form,
        "papers": [one for one in enclosures(row) if one.key in part.form.files],
    }
    return render(request, "ngo_registry/staff/section.html", facts)


def next_page(request: HttpRequest, row: RegisterFiling, key: str) -> HttpResponse:
    """The following section, or the file when the officer wants back."""
    saved(request)
    keys = [part.key for part in sections_of(row)]
    following = keys[keys.index(key) + 1 :]
    if "back" in request.POST or not following:
        return redirect("ngo_registry_staff:filing", pk=row.pk)
    return redirect("ngo_registry_staff:section", pk=row.pk, key=following[0])


@EDIT
def person(request: HttpRequest, pk: int, key: str, row_pk: int | None = None) -> HttpResponse:
    """Add or change one person of a list."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    part = next((part for part in sections_of(row) if part.key == key and part.people), None)
    if part is None or not row.editable:
        raise Http404
    one = get_object_or_404(services.PEOPLE[part.people], filing=row, pk=row_pk) if row_pk else None
    form = section_form(part, row, request.POST or None, request.FILES or None, row=one)
    if request.method == "POST" and form.is_valid():
        files = stored_files(request, form)
        facts = form.facts() | (files or {})
        if files is not None and attempt(
            request,
            form,
            services.save_person,
            filing=row,
            what=part.people,
            facts=facts,
            row=one,
            by=request.user,
        ):
            saved(request)
            return redirect("ngo_registry_staff:section", pk=pk, key=key)
    return render(
        request, "ngo_registry/staff/person.html", {"filing": row, "section": part, "form": form, "row": one}
    )


@EDIT
def remove(request: HttpRequest, pk: int, key: str, row_pk: int) -> HttpResponse:
    """Take one person out of a list."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    part = next((part for part in sections_of(row) if part.key == key and part.people), None)
    if part is None or request.method != "POST":
        raise Http404
    one = get_object_or_404(services.PEOPLE[part.people], filing=row, pk=row_pk)
    if attempt(request, None, services.remove_person, filing=row, what=part.people, row=one, by=request.user):
        saved(request, _("Removed."))
    return redirect("ngo_registry_staff:section", pk=pk, key=key)


@EDIT
def paper(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """An enclosure or an act of the filing."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    if field in {"decision", "extract"}:
        document = getattr(row, field)
        stored = document.file if document else None
    else:
        stored = enclosure(row, field)
    if stored is None:
        raise Http404
    return serve(request, stored, beside="beside" in request.GET)
