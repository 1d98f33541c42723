"""Portal: the parts of an online filing, saved as one goes; its people and its enclosures."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ngo_registry.documents.papers import papers_of
from ngo_registry.forms.online import part_form, parts_of
from ngo_registry.forms.portal_tasks import part_states, task_rows
from ngo_registry.queries import online as queries
from ngo_registry.services import online as services
from ngo_registry.services.filings import PEOPLE
from ngo_registry.views.papers import stored_files
from ngo_registry.views.portal_filing import ROOM
from office.refusal import Refused, allowed
from office.views.helpers import attempt, saved


def found(request: HttpRequest, pk: int, key: str) -> tuple[Any, Any]:
    """The person's own filing and one of its parts."""
    row = get_object_or_404(queries.whole(queries.filings_of(request.user)), pk=pk)
    part = next((part for part in parts_of(row) if part.key == key), None)
    if part is None:
        raise Http404
    return row, part


@ROOM
def section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One part of the filing; it is saved as it is, complete or not."""
    row, part = found(request, pk, key)
    form = None
    if not part.people:
        save = next((save for save in row.saves.all() if save.key == key), None)
        form = part_form(
            part, row, request.POST or None, request.FILES or None, version=save.version if save else 0
        )
    if request.method == "POST" and form is not None:
        answer = keep(request, row, part, form)
        if answer is not None:
            return answer
    return render(
        request, f"ngo_registry/portal/{template_of(part)}.html", page_facts(request, pk, part, form)
    )


def template_of(part: Any) -> str:
    """Lists and enclosures have pages of their own."""
    if part.people:
        return "filing_people"
    return "filing_documents" if part.key == "documents" else "filing_part"


def keep(request: HttpRequest, row: Any, part: Any, form: Any) -> HttpResponse | None:
    """Save and go on; a refusal or a wrong field comes back with everything that was typed."""
    by_itself = request.headers.get("X-Autosave") == "1"
    if not form.is_valid():
        return JsonResponse({}, status=400) if by_itself else None
    if part.key == "documents":
        return enclose(request, row, part, form)
    facts = {"filing": row, "part": part.key, "at": request.arrived_at, "by": request.user}
    given = form.facts()
    areas = given.pop("areas", None)
    try:
        save = services.save_part(facts=given, areas=areas, version=form.cleaned_data.get("version"), **facts)
    except Refused as no:
        form.add_error(None, str(no))
        return JsonResponse({"message": str(no)}, status=409) if by_itself else None
    if by_itself:
        time = timezone.localtime(save.saved_at).strftime("%H:%M")
        return JsonResponse({"saved_at": time, "version": save.version})
    return after(request, row, part)


def enclose(request: HttpRequest, row: Any, part: Any, form: Any) -> HttpResponse | None:
    """Keep the uploaded papers."""
    papers = stored_files(request, form)
    if papers is None:
        return None
    facts = {"filing": row, "papers": papers, "at": request.arrived_at, "by": request.user}
    if papers and not attempt(request, form, services.enclose, **facts):
        return None
    return after(request, row, part)


def after(request: HttpRequest, row: Any, part: Any) -> HttpResponse:
    """On to the next part, or back to the task list."""
    saved(request, _("Saved: %(part)s.") % {"part": part.title})
    if part.key == "documents" and request.POST.get("then") == "stay":
        return redirect("ngo_registry_portal:filing_part", pk=row.pk, key=part.key)
    keys = [each.key for each in parts_of(row)]
    following = keys[keys.index(part.key) + 1 :][:1]
    if request.POST.get("then") == "next" and following:
        return redirect("ngo_registry_portal:filing_part", pk=row.pk, key=following[0])
    return redirect("ngo_registry_portal:filing", pk=row.pk)


def page_facts(request: HttpRequest, pk: int, part: Any, form: Any) -> dict[str, Any]:
    """What every page of a part shows; read anew, since a form that failed has changed nothing."""
    row = get_object_or_404(queries.whole(queries.filings_of(request.user)), pk=pk)
    states = part_states(row)
    mine = next(state for state in states if state.part.key == part.key)
    keys = [state.part.key for state in states]
    return {
        "filing": row,
        "section": part,
        "form": form,
        "state": mine,
        "tasks": task_rows(row, states, current=part.key),
        "saved_at": mine.saved.saved_at if mine.saved else None,
        "next": keys[keys.index(part.key) + 1] if part.key != keys[-1] else "",
        "may_edit": allowed(services.check_writable, request.user, row, request.arrived_at),
        "papers": papers_of(row),
        "enclosed": queries.enclosed(row),
    }


@ROOM
def person(request: HttpRequest, pk: int, key: str, row_pk: int | None = None) -> HttpResponse:
    """Add or change one person of a list."""
    row, part = found(request, pk, key)
    if not part.people:
        raise Http404
    one = get_object_or_404(PEOPLE[part.people], filing=row, pk=row_pk) if row_pk else None
    form = part_form(part, row, request.POST or None, request.FILES or None, row=one)
    if request.method == "POST" and form.is_valid():
        files = stored_files(request, form)
        facts = {"what": part.people, "row": one, "at": request.arrived_at, "by": request.user}
        if files is not None and attempt(
            request, form, services.save_one, filing=row, facts=form.facts() | files, **facts
        ):
            saved(request)
            return redirect("ngo_registry_portal:filing_part", pk=pk, key=key)
    facts = {"filing": row, "section": part, "form": form, "row": one}
    return render(request, "ngo_registry/portal/filing_person.html", facts)


@ROOM
@require_POST
def remove(request: HttpRequest, pk: int, key: str, row_pk: int) -> HttpResponse:
    """Take one person out of a list."""
    row, part = found(request, pk, key)
    if not part.people:
        raise Http404
    one = get_object_or_404(PEOPLE[part.people], filing=row, pk=row_pk)
    facts = {"what": part.people, "row": one, "at": request.arrived_at, "by": request.user}
    if attempt(request, None, services.remove_one, filing=row, **facts):
        saved(request, _("Removed."))
    return redirect("ngo_registry_portal:filing_part", pk=pk, key=key)
