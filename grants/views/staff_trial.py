"""The trial of a form: an officer walks it as an applicant would; everything stays in the session and is then gone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants import trial
from grants.documents.application import parts_of
from grants.documents.budget import budget_of
from grants.eligibility import findings, missing
from grants.forms.application_parts import DeclarationsForm, DocumentForm
from grants.forms.application_sections import after as next_part
from grants.forms.application_sections import progress_of, sections_of, tasks_of
from grants.models import Application, Call
from grants.queries import call_forms, calls
from grants.snapshot import snapshot_of
from grants.views.portal_questions import waiting
from office import uploads
from office.doors import staff
from office.refusal import Refused
from office.roles import Permission as P
from office.upload_checks import checked
from office.views.helpers import saved, sentence


def found(request: HttpRequest, pk: int) -> tuple[Call, trial.State, Application]:
    """The drafted call, what was entered, and the application made of it."""
    call = get_object_or_404(call_forms.with_form(calls.calls_of(request.user)), pk=pk)
    if call.state != call.State.DRAFT:
        raise Http404("a published call is not tried")
    state = trial.state_of(request.session, call)
    return call, state, trial.tried(call, state, request.user)


def kept(request: HttpRequest, state: trial.State) -> None:
    """Keep what was entered in the session of the officer; a session has its size."""
    request.session[trial.KEY] = state


def task_rows(call: Call, tasks: list[Any], current: str = "") -> list[dict[str, Any]]:
    """Lines of the task list with their addresses in the trial."""
    return [
        {
            "title": task.section.title,
            "url": reverse("grants_staff:trial_page", args=[call.pk, task.section.key]),
            "label": task.label,
            "tone": task.tone,
            "note": "" if current else " ".join(task.notes),
            "current": task.section.key == current,
        }
        for task in tasks
    ]


@staff(P.SIT_ON_COMMISSION)
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """The task list of the trial."""
    call, _state, row = found(request, pk)
    tasks = tasks_of(row, findings(row, calls.rules_of(call)))
    facts = {"call": call, "tasks": task_rows(call, tasks), "progress": progress_of(tasks)}
    return render(request, "grants/staff/trial.html", facts)


@staff(P.SIT_ON_COMMISSION)
def page(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One page of the form, with the errors an applicant would see."""
    call, state, row = found(request, pk)
    section = next((each for each in sections_of(row) if each.key == key), None)
    if section is None:
        raise Http404("the call does not ask this part")
    form = form_of(request, row, key)
    if request.method == "POST":
        answer = send(request, call, state, row, key, form)
        if answer is not None:
            return answer
    facts = {"call": call, "section": section, "form": form, **page_facts(call, row, key, form)}
    return render(request, "grants/staff/trial_page.html", facts)


def form_of(request: HttpRequest, row: Application, key: str) -> Any:
    """The form of the page, with what was sent or what was entered before."""
    data = request.POST if request.method == "POST" else None
    if key.startswith(("own-", "more-")):
        return trial.answers_form(row, key, data, request.FILES if data is not None else None)
    if key in trial.LISTS:
        adding = data is not None and "add" in data
        return trial.LISTS[key][1](data if adding else None)
    if key == "declarations":
        return DeclarationsForm(data, application=row)
    return (
        trial.section_form(row, key, data)
        if key != "documents"
        else DocumentForm(data, request.FILES or None)
    )


def send(
    request: HttpRequest, call: Call, state: trial.State, row: Application, key: str, form: Any
) -> HttpResponse | None:
    """Keep what was sent; None asks for the page with its errors."""
    if key == "documents":
        return attach(request, call, state, form)
    if key in trial.LISTS and "sources" not in request.POST:
        return add(request, call, state, key, form)
    if key == "budget":
        form = trial.section_form(row, key, request.POST)
    good = form.is_valid()
    keep_files(request, state, form)
    state["sent"][key] = kept_text(request)
    kept(request, state)
    if not good:
        return None
    return go_on(request, call, state, key, form)


def kept_text(request: HttpRequest) -> str:
    """What was typed, without the token of the page."""
    data = request.POST.copy()
    data.pop("csrfmiddlewaretoken", None)
    text = data.urlencode()
    return text if len(text) <= trial.MOST_KEPT else ""


