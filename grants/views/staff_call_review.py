"""The review of a draft: the body's side, and the office's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.documents.empty_form import empty_form, form_places
from grants.forms import call_review as forms
from grants.models import CallReview
from grants.queries import call_reviews
from grants.queries import calls as queries
from grants.queries.call_forms import read_form_of_call
from grants.rules import check_works_on_call
from grants.services import call_review as verbs
from grants.workflows.call_review import REVIEW
from office.doors import staff
from office.refusal import allowed
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.SIT_ON_COMMISSION)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the draft to the office; its rounds with remarks and answers."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    form = forms.AskReviewForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.ask_review, call=call, by=request.user, **form.cleaned_data):
        saved(request, _("The draft is sent; the office is told by e-mail."))
        return redirect("grants_staff:call_review", pk=pk)
    rounds = call_reviews.reviews_of(call)
    waits = next((each for each in rounds if each.state == CallReview.State.ASKED), None)
    editable = call.state == call.State.DRAFT and allowed(check_works_on_call, request.user, call)
    left = any(remark.answered_at is None for each in rounds for remark in each.sent)
    facts = {"form": form, "call": call, "rounds": rounds, "waits": waits, "rules": queries.rules_of(call)}
    facts |= {"editable": editable, "asks": editable and not waits and not left}
    facts["due"] = call_reviews.due_of(waits) if waits else None
    return render(request, "grants/life/review.html", facts)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the draft back before the office has answered."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    found = get_object_or_404(call.reviews, state=CallReview.State.ASKED)
    if attempt(request, None, verbs.take_back, review=found, by=request.user):
        saved(request, _("The draft is taken back."))
    return redirect("grants_staff:call_review", pk=pk)


@staff(P.SIT_ON_COMMISSION)
def answer(request: HttpRequest, pk: int, remark: int) -> HttpResponse:
    """Close one remark with an answer."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    found = get_object_or_404(call_reviews.sent_remarks(call), pk=remark)
    initial = {"answer": found.answer, "taken_over": "no" if found.taken_over is False else "yes"}
    form = forms.RemarkAnswerForm(request.POST or None, initial=initial)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.answer_remark, remark=found, by=request.user, **form.cleaned_data
    ):
        saved(request, _("The answer is saved."))
        return redirect("grants_staff:call_review", pk=pk)
    return render(request, "grants/life/remark.html", {"form": form, "call": call, "remark": found})


@staff(P.REVIEW_CALLS)
def listing(request: HttpRequest) -> HttpResponse:
    """Drafts that wait for the office, and its last opinions."""
    facts = {"waiting": call_reviews.waiting(request.user), "given": call_reviews.given(request.user)}
    return render(request, "grants/life/reviews.html", facts)


@staff(P.REVIEW_CALLS)
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft before the office: what it says, remarks, the opinion."""
    found = get_object_or_404(call_reviews.reviews_for(request.user), pk=pk)
    call = queries.whole(type(found.call)._default_manager.all()).get(pk=found.call_id)
    read_form_of_call(call)
    form = forms.RemarkForm(request.POST or None, places=form_places(call))
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.add_remark, review=found, by=request.user, **form.cleaned_data):
        saved(request, _("The remark is written down; it is sent with the opinion."))
        return redirect("grants_staff:call_opinion", pk=pk)
    facts = {"form": form, "review": found, "call": call, "rules": queries.rules_of(call)}
    facts["parts"] = empty_form(call)
    facts |= {"remarks": found.remarks.all(), "due": call_reviews.due_of(found)}
    facts["offers"] = [each for each in REVIEW.offered(found, by=request.user) if each.name != "take_back"]
    facts["rounds"] = [each for each in call_reviews.reviews_of(call) if each.pk != found.pk]
    return render(request, "grants/life/opinion.html", facts)


@staff(P.REVIEW_CALLS)
@require_POST
def remark_remove(request: HttpRequest, pk: int, remark: int) -> HttpResponse:
    """Take back a remark that was not sent."""
    found = get_object_or_404(call_reviews.reviews_for(request.user), pk=pk)
    row = get_object_or_404(found.remarks, pk=remark)
    if attempt(request, None, verbs.remove_remark, remark=row, by=request.user):
        saved(request, _("Removed."))
    return redirect("grants_staff:call_opinion", pk=pk)


@staff(P.REVIEW_CALLS)
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree, or send the remarks."""
    found = get_object_or_404(call_reviews.reviews_for(request.user), pk=pk)
    form = forms.OpinionForm(request.POST)
    if not form.is_valid():
        return redirect("grants_staff:call_opinion", pk=pk)
    verb = verbs.agree if form.cleaned_data["action"] == "agree" else verbs.send_remarks
    facts = {"review": found, "opinion": form.cleaned_data["opinion"]}
    if not attempt(request, None, verb, by=request.user, **facts):
        return redirect("grants_staff:call_opinion", pk=pk)
    saved(request, _("The opinion is given; those who work on the call are told by e-mail."))
    return redirect("grants_staff:call_reviews")
