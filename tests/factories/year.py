"""Situations of the programmed year: an open cycle, analyses in each state, comments, late bodies."""

import datetime
from decimal import Decimal

from django.utils import timezone

from grants.analysis_text import digest, freeze
from grants.models import (
    AnalysisComment,
    AnalysisDuty,
    ProgrammingCycle,
    ProposedCall,
    SectorAnalysis,
)
from office.models import Body
from office.rulebooks import version_for
from tests.factories import calls as situations
from tests.factories import grants as made

DAY = datetime.timedelta(days=1)
CONSULTED = ("consultation", "final", "submitted", "returned", "accepted", "refused", "withdrawn")
HANDED_IN = ("submitted", "returned", "accepted", "refused")


def cycle(*bodies: Body, year: int | None = None, **facts) -> ProgrammingCycle:
    """The programming of next year, with these bodies asked."""
    found = ProgrammingCycle.objects.create(
        **{
            "year": year or timezone.localdate().year + 1,
            "rulebook": version_for(None, timezone.now()),
            "opened_at": timezone.now(),
            "opened_by": situations.office(),
            **facts,
        }
    )
    for body in bodies:
        AnalysisDuty.objects.create(cycle=found, body=body)
    return found


def proposed(of: SectorAnalysis, total: Decimal | int = 100_000) -> ProposedCall:
    """A call the analysis proposes."""
    return ProposedCall.objects.create(
        analysis=of,
        order=of.calls.count() + 1,
        name="Čisto more",
        total=Decimal(total),
        min_amount=Decimal(1000),
        max_amount=Decimal(10000),
        projects=10,
    )


def analysis(
    *,
    state: str = "draft",
    of: ProgrammingCycle | None = None,
    body: Body | None = None,
    total: Decimal | int = 100_000,
    ended: bool = False,
    **facts,
) -> SectorAnalysis:
    """A whole analysis in this state; `ended` puts its consultation into the past."""
    body = body or made.body()
    by, now = made.officer(body), timezone.now()
    found = SectorAnalysis.objects.create(
        **{
            "cycle": of or cycle(body),
            "body": body,
            "area": made.area(),
            "created_by": by,
            "contact": "Sektor za more",
            "strategies": "Strategija 2027",
            "goals": "Čisto more.",
            "needs": "Obala je zagađena.",
            "capacities": "Dva službenika.",
            **facts,
        }
    )
    proposed(found, total)
    if state in CONSULTED:
        first = timezone.localdate() - (30 * DAY if ended or state != "consultation" else DAY * 0)
        found.consultation_from, found.consultation_until = first, first + 15 * DAY
        found.consulted = freeze(found)
    if state in HANDED_IN:
        found.number = f"SA-{found.pk}"
        found.submitted_at = found.first_submitted_at = now
        found.submitted_by = by
        found.handed_in = freeze(found)
        found.sha256 = digest(found.handed_in)
    if state in {"returned", "refused"}:
        found.remark = "Nedostaju podaci."
    found.state = state
    found.save()
    return found


def comment(on: SectorAnalysis, *, answered: bool = False, **facts) -> AnalysisComment:
    """A confirmed comment of a citizen."""
    by = made.officer(on.body)
    answer = (
        {"outcome": "noted", "answer": "Hvala.", "answered_at": timezone.now(), "answered_by": by}
        if answered
        else {}
    )
    return AnalysisComment.objects.create(
        **{
            "analysis": on,
            "number": on.comments.count() + 1,
            "author": "Mjesna zajednica",
            "text": "Treba čistiti i rijeke.",
            "received_at": timezone.now(),
            "confirmed_at": timezone.now(),
            **answer,
            **facts,
        }
    )