def keep_files(request: HttpRequest, state: trial.State, form: Any) -> None:
    """Check files as a real application would, and keep their names alone."""
    for key, upload in request.FILES.items():
        try:
            uploads.check_size(upload, uploads.clean_name(upload.name))
            checked(upload.read(), uploads.clean_name(upload.name), uploads.ALL)
        except Refused as no:
            form.add_error(key if key in form.fields else None, sentence(no))
        else:
            state["papers"][key] = {"name": uploads.clean_name(upload.name), "size": upload.size}


def add(request: HttpRequest, call: Call, state: trial.State, key: str, form: Any) -> HttpResponse | None:
    """One more entry of a list, or one less."""
    lines = state["lists"].setdefault(key, [])
    if "drop" in request.POST:
        del lines[int(request.POST["drop"]) - 1 : int(request.POST["drop"])]
    elif not form.is_valid():
        return None
    elif len(lines) < trial.MOST_ENTRIES:
        lines.append(kept_text(request))
    kept(request, state)
    return redirect("grants_staff:trial_page", pk=call.pk, key=key)


def attach(request: HttpRequest, call: Call, state: trial.State, form: Any) -> HttpResponse:
    """A file for one paper: its name is kept, its content is not."""
    paper = request.POST.get("paper", "")
    if paper not in {str(each.pk) for each in call.required_documents.all()}:
        raise Http404("not a paper of this call")
    keep_files(request, state, form)
    upload = state["papers"].pop("file", None)
    if upload:
        state["papers"][paper] = upload
    for errors in form.errors.values():
        messages.error(request, " ".join(errors))
    kept(request, state)
    return redirect("grants_staff:trial_page", pk=call.pk, key="documents")


def go_on(request: HttpRequest, call: Call, state: trial.State, key: str, form: Any) -> HttpResponse:
    """To the questions the answers have opened, else on."""
    row = trial.tried(call, state, request.user)
    if form.errors:
        return redirect("grants_staff:trial_page", pk=call.pk, key=key)
    if key.startswith(("own-", "more-")):
        before, now = form.questions, trial.answers_form(row, key).questions
        if {each.key for each in now} - {each.key for each in before}:
            messages.info(request, _("Your answers open further questions on this page."))
            return redirect("grants_staff:trial_page", pk=call.pk, key=key)
    following = next_part(sections_of(row), key)
    if following:
        return redirect("grants_staff:trial_page", pk=call.pk, key=following)
    return redirect("grants_staff:trial", pk=call.pk)


def page_facts(call: Call, row: Application, key: str, form: Any) -> dict[str, Any]:
    """What the page shows beside its form."""
    tasks = tasks_of(row, findings(row, calls.rules_of(call)))
    mine = next((task for task in tasks if task.section.key == key), None)
    questions = key.startswith(("own-", "more-"))
    return {
        "tasks": task_rows(call, tasks, key),
        "lacking": mine.notes if mine else (),
        "puts": form.puts() if questions else None,
        "waiting": waiting(form, key) if questions else [],
        "entries": getattr(row, trial.LISTS[key][0]).all() if key in trial.LISTS else None,
        "budget": budget_of(row) if key == "budget" else None,
        "sources": trial.section_form(row, key, None) if key == "budget" else None,
        "papers": papers(call, row) if key == "documents" else None,
    }


def papers(call: Call, row: Application) -> list[dict[str, Any]]:
    """Every paper of the call with a form, and the name of what was chosen."""
    given = {each.required_id: each.file for each in row.documents.all()}
    return [
        {
            "required": each,
            "given": given.get(each.pk),
            "form": DocumentForm(auto_id=f"id_paper_{each.pk}_%s"),
        }
        for each in call.required_documents.all()
    ]


@staff(P.SIT_ON_COMMISSION)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """All answers on one page and what an applicant would still miss."""
    call, _state, row = found(request, pk)
    facts = {
        "call": call,
        "parts": parts_of(snapshot_of(row)),
        "lacking": missing(row, calls.rules_of(call)),
        "keys": {section.key for section in sections_of(row)},
    }
    return render(request, "grants/staff/trial_check.html", facts)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the trial: nothing of it is left."""
    call = get_object_or_404(calls.calls_of(request.user), pk=pk)
    request.session.pop(trial.KEY, None)
    saved(request, _("The trial is over; nothing of it is kept."))
    return redirect("grants_staff:call_form", pk=call.pk)
