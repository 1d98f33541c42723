"""Staff: the time after the preliminary list, objections and their replies, inspections, the new list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.forms import objections as forms
from grants.models import Call, Objection
from grants.queries import history
from grants.queries import objections as queries
from grants.queries import staff_applications as staff_queries
from grants.queries.calls import calls_of
from grants.queries.past import past_variants
from grants.rules import check_president
from grants.services import inspections, objection_replies, reranking
from grants.services.objections import check_may_object, enter_objection
from grants.workflows.objection import check_replies
from office.doors import staff
from office.refusal import Refused, refusal_of
from office.roles import Permission as P
from office.uploads import serve, store
from office.views.helpers import attempt, saved, sentence


@staff(P.SIT_ON_COMMISSION)
def after(request: HttpRequest, pk: int) -> HttpResponse:
    """Terms that run from the list, inspections, objections, the new list and what it changed."""
    call = get_object_or_404(calls_of(request.user), pk=pk)
    past = queries.past_rankings(call)
    facts = {
        "call": call,
        "terms": queries.terms_of(call, past),
        "today": timezone.localdate(),
        "inspections": list(queries.inspections_of(call)),
        "objections": list(queries.objections_of(call)),
        "past": past,
        "variants": list(past_variants(call)) if past else [],
        "new_lists": history.new_lists(past, getattr(call, "ranking", None)),
        "rerank": rerank_refusal(request, call),
    }
    return render(request, "grants/objections/after.html", facts)


@staff(P.SIT_ON_COMMISSION)
def past_variant(request: HttpRequest, pk: int, variant: int) -> HttpResponse:
    """A variant kept with a list that no longer holds, as plain text."""
    call = get_object_or_404(calls_of(request.user), pk=pk)
    found = get_object_or_404(past_variants(call), pk=variant)
    return HttpResponse(found.text.encode(), content_type="text/plain; charset=utf-8")


def rerank_refusal(request: HttpRequest, call: Call) -> Refused | None:
    """Why the person may not make a new list now."""
    return refusal_of(check_president, request.user, call) or refusal_of(reranking.check_reranks, call)


@staff(P.SIT_ON_COMMISSION)
def rerank(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the preliminary list aside and make the new one, with a public note of what changed."""
    call = get_object_or_404(calls_of(request.user), pk=pk)
    form = forms.RerankForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, reranking.rerank, call=call, by=request.user, **form.cleaned_data):
            saved(request, _("The new list is made; confirm and publish it as the final list."))
            return redirect("grants_staff:ranking", pk=pk)
    facts = {
        "call": call,
        "form": form,
        "refusal": rerank_refusal(request, call),
        "title": _("New ranking list"),
        "objections": queries.upheld(call).select_related("application__organisation"),
    }
    return render(request, "grants/objections/rerank.html", facts)


@staff(P.SIT_ON_COMMISSION)
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an objection that came on paper."""
    row = get_object_or_404(staff_queries.staff_file(request.user), pk=pk)
    form = forms.PaperObjectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if made := with_papers(request, form, enter_objection, application=row):
            saved(request, _("The objection is entered."))
            return redirect("grants_staff:objection", pk=made.pk)
    facts = {"application": row, "form": form, "refusal": refusal_of(check_may_object, row)}
    return render(request, "grants/objections/enter.html", facts)


def with_papers(request: HttpRequest, form: Any, verb: Any, **facts: Any) -> Any:
    """Keep the enclosed files, then run the verb; a file that is refused says why at its field."""
    given = dict(form.cleaned_data)
    try:
        given["papers"] = [store(upload, by=request.user) for upload in given.get("papers", [])]
    except Refused as no:
        form.add_error("papers", sentence(no))
        return None
    return attempt(request, form, verb, by=request.user, **facts, **given)


@staff(P.SIT_ON_COMMISSION)
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """One objection: what it says, its documents, its reply."""
    found = get_object_or_404(queries.objection_seen_by(request.user), pk=pk)
    facts = {
        "objection": found,
        "application": found.application,
        "call": found.application.call,
        "refusal": refusal_of(check_replies, request.user, found),
        "corrections": found.corrections.select_related("score__subcriterion", "score__assignment"),
        "rejected": found.application.state == found.application.State.REJECTED,
    }
    return render(request, "grants/objections/objection.html", facts)


@staff(P.SIT_ON_COMMISSION)
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Dismiss with reasons."""
    found = get_object_or_404(queries.objection_seen_by(request.user), pk=pk)
    form = forms.ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"objection": found, "by": request.user, **form.cleaned_data}
        if attempt(request, form, objection_replies.dismiss, **facts):
            saved(request, _("The reply waits to be served."))
            return redirect("grants_staff:objection", pk=pk)
    return reply_page(request, found, form, _("Dismiss the objection"))


@staff(P.SIT_ON_COMMISSION)
def uphold(request: HttpRequest, pk: int) -> HttpResponse:
    """Uphold: new points with reasons, or the rejection is lifted."""
    found = get_object_or_404(queries.objection_seen_by(request.user), pk=pk)
    form = forms.UpholdForm(request.POST or None, sheets=queries.sheets_of(found.application))
    if request.method == "POST" and form.is_valid():
        facts = {"reply": form.cleaned_data["reply"], "points": form.points(), "by": request.user}
        if attempt(request, form, objection_replies.uphold, objection=found, **facts):
            saved(request, _("The objection is upheld; the reply waits to be served."))
            return redirect("grants_staff:objection", pk=pk)
    return reply_page(request, found, form, _("Uphold the objection"))


def reply_page(request: HttpRequest, found: Objection, form: Any, title: str) -> HttpResponse:
    """The form of a reply beside what the objection says."""
    facts = {
        "objection": found,
        "application": found.application,
        "call": found.application.call,
        "form": form,
        "lines": form.lines() if isinstance(form, forms.UpholdForm) else [],
        "title": title,
        "refusal": refusal_of(check_replies, request.user, found),
        "rejected": found.application.state == found.application.State.REJECTED,
    }
    return render(request, "grants/objections/reply.html", facts)


@staff(P.SIT_ON_COMMISSION)
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """A document enclosed with an objection."""
    found = get_object_or_404(queries.objection_seen_by(request.user), pk=pk)
    return serve(request, get_object_or_404(found.papers, pk=paper).file)


@staff(P.SIT_ON_COMMISSION)
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an appointment for the inspection."""
    found = get_object_or_404(queries.inspection_seen_by(request.user), pk=pk)
    initial = {"meets_at": found.meets_at and timezone.localtime(found.meets_at), "place": found.place}
    form = forms.AppointmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {"inspection": found, "by": request.user, **form.cleaned_data}
        if attempt(request, form, inspections.appoint, **facts):
            saved(request, _("The appointment is given; its letter waits to be served."))
            return redirect("grants_staff:after_list", pk=found.application.call_id)
    facts = {"inspection": found, "form": form, "title": _("Appointment for the inspection")}
    return render(request, "grants/objections/inspection.html", facts)


@staff(P.SIT_ON_COMMISSION)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what happened at the inspection."""
    found = get_object_or_404(queries.inspection_seen_by(request.user), pk=pk)
    form = forms.RecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"inspection": found, "by": request.user, **form.cleaned_data}
        if attempt(request, form, inspections.close_inspection, **facts):
            saved(request)
            return redirect("grants_staff:after_list", pk=found.application.call_id)
    facts = {"inspection": found, "form": form, "title": _("Record of the inspection")}
    return render(request, "grants/objections/inspection.html", facts)
