"""A partner outside the register answers with the code of its e-mail, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from grants.forms.filing import AnswerForm, CodeForm
from grants.queries.partner_confirmations import by_code
from grants.services import partner_confirmations as services
from grants.views.portal_partners import STEPS, question_facts
from office.doors import public
from office.rate_limits import within_limit
from office.views.helpers import attempt

RATE = "30/hour"


@csrf_exempt  # reads no cookie; the code is the right
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type the code of the e-mail."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not within_limit(request, "partner-code", RATE):
            return render(request, "grants/public/partner_wait.html", status=429)
        question = by_code(form.cleaned_data["code"])
        if question:
            return redirect("grants_public:partner_answer", code=tidy(form.cleaned_data["code"]))
        form.add_error("code", services.NO_SUCH_CODE)
    return render(request, "grants/public/partner_code.html", {"form": form})


def tidy(typed: str) -> str:
    """A code as an address writes it."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:40] or "0"


@csrf_exempt  # the code is the right
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Header and own part, and the answer; programs that open links answer nothing."""
    if not within_limit(request, "partner-code", RATE):
        return render(request, "grants/public/partner_wait.html", status=429)
    question = by_code(code)
    if question is None:
        return render(request, "grants/public/partner_gone.html", status=404)
    form = AnswerForm(request.POST or None, initial={"words": question.read_sha256}, outside=True)
    step = request.POST.get("action", "")
    if request.method == "POST" and step in STEPS and form.is_valid():
        facts = {"step": step, **form.cleaned_data, "at": request.arrived_at, "by": None}
        if attempt(request, form, services.answer, question=question, **facts):
            return redirect("grants_public:partner_answer", code=code)
    facts = {**question_facts(request, question, form), "code": code}
    return render(request, "grants/public/partner_answer.html", facts)
