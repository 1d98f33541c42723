"""What the public pages ask about calls; nothing here depends on who asks."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page
from django.db.models import Case, Count, F, IntegerField, Prefetch, Q, QuerySet, Sum, Value, When
from django.utils import timezone

from grants.models import (
    Application,
    Call,
    Commission,
    Criterion,
    Decision,
    DecisionRow,
    Ranking,
    RequiredDocument,
    SubCriterion,
)
from grants.models.calls import Phase
from grants.queries.call_forms import with_form
from grants.queries.long_lists import divided
from office.models import Area, Body
from office.scripts import fold

SECOND = datetime.timedelta(seconds=1)
REJECTED = Application.State.REJECTED
DECIDED = (Call.State.DECIDED, Call.State.CLOSED)


def in_phase(calls: QuerySet[Call], phase: str, at: datetime.datetime) -> QuerySet[Call]:
    """Calls that stand in this phase at that moment, in the words of Call.phase()."""
    if phase == Phase.OPEN:
        return calls.open(at)
    if phase == Phase.CLOSED:
        return calls.past_deadline(at)
    if phase == Phase.DECIDED:
        return calls.filter(state__in=DECIDED)
    if phase == Phase.CANCELLED:
        return calls.filter(state=Call.State.CANCELLED)
    return calls


def call_list(
    at: datetime.datetime,
    *,
    body: Body | None = None,
    area: Area | None = None,
    year: int | None = None,
    phase: str = "",
    text: str = "",
) -> QuerySet[Call]:
    """Public calls: open ones first by deadline, then those being decided, then the decided, newest first."""
    rows = in_phase(Call.objects.public(), phase, at).select_related("body")
    for name, value in (("body", body), ("areas", area), ("year", year)):
        if value:
            rows = rows.filter(**{name: value})
    if text:
        rows = rows.filter(pk__in=matching(text))
    order = Case(
        When(state=Call.State.PUBLISHED, deadline__gte=at, then=Value(0)),
        When(state=Call.State.PUBLISHED, then=Value(1)),
        When(state__in=DECIDED, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    soonest = Case(When(state=Call.State.PUBLISHED, deadline__gte=at, then=F("deadline")))
    return (
        rows.annotate(place=order, soonest=soonest)
        .prefetch_related("areas")
        .order_by("place", F("soonest").asc(nulls_last=True), "-deadline", "-pk")
    )


def matching(text: str) -> list[int]:
    """Calls whose title, number or body has every word, in either script and without diacritics."""
    words = fold(text).split()
    rows = Call.objects.public().values_list("pk", "title", "number", "body__name")
    return [pk for pk, *parts in rows if all(word in fold(" ".join(parts)) for word in words)]


def found_calls(text: str, at: datetime.datetime) -> list[Call]:
    """Public calls that have every word, the nearest deadline first, then the newest; one statement."""
    words = fold(text).split()
    rows = Call.objects.public().select_related("body")
    found = [
        call
        for call in rows
        if all(word in fold(f"{call.title} {call.number} {call.body.name}") for word in words)
    ]
    return sorted(found, key=lambda call: (call.deadline < at, abs(call.deadline - at), call.pk))


def open_calls(at: datetime.datetime) -> QuerySet[Call]:
    """Calls that take applications now, the nearest deadline first."""
    return Call.objects.open(at).select_related("body").order_by("deadline", "pk")


def with_deadlines(since: datetime.datetime) -> QuerySet[Call]:
    """Published calls whose deadline lies after a moment, for calendars."""
    rows = Call.objects.filter(state=Call.State.PUBLISHED, deadline__gte=since)
    rows = rows.select_related("body", "rulebook").prefetch_related("extensions")
    return rows.order_by("deadline", "pk")


def newest() -> QuerySet[Call]:
    """Calls in the order of their publication, newest first."""
    rows = Call.objects.public().select_related("body", "rulebook").prefetch_related("extensions")
    return rows.order_by("-published_at", "-pk")


def latest_decisions() -> QuerySet[Decision]:
    """Published decisions, newest first, with the number of supported projects and their sum."""
    awarded = Q(rows__outcome=DecisionRow.Outcome.AWARDED)
    return (
        Decision.objects.filter(state=Decision.State.PUBLISHED)
        .select_related("call__body", "document__file")
        .annotate(supported=Count("rows", awarded), given=Sum("rows__amount", filter=awarded))
        .order_by("-published_at", "-pk")
    )


def public_call(*, extended: bool = True) -> QuerySet[Call]:
    """One call with everything its page shows before the applications; a page may bring extensions itself."""
    criteria = Criterion.objects.order_by("order").prefetch_related(
        Prefetch("subcriteria", SubCriterion.objects.order_by("order"))
    )
    return (
        Call.objects.public()
        .select_related(
            "body",
            "commission",
            "item__decision",
            "item__area",
            "rulebook",
            "document__file",
            "decision__document__file",
            "decision__variant",
            "ranking__document__file",
            "earlier_link__earlier",
            "origin__analysis__area",
        )
        .prefetch_related(
            "areas",
            *(["extensions"] if extended else []),
            Prefetch("criteria", criteria),
            Prefetch(
                "required_documents", RequiredDocument.objects.select_related("template").order_by("order")
            ),
        )
    )


def public_form() -> QuerySet[Call]:
    """One public call with its application form."""
    return with_form(Call.objects.public().select_related("body", "rulebook"))


def filter_bodies() -> QuerySet[Body]:
    """Bodies that have published a call."""
    return Body.objects.filter(pk__in=Call.objects.public().values("body")).order_by("sort_key", "name")


def results_call() -> QuerySet[Call]:
    """One public call with its list and decision, for the page of an application and for tables."""
    return Call.objects.public().select_related("body", "rulebook", "ranking", "decision__variant")


def watched_bodies() -> QuerySet[Body]:
    """Bodies that called before or have a commission, so that their next call can be watched."""
    named = Call.objects.order_by().values("body").union(Commission.objects.order_by().values("body"))
    return Body.objects.filter(pk__in=named).order_by("sort_key", "name")


def watched_areas() -> QuerySet[Area]:
    """Areas in which a call may come."""
    return Area.objects.exclude(valid_until__lt=timezone.localdate()).order_by("order", "name")


def feed(at: datetime.datetime, **chosen: Any) -> QuerySet[Call]:
    """Calls of a filter in the order of their publication, newest first."""
    return call_list(at, **chosen).order_by("-published_at", "-pk")


def filter_areas() -> QuerySet[Area]:
    """Areas in which a call was published."""
    return Area.objects.filter(pk__in=Call.objects.public().values("areas")).order_by("order", "name")


def filter_years() -> list[int]:
    """Years with a published call, newest first."""
    return sorted(set(Call.objects.public().order_by().values_list("year", flat=True)), reverse=True)


def decision_of(call: Call) -> Decision | None:
    """The published decision of a call."""
    decision = getattr(call, "decision", None)
    return decision if decision is not None and decision.state == Decision.State.PUBLISHED else None


def ranking_of(call: Call) -> Ranking | None:
    """The published ranking list of a call."""
    ranking = getattr(call, "ranking", None)
    return ranking if ranking is not None and ranking.state == Ranking.State.PUBLISHED else None


def checked(call: Call) -> QuerySet[Application]:
    """Applications on the published list of the formal check: complete and rejected, by number."""
    rows = call.applications.filter(state__in=[*Application.COMPETING, REJECTED])
    rows = rows if call.check_published_at else rows.none()
    return rows.select_related("organisation").order_by("submitted_at", "pk")


def checked_parts(call: Call, asked: Mapping[str, str]) -> tuple[Page, Page]:
    """The asked parts of the complete and of the rejected applications."""
    complete, rejected = ("complete", ~Q(state=REJECTED)), ("rejected", Q(state=REJECTED))
    return divided(checked(call), asked, complete, rejected, lambda row: row.state != REJECTED)
