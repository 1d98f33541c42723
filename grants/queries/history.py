"""What the public reads of the past of a call: annulled and replaced lists and decisions, what changed, objections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Q, QuerySet

from grants.models import (
    Call,
    CheckList,
    Contract,
    CourtAnnulment,
    Objection,
    PastDecision,
    PastRanking,
    Ranking,
)
from grants.queries.checks import lists_of
from grants.queries.long_lists import divided
from grants.queries.objections import Change, Terms, changes_between, objections_of, past_rankings, terms_of
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


def after_list(call: Call, asked: Mapping[str, str]) -> AfterList:
    """The formal check, objections with replies, replaced and annulled acts of a call."""
    checks = lists_of(call) if call.published_at else []
    present = next((each for each in checks if not each.annulled), None)
    past = past_rankings(call)
    ranking = ranking_of(call)
    annulments = call.annulments.select_related("decision__document__file").order_by("pk")
    complete, incomplete = listed(present, asked) if present else ([], [])
    return AfterList(
        check=present,
        complete=complete,
        incomplete=incomplete,
        earlier_checks=[each for each in checks if each is not present],
        terms=terms_of(call) if ranking else None,
        final=bool(past) and past[-1].why == PastRanking.Why.OBJECTIONS and ranking is not None,
        objections=list(objections_of(call)) if ranking or past else [],
        past=past,
        new_lists=new_lists(past, ranking),
        annulments=list(annulments),
    )


def listed(check: CheckList, asked: Mapping[str, str]) -> tuple[Page, Page]:
    """The asked parts of a published list: complete applications, incomplete ones."""
    rows = check.rows.select_related("application__organisation")
    whole, lacking = ("complete", Q(complete=True)), ("rejected", Q(complete=False))
    return divided(rows, asked, whole, lacking, lambda row: row.complete)


def new_lists(past: list[PastRanking], ranking: Ranking | None) -> list[NewList]:
    """Each list made after objections: what it changed against the one before, once it is published."""
    found = []
    for at, before in enumerate(past):
        if before.why != PastRanking.Why.OBJECTIONS:
            continue
        if at + 1 < len(past):
            rows = list(past[at + 1].rows.select_related("application__organisation"))
        elif ranking is not None:
            rows = list(
                ranking.rows.select_related("application__organisation").order_by("place", "order", "pk")
            )
        else:
            continue
        found.append(NewList(before, changes_between(before, rows)))
    return found


def past_list(call: Call) -> QuerySet[PastRanking]:
    """Published lists of a call that no longer hold."""
    rows = call.past_rankings.filter(published_at__isnull=False)
    return rows.select_related("document__file", "annulment")


def past_decisions(call: Call) -> QuerySet[PastDecision]:
    """Annulled decisions of a call."""
    return call.past_decisions.select_related("document__file", "annulment")


def rows_of(past: PastRanking | PastDecision) -> list[Any]:
    """Rows with applicants, in their order."""
    return list(past.rows.select_related("application__organisation"))


def published_checks(call: Call) -> QuerySet[CheckList]:
    """Published lists of the formal check."""
    return call.check_lists.select_related("document__file", "call__body", "call__rulebook")


def contracts_under(call: Call) -> list[Contract]:
    """Contracts made under the decision of a call that are not ended: a judgment concerns them too."""
    rows = Contract.objects.filter(row__decision__call=call).exclude(state=Contract.State.TERMINATED)
    return list(rows.select_related("row__application__organisation").order_by("number"))
