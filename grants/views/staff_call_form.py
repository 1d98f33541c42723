"""The editor of a call's application form: standing parts, sections, questions, order, questions before login."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants import questions as rules
from grants.documents.empty_form import empty_form
from grants.forms import questions as forms
from grants.forms.application_sections import BY_KEY
from grants.models import Call, Question
from grants.queries import call_forms as queries
from grants.queries import calls
from grants.queries.call_reviews import remarks_by_place
from grants.rules import check_correctable, check_works_on_call
from grants.self_check import questions_before
from grants.services import call_forms as verbs
from office.doors import staff
from office.refusal import allowed, refusal_of
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved


def found_call(request: HttpRequest, pk: int) -> Call:
    """The call with its form, when the person may see it."""
    return get_object_or_404(queries.with_form(calls.calls_of(request.user)), pk=pk)


def found_question(call: Call, key: str) -> Question:
    """The question as it holds now."""
    question = queries.question_of(call, key)
    if question is None:
        raise Http404("the call has no such question")
    return question


@staff(P.SIT_ON_COMMISSION)
def form(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole form: what of the standing form is asked, sections and questions in their order."""
    call = found_call(request, pk)
    draft = call.state == call.State.DRAFT
    facts = {
        "call": call,
        "editable": draft and allowed(check_works_on_call, request.user, call),
        "correctable": not draft and allowed(check_correctable, request.user, call),
        "why_not": None if draft else refusal_of(check_correctable, request.user, call),
        **remarked(call),
        "places_own": len(call.question_sections.all()),
        "standing": standing_words(call),
        "before": questions_before(call, calls.rules_of(call)),
        "corrections": queries.corrections_of(call),
    }
    return render(request, "grants/staff/call_form_editor.html", facts)


def remarked(call: Call) -> dict[str, Any]:
    """Every place of the form, with what the office remarked on it; remarks on places that are gone come first."""
    left = remarks_by_place(call)
    shown, before = places(call), list(call.eligibility_questions.all())
    for each in shown:
        each["remarks"] = left.pop(each["key"], [])
        for line in each["questions"]:
            line["remarks"] = left.pop(f"question-{line['question'].key}", [])
    for each in before:
        each.remarks = left.pop(f"before-{each.pk}", [])
    standing = [remark for key in BY_KEY for remark in left.pop(key, [])]
    lost = [remark for group in left.values() for remark in group]
    return {"places": shown, "own_before": before, "on_standing": standing, "lost": lost}


def places(call: Call) -> list[dict[str, Any]]:
    """Every place of the form with its questions: own sections, and standing ones that have some."""
    questions = rules.questions_of(call)
    by_key = {question.key: question for question in questions}

    def place(key: str, title: str, section: Any = None) -> dict[str, Any]:
        here = [
            {"question": each, "serves": rules.serves(each), "condition": rules.condition_words(each, by_key)}
            for each in questions
            if each.page == key
        ]
        return {"key": key, "title": title, "section": section, "questions": here}

    own = [place(f"own-{each.pk}", each.title, each) for each in call.question_sections.all()]
    for each in own:
        each["last"] = each is own[-1]
    standing = [place(f"more-{key}", str(each.title)) for key, each in BY_KEY.items()]
    return [*own, *(each for each in standing if each["questions"])]


def standing_words(call: Call) -> list[tuple[str, str]]:
    """What of the standing form differs from the usual, in words."""
    form = forms.StandingForm(call=call)
    chosen = {f"{each.section}.{each.field}".rstrip("."): each for each in call.standing_choices.all()}
    return [
        (str(form.fields[name].label), str(each.get_demand_display()))
        for name, each in chosen.items()
        if name in form.fields
    ]


def shown(request: HttpRequest, call: Call, form: Any, title: str, lead: str = "") -> HttpResponse:
    """A form of the editor."""
    facts = {"form": form, "call": call, "title": title, "lead": lead}
    return render(request, "grants/staff/form_part.html", facts)


def back(call: Call, anchor: str = "") -> HttpResponse:
    """To the form, at the place where one worked."""
    return redirect(f"{reverse('grants_staff:call_form', args=[call.pk])}{anchor}")


@staff(P.SIT_ON_COMMISSION)
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what of the standing form the call asks."""
    call = found_call(request, pk)
    form = forms.StandingForm(request.POST or None, call=call)
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.choose_standing, call=call, choices=form.choices(), by=request.user):
            saved(request)
            return back(call)
    lead = _("The title, the summary, the dates, the budget, documents and declarations are always asked.")
    return shown(request, call, form, _("Standing parts of the form"), lead)


@staff(P.SIT_ON_COMMISSION)
def section(request: HttpRequest, pk: int, part: int | None = None) -> HttpResponse:
    """Add a section, or change one."""
    call = found_call(request, pk)
    row = get_object_or_404(queries.section_of(call, part)) if part else None
    initial = {"title": row.title, "lead": row.lead} if row else {}
    form = forms.SectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {"call": call, "section": row, "by": request.user, **form.cleaned_data}
        made = attempt(request, form, verbs.save_section, **facts)
        if made:
            saved(request)
            return back(call, f"#own-{made.pk}")
    return shown(request, call, form, _("Change the section") if row else _("Add a section"))


@staff(P.SIT_ON_COMMISSION)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the new question stands and of which kind it is."""
    call = found_call(request, pk)
    kinds = [(kind.value, kind.label, forms.KINDS_HELP[kind]) for kind in Question.Kind]
    where = forms.where_choices(call, call.question_sections.all())
    place, kind = request.GET.get("where", ""), request.GET.get("kind", "")
    if place in dict(where) and kind in Question.Kind.values:
        return redirect("grants_staff:form_question_new", pk=pk, place=place, kind=kind)
    facts = {"call": call, "kinds": kinds, "where": where, "place": place}
    return render(request, "grants/staff/form_question_kind.html", facts)


