"""Verbs of the yearly spending of a body: begin, fill, submit, return, accept."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.audit import record
from office.models import Body, User
from office.refusal import Refused
from office.roles import Permission as P
from office.service import locked, service
from reports.models import SpendingReturn, SpendingRow
from reports.queries.spending import portal_rows
from reports.workflows.spending import SPENDING, check_fills

PORTAL, TYPED = SpendingRow.PORTAL, SpendingRow.TYPED
KINDS = {
    "association": "association",
    "foundation": "foundation",
    "foreign_organisation": "foreign",
    "federation": "association",
    "endowment": "foundation",
}


@service
def begin(*, body: Body, year: int, by: User) -> SpendingReturn:
    """Open the spending of a body for a year, with what the portal knows of it."""
    if not (by.can(P.FILL_SPENDING, body) or by.can(P.COLLECT_SPENDING)):
        raise Refused(_("The spending of a body is entered by the body or by the office."))
    if year > timezone.localdate().year:
        raise Refused(_("The year has not begun yet."), field="year")
    if SpendingReturn.objects.filter(body=body, year=year).exists():
        raise Refused(_("The spending of this body for this year has been begun already."), field="body")
    spending = SpendingReturn.objects.create(body=body, year=year)
    record("begin", spending, by=by)
    _fill(spending)
    return spending


def check_open(spending: SpendingReturn) -> None:
    """Rows change while the return is a draft or was returned."""
    if spending.state not in {SpendingReturn.State.DRAFT, SpendingReturn.State.RETURNED}:
        raise Refused(_("The spending has been submitted; it is not changed any more."))


@service
def fill_from_portal(*, spending: SpendingReturn, by: User) -> SpendingReturn:
    """Bring in the portal's own contracts and payments again; typed and imported rows stay."""
    spending = locked(spending)
    check_fills(by, spending)
    check_open(spending)
    count = _fill(spending)
    record("fill_from_portal", spending, by=by, data={"rows": count})
    return spending


def _fill(spending: SpendingReturn) -> int:
    """One row for each contract: what was awarded, paid and left unspent in the year."""
    rows = portal_rows(spending.body, spending.year)
    for paid in rows:
        organisation = paid.organisation
        SpendingRow.objects.update_or_create(
            spending=spending,
            source=PORTAL,
            source_row=paid.number,
            defaults={
                "organisation": organisation,
                "organisation_name": organisation.name,
                "organisation_number": organisation.mb or organisation.number,
                "recipient_kind": KINDS.get(organisation.kind, "unknown"),
                "title": paid.title,
                "area": paid.area[:200],
                "procedure": "call",
                "awarded": paid.awarded,
                "paid": paid.paid,
                "returned": paid.unspent,
            },
        )
    spending.rows.filter(source=PORTAL).exclude(source_row__in=[paid.number for paid in rows]).delete()
    return len(rows)


@service
def save_row(
    *, spending: SpendingReturn, row: SpendingRow | None = None, by: User, **facts: Any
) -> SpendingRow:
    """Type in a row, or correct one that was typed."""
    spending = locked(spending)
    check_fills(by, spending)
    check_open(spending)
    if row is not None and row.source == PORTAL:
        raise Refused(_("This row comes from a contract of this portal; correct the contract."))
    if row is None:
        last = spending.rows.filter(source=TYPED).count()
        row = SpendingRow(spending=spending, source=TYPED, source_row=str(last + 1))
        while spending.rows.filter(source=TYPED, source_row=row.source_row).exists():
            row.source_row = str(int(row.source_row) + 1)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    record("save_row", spending, by=by, data={"row": row.source_row, "awarded": row.awarded})
    return row


@service
def remove_row(*, row: SpendingRow, by: User) -> None:
    """Take out a typed or imported row."""
    spending = locked(row.spending)
    check_fills(by, spending)
    check_open(spending)
    if row.source == PORTAL:
        raise Refused(_("This row comes from a contract of this portal; correct the contract."))
    record(
        "remove_row", spending, by=by, data={"row": f"{row.source} {row.source_row}", "awarded": row.awarded}
    )
    row.delete()


@service
def submit(*, spending: SpendingReturn, by: User) -> SpendingReturn:
    """Send the spending of the year to the office."""
    return SPENDING.apply(locked(spending), "submit", by=by, submitted_at=timezone.now(), submitted_by=by)


@service
def give_back(*, spending: SpendingReturn, note: str, by: User) -> SpendingReturn:
    """Return the spending with what is to be corrected."""
    return SPENDING.apply(locked(spending), "return", by=by, note=note)


@service
def accept(*, spending: SpendingReturn, by: User) -> SpendingReturn:
    """Accept the spending for the report."""
    return SPENDING.apply(locked(spending), "accept", by=by, accepted_at=timezone.now(), accepted_by=by)


@service
def reopen(*, spending: SpendingReturn, note: str, by: User) -> SpendingReturn:
    """Open accepted spending again, with the reason."""
    return SPENDING.apply(locked(spending), "reopen", by=by, note=note, accepted_at=None, accepted_by=None)
