"""What anybody reads: who speaks for NGOs in public bodies, and how they came there."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from council import queries
from council.conditions import conditions_of, grouped
from council.queries import calls
from council.queries import council as council_queries
from office.doors import public
from office.jurisdiction import has_feature
from office.rulebooks import from_version

PAGE = 20


@public(feature="council")
def council(request: HttpRequest) -> HttpResponse:
    """The Council: president, members with their seats and mandates, sessions."""
    present = queries.current_council()
    facts = {"council": present, "rows": [], "page": None, "today": timezone.localdate()}
    if present:
        facts["rows"] = queries.seat_rows(present)
        sessions = Paginator(council_queries.sessions_of(present), PAGE)
        facts["page"] = sessions.get_page(request.GET.get("page"))
    return render(request, "council/public/council.html", facts)


@public(feature="council")
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: agenda, materials, who was there, minutes, conclusions."""
    found = get_object_or_404(council_queries.session_pages(), pk=pk)
    return render(request, "council/public/session.html", {"session": found})


@public
def participation(request: HttpRequest) -> HttpResponse:
    """Open calls for representatives, calls being checked, published lists and results."""
    now = timezone.now()
    results = Paginator(queries.results(), PAGE)
    facts = {
        "open": queries.open_calls(now),
        "in_check": calls.in_check(now),
        "page": results.get_page(request.GET.get("page")),
        "has_council": has_feature("council"),
    }
    return render(request, "council/public/participation.html", facts)


@public
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call: places, conditions with articles, deadline; later the list and the appointment."""
    found = get_object_or_404(calls.public_calls(), pk=pk)
    rules = from_version(found.rulebook)
    listed = found.listed_at is not None
    facts = {
        "call": found,
        "groups": grouped(conditions_of(rules)),
        "deadline_law": rules.council.nomination_days.law,
        "is_open": found.is_open(),
        "seats": found.seats.all(),
        "refusals": calls.refusals_of(found) if listed else [],
        "document": calls.list_documents(found).first() if listed else None,
    }
    return render(request, "council/public/call.html", facts)
