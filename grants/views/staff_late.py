"""Staff room of those who are late: reminders, letters, who is not obliged, who plans no calls."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from grants.forms import programming as forms
from grants.forms.priorities import YearFilter
from grants.queries import late as queries
from grants.queries import priorities
from grants.services import chasing as verbs
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.REMIND_BODIES)
def listing(request: HttpRequest) -> HttpResponse:
    """Everything the law wants of bodies in a year: who is late, when they were reminded."""
    today = timezone.localdate()
    form = YearFilter(request.GET or None, initial={"year": today.year})
    chosen = form.cleaned_data.get("year") if form.is_bound and form.is_valid() else None
    year = chosen or today.year
    tables = [
        (table, queries.with_reminders(table, today), queries.exempted(year) if table.key == "plan" else [])
        for table in queries.late_tables(year, today)
    ]
    return render(request, "grants/year/late_staff.html", {"form": form, "year": year, "tables": tables})


def back(year: int, duty: str) -> HttpResponse:
    """To the table of the duty: analyses for a year are owed in the year before."""
    shown = year - 1 if duty == "analyses" else year
    return redirect(f"{redirect('grants_staff:late').url}?year={shown}#{duty}")


@staff(P.REMIND_BODIES)
@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Remind one body, or all that are late."""
    form = forms.RemindForm(request.POST)
    if not form.is_valid():
        return redirect("grants_staff:late")
    duty, year, body = (form.cleaned_data[name] for name in ("duty", "year", "body"))
    if body:
        if attempt(request, None, verbs.remind_body, duty=duty, body=body, year=year, by=request.user):
            saved(request, _("The reminder is sent."))
        return back(year, duty)
    shown = year - 1 if duty == "analyses" else year
    counts = attempt(request, None, verbs.remind_all, duty=duty, year=shown, by=request.user)
    if counts:
        sent = ngettext("%(count)s body is reminded.", "%(count)s bodies are reminded.", counts[0])
        saved(request, sent % {"count": counts[0]})
    return back(year, duty)


@staff(P.REMIND_BODIES)
def letter(request: HttpRequest, duty: str, year: int, pk: int) -> HttpResponse:
    """Record a reminder that went out as a letter."""
    body = get_object_or_404(queries.all_bodies(), pk=pk)
    form = forms.LetterForm(request.POST or None, initial={"sent_on": timezone.localdate()})
    facts = {"duty": duty, "body": body, "year": year, "by": request.user}
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.record_letter, **facts, **form.cleaned_data):
        saved(request, _("The letter is recorded."))
        return back(year, duty)
    return render(
        request, "grants/year/late_form.html", {"form": form, "body": body, "title": _("Record a letter")}
    )


@staff(P.REMIND_BODIES, feature="calendar_plan")
def exempt(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A body that is not obliged to plan calls."""
    body = get_object_or_404(queries.all_bodies(), pk=pk)
    form = forms.ReasonForm(request.POST or None)
    facts = {"body": body, "year": year, "by": request.user}
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.exempt_body, **facts, **form.cleaned_data):
        saved(request)
        return back(year, "plan")
    title = _("Not obliged to plan calls")
    return render(request, "grants/year/late_form.html", {"form": form, "body": body, "title": title})


@staff(P.MANAGE_CALLS, feature="calendar_plan")
def no_calls(request: HttpRequest) -> HttpResponse:
    """A body says that it plans no calls this year."""
    bodies = priorities.plan_bodies(request.user)
    initial = {"year": timezone.localdate().year}
    form = forms.NoCallsForm(request.POST or None, bodies=bodies, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, verbs.hand_in_no_calls, by=request.user, **form.cleaned_data)
        if made:
            saved(request, _("It is recorded that the body plans no calls this year."))
            return redirect(f"{redirect('grants_staff:plans').url}?year={made.year}")
    facts = {"form": form, "body": None, "title": _("No calls planned this year")}
    return render(request, "grants/year/late_form.html", facts)


@staff(P.MANAGE_CALLS, feature="calendar_plan")
@require_POST
def answer_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what stands in place of a plan."""
    answer = get_object_or_404(queries.answers_of(request.user), pk=pk)
    year = answer.year
    if attempt(request, None, verbs.take_back_answer, answer=answer, by=request.user):
        saved(request)
    return redirect(f"{redirect('grants_staff:plans').url}?year={year}")
