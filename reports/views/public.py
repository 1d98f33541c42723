"""What the public reads: reports with their figures, who got what, open data."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from office.doors import public
from office.queries.bodies import predecessors_of
from office.uploads import serve
from reports.documents.annual_spending import page_of
from reports.documents.award_charts import pictures_of
from reports.documents.report_links import ReportLinks
from reports.forms.spending import AwardFilter
from reports.queries import awards as ask
from reports.views.chips import chips_of

PAGE = 50


@public
def listing(request: HttpRequest) -> HttpResponse:
    """Published reports."""
    return render(request, "reports/public/reports.html", {"reports": ask.published_reports()})


@public
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """One report: its figures, every sum with a link to its rows, its file and data."""
    found = get_object_or_404(ask.published_reports(), slug=slug)
    bodies = {body.code: body.pk for body in ask.bodies_with_awards()}
    calls = ask.addresses_of([call["number"] for call in found.snapshot["calls"]])
    facts = page_of(found.snapshot, get_language() or found.language)
    links = ReportLinks(found.snapshot, bodies=bodies, calls=calls, decided=ask.is_decided(found.year))
    tables = links.tables(facts)
    facts = {"report": found, "facts": facts, "tables": tables, "forms": ("csv", "xlsx", "json")}
    return render(request, "reports/public/report.html", facts)


@public
def report_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The report as PDF."""
    return serve(request, get_object_or_404(ask.published_reports(), slug=slug).document.file)


@public
def awards(request: HttpRequest) -> HttpResponse:
    """Who got what: filters in the address, sum of what is filtered, charts with their tables, rows."""
    form = AwardFilter(request.GET or None, choices=ask.award_choices())
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = ask.awards(**chosen)
    sums = ask.sums(found)
    pages = Paginator(found, PAGE)
    pages.count = sums["count"]
    return render(request, "reports/public/awards.html", {
        "form": form, "sums": sums, "page": pages.get_page(request.GET.get("page")),
        "groups": pictures_of(ask.by_year(found), ask.by_kind(found), ask.by_body(found)),
        "chips": chips_of(request, form), "query": request.GET.urlencode(),
        "before": predecessors_of(chosen["body"]) if chosen.get("body") and not chosen["past"] else [],
    })  # fmt: skip
