"""What the public reads of the past of a call: annulled and replaced lists and decisions, what changed, objections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import OuterRef, Q, QuerySet

from grants.models import (
    Call,
    CheckList,
    Contract,
    CourtAnnulment,
    Objection,
    PastRanking,
    PastRankingRow,
    PointsCorrection,
    Ranking,
)
from grants.queries.folded import folded, put, unfolded
from grants.queries.long_lists import divided
from grants.queries.objections import Change, Terms, changes_between, objections_of, terms_of
from grants.queries.public_calls import ranking_of


@dataclass(frozen=True, slots=True)
class NewList:
    """A list that took the place of another after objections, with what changed."""

    before: PastRanking
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class AfterList:
    """Everything the page of a call tells beside its text, points and decision."""

    check: CheckList | None
    complete: Sequence[Any]  # applications of the list that holds
    incomplete: Sequence[Any]  # with their defects
    earlier_checks: list[CheckList]
    terms: Terms | None
    final: bool
    objections: list[Objection]
    past: list[PastRanking]
    new_lists: list[NewList]
    annulments: list[CourtAnnulment]


def after_list(
    call: Call,
    asked: Mapping[str, str],
    *,
    checks: list[CheckList],
    past: list[PastRanking],
    annulments: list[CourtAnnulment],
) -> AfterList:
    """The formal check, objections with replies, replaced and annulled acts of a call, of lists read already."""
    present = next((each for each in checks if not each.annulled), None)
    ranking = ranking_of(call)
    complete, incomplete = listed(present, asked) if present else ([], [])
    return AfterList(
        check=present,
        complete=complete,
        incomplete=incomplete,
        earlier_checks=[each for each in checks if each is not present],
        terms=terms_of(call, past) if ranking else None,
        final=bool(past) and past[-1].why == PastRanking.Why.OBJECTIONS and ranking is not None,
        objections=public_objections(call) if ranking or past else [],
        past=past,
        new_lists=new_lists(past, ranking),
        annulments=annulments,
    )


def listed(check: CheckList, asked: Mapping[str, str]) -> tuple[Page, Page]:
    """The asked parts of a published list: complete applications, incomplete ones."""
    rows = check.rows.select_related("application__organisation")
    whole, lacking = ("complete", Q(complete=True)), ("rejected", Q(complete=False))
    return divided(rows, asked, whole, lacking, lambda row: row.complete)


def new_lists(past: list[PastRanking], ranking: Ranking | None) -> list[NewList]:
    """Each list made after objections: what it changed against the one before, once it is published."""
    found, old = [], past_rows(past)
    for at, before in enumerate(past):
        if before.why != PastRanking.Why.OBJECTIONS:
            continue
        if at + 1 < len(past):
            rows = old[past[at + 1].pk]
        elif ranking is not None:
            rows = list(
                ranking.rows.select_related("application__organisation").order_by("place", "order", "pk")
            )
        else:
            continue
        found.append(NewList(before, changes_between(old[before.pk], rows)))
    return found


def past_rows(past: list[PastRanking]) -> dict[int, list[Any]]:
    """Rows of lists that no longer hold, by their list, in one statement; none is asked where nothing is compared."""
    found: dict[int, list[Any]] = {each.pk: [] for each in past}
    if any(each.why == PastRanking.Why.OBJECTIONS for each in past):
        for row in PastRankingRow.objects.filter(ranking__in=found).select_related(
            "application__organisation"
        ):
            found[row.ranking_id].append(row)
    return found


def public_objections(call: Call) -> list[Objection]:
    """Objections with the points they corrected, without their papers."""
    names = ("before", "after", "reason", "score__subcriterion__name")
    made = PointsCorrection.objects.filter(objection=OuterRef("pk")).order_by("pk")
    rows = list(objections_of(call).prefetch_related(None).annotate(corrected=folded(made, *names)))
    for row in rows:
        put(row, "corrections", [unfolded(PointsCorrection, each) for each in row.corrected])
    return rows


def past_list(call: Call) -> QuerySet[PastRanking]:
    """Published lists of a call that no longer hold."""
    rows = call.past_rankings.filter(published_at__isnull=False)
    return rows.select_related("document__file", "annulment")


def published_checks(call: Call) -> QuerySet[CheckList]:
    """Published lists of the formal check."""
    return call.check_lists.select_related("document__file", "call__body", "call__rulebook")


def contracts_under(call: Call) -> list[Contract]:
    """Contracts made under the decision of a call that are not ended: a judgment concerns them too."""
    rows = Contract.objects.filter(row__decision__call=call).exclude(state=Contract.State.TERMINATED)
    return list(rows.select_related("row__application__organisation").order_by("number"))
