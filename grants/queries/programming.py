"""What pages ask about the programming of a year and its sectoral analyses."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from council.models import Session
from grants.models import (
    AnalysisComment,
    AnalysisDuty,
    CouncilOpinion,
    PriorityDecision,
    PriorityItem,
    ProgrammingCycle,
    ProposedCall,
    SectorAnalysis,
)
from grants.queries.late import HANDED_IN
from grants.queries.sums import sum_rows, totals
from ngo_registry.models import Organisation
from office.models import Body, User
from office.models.user import bodies_of
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import Rule, due_in, from_version, rules_for

State = SectorAnalysis.State
WAITING = Q(comments__confirmed_at__isnull=False, comments__answered_at__isnull=True)
CONFIRMED = Q(comments__confirmed_at__isnull=False)
SEEN = (State.CONSULTATION, State.FINAL, *HANDED_IN)


def cycles() -> QuerySet[ProgrammingCycle]:
    """All programmed years, newest first, with how many bodies are asked and how much has come."""
    came = Q(analyses__state__in=HANDED_IN)
    rows = ProgrammingCycle.objects.select_related("rulebook").annotate(
        asked=Count("duties", distinct=True),
        came=Count("analyses", filter=came, distinct=True),
    )
    return rows.order_by("-year")


@dataclass(frozen=True, slots=True)
class CycleDate:
    """A date of the cycle with its article."""

    key: str
    label: Any
    due: datetime.date | None
    law: str
    confirmed: bool


def dates_of(cycle: ProgrammingCycle) -> list[CycleDate]:
    """Dates of the rulebook the cycle froze, in order; all lie in the year before the budget year."""
    rules = from_version(cycle.rulebook)
    wanted = (
        ("analyses", rules.call.sector_analysis_due),
        ("opinion", rules.programming.opinion_due),
        ("proposal", rules.programming.proposal_due),
    )
    return [
        CycleDate(key, rule.label, due_in(rule.value, cycle.year - 1), rule.law, rule.confirmed)
        for key, rule in wanted
    ]


def consultation_days(cycle: ProgrammingCycle) -> tuple[int | None, str]:
    """How many days a draft is consulted, and the article."""
    rule = from_version(cycle.rulebook).council.consultation_days
    return rule.value, rule.law


def bodies_to_ask(cycle: ProgrammingCycle | None = None) -> QuerySet[Body]:
    """Bodies that may be asked for analyses today, and those that are asked in the cycle already."""
    kinds = (Body.Kind.NATIONAL, Body.Kind.INDEPENDENT)
    today = Body.objects.active(timezone.localdate()).filter(kind__in=kinds)
    asked = cycle.duties.values("body") if cycle else AnalysisDuty.objects.none().values("body")
    return Body.objects.filter(Q(pk__in=today.values("pk")) | Q(pk__in=asked)).order_by("sort_key", "name")


def writing_bodies(user: User) -> QuerySet[Body]:
    """Bodies whose analyses the person writes."""
    return bodies_of(user, P.MANAGE_CALLS).active(timezone.localdate()).order_by("sort_key", "name")


def analyses_of(user: User) -> QuerySet[SectorAnalysis]:
    """Analyses of the person's bodies; the office sees those of all."""
    return (
        SectorAnalysis.objects.filter(body__in=bodies_of(user, P.MANAGE_CALLS))
        .select_related("cycle__rulebook", "body", "area", "document__file", "sums__item__decision")
        .annotate(waiting=Count("comments", WAITING), said=Count("comments", CONFIRMED))
    )


def analysis_list(user: User, cycle: ProgrammingCycle) -> list[SectorAnalysis]:
    """Analyses of a cycle that the person may open, with their sums."""
    calls = Prefetch("calls", ProposedCall.objects.order_by("order"))
    rows = analyses_of(user).filter(cycle=cycle).prefetch_related(calls)
    return list(rows.order_by("body__sort_key", "body__name", "area__order", "kind", "pk"))


def openable(user: User, cycle: ProgrammingCycle) -> frozenset[int]:
    """Analyses of a cycle whose room the person may open; of the others only what is published is read."""
    return frozenset(
        cycle.analyses.filter(body__in=bodies_of(user, P.MANAGE_CALLS)).values_list("pk", flat=True)
    )


def duties_of(user: User, cycle: ProgrammingCycle) -> QuerySet[AnalysisDuty]:
    """Duties of the person's bodies."""
    return cycle.duties.filter(body__in=bodies_of(user, P.MANAGE_CALLS)).select_related("body", "cycle")


def comments_of(analysis: SectorAnalysis) -> list[AnalysisComment]:
    """Confirmed comments in their order."""
    rows = analysis.comments.filter(confirmed_at__isnull=False).select_related("organisation")
    return list(rows.order_by("number"))


def confirming(pk: int | None) -> AnalysisComment | None:
    """The comment a signed link names."""
    rows = AnalysisComment.objects.select_related("analysis__body", "analysis__area", "analysis__cycle")
    return rows.filter(pk=pk).first() if pk else None


