"""Organisations comment on draft analyses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.analysis_text import public_text
from grants.forms.programming import CommentForm
from grants.queries import programming as queries
from grants.services import comments as verbs
from office.doors import portal
from office.views.helpers import attempt, saved

FEATURE = "priorities"


@portal(feature=FEATURE)
def listing(request: HttpRequest) -> HttpResponse:
    """Consultations that are open now, and those the organisation took part in."""
    now, _before = queries.consultations(timezone.localdate())
    facts = {"now": now, "comments": queries.comments_of_organisation(request.ngo)}
    return render(request, "grants/year/portal_consultations.html", facts)


@portal(feature=FEATURE)
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """The text, what the organisation said, and a field for one more comment."""
    found = get_object_or_404(queries.public_analyses(), pk=pk)
    form = CommentForm(request.POST or None)
    facts = {"analysis": found, "organisation": request.ngo, "at": request.arrived_at, "by": request.user}
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.comment_for_ngo, **facts, **form.cleaned_data):
        saved(request, _("The comment is made; its number and the answer stand below."))
        return redirect("grants_portal:consultation", pk=pk)
    facts = {
        "form": form,
        "analysis": found,
        "text": public_text(found),
        "comments": queries.own_comments(request.ngo, found),
        "open_now": queries.is_open(found, timezone.localdate()),
    }
    return render(request, "grants/year/portal_consultation.html", facts)
