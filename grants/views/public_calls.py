"""What anybody reads of calls: the list, one call from its publication to its decision, priorities of a year."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from grants.documents.call_tables import Rooms, tables
from grants.forms.calls import public_filter
from grants.milestones import milestones
from grants.models import Call
from grants.models.calls import Phase
from grants.queries import priorities, programming
from grants.queries import public_calls as queries
from grants.queries.long_lists import part
from grants.queries.public_applicants import applicants_part
from grants.queries.public_page import call_page, fill
from grants.queries.public_ranking import ranking_part
from grants.queries.public_scores import all_of, contracts_of_call
from grants.queries.results import results_part
from grants.question_terms import questions_end, takes_questions
from office.doors import public
from office.jurisdiction import has_feature
from office.rulebooks import from_version

PAGE = 20


@public
def listing(request: HttpRequest) -> HttpResponse:
    """Open calls first with the time left, then those being decided, then decided ones; planned ones below."""
    now = timezone.now()
    form = public_filter(request)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    pages = Paginator(queries.call_list(now, **chosen), PAGE)
    page = pages.get_page(request.GET.get("page"))
    for row in page.object_list:
        row.phase_now = row.phase(now)
    facts = {
        "form": form,
        "page": page,
        "filtered": any(chosen.values()),
        "kept": request.GET.urlencode() if any(chosen.values()) else "",
        "years": priorities.published_years() if has_feature("priorities") else [],
        "plans": priorities.public_plans(timezone.localdate()) if has_feature("calendar_plan") else [],
        "programmed": has_feature("priorities"),
        "planned": has_feature("calendar_plan"),
    }
    return render(request, "grants/public/calls.html", facts)


@public
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: who, what, how much, until when, by which criteria; later who applied, points, decision."""
    found = get_object_or_404(call_page(), slug=slug)
    rules = from_version(found.rulebook)
    facts = results_facts(found, request.GET) | fill(found, request.GET)
    facts |= {
        "call": found,
        "phase": found.phase(timezone.now()),
        "Phase": Phase,
        "rules": rules,
        "tables": tables(found, rooms_shown(found, facts)),
        "questions_end": questions_end(found, rules),
        "takes_questions": takes_questions(found, rules, timezone.now()),
    }
    told = {"ranking": facts["ranking"], "decision": facts["decision"], "awarded": facts["awards"]}
    told |= {"contracts": all_of(found, facts["contracts"]), "objections": facts["after"].objections}
    facts["milestones"] = milestones(found, rules, timezone.localdate(), **told)
    return render(request, "grants/public/call.html", facts)


def rooms_shown(found: Call, facts: Mapping[str, Any]) -> Rooms:
    """Which rooms of the call hold anything, of what the page has read already."""
    after = facts["after"]
    return Rooms(
        questions=bool(facts["questions"]),
        changes=bool(facts["corrections"] or found.corrected or found.extensions.all()),
        objections=bool(after.objections),
        earlier=any(each.published_at for each in after.past),
        judgments=bool(after.annulments),
    )


def results_facts(found: Call, asked: Mapping[str, str]) -> dict[str, Any]:
    """What came of the call: the list of the check, ranking, decision with its rows, contracts."""
    decision, results = queries.decision_of(found), results_part(found, asked)
    listed = any(not row["annulled"] for row in found.room_checks)  # then the frozen list is shown
    complete, rejected = ([], []) if listed else queries.checked_parts(found, asked)
    return {
        "ranking": queries.ranking_of(found),
        "applicants": applicants_part(found, asked),
        "listing": ranking_part(found, asked),
        "decision": decision,
        "results": results.rows,
        "results_page": results.page,
        "slots": range(1, results.sheets + 1),
        "given": results.given,
        "declined": results.declined,
        "awards": results.awards,
        "complete": complete,
        "rejected": rejected,
        "contracts": part(contracts_of_call(found), asked, "contracts") if decision else [],
    }


@public(feature="priorities")
def priority(request: HttpRequest, year: int) -> HttpResponse:
    """The published decision on priority areas of a year, with its shares of the budget."""
    found = get_object_or_404(priorities.published(), year=year)
    items = priorities.items_of(found)
    facts = {
        "decision": found,
        "items": items,
        "total": sum(item.amount for item in items),
        "shares": priorities.shares(found, items),
        "years": priorities.published_years(),
        **programming.sums_of(found),
    }
    return render(request, "grants/public/priority.html", facts)
