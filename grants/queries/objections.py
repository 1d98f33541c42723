"""Questions after the preliminary list: which edition holds, until when it is inspected and objected to."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from grants.models import (
    Application,
    Assignment,
    Call,
    Inspection,
    Objection,
    PastRanking,
    PastRankingRow,
    PointsCorrection,
    Ranking,
    RankingRow,
    Score,
)
from grants.queries.staff_applications import applications_seen_by
from ngo_registry.models import Organisation
from office.deadlines import add_days, add_working_days
from office.jurisdiction import current
from office.models import User
from office.rulebooks import from_version

State = Objection.State
OPEN_INSPECTION = (Inspection.State.ASKED, Inspection.State.APPOINTED)


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms that run from the publication of a preliminary list."""

    edition: int
    published_on: datetime.date
    inspect_until: datetime.date | None
    inspect_law: str
    object_until: datetime.date
    object_law: str
    reply_days: int | None
    reply_law: str

    def inspects(self, day: datetime.date) -> bool:
        """Applications may be inspected on this day."""
        return self.inspect_until is not None and day <= self.inspect_until

    def objects(self, day: datetime.date) -> bool:
        """Objections may be filed on this day."""
        return day <= self.object_until


def past_rankings(call: Call) -> list[PastRanking]:
    """Lists that no longer hold, the oldest first."""
    rows = call.past_rankings.select_related("document__file", "annulment")
    return list(rows.order_by("edition"))


def edition_of(call: Call) -> int:
    """Which edition the present list is; the first is 1."""
    return call.past_rankings.count() + 1


def is_final(call: Call) -> bool:
    """The present list was made after objections: no other objection is possible."""
    last = call.past_rankings.order_by("edition").last()
    return last is not None and last.why == PastRanking.Why.OBJECTIONS


def terms_of(call: Call, past: list[PastRanking] | None = None) -> Terms | None:
    """Terms of the published preliminary list; none where the rulebook of the call knows no objection.

    A page that has read the lists that no longer hold brings them.
    """
    if call.rulebook_id is None:
        return None
    rules = from_version(call.rulebook).ranking
    ranking: Ranking | None = getattr(call, "ranking", None)
    days = rules.objection_days.value
    if not days or ranking is None or ranking.published_at is None:
        return None
    if past is None:
        past = list(call.past_rankings.order_by("edition"))
    if past and past[-1].why == PastRanking.Why.OBJECTIONS:
        return None
    calendar, day = current().calendar, timezone.localdate(ranking.published_at)
    look = rules.inspection_working_days
    return Terms(
        edition=len(past) + 1,
        published_on=day,
        inspect_until=add_working_days(day, look.value, calendar) if look.value else None,
        inspect_law=look.law,
        object_until=add_days(day, days, calendar),
        object_law=rules.objection_days.law,
        reply_days=rules.objection_decision_days.value,
        reply_law=rules.objection_decision_days.law,
    )


def objections_of(call: Call) -> QuerySet[Objection]:
    """Objections to all editions of the list, in the order of filing."""
    corrections = PointsCorrection.objects.select_related(
        "score__subcriterion__criterion", "score__assignment"
    )
    return (
        Objection.objects.filter(application__call=call)
        .select_related("application__organisation", "letter__document__file", "decided_by")
        .prefetch_related(Prefetch("corrections", corrections), "papers__file")
        .order_by("filed_at", "pk")
    )


def objection_seen_by(user: User) -> QuerySet[Objection]:
    """An objection of a call whose applications the person may read."""
    return (
        Objection.objects.filter(application__in=applications_seen_by(user))
        .select_related(
            "application__call__body",
            "application__call__rulebook",
            "application__call__commission",
            "application__organisation",
            "letter__document__file",
            "decided_by",
        )
        .prefetch_related("papers__file")
    )


def objections_by(organisation: Organisation) -> QuerySet[Objection]:
    """Objections of an organisation."""
    rows = Objection.objects.filter(application__organisation=organisation)
    return rows.select_related("application__call", "letter__document__file").prefetch_related("papers__file")


def objections_to(application: Application) -> QuerySet[Objection]:
    """Objections filed for one application, the newest first."""
    rows = application.objections.select_related("letter__document__file").prefetch_related("papers__file")
    return rows.order_by("-pk")


def own_objection(application: Application) -> Objection | None:
    """The objection of this application to the present list."""
    edition = edition_of(application.call)
    found = application.objections.filter(edition=edition).select_related("letter__document__file")
    return found.prefetch_related("papers__file").first()


def open_objections(call: Call) -> QuerySet[Objection]:
    """Objections the commission has not answered."""
    return Objection.objects.filter(application__call=call, state=State.FILED)


def upheld(call: Call) -> QuerySet[Objection]:
    """Upheld objections to the present edition: their effect stands in no list yet."""
    return Objection.objects.filter(application__call=call, state=State.UPHELD, edition=edition_of(call))


def inspections_of(call: Call) -> QuerySet[Inspection]:
    """Inspections asked for, those that wait first."""
    rows = Inspection.objects.filter(application__call=call)
    return rows.select_related("application__organisation", "asked_by").order_by(
        "closed_at", "asked_at", "pk"
    )


def inspection_seen_by(user: User) -> QuerySet[Inspection]:
    """An inspection of a call whose applications the person may read."""
    rows = Inspection.objects.filter(application__in=applications_seen_by(user))
    return rows.select_related("application__call__commission", "application__organisation", "asked_by")


def waiting_after_list(user: User) -> list[Call]:
    """Calls of the person with open objections or inspections, with how many of each."""
    mine = applications_seen_by(user).values("call")
    rows = Call.objects.filter(pk__in=mine, state=Call.State.PUBLISHED).annotate(
        objections=Count(
            "applications__objections", Q(applications__objections__state=State.FILED), distinct=True
        ),
        inspections=Count(
            "applications__inspections",
            Q(applications__inspections__state__in=OPEN_INSPECTION),
            distinct=True,
        ),
    )
    found = rows.filter(Q(objections__gt=0) | Q(inspections__gt=0))
    return list(found.select_related("rulebook", "commission").order_by("pk"))


def sheets_of(application: Application) -> list[Assignment]:
    """Locked sheets with points and reasons, in the order of the places of scorers."""
    scores = Score.objects.select_related("subcriterion__criterion").order_by(
        "subcriterion__criterion__order", "subcriterion__order"
    )
    rows = application.assignments.filter(state=Assignment.State.SUBMITTED)
    return list(rows.prefetch_related(Prefetch("scores", scores)).order_by("slot"))


@dataclass(frozen=True, slots=True)
class Change:
    """What a new list changed for one application."""

    application: Application
    place_before: int | None
    place: int | None
    final_before: Decimal | None
    final: Decimal | None

    @property
    def of_points(self) -> bool:
        """The points themselves are others, not only the place."""
        return self.final_before != self.final


def changes_between(
    before: PastRanking | list[PastRankingRow], after: list[RankingRow] | list[PastRankingRow]
) -> list[Change]:
    """Applications whose place or points differ between an earlier list (or its rows) and the one after it."""
    rows = before if isinstance(before, list) else before.rows.select_related("application__organisation")
    old = {row.application_id: row for row in rows}
    found = []
    for row in after:
        was = old.pop(row.application_id, None)
        if was is None or (was.place, was.final) != (row.place, row.final):
            place, final = (was.place, was.final) if was else (None, None)
            found.append(Change(row.application, place, row.place, final, row.final))
    gone = [Change(row.application, row.place, None, row.final, None) for row in old.values()]
    return found + gone
