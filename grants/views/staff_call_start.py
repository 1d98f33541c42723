"""Beginning a call: from nothing, from what is there already, or after another call; templates of the office."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.call_rest import rest_of
from grants.call_sources import source_of
from grants.forms import call_life as forms
from grants.models import Call
from grants.queries import call_life
from grants.queries import calls as queries
from grants.services import call_follow, call_start, call_templates
from office.doors import staff
from office.refusal import Refused
from office.roles import Permission as P
from office.views.helpers import attempt, saved, sentence


@staff(P.SIT_ON_COMMISSION)
def source(request: HttpRequest, commission: int) -> HttpResponse:
    """What the call of this commission is begun from."""
    found = get_object_or_404(queries.commissions_for_calls(request.user), pk=commission)
    form = forms.SourceForm(request.POST or None, sources=call_life.sources(found))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["source"] == "empty":
            return redirect("grants_staff:call_new", commission=found.pk)
        call = begun(request, form, found)
        if call:
            saved(request, _("The draft is begun. Look at every part that was taken over."))
            return redirect("grants_staff:call", pk=call.pk)
    return render(request, "grants/life/source.html", {"form": form, "commission": found})


def begun(request: HttpRequest, form: forms.SourceForm, commission: Any) -> Call | None:
    """The draft, or the refusal on the form."""
    try:
        chosen = source_of(form.cleaned_data)
    except Refused as no:
        form.add_error(form.cleaned_data["source"], sentence(no))
        return None
    title = form.cleaned_data["title"] or chosen.name
    facts = {"commission": commission, "source": chosen, "title": title[:300]}
    return attempt(request, form, call_start.start_call, by=request.user, **facts)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def look(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """A part that was taken over is right."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    attempt(request, None, call_start.look_at, call=call, part=part, by=request.user)
    return redirect("grants_staff:call", pk=pk)


@staff(P.SIT_ON_COMMISSION)
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the repetition of an annulled or failed call."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    form = forms.ReasonForm(request.POST or None)
    return followed(request, call, form, call_follow.repeat_call, _("Repeat the call"))


@staff(P.SIT_ON_COMMISSION)
def second(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a second call for the money that is left."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    left = rest_of(call)
    form = forms.SecondCallForm(request.POST or None, initial={"total": left})
    return followed(
        request, call, form, call_follow.second_call, _("Second call for what is left"), left=left
    )


def followed(
    request: HttpRequest, call: Call, form: Any, verb: Any, title: str, **facts: Any
) -> HttpResponse:
    """The form of a call after a call; then its draft."""
    if request.method == "POST" and form.is_valid():
        later = attempt(request, form, verb, call=call, by=request.user, **form.cleaned_data)
        if later:
            saved(request, _("The draft is begun. The two calls are linked."))
            return redirect("grants_staff:call", pk=later.pk)
    facts |= {"form": form, "call": call, "title": title, "done": queries.counts_of(call)}
    return render(request, "grants/life/follow.html", facts)


@staff(P.REVIEW_CALLS)
def templates(request: HttpRequest) -> HttpResponse:
    """Templates the office keeps."""
    facts = {"templates": call_life.templates(), "ended": call_life.ended_templates()}
    return render(request, "grants/life/templates.html", facts)


@staff(P.REVIEW_CALLS)
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the text of a call to all bodies."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    form = forms.TemplateForm(request.POST or None, initial={"name": call.title})
    valid = request.method == "POST" and form.is_valid()
    facts = {"call": call, "by": request.user}
    if valid and attempt(request, form, call_templates.mark_template, **facts, **form.cleaned_data):
        saved(request, _("All bodies may begin a call from this template."))
        return redirect("grants_staff:call_templates")
    title = _("Make it a template")
    return render(request, "grants/staff/call_form.html", {"form": form, "call": call, "title": title})


@staff(P.REVIEW_CALLS)
@require_POST
def template_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a template no more."""
    found = get_object_or_404(call_life.templates(), pk=pk)
    if attempt(request, None, call_templates.end_template, template=found, by=request.user):
        saved(request, _("The template is not offered any more."))
    return redirect("grants_staff:call_templates")
