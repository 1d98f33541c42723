"""Portal: the owner changes what is entered, asks for the deletion, opens letters and complains."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ngo_registry.documents.change_papers import change_paper_pdf, papers_of_change
from ngo_registry.forms.changes import asked_form, now_and_new, split
from ngo_registry.forms.deciding import ChangeKindForm, ComplaintForm
from ngo_registry.forms.filing import PEOPLE_OF_CHANGE, section_form, sections_of
from ngo_registry.forms.party_changes import party_now_and_new
from ngo_registry.kinds_of_changes import kinds_of
from ngo_registry.models import PartyChange, RegisterFiling
from ngo_registry.queries import changes as queries
from ngo_registry.queries.online import receipt_job
from ngo_registry.rules import check_asks, is_applicant
from ngo_registry.services import online as services
from ngo_registry.services.changes import open_change, open_deletion
from ngo_registry.services.complaints import contested_act, file_complaint
from ngo_registry.services.filings import PEOPLE
from ngo_registry.services.letters import acknowledge
from ngo_registry.views.papers import pdf_to_keep, stored_files
from ngo_registry.workflows import FILING
from ngo_registry.writing import check_writable
from office.doors import portal
from office.rate_limits import within_limit
from office.refusal import allowed, refusal_of
from office.uploads import serve
from office.views.helpers import attempt, saved

ROOM = portal(feature="own_register")
FILED = portal(ngo=False, feature="own_register")  # of the acting organisation, or of one's own parties
VERBS = {"submit": services.submit, "withdraw": services.withdraw, "complete": services.complete}
SENDING = {"submit", "complete"}
ONLINE = RegisterFiling.Origin.ONLINE


@ROOM
def listing(request: HttpRequest) -> HttpResponse:
    """What was asked so far, and the way to a new change."""
    first = {"change_kind": request.GET.get("kind", "")}
    kinds = kinds_of(request.ngo.kind, online=True)
    form = ChangeKindForm(request.POST or None, kinds=kinds, initial=first)
    if request.method == "POST" and form.is_valid():
        kind = form.cleaned_data["change_kind"]
        facts = {"organisation": request.ngo, "by": request.user, "origin": ONLINE}
        row = attempt(request, form, open_change, change_kind=kind, **facts)
        if row:
            return redirect("ngo_registry_portal:change_write", pk=row.pk)
    facts = {"form": form, "rows": queries.changes_of(request.ngo)[:100], "organisation": request.ngo}
    facts["refusal"] = refusal_of(check_asks, request.user, request.ngo)
    return render(request, "ngo_registry/portal/changes.html", facts)


@ROOM
def deletion(request: HttpRequest) -> HttpResponse:
    """Ask for the deletion of the own organisation."""
    if request.method == "POST":
        facts = {"organisation": request.ngo, "by": request.user, "origin": ONLINE}
        row = attempt(request, None, open_deletion, **facts)
        if row:
            return redirect("ngo_registry_portal:change_write", pk=row.pk)
    return redirect("ngo_registry_portal:changes")


@FILED
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change: what is asked beside what stands, what is missing, letters, steps."""
    row = get_object_or_404(queries.changes_for(request.user, request.ngo), pk=pk)
    online, more = row.origin == ONLINE, queries.change_facts(row)
    offers = FILING.offered(row, by=request.user) if online else []
    blocked = SENDING if more["unmet"] else set()
    facts = {
        "filing": row,
        "offers": [offer for offer in offers if offer.name in VERBS and offer.name not in blocked],
        "may_write": online and may_write(request, row),
        "enclosed": queries.enclosed(row) if online else [],
        "prints": papers_of_change(row),
        "receipt": queries.receipt_of(row),
        **more,
    }
    facts["job"] = receipt_job(row) if online and row.case_number and not facts["receipt"] else None
    facts["changes"] = rows_of(row)
    facts["people_key"] = PEOPLE_OF_CHANGE.get(row.change_kind, "")
    if row.party_change == PartyChange.REPRESENTATIVE:
        facts["people_key"] = "representative"
    facts["sends"] = sends = is_applicant(request.user, row)
    facts["may_complain"] = sends and row.state in {"refused", "dismissed"}
    return render(request, "ngo_registry/portal/change.html", facts)


def rows_of(row: RegisterFiling) -> list[tuple[str, str, str]]:
    """What stands in the register beside what is asked."""
    return now_and_new(row) if row.change_kind else party_now_and_new(row)


def may_write(request: HttpRequest, row: RegisterFiling) -> bool:
    """A draft, or a change to be completed whose term still runs."""
    return allowed(check_writable, request.user, row, request.arrived_at)


