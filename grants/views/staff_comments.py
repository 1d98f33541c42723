"""The body answers the comments on its draft analysis, one by one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from grants.forms import programming as forms
from grants.queries import programming as queries
from grants.services import comments as verbs
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved

FEATURE = "priorities"


@staff(P.MANAGE_CALLS, feature=FEATURE)
def answer(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """Answer one comment; after saving, the next that waits."""
    row = get_object_or_404(queries.analyses_of(request.user), pk=pk)
    said = get_object_or_404(queries.confirmed(row), pk=comment)
    initial = {"outcome": said.outcome, "answer": said.answer}
    form = forms.AnswerForm(request.POST or None, initial=initial)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.answer_comment, comment=said, by=request.user, **form.cleaned_data
    ):
        saved(request, _("The answer is saved and sent."))
        following = queries.next_waiting(row)
        if following:
            return redirect("grants_staff:comment_answer", pk=pk, comment=following.pk)
        return redirect("grants_staff:analysis", pk=pk)
    facts = {"form": form, "analysis": row, "comment": said, "title": _("Answer the comment")}
    return render(request, "grants/year/comment_answer.html", facts)


@staff(P.MANAGE_CALLS, feature=FEATURE)
def hide(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """Take the text of a comment off the public page with a reason, or show it again."""
    row = get_object_or_404(queries.analyses_of(request.user), pk=pk)
    said = get_object_or_404(queries.confirmed(row), pk=comment)
    form = forms.HideForm(request.POST or None, initial={"reason": said.hidden_reason})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.hide_comment, comment=said, by=request.user, **form.cleaned_data
    ):
        saved(request)
        return redirect("grants_staff:analysis", pk=pk)
    facts = {"form": form, "analysis": row, "comment": said, "title": _("Hide the text of the comment")}
    return render(request, "grants/year/comment_answer.html", facts)
