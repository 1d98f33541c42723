"""Pages of the parts of an application: fields saved as one goes, lists, documents, declarations."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.eligibility import findings
from grants.forms import merging
from grants.forms.application_parts import DeclarationsForm
from grants.forms.application_sections import BY_KEY, Section, sections_of, tasks_of
from grants.forms.application_sections import after as next_part
from grants.queries import applications as queries
from grants.queries import copying
from grants.rules import check_is_applicant
from grants.services import applications, parts
from grants.views.portal_applications import task_rows
from grants.views.portal_parts import list_facts
from office.doors import portal
from office.refusal import Refused, allowed, refusal_of
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
    if data is not None:
        data = merging.with_picks(part.form, data, row)
    return fitted(part, row, data, version=version)


def fitted(part: Section, row: Any, data: Any = None, **more: Any) -> Any:
    """The form of a part with what this call asks of it."""
    form = part.form(data, instance=row, **more)
    form.fit(part.key, row.call)
    return form


def save(request: HttpRequest, row: Any, part: Section, form: Any) -> HttpResponse | None:
    """Save and go on; a refusal or a wrong field comes back with everything that was typed."""
    by_itself = request.headers.get("X-Autosave") == "1"
    if not form.is_valid():
        return JsonResponse({}, status=400) if by_itself else None
    facts = {"application": row, "at": request.arrived_at, "by": request.user}
    if part.key == "declarations":
        done = attempt(request, form, parts.give_declarations, **form.facts(), **facts)
        return after(request, row, part) if done is not None else None
    facts |= {"key": part.key, "version": form.cleaned_data["version"], **form.facts()}
    try:
        kept = applications.save_section(**facts)
    except Refused as no:
        return refused(request, row, part, form, no)
    if by_itself:
        time = timezone.localtime(kept.saved_at).strftime("%H:%M")
        fields = {"seen": merging.seen_text(fitted(part, row))}
        return JsonResponse({"saved_at": time, "version": kept.version, "set": fields})
    return after(request, row, part)


def refused(request: HttpRequest, row: Any, part: Section, form: Any, no: Refused) -> HttpResponse | None:
    """The refusal as an answer to the saving script, or on the form; a conflict is joined as far as it goes."""
    if request.headers.get("X-Autosave") == "1":
        return JsonResponse({"message": str(no)}, status=409 if no.field == "version" else 400)
    if no.field == "version" and part.form:
        return joined(request, row, part, form, no)
    form.add_error(None, str(no))
    return None


def joined(request: HttpRequest, row: Any, part: Section, form: Any, no: Refused) -> HttpResponse | None:
    """Fields only one of the two has changed are kept by themselves; fields both have changed are asked about."""
    stored = get_object_or_404(queries.whole(queries.applications_of(request.ngo)), pk=row.pk)
    version = next((save.version for save in stored.sections.all() if save.key == part.key), 0)
    both = merging.joined(form, fitted(part, stored), form.data)
    both.data["version"] = str(version)
    if both.taken:
        messages.info(request, merging.TAKEN % {"fields": ", ".join(both.taken)})
    again = fitted(part, stored, both.data, version=version)
    if not both.clashes and again.is_valid():
        facts = {"application": stored, "key": part.key, "version": version, "at": request.arrived_at}
        if attempt(request, again, applications.save_section, by=request.user, **facts, **again.facts()):
            return after(request, row, part)
    form.data, form.clashes, form.joined = both.data, both.clashes, True
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
    again = queries.whole(queries.applications_of(request.ngo))
    stored = get_object_or_404(again, pk=row.pk) if form_sent(form) else row
    tasks = tasks_of(stored, findings(stored))
    mine = next((task for task in tasks if task.section.key == part.key), None)
    if mine is None:
        raise Http404("the call does not ask this part")
    return {
        "application": stored,
        "call": stored.call,
        "section": part,
        "form": form,
        "tasks": side_rows(stored, part, tasks),
        "lacking": mine.notes,
        "saved_at": mine.saved.saved_at if mine.saved else None,
        "last": tasks[-1].section.key == part.key,
        "due": queries.due_of(stored) if stored.state in {"draft", "returned"} else None,
        "may_edit": may_edit(request, stored),
        "why_not": refusal_of(applications.check_editable, stored, request.arrived_at),
        "theirs": getattr(form, "clashes", []),
        "seen": seen_of(request, stored, part, form),
        "copied": copying.copied(stored).get(part.key),
        **list_facts(stored, part),
    }


def side_rows(row: Any, part: Section, tasks: list) -> list[dict[str, Any]]:
    """The list of parts beside the page, this one marked."""
    rows = task_rows(row, tasks)
    for line in rows:
        line["current"] = line["url"] == reverse("grants_portal:section", args=[row.pk, part.key])
        line["note"] = ""
    return rows


def may_edit(request: HttpRequest, row: Any) -> bool:
    """The application may be changed now, by this person."""
    open_now = allowed(applications.check_editable, row, request.arrived_at)
    return open_now and allowed(check_is_applicant, request.user, row)


def seen_of(request: HttpRequest, stored: Any, part: Section, form: Any) -> str:
    """How the fields looked when the person began: as the page said, or as they are stored now."""
    if part.form is None:
        return ""
    if form_sent(form) and not getattr(form, "joined", False):
        return request.POST.get("seen", "")
    return merging.seen_text(fitted(part, stored))


def form_sent(form: Any) -> bool:
    """A bound form has changed its row in memory; the page shows what is stored."""
    return form is not None and form.is_bound