@FILED
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, with today's facts."""
    row = get_object_or_404(queries.changes_for(request.user, request.ngo), pk=pk, origin=ONLINE)
    if not may_write(request, row):
        raise Http404
    form = asked_form(row, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        papers, facts = stored_files(request, form), sender(request, row)
        if papers is not None and attempt(
            request, form, services.save_part, part="change", **facts, **split(form)
        ):
            if not papers or attempt(request, form, services.enclose, papers=papers, **facts):
                saved(request)
                return redirect("ngo_registry_portal:change", pk=pk)
    title = _("What changes") if row.what_changes else _("Deletion from the register")
    return page(request, row, form, title, now=bool(row.what_changes))


def page(
    request: HttpRequest,
    row: RegisterFiling,
    form: Any,
    title: str,
    submit: str = "",
    now: bool = False,
    contested: Any = None,
) -> HttpResponse:
    """One form about one filing; `now`: the form holds what stands in the register today."""
    facts = {"filing": row, "form": form, "title": title, "submit": submit or _("Save"), "facts_now": now}
    facts["contested"] = contested
    facts["entry"] = row.filing_kind == RegisterFiling.Kind.ENTRY
    facts["cancel"] = reverse(
        f"ngo_registry_portal:{'filing' if facts['entry'] else 'change'}", args=[row.pk]
    )
    return render(request, "ngo_registry/portal/change_form.html", facts)


def sender(request: HttpRequest, row: RegisterFiling) -> dict[str, Any]:
    """Which filing, who writes, and when the request arrived."""
    return {"filing": row, "at": request.arrived_at, "by": request.user}


@FILED
def person(request: HttpRequest, pk: int, row_pk: int | None = None) -> HttpResponse:
    """A new representative or member, or one already written."""
    row, part, one = person_of(request, pk, row_pk)
    form = section_form(part, row, request.POST or None, row=one)
    facts = {"what": part.people, "row": one, **sender(request, row)}
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, services.save_one, facts=form.facts(), **facts)
    ):
        saved(request)
        return redirect("ngo_registry_portal:change", pk=pk)
    return page(request, row, form, part.title)


def person_of(request: HttpRequest, pk: int, row_pk: int | None) -> tuple[RegisterFiling, Any, Any]:
    """The change, its list of people, and one of them."""
    row = get_object_or_404(queries.changes_for(request.user, request.ngo), pk=pk, origin=ONLINE)
    part = next((part for part in sections_of(row) if part.people), None)
    if part is None or not may_write(request, row):
        raise Http404
    one = get_object_or_404(PEOPLE[part.people], filing=row, pk=row_pk) if row_pk else None
    return row, part, one


@FILED
@require_POST
def remove(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """Take a person out of the change again."""
    row, part, one = person_of(request, pk, row_pk)
    facts = {"what": part.people, "row": one, **sender(request, row)}
    if attempt(request, None, services.remove_one, **facts):
        saved(request, _("Removed."))
    return redirect("ngo_registry_portal:change", pk=pk)


@FILED
def paper(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """An enclosure of the change, to look at what was handed in, or its receipt."""
    row = get_object_or_404(queries.changes_for(request.user, request.ngo), pk=pk, origin=ONLINE)
    known = {name: stored for name, _title, stored in queries.enclosed(row)}
    stored = queries.receipt_of(row) if field == "receipt" else known.get(field)
    if stored is None:
        raise Http404
    return serve(request, stored)


@FILED
def printed(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A paper to print and sign, made from what is written."""
    row = get_object_or_404(queries.changes_for(request.user, request.ngo), pk=pk, origin=ONLINE)
    one = next((paper for paper in papers_of_change(row) if paper.key == key), None)
    if one is None:
        raise Http404
    if not within_limit(request, "filing-paper", "120/hour"):
        return render(request, "ngo_registry/portal/slow_down.html", status=429)
    data = change_paper_pdf(row, one, rows_of, get_language())
    return pdf_to_keep(data, f"{key}-{pk}.pdf")


@FILED
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """File it, send what was missing, or give it up."""
    row = get_object_or_404(queries.changes_for(request.user, request.ngo), pk=pk, origin=ONLINE)
    action = request.POST.get("action", "")
    if request.method != "POST" or action not in VERBS:
        raise Http404
    facts = sender(request, row)
    if action == "withdraw":
        facts = {"filing": row, "by": request.user, "note": request.POST.get("note", "")}
    if attempt(request, None, VERBS[action], **facts):
        saved(request, _("The filing is sent.") if action in SENDING else "")
    return redirect("ngo_registry_portal:change", pk=pk)


@portal(ngo=False, feature="own_register")
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter: opened by confirming its receipt, read again at any time after."""
    row = get_object_or_404(queries.own_letters(request.user), pk=pk)
    if request.method == "POST":
        if row.served_on is None:
            attempt(request, None, acknowledge, letter=row, by=request.user)
        return redirect(*queries.home_of(row))
    if row.served_on is None or row.document is None:
        return render(request, "ngo_registry/portal/letter.html", {"letter": row})
    return serve(request, row.document.file)


@portal(ngo=False, feature="own_register")
def letters(request: HttpRequest) -> HttpResponse:
    """Every letter of the register to this person, those that wait first."""
    return render(
        request, "ngo_registry/portal/letters.html", {"rows": queries.letters_in_order(request.user)}
    )


@portal(ngo=False, feature="own_register")
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """A complaint against a refusal or a dismissal, within its term."""
    row = get_object_or_404(queries.own_filings(request.user), pk=pk)
    form = ComplaintForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = stored_files(request, form)
        facts = {"filing": row, "by": request.user, "text": form.cleaned_data["text"]}
        if files is not None and attempt(request, form, file_complaint, **facts, **files):
            saved(request, _("The complaint is filed; the office decides on it by an act."))
            return redirect("ngo_registry_portal:complaint_filed", pk=pk)
    return page(request, row, form, _("Complaint"), _("File the complaint"), contested=contested_act(row))


@portal(ngo=False, feature="own_register")
def complaint_filed(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of the complaint."""
    row = get_object_or_404(queries.own_filings(request.user), pk=pk)
    facts = {"filing": row, "sends": True, **queries.change_facts(row)}
    return render(request, "ngo_registry/portal/complaint.html", facts)
