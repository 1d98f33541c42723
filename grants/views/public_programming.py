"""What anybody reads and says while a year is programmed: consultations, plans, who is late."""

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from grants.analysis_text import public_text, text_of
from grants.comment_links import comment_key
from grants.documents.programming import (
    LATE_HEAD,
    PLAN_HEAD,
    SUM_HEAD,
    late_lines,
    plan_calendar,
    plan_lines,
    sum_lines,
)
from grants.forms.priorities import YearFilter
from grants.forms.programming import OpenCommentForm
from grants.queries import call_life, late, plans, priorities
from grants.queries import programming as queries
from grants.queries.tallies import tally
from grants.services import comments as verbs
from grants.views.table_files import table_file
from office.doors import public
from office.rate_limits import within_limit
from office.refusal import Refused
from office.uploads import serve
from office.views.helpers import attempt

FEATURE, RATE, PAGE = "priorities", "5/hour", 20


@public(feature=FEATURE)
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """Draft analyses about which the public is asked now; below, all others."""
    now, before = queries.consultations(timezone.localdate())
    page = Paginator(before, PAGE).get_page(request.GET.get("page"))
    return render(request, "grants/year/consultations.html", {"now": now, "page": page})


@public(feature=FEATURE)
@require_safe
def analysis(request: HttpRequest, pk: int) -> HttpResponse:
    """One analysis: its text, the comments with their answers, the report, what became of it."""
    found = get_object_or_404(queries.public_analyses(), pk=pk)
    comments = queries.comments_of(found)
    facts = {
        "analysis": found,
        "text": public_text(found),
        "consulted": text_of(found.consulted),
        "came": call_life.calls_of_analysis(found, public=True),
        "comments": comments,
        "tally": tally(comments),
        "open_now": queries.is_open(found, timezone.localdate()),
        "decided": queries.decided_sum(found),
    }
    return render(request, "grants/year/analysis_public.html", facts)


@csrf_exempt  # reads no cookie: there is no account whose right it could misuse
@public(feature=FEATURE, cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A citizen's comment; the answer never says whether the address is known."""
    found = get_object_or_404(queries.public_analyses(), pk=pk)
    form = OpenCommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not within_limit(request, "analysis-comment", RATE):
            return render(request, "grants/year/comment_wait.html", {"analysis": found}, status=429)
        facts = {name: form.cleaned_data[name] for name in ("text", "author", "email")}
        facts |= {"analysis": found, "at": request.arrived_at, "language": get_language() or ""}
        if form.by_program or attempt(request, form, verbs.comment_by_email, by=None, **facts):
            return redirect("grants_public:comment_sent", pk=pk)
    open_now = queries.is_open(found, timezone.localdate())
    facts = {"analysis": found, "form": form, "open_now": open_now}
    return render(request, "grants/year/comment_open.html", facts)


@public(feature=FEATURE)
@require_safe
def comment_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Look in your mail."""
    found = get_object_or_404(queries.public_analyses(), pk=pk)
    return render(request, "grants/year/comment_sent.html", {"analysis": found})


@csrf_exempt  # the signed link is the right
@public(feature=FEATURE, cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def comment_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """From the e-mail: yes, this is my comment. Programs that open links confirm nothing."""
    found = queries.confirming(comment_key(token))
    if found is None:
        return render(request, "grants/year/comment_gone.html", status=404)
    page = redirect("grants_public:consultation", pk=found.analysis_id)
    if found.confirmed_at:
        return page
    if request.method == "POST":
        try:
            verbs.confirm_comment(comment=found, by=None)
        except Refused as no:
            return render(request, "grants/year/comment_gone.html", {"sentence": no.reason}, status=409)
        return page
    return render(request, "grants/year/comment_confirm.html", {"comment": found})


@public(cache=60)
@require_safe
def late_page(request: HttpRequest) -> HttpResponse:
    """Who is late and by how many days."""
    form, today = YearFilter(request.GET or None), timezone.localdate()
    chosen = form.cleaned_data.get("year") if form.is_bound and form.is_valid() else None
    year = chosen or today.year
    facts = {
        "form": form,
        "year": year,
        "years": late.years_to_show(today),
        "tables": late.late_tables(year, today),
        "today": today,
    }
    return render(request, "grants/year/late_public.html", facts)


@public(feature="calendar_plan")
@require_safe
def plan_page(request: HttpRequest) -> HttpResponse:
    """The calendar of calls of a year, month by month, with who has planned none."""
    form, today = YearFilter(request.GET or None), timezone.localdate()
    chosen = form.cleaned_data.get("year") if form.is_bound and form.is_valid() else None
    year = chosen or today.year
    rows = list(plans.calendar(year))
    facts = {
        "form": form,
        "year": year,
        "months": plans.by_month(rows),
        "count": len(rows),
        "none": plans.without_calls(year),
        "years": plans.years(),
        "due": late.plan_due(year),
    }
    return render(request, "grants/year/plan_public.html", facts)


@public
def late_file(request: HttpRequest, year: int, ending: str) -> HttpResponse | FileResponse:
    """The tables of who is late as CSV or XLSX."""
    rows = late_lines(late.late_tables(year, timezone.localdate()))
    return table_file(f"late-{year}", LATE_HEAD, rows, ending)


@public(feature=FEATURE)
def sums_file(request: HttpRequest, year: int, ending: str) -> HttpResponse | FileResponse:
    """Asked, proposed and decided sums of a published decision as CSV or XLSX."""
    rows = queries.sums_of(get_object_or_404(priorities.published(), year=year))["sums"]
    return table_file(f"sums-{year}", SUM_HEAD, sum_lines(rows), ending)


@public(feature="calendar_plan")
def plan_file(request: HttpRequest, year: int, ending: str) -> HttpResponse | FileResponse:
    """The calendar of calls as CSV, XLSX or for one's own calendar."""
    rows = plans.calendar(year)
    if ending == "ics":
        answer = HttpResponse(plan_calendar(rows), content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="plan-{year}.ics"'
        return answer
    return table_file(f"plan-{year}", PLAN_HEAD, plan_lines(rows), ending)


@public(feature=FEATURE)
def analysis_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The analysis as issued when it was handed in."""
    found = get_object_or_404(queries.public_analyses(), pk=pk, document__isnull=False)
    return serve(request, found.document.file)