def public_analyses() -> QuerySet[SectorAnalysis]:
    """Analyses anybody may read: from the opening of their consultation on, withdrawn ones too."""
    return (
        SectorAnalysis.objects.filter(consultation_from__isnull=False)
        .select_related("cycle__rulebook", "body", "area", "document__file", "sums__item__decision")
        .annotate(said=Count("comments", CONFIRMED))
    )


def consultations(today: datetime.date) -> tuple[list[SectorAnalysis], list[SectorAnalysis]]:
    """Open consultations, the nearest end first; the others, newest first."""
    rows = list(public_analyses().order_by("-consultation_until", "body__sort_key", "pk"))
    now = [row for row in rows if is_open(row, today)]
    return sorted(now, key=lambda row: (row.consultation_until, row.pk)), [
        row for row in rows if not is_open(row, today)
    ]


def is_open(analysis: SectorAnalysis, today: datetime.date) -> bool:
    """Are comments taken today?"""
    last = analysis.consultation_until
    return analysis.state == State.CONSULTATION and last is not None and today <= last


def own_comments(organisation: Organisation, analysis: SectorAnalysis) -> list[AnalysisComment]:
    """What an organisation said about an analysis."""
    return list(analysis.comments.filter(organisation=organisation).order_by("number"))


def opinion_of(decision: PriorityDecision | None) -> CouncilOpinion | None:
    """What the Council said about the decision."""
    if decision is None:
        return None
    return CouncilOpinion.objects.select_related("session__council").filter(decision=decision).first()


def opinion_rule(decision: PriorityDecision) -> Rule[Any]:
    """Does the Council give its opinion before the proposal, as the rulebook of the year's programming has it?"""
    cycle = ProgrammingCycle.objects.select_related("rulebook").filter(year=decision.year).first()
    rules = from_version(cycle.rulebook) if cycle else rules_for(None, timezone.localdate())
    return rules.programming.council_opinion


def held_sessions() -> QuerySet[Session]:
    """Sessions of the Council at which an opinion may have been given, newest first."""
    held = [Session.State.HELD, Session.State.MINUTES_ADOPTED]
    return Session.objects.filter(state__in=held).select_related("council").order_by("-at")


def decision_of(year: int) -> PriorityDecision | None:
    """The decision of a year, whatever its state."""
    return PriorityDecision.objects.filter(year=year).first()


def asked_in_all(cycle: ProgrammingCycle) -> Decimal:
    """What all bodies ask in the analyses they have not withdrawn."""
    live = ProposedCall.objects.filter(analysis__cycle=cycle).exclude(analysis__state=State.WITHDRAWN)
    return live.aggregate(sum=Sum("total"))["sum"] or Decimal(0)


def confirmed(analysis: SectorAnalysis) -> QuerySet[AnalysisComment]:
    """Comments that count."""
    return analysis.comments.filter(confirmed_at__isnull=False).select_related("organisation")


def next_waiting(analysis: SectorAnalysis) -> AnalysisComment | None:
    """The first comment without an answer."""
    return confirmed(analysis).filter(answered_at__isnull=True).order_by("number").first()


def comments_of_organisation(organisation: Organisation) -> list[AnalysisComment]:
    """What an organisation has said in all consultations, newest first."""
    rows = organisation.analysis_comments.select_related(
        "analysis__body", "analysis__area", "analysis__cycle"
    )
    return list(rows.order_by("-received_at", "-pk"))


def decided_sum(analysis: SectorAnalysis) -> PriorityItem | None:
    """The row of a published decision that came from the analysis."""
    sums = getattr(analysis, "sums", None)
    if sums is None or sums.item.decision.state != PriorityDecision.State.PUBLISHED:
        return None
    return sums.item


def open_consultations(today: datetime.date) -> list[SectorAnalysis]:
    """Analyses on which comments are taken today, the nearest end first."""
    rows = public_analyses().filter(state=State.CONSULTATION, consultation_until__gte=today)
    return list(rows.order_by("consultation_until", "pk"))


def consultations_for(organisation: Organisation, today: datetime.date) -> list[SectorAnalysis]:
    """Open consultations in the organisation's areas on which it has not commented."""
    rows = public_analyses().filter(state=State.CONSULTATION, consultation_until__gte=today)
    mine = rows.filter(area__in=organisation.areas.all()).exclude(comments__organisation=organisation)
    return list(mine.order_by("consultation_until", "pk"))


def opening_due(year: int) -> tuple[datetime.date | None, str]:
    """By when the office opens the programming in a year, and the article; nothing without a rulebook."""
    try:
        rule = rules_for(None, timezone.localdate()).programming.opens
    except Refused:
        return None, ""
    return due_in(rule.value, year), rule.law


def has_cycle(year: int) -> bool:
    """Is the year programmed in this portal?"""
    return ProgrammingCycle.objects.filter(year=year).exists()


def sums_of(decision: PriorityDecision) -> dict[str, Any]:
    """The table of a published decision beside what was asked, and the Council's opinion; nothing for old years."""
    if not has_cycle(decision.year):
        return {"sums": [], "sum_totals": {}, "opinion": opinion_of(decision)}
    rows = sum_rows(decision.year, decision)
    return {"sums": rows, "sum_totals": totals(rows), "opinion": opinion_of(decision)}
