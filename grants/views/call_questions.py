"""Questions on a call: asked by anybody signed in, answered by the body."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms import call_review as forms
from grants.models import CallQuestion
from grants.queries import call_life, public_calls
from grants.queries import calls as queries
from grants.question_terms import best_asked_until, questions_end, takes_questions
from grants.services import call_questions as verbs
from office.doors import portal, staff
from office.rate_limits import within_limit
from office.roles import Permission as P
from office.rulebooks import from_version
from office.views.helpers import attempt, saved

RATE = "20/hour"


@portal(ngo=False)
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, and see what became of one's own questions."""
    call = get_object_or_404(public_calls.public_call(), slug=slug)
    form = forms.QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not within_limit(request, "call-question", RATE):
            form.add_error(None, _("Too many questions in a short time. Try again in an hour."))
        elif attempt(request, form, verbs.ask_question, call=call, by=request.user, **form.cleaned_data):
            saved(
                request,
                _("The question is sent. The answer comes to your e-mail and to the page of the call."),
            )
            return redirect("grants_portal:call_questions", slug=slug)
    rules, now = from_version(call.rulebook), timezone.now()
    facts = {"form": form, "call": call, "end": questions_end(call, rules), "rules": rules}
    facts["best_until"] = best_asked_until(call, rules)
    facts |= {"takes": takes_questions(call, rules, now), "own": call_life.own_questions(call, request.user)}
    return render(request, "grants/portal/call_questions.html", facts)


@staff(P.SIT_ON_COMMISSION)
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Questions on a call, those that wait first."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    rules = queries.rules_of(call)
    facts = {"call": call, "questions": call_life.questions_of(call), "end": questions_end(call, rules)}
    facts |= {"best_until": best_asked_until(call, rules), "rules": rules, "today": timezone.localdate()}
    return render(request, "grants/life/questions.html", facts)


@staff(P.SIT_ON_COMMISSION)
def answer(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Answer a question, or put another wording in the place of its answer."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    found = get_object_or_404(call_life.question_of(call), pk=question)
    versions = list(found.answers.all())
    first = found.state != CallQuestion.State.ANSWERED
    initial = {"asked": found.text} if first else {"asked": versions[-1].asked, "text": versions[-1].text}
    form = (forms.AnswerForm if first else forms.ChangeAnswerForm)(request.POST or None, initial=initial)
    verb = verbs.answer_question if first else verbs.change_answer
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verb, question=found, by=request.user, **form.cleaned_data):
        saved(request, _("The answer is published on the page of the call."))
        return redirect("grants_staff:call_questions", pk=pk)
    facts = {"form": form, "call": call, "question": found, "versions": versions, "first": first}
    return render(request, "grants/life/answer.html", {**facts, "dismiss": forms.DismissForm()})


@staff(P.SIT_ON_COMMISSION)
@require_POST
def dismiss(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Do not answer, with the reason for the person who asked."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    found = get_object_or_404(call_life.question_of(call), pk=question)
    form = forms.DismissForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    if attempt(request, None, verbs.dismiss_question, question=found, note=note, by=request.user):
        saved(request, _("The person who asked is told by e-mail."))
    return redirect("grants_staff:call_questions", pk=pk)
