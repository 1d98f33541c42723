"""The figures of the annual report on money for NGOs: collected from rows, frozen, the same for the same rows."""

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from reports.models import SpendingRow
from reports.queries import spending as ask
from reports.queries.reorganised import body_years

NOTHING = Decimal("0.00")
NGO = "ngo"
OTHERS = "others"
LOOK_AT = 3  # the largest sum is remarked when it is this many times the next


@dataclass(frozen=True)
class Group:
    """Sums of one group of rows: a body, a kind of recipient, an area, an organisation."""

    key: str
    name: str
    rows: int
    awarded: str
    paid: str
    returned: str
    ngo_awarded: str = ""


@dataclass(frozen=True)
class AnnualSpending:
    """Everything the report says, as text and numbers that do not change any more."""

    kind: str
    year: int
    office: str
    currency: str
    as_of: str
    addressee: str
    total: Group
    ngo: Group
    others: Group
    by_body: list[Group]
    by_kind: list[Group]
    by_area: list[Group]
    by_basis: list[Group]
    by_recipient: list[Group]
    earlier_years: list[dict[str, Any]]
    shares: list[dict[str, str]]
    calls: list[dict[str, Any]]
    missing_bodies: list[str]
    no_award_rows: int
    remarks: list[dict[str, str]]
    rows: list[list[str]]
    body_years: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """What is stored with the report."""
        return asdict(self)


def digest(snapshot: dict[str, Any]) -> str:
    """SHA-256 of the stored figures."""
    return hashlib.sha256(json.dumps(snapshot, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def group(key: str, name: str, rows: Iterable[SpendingRow]) -> Group:
    """Sums of rows; rows in which no money was given do not count as awards."""
    rows = [row for row in rows if not row.no_award]
    ngo = [row for row in rows if row.recipient_kind in SpendingRow.NGO_KINDS]
    return Group(
        key,
        name,
        len(rows),
        total(rows, "awarded"),
        total(rows, "paid"),
        total(rows, "returned"),
        total(ngo, "awarded"),
    )


def total(rows: Iterable[SpendingRow], field: str) -> str:
    """The sum of one field as text, to the cent."""
    return str(sum((getattr(row, field) or NOTHING for row in rows), NOTHING))


def grouped(rows: list[SpendingRow], key: Any, name: Any) -> list[Group]:
    """Groups by falling sum, equal ones by name."""
    buckets: dict[str, list[SpendingRow]] = {}
    names: dict[str, str] = {}
    for row in rows:
        bucket = str(key(row))
        buckets.setdefault(bucket, []).append(row)
        names.setdefault(bucket, str(name(row)))
    made = [group(bucket, names[bucket], held) for bucket, held in buckets.items()]
    return sorted(made, key=lambda each: (-Decimal(each.awarded), each.name, each.key))


def collect(year: int, *, office: Any, as_of: datetime.date) -> AnnualSpending:
    """Read the rows of the year once and count them in every way the report shows."""
    rows = ask.rows_for_report(year)
    ngo = [row for row in rows if row.recipient_kind in SpendingRow.NGO_KINDS]
    others = [row for row in rows if row.recipient_kind not in SpendingRow.NGO_KINDS]
    day = datetime.date(year, 12, 31)
    bodies = grouped(rows, lambda r: r.spending.body.code, lambda r: r.spending.body.name_on(day))
    return AnnualSpending(
        kind="annual_spending",
        year=year,
        office=office.name.latn,
        currency=office.currency,
        as_of=as_of.isoformat(),
        addressee=office.report_addressee.latn,
        total=group("total", "", rows),
        ngo=group(NGO, "", ngo),
        others=group(OTHERS, "", others),
        by_body=sorted(bodies, key=lambda g: g.name),
        by_kind=grouped(
            [r for r in rows if not r.no_award], lambda r: r.recipient_kind, lambda r: r.recipient_kind
        ),
        by_area=grouped([r for r in rows if not r.no_award], lambda r: r.area, lambda r: r.area),
        by_basis=grouped(
            [r for r in rows if not r.no_award], lambda r: r.legal_basis, lambda r: r.legal_basis
        ),
        by_recipient=_top(ngo),
        earlier_years=ask.earlier_years(year),
        body_years=body_years(year),
        shares=ask.shares_of_budget(year),
        calls=ask.calls_of(year),
        missing_bodies=ask.bodies_without_return(year),
        no_award_rows=sum(row.no_award for row in rows),
        remarks=_remarks(rows),
        rows=[
            _cells(number, row, day)
            for number, row in enumerate((r for r in rows if not r.no_award), start=1)
        ],
    )


def _top(rows: list[SpendingRow], most: int = 20) -> list[Group]:
    """Organisations with the greatest sums; rows without a real number stay apart."""
    return grouped(
        rows,
        lambda r: ask.identity_of(r),
        lambda r: r.organisation_name,
    )[:most]


def _remarks(rows: list[SpendingRow]) -> list[dict[str, str]]:
    """Sums to look at again, and remarks of the import."""
    found = [
        {"row": row.source_row, "body": row.spending.body.name, "text": row.remark}
        for row in rows
        if row.remark
    ]
    ranked = sorted((row for row in rows if row.awarded), key=lambda row: -row.awarded)
    if len(ranked) > 1 and ranked[0].awarded >= LOOK_AT * ranked[1].awarded:
        first = ranked[0]
        found.append(
            {"row": first.source_row, "body": first.spending.body.name, "sum": str(first.awarded), "text": ""}
        )
    return found


def _cells(number: int, row: SpendingRow, day: datetime.date) -> list[str]:
    """One line of the annex."""
    return [
        str(number),
        row.spending.body.name_on(day),
        row.organisation_name,
        row.organisation_number,
        row.title,
        row.area,
        str(row.awarded),
        "" if row.paid is None else str(row.paid),
        row.recipient_kind,
        "" if row.returned is None else str(row.returned),
    ]
