"""Numbers of acts and receipts: one counter per kind, body and year, without gap or repeat."""

from django.db import connection
from django.utils import timezone

from office.models import Body, NumberSeries

PREFIXES = {
    "application": "P",
    "call": "K",
    "filing": "R",
    "entry": "U",
    "organisation": "",
    "party": "PP",
    "party_entry": "UP",
    "decision": "O",
    "ranking": "L",
    "contract": "UG",
    "report": "I",
    "evaluator_list": "LP",
    "commission": "KO",
    "nomination": "JP",
    "letter": "D",
    "completion": "DP",
    "proposal": "PK",
    "nomination_list": "LK",
    "appointment": "IM",
    "extract": "IZ",
    "error_report": "PG",
    "sector_analysis": "SA",
    "evaluator_call": "JPP",
    "candidacy": "KP",
    "draw": "ZR",
    "work_statement": "OR",
    "check_list": "LF",
    "objection": "PR",
    "minutes": "Z",
}


def take(kind: str, *, year: int, scope: str = "") -> int:
    """The next counter value; the row stays locked until the transaction ends, so a rollback leaves no gap."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {NumberSeries._meta.db_table} (kind, scope, year, last) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (kind, scope, year) DO UPDATE SET last = "
            f"{NumberSeries._meta.db_table}.last + 1 RETURNING last",
            [kind, scope, year],
        )
        return int(cursor.fetchone()[0])


def next_number(kind: str, *, year: int | None = None, body: Body | None = None) -> str:
    """The number as it is printed, `P-2026-0041` or `01-K-2026-003`; take it last in the transaction."""
    year = year or timezone.localdate().year
    scope = body.code if body else ""
    value = take(kind, year=year, scope=scope)
    prefix = PREFIXES.get(kind, kind.upper())
    return "-".join(part for part in (scope.upper(), prefix, str(year), f"{value:04d}") if part)
