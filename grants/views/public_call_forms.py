"""What anybody gets of a call's form: the self-check, the form to print, templates of papers and questions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from grants.documents.empty_form import empty_form
from grants.forms.self_check import SelfCheckForm
from grants.models.calls import Phase
from grants.queries import call_forms as queries
from grants.queries.public_calls import public_form
from grants.self_check import questions_before, verdicts
from office.doors import public
from office.rulebooks import from_version
from office.uploads import serve


@csrf_exempt  # reads no cookie and keeps nothing: there is no account whose right it could misuse
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def self_check(request: HttpRequest, slug: str) -> HttpResponse:
    """Yes-or-no questions before login; the answers are judged and forgotten."""
    call = get_object_or_404(public_form(), slug=slug)
    questions = questions_before(call, from_version(call.rulebook))
    form = SelfCheckForm(request.POST if request.method == "POST" else None, questions=questions)
    judged = form.is_bound and form.is_valid()
    found = verdicts(questions, form.cleaned_data) if judged else []
    facts = {
        "call": call,
        "form": form,
        "judged": judged,
        "stops": [each for each in found if each.stops],
        "warns": [each for each in found if not each.stops],
        "open": call.phase(timezone.now()) == Phase.OPEN,
    }
    return render(request, "grants/public/self_check.html", facts)


@public
@require_safe
def printed(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole form without answers, to read and to print."""
    call = get_object_or_404(public_form(), slug=slug)
    facts = {"call": call, "parts": empty_form(call), "criteria": queries.criteria_of(call)}
    return render(request, "grants/public/empty_form.html", facts)


@public
@require_safe
def document_template(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The template of a paper the call asks for."""
    call = get_object_or_404(public_form(), slug=slug)
    return serve(request, get_object_or_404(queries.template_of_document(call, pk)).template)


@public
@require_safe
def question_template(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The template of a question that asks for a file."""
    found = queries.template_of_question(get_object_or_404(public_form(), slug=slug), key)
    if found is None:
        raise Http404("the question has no template")
    return serve(request, found)
