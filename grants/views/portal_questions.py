"""Pages of the questions of a call inside an application: what is well formed is saved, what is wrong comes back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants import questions as rules
from grants.eligibility import findings
from grants.forms.answers import AnswersForm
from grants.forms.application_sections import Task, sections_of, tasks_of
from grants.forms.application_sections import after as next_part
from grants.queries import applications as queries
from grants.queries.call_forms import corrections_for
from grants.rules import check_is_applicant
from grants.services import answers as verbs
from grants.services.applications import check_editable
from grants.views.portal_applications import task_rows
from office.doors import portal
from office.refusal import Refused, allowed, refusal_of
from office.views.helpers import attempt, saved, sentence


def stored(request: HttpRequest, pk: int) -> Any:
    """The application with everything its form is made of."""
    return get_object_or_404(queries.whole(queries.applications_of(request.ngo)), pk=pk)


@portal
def page(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One page of questions; every save keeps what is well formed, a wrong field comes back as it was typed."""
    row = stored(request, pk)
    form = form_of(request, row, key)
    if request.method == "POST":
        answer = save(request, row, key, form)
        if answer is not None:
            return answer
        row = stored(request, pk)
        form.values = rules.values_of(row)
    return render(request, "grants/portal/section_questions.html", page_facts(request, row, key, form))


def form_of(request: HttpRequest, row: Any, key: str) -> AnswersForm:
    """The questions of the page that are put, given the answers before them."""
    everything, values = rules.questions_for(row), rules.values_of(row)
    shown = [question for question in rules.asked(everything, values) if question.page == key]
    gone = rules.left_out_of(row.call)[0]
    if key.removeprefix("more-") in gone or not any(question.page == key for question in everything):
        raise Http404("the call has no such questions")
    version = next((save.version for save in row.sections.all() if save.key == key), 0)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return AnswersForm(*sent, questions=shown, everything=everything, values=values, version=version)


def save(request: HttpRequest, row: Any, key: str, form: AnswersForm) -> HttpResponse | None:
    """Save the well formed answers; None asks for the page with its errors."""
    quiet = request.headers.get("X-Autosave") == "1"
    entries = form.entries()
    facts = {"application": row, "page": key, "at": request.arrived_at, "by": request.user}
    try:
        kept = verbs.save_answers(entries=entries, version=form.cleaned_data.get("version"), **facts)
    except Refused as no:
        return refused(form, no, quiet)
    if quiet:
        return autosaved(kept, form)
    form.data = form.data.copy()
    form.data["version"] = kept.version
    if form.errors:
        return None
    if "remove" in request.POST:
        attempt(request, None, verbs.remove_file, key=request.POST["remove"], **facts)
        return redirect("grants_portal:section", pk=row.pk, key=key)
    return go_on(request, row.pk, key, form)


def refused(form: AnswersForm, no: Refused, quiet: bool) -> HttpResponse | None:
    """The refusal as an answer to the saving script, or on the form."""
    if quiet:
        return JsonResponse({"message": sentence(no)}, status=409 if no.field == "version" else 400)
    form.add_error(no.field if no.field in form.fields and no.field != "version" else None, sentence(no))
    form.conflict = no.field == "version"
    if form.conflict:
        form.data = form.data.copy()
        form.data["version"] = form.fields["version"].initial
    return None


def autosaved(kept: Any, form: AnswersForm) -> JsonResponse:
    """What the saving script says beside the form."""
    facts = {"saved_at": timezone.localtime(kept.saved_at).strftime("%H:%M"), "version": kept.version}
    if form.errors:
        first = next(iter(form.errors.values()))[0]
        return JsonResponse(
            {**facts, "message": _("Saved except a wrong field: %(first)s") % {"first": first}}, status=400
        )
    return JsonResponse(facts)


def go_on(request: HttpRequest, pk: int, key: str, form: AnswersForm) -> HttpResponse:
    """To the questions the answers have opened, else to the next part or back to the list."""
    row = stored(request, pk)
    before = {question.key for question in form.questions}
    put = rules.asked(rules.questions_for(row), rules.values_of(row))
    opened = [question for question in put if question.page == key and question.key not in before]
    saved(request, _("Your answers are saved."))
    if opened:
        messages.info(request, _("Your answers open further questions on this page."))
        return redirect(f"{reverse('grants_portal:section', args=[pk, key])}#put_{opened[0].key}")
    following = next_part(sections_of(row), key)
    if request.POST.get("then") == "next" and following:
        return redirect("grants_portal:section", pk=pk, key=following)
    if request.POST.get("then") == "stay":
        return redirect("grants_portal:section", pk=pk, key=key)
    return redirect("grants_portal:application", pk=pk)


def page_facts(request: HttpRequest, row: Any, key: str, form: AnswersForm) -> dict[str, Any]:
    """What the page shows: the list of parts, what is missing here, the questions, what was corrected."""
    tasks = tasks_of(row, findings(row))
    mine: Task | None = next((task for task in tasks if task.section.key == key), None)
    rows = task_rows(row, tasks)
    for line in rows:
        line["current"] = line["url"] == reverse("grants_portal:section", args=[row.pk, key])
        line["note"] = ""
    return {
        "application": row,
        "call": row.call,
        "section": mine.section if mine else {"title": _("Questions of this call")},
        "form": form,
        "puts": form.puts(),
        "waiting": waiting(form, key),
        "theirs": differences(form, row) if getattr(form, "conflict", False) else [],
        "tables": any(question.kind == "table" for question in form.questions),
        "corrections": [pair for pair in corrections_for(row) if pair[1].page == key],
        "tasks": rows,
        "lacking": mine.notes if mine else (),
        "saved_at": mine.saved.saved_at if mine and mine.saved else None,
        "last": bool(tasks) and tasks[-1].section.key == key,
        "due": queries.due_of(row) if row.state in {"draft", "returned"} else None,
        "why_not": refusal_of(check_editable, row, request.arrived_at),
        "may_edit": allowed(check_editable, row, request.arrived_at)
        and allowed(check_is_applicant, request.user, row),
    }


def waiting(form: AnswersForm, key: str) -> list[str]:
    """Questions of the page that are not put yet, each with the answer that puts it."""
    shown = {question.key for question in form.questions}
    return [
        rules.condition_words(question, form.by_key)
        for question in form.by_key.values()
        if question.page == key and question.key not in shown
    ]


def differences(form: AnswersForm, row: Any) -> list[dict[str, Any]]:
    """Answers in which what is stored and what was typed differ, both in full."""
    values, found = rules.values_of(row), []
    for question in form.questions:
        theirs, yours = (
            rules.frozen(question, values.get(question.key)),
            rules.frozen(question, form.value(question)),
        )
        if theirs != yours and question.kind != "file":
            found.append({"label": question.text, "stored": words(theirs), "typed": words(yours)})
    return found


def words(value: Any) -> str:
    """A frozen answer in one text, to compare."""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return "\n".join(" | ".join(row) for row in value.get("rows", []))
    return str(value or "")