@staff(P.SIT_ON_COMMISSION)
def question_new(request: HttpRequest, pk: int, place: str, kind: str) -> HttpResponse:
    """A new question of one kind in one place."""
    call = found_call(request, pk)
    titles = dict(forms.where_choices(call, call.question_sections.all()))
    if place not in titles or kind not in Question.Kind.values:
        raise Http404("no such place or kind")
    end = rules.end_of_page(place, call.question_sections.all())
    earlier = [each for each in rules.questions_of(call) if each.is_choice and rules.place(each)[:3] <= end]
    form = question_form(request, call, kind, earlier)
    if request.method == "POST" and form.is_valid():
        facts = {"call": call, "page": place, "kind": kind, "by": request.user, **form.facts()}
        made = attempt(request, form, verbs.save_question, **facts)
        if made:
            saved(request, _("The question is added."))
            return back(call, f"#{made.key}")
    lead = f"{titles[place]} · {Question.Kind(kind).label}"
    return shown(request, call, form, _("Add a question"), lead)


def question_form(
    request: HttpRequest,
    call: Call,
    kind: str,
    earlier: list[Question],
    question: Question | None = None,
    **facts: Any,
) -> forms.QuestionForm:
    """The form of a question with the criteria it can serve."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    subs = list(queries.subcriteria_of(call))
    return forms.QuestionForm(*sent, kind=kind, question=question, earlier=earlier, subcriteria=subs, **facts)


@staff(P.SIT_ON_COMMISSION)
def question(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Change a question of the draft."""
    call = found_call(request, pk)
    row = found_question(call, key)
    if call.state != call.State.DRAFT:
        return redirect("grants_staff:form_question_correct", pk=pk, key=key)
    earlier = [
        each for each in rules.questions_of(call) if each.is_choice and rules.place(each) < rules.place(row)
    ]
    form = question_form(request, call, row.kind, earlier, row)
    if request.method == "POST" and form.is_valid():
        facts = {"call": call, "page": row.page, "kind": row.kind, "question": row, **form.facts()}
        if attempt(request, form, verbs.save_question, by=request.user, **facts):
            saved(request)
            return back(call, f"#{key}")
    return shown(request, call, form, _("Change the question"), str(row.get_kind_display()))


REMOVED = {
    "section": (queries.section_of, verbs.remove_section, "section"),
    "eligibility": (queries.eligibility_of, verbs.remove_eligibility, "question"),
}


def found_part(call: Call, kind: str, part: str) -> Any:
    """A section, a question, or a question before the application."""
    if kind == "question":
        return found_question(call, part)
    return get_object_or_404(REMOVED[kind][0](call, int(part)))


@staff(P.SIT_ON_COMMISSION)
def remove(request: HttpRequest, pk: int, kind: str, part: str) -> HttpResponse:
    """Ask once more, then take a part of the form out of the draft."""
    call = found_call(request, pk)
    row = found_part(call, kind, part)
    if request.method == "POST":
        verb = verbs.remove_question if kind == "question" else REMOVED[kind][1]
        name = "question" if kind == "question" else REMOVED[kind][2]
        if attempt(request, None, verb, by=request.user, **{name: row}):
            saved(request, _("Removed."))
        return back(call)
    return render(request, "grants/staff/form_remove.html", {"call": call, "row": row, "kind": kind})


@staff(P.SIT_ON_COMMISSION)
@require_POST
def move(request: HttpRequest, pk: int, kind: str, part: str) -> HttpResponse:
    """One place up or down."""
    call = found_call(request, pk)
    row = found_part(call, kind, part)
    up = request.POST.get("to") == "up"
    attempt(request, None, verbs.move, part=row, up=up, by=request.user)
    anchors = {"question": f"#{part}", "section": f"#own-{part}", "eligibility": "#before"}
    return back(call, anchors[kind])


@staff(P.SIT_ON_COMMISSION)
def eligibility(request: HttpRequest, pk: int, part: int | None = None) -> HttpResponse:
    """Add a question before the application, or change one."""
    call = found_call(request, pk)
    row = get_object_or_404(queries.eligibility_of(call, part)) if part else None
    initial = {name: getattr(row, name) for name in ("text", "explanation", "law")} if row else {}
    if row:
        initial["wanted"] = "yes" if row.wanted else "no"
    form = forms.EligibilityForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {"call": call, "question": row, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.save_eligibility, **facts):
            saved(request)
            return back(call, "#before")
    title = (
        _("Change the question before the application") if row else _("Add a question before the application")
    )
    return shown(request, call, form, title)


@staff(P.SIT_ON_COMMISSION)
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The form without answers, as it will be printed."""
    call = found_call(request, pk)
    facts = {"call": call, "parts": empty_form(call), "criteria": queries.criteria_of(call)}
    return render(request, "grants/staff/form_printed.html", facts)


@staff(P.SIT_ON_COMMISSION)
def template(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The template of a question."""
    found = queries.template_of_question(found_call(request, pk), key)
    if found is None:
        raise Http404("the question has no template")
    return serve(request, found)


@staff(P.SIT_ON_COMMISSION)
def document_template(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """The template of a required document."""
    call = found_call(request, pk)
    return serve(request, get_object_or_404(queries.template_of_document(call, part)).template)
