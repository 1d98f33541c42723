"""Questions about practice: cases, a person's trial sheet, the comparison with the sample."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from grants.models import PracticeCase, PracticeCriterion, PracticeScore, PracticeSheet, PracticeSubCriterion
from grants.queries.evaluation import SheetCriterion
from office.models import User
from office.templatetags.saradnja import script


def cases() -> QuerySet[PracticeCase]:
    """All cases with how many people tried each."""
    return PracticeCase.objects.annotate(
        tried=Count("sheets"), compared=Count("sheets", filter=Q(sheets__finished_at__isnull=False))
    ).order_by("pk")


def case_pages() -> QuerySet[PracticeCase]:
    """Cases with their criteria."""
    subs = Prefetch("subcriteria", PracticeSubCriterion.objects.order_by("order", "pk"))
    return cases().prefetch_related(
        Prefetch("criteria", PracticeCriterion.objects.order_by("order").prefetch_related(subs))
    )


def open_cases() -> QuerySet[PracticeCase]:
    """Cases evaluators may practise on."""
    return case_pages().filter(published_at__isnull=False)


def sheet_of(case: PracticeCase, user: User) -> PracticeSheet:
    """The person's trial sheet; one that is not stored yet is empty."""
    found = case.sheets.filter(user=user).first()
    return found or PracticeSheet(case=case, user=user)


def own_sheets(user: User) -> dict[int, PracticeSheet]:
    """The person's trial sheets by case."""
    return {sheet.case_id: sheet for sheet in PracticeSheet.objects.filter(user=user)}


def scores_of(sheet: PracticeSheet) -> dict[int, PracticeScore]:
    """Trial points by sub-criterion."""
    return {score.subcriterion_id: score for score in sheet.scores.all()} if sheet.pk else {}


def lines_of(case: PracticeCase, sheet: PracticeSheet) -> list[SheetCriterion]:
    """The trial sheet in the shape of a real one."""
    scores = scores_of(sheet)
    found = []
    for each in case.criteria.all():
        subs = list(each.subcriteria.all())
        given = [scores[sub.pk].points or Decimal(0) for sub in subs if sub.pk in scores]
        lines: Any = [(sub, scores.get(sub.pk)) for sub in subs]
        criterion: Any = each
        found.append(SheetCriterion(criterion, lines, sum(given, Decimal(0))))
    return found


@dataclass(frozen=True, slots=True)
class Compared:
    """One sub-criterion: the person's points and reason beside the sample's."""

    name: str
    most: Decimal
    points: Decimal | None
    reason: str
    sample_points: Decimal | None
    sample_reason: str

    @property
    def gap(self) -> Decimal | None:
        """By how much the person gave more (or less, below zero)."""
        if self.points is None or self.sample_points is None:
            return None
        return self.points - self.sample_points


def compared(case: PracticeCase, sheet: PracticeSheet) -> list[Compared]:
    """Every sub-criterion in order."""
    scores = scores_of(sheet)
    return [
        Compared(
            sub.name,
            sub.max_points,
            scores[sub.pk].points if sub.pk in scores else None,
            scores[sub.pk].reason if sub.pk in scores else "",
            sub.sample_points,
            sub.sample_reason,
        )
        for criterion in case.criteria.all()
        for sub in criterion.subcriteria.all()
    ]


def parts_of(case: PracticeCase) -> list[dict[str, Any]]:
    """The parts of the invented application as the workspace shows them."""
    texts = (
        ("problem", _("Problem"), case.problem),
        ("goals", _("Goals"), case.goals),
        ("activities", pgettext("project", "Activities"), case.activities),
        ("results", _("Expected results"), case.results),
        ("budget", _("Budget"), case.budget),
        ("capacity", _("Capacity of the organisation"), case.capacity),
    )
    return [
        {"key": key, "title": title, "rows": [(title, script(text))], "tables": []}
        for key, title, text in texts
    ]
