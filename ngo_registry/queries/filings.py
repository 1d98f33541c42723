"""Filings as staff see them: lists, the desk, one file."""

import datetime

from django.db.models import F, Q, QuerySet

from ngo_registry.conditions import Condition, conditions
from ngo_registry.models import ClaimRequest, ImportRow, Organisation, RegisterFiling, RegisterImport

S = RegisterFiling.State
OPEN = (S.DRAFT, S.SUBMITTED, S.IN_PROCESS, S.COMPLETION_ASKED, S.APPEALED)


def handed_in() -> QuerySet:
    """What staff may see: papers they enter themselves, and online filings from the moment they are filed."""
    online = Q(origin=RegisterFiling.Origin.ONLINE)
    return RegisterFiling.objects.exclude(online, submitted_at__isnull=True)


def filings(state: str = "", kind: str = "") -> QuerySet:
    """Filings of a list, the oldest legal deadline first; drafts last."""
    rows = handed_in().select_related("organisation", "municipality", "taken_by")
    rows = rows.filter(state=state) if state else rows.filter(state__in=OPEN)
    if kind:
        rows = rows.filter(filing_kind=kind)
    return rows.order_by(F("due").asc(nulls_last=True), "-pk")


def all_filings() -> QuerySet:
    """Every filing staff may see, for the address of one."""
    return handed_in().select_related(
        "organisation",
        "municipality",
        "decision__file",
        "extract__file",
        "founding_act",
        "minutes",
        "statute",
        "identity_papers",
        "home_proof",
        "deletion_paper",
        "closing_account",
        "created_by",
        "taken_by",
        "decided_by",
    )


def open_claims() -> QuerySet:
    """Claims by papers that wait for a decision, the oldest first."""
    rows = ClaimRequest.objects.filter(state=ClaimRequest.State.FILED, method=ClaimRequest.Method.PAPERS)
    return rows.select_related("user", "organisation__municipality", "paper").order_by("created_at")


def imports() -> QuerySet:
    """Imported files, the newest first."""
    return RegisterImport.objects.select_related("created_by", "job")


def organisations() -> QuerySet:
    """Every organisation, for the address of one."""
    return Organisation.objects.select_related("municipality")


def checked(filing: RegisterFiling) -> list[Condition]:
    """All conditions of a filing; of a decided one as they stood is kept in its act, so none."""
    return conditions(filing) if filing.is_open else []


def overdue(filing: RegisterFiling, today: datetime.date) -> bool:
    """The legal term has passed."""
    return filing.due is not None and filing.due < today


def import_preview(batch: RegisterImport, rows: int = 20) -> dict[str, list[ImportRow]]:
    """A few rows of every outcome."""
    fields = ("batch", "line", "outcome", "reason", "name", "number", "mb", "place", "cells", "organisation")
    return {
        outcome: list(batch.rows.filter(outcome=outcome).only(*fields)[:rows])
        for outcome in (ImportRow.Outcome.REJECTED, ImportRow.Outcome.CREATED, ImportRow.Outcome.UPDATED)
    }
