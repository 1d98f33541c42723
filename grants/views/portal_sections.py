"""Pages of the parts of an application: fields saved as one goes, lists, documents, declarations."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.eligibility import findings
from grants.forms.application_parts import DeclarationsForm
from grants.forms.application_sections import BY_KEY, Section, sections_of, tasks_of
from grants.forms.application_sections import after as next_part
from grants.queries import applications as queries
from grants.rules import check_is_applicant
from grants.services import applications, parts
from grants.views.portal_applications import task_rows
from grants.views.portal_parts import list_facts
from office.doors import portal
from office.refusal import Refused, allowed
from office.views.helpers import attempt, saved


@portal
def section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One part of the application; it is saved as it is, complete or not."""
    row = get_object_or_404(queries.whole(queries.applications_of(request.ngo)), pk=pk)
    part = BY_KEY[key]
    form = form_of(request, row, part)
    if request.method == "POST" and form is not None:
        answer = save(request, row, part, form)
        if answer is not None:
            return answer
    return render(request, f"grants/portal/section_{key}.html", page_facts(request, row, part, form))


def form_of(request: HttpRequest, row: Any, part: Section) -> Any:
    """The form of the part, filled with what was sent or with what is stored."""
    data = request.POST or None
    if part.key == "declarations":
        return DeclarationsForm(data, application=row)
    if part.form is None:
        return None
    version = next((save.version for save in row.sections.all() if save.key == part.key), 0)
    form = part.form(data, instance=row, version=version)
    form.fit(part.key, row.call)
    return form


def save(request: HttpRequest, row: Any, part: Section, form: Any) -> HttpResponse | None:
    """Save and go on; a refusal or a wrong field comes back with everything that was typed."""
    by_itself = request.headers.get("X-Autosave") == "1"
    if not form.is_valid():
        return JsonResponse({}, status=400) if by_itself else None
    facts = {"application": row, "at": request.arrived_at, "by": request.user}
    if part.key == "declarations":
        done = attempt(request, form, parts.give_declarations, kinds=form.kinds(), **facts)
        return after(request, row, part) if done is not None else None
    facts |= {"key": part.key, "version": form.cleaned_data["version"], **form.facts()}
    try:
        kept = applications.save_section(**facts)
    except Refused as no:
        return refused(form, no, by_itself)
    if by_itself:
        time = timezone.localtime(kept.saved_at).strftime("%H:%M")
        return JsonResponse({"saved_at": time, "version": kept.version})
    return after(request, row, part)


def refused(form: Any, no: Refused, by_itself: bool) -> HttpResponse | None:
    """The refusal as an answer to the saving script, or on the form."""
    if by_itself:
        return JsonResponse({"message": str(no)}, status=409)
    form.conflict = no.field == "version"
    form.add_error(None, str(no))
    return None


def after(request: HttpRequest, row: Any, part: Section) -> HttpResponse:
    """On to the next part, or back to the task list."""
    saved(request, _("Saved: %(part)s.") % {"part": part.title})
    following = next_part(sections_of(row), part.key)
    if request.POST.get("then") == "next" and following:
        return redirect("grants_portal:section", pk=row.pk, key=following)
    if request.POST.get("then") == "stay":
        return redirect("grants_portal:section", pk=row.pk, key=part.key)
    return redirect("grants_portal:application", pk=row.pk)


def page_facts(request: HttpRequest, row: Any, part: Section, form: Any) -> dict[str, Any]:
    """What every page of a part shows: the list of parts, what is missing here, and its own."""
    stored = (
        get_object_or_404(queries.whole(queries.applications_of(request.ngo)), pk=row.pk)
        if form_sent(form)
        else row
    )
    tasks = tasks_of(stored, findings(stored))
    mine = next((task for task in tasks if task.section.key == part.key), None)
    if mine is None:
        raise Http404("the call does not ask this part")
    rows = task_rows(stored, tasks)
    for line in rows:
        line["current"] = line["url"] == reverse("grants_portal:section", args=[row.pk, part.key])
        line["note"] = ""
    return {
        "application": stored,
        "call": stored.call,
        "section": part,
        "form": form,
        "tasks": rows,
        "lacking": mine.notes,
        "saved_at": mine.saved.saved_at if mine.saved else None,
        "last": tasks[-1].section.key == part.key,
        "due": queries.due_of(stored) if stored.state in {"draft", "returned"} else None,
        "may_edit": allowed(applications.check_editable, stored, request.arrived_at)
        and allowed(check_is_applicant, request.user, stored),
        "theirs": differences(form, stored) if getattr(form, "conflict", False) else [],
        **list_facts(stored, part),
    }


def form_sent(form: Any) -> bool:
    """A bound form has changed its row in memory; the page shows what is stored."""
    return form is not None and form.is_bound


def differences(form: Any, stored: Any) -> list[dict[str, Any]]:
    """Fields in which the stored text and the typed one differ, both in full."""
    form.data = form.data.copy()
    form.data["version"] = form.fields["version"].initial
    fresh = type(form)(instance=stored)
    return [
        {"label": fresh[name].label, "stored": fresh[name].value(), "typed": form[name].value()}
        for name in form.Meta.fields
        if name != "municipalities"
        and name in form.fields
        and str(fresh[name].value() or "") != str(form[name].value() or "")
    ]
