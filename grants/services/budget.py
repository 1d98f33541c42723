"""Verbs on a whole budget: the table saved at once, lines taken over from a spreadsheet, other sources, limits."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Max, Sum
from django.utils.translation import gettext_lazy as _

from grants.budget_rows import MOST_LINES
from grants.models import Application, BudgetLine, Call, FundingSource, SectionSave, ShareLimit
from grants.rules import check_works_on_call
from grants.services.applications import editable, note_save
from grants.services.lines import LOOK_FIRST, changed_by, present
from grants.services.parts import sum_up
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service

FIELDS = ("order", "group", "description", "unit", "quantity", "price", "total", "requested", "other")
MOST_SOURCES = 20
Facts = dict[str, Any]


@service
def save_budget(
    *,
    application: Application,
    lines: Sequence[tuple[int | None, Facts]],
    version: int,
    at: datetime.datetime,
    by: User,
) -> SectionSave:
    """The whole table as it stands now: lines that are not in it any more are gone, their order is that given."""
    application = editable(application, at, by)
    check_number(len(lines))
    save = note_save(application, "budget", version, by)
    write_lines(application, lines)
    return save


@service
def take_lines(
    *,
    application: Application,
    lines: Sequence[Facts],
    replace: bool,
    version: int,
    at: datetime.datetime,
    by: User,
) -> SectionSave:
    """Lines of a spreadsheet: instead of those that are there, or after them."""
    application = editable(application, at, by)
    kept = [] if replace else list(application.budget_lines.all())
    check_number(len(kept) + len(lines))
    save = note_save(application, "budget", version, by)
    stored = [(line.pk, {name: getattr(line, name) for name in FIELDS[1:]}) for line in kept]
    write_lines(application, [*stored, *((None, facts) for facts in lines)])
    return save


def check_number(count: int) -> None:
    """A budget has its end."""
    if count > MOST_LINES:
        raise Refused(
            _(
                "A budget has at most %(most)s lines; this one would have %(count)s. Join small costs into one line."
            )
            % {"most": MOST_LINES, "count": count}
        )


def write_lines(application: Application, lines: Iterable[tuple[int | None, Facts]]) -> None:
    """Change, add and remove lines in as many statements for 500 as for three."""
    stored = {line.pk: line for line in application.budget_lines.all()}
    changed, new = [], []
    for order, (pk, facts) in enumerate(lines, start=1):
        line = stored.pop(pk, None) if pk else None
        into = changed if line else new
        line = line or BudgetLine(application=application)
        line.order = order
        for name, value in facts.items():
            setattr(line, name, value)
        into.append(line)
    application.budget_lines.filter(pk__in=stored).delete()
    BudgetLine.objects.bulk_update(changed, FIELDS)
    BudgetLine.objects.bulk_create(new)
    sum_up(application)


@service
def save_source(
    *,
    application: Application,
    source: FundingSource | None = None,
    opened: str | None = None,
    at: datetime.datetime,
    by: User,
    **facts: Any,
) -> FundingSource:
    """Name another source of money, or change one; their sum is what others pay."""
    application = editable(application, at, by)
    rows = application.funding_sources
    if source is None and rows.count() >= MOST_SOURCES:
        raise Refused(_("At most %(most)s other sources are named.") % {"most": MOST_SOURCES})
    last = rows.aggregate(last=Max("order"))["last"] or 0
    if source:
        source = present(source, opened, changed_by(application.sections, "budget", by))
    source = source or FundingSource(application=application, order=last + 1)
    for name, value in facts.items():
        setattr(source, name, value)
    source.save()
    sum_sources(application)
    note_save(application, "budget", None, by)
    return source


@service
def remove_source(
    *, source: FundingSource, opened: str | None = None, at: datetime.datetime, by: User
) -> None:
    """Take a named source out of the draft; one changed since `opened` is looked at first."""
    application = editable(source.application, at, by)
    source = present(source, opened, LOOK_FIRST)
    source.delete()
    sum_sources(application)
    note_save(application, "budget", None, by)


def sum_sources(application: Application) -> None:
    """What other sources give is the sum of the named ones."""
    application.other_sources = application.funding_sources.aggregate(all=Sum("amount"))["all"] or Decimal(0)
    application.save(update_fields=["other_sources"])


@service
def set_share_limits(*, call: Call, shares: dict[str, Decimal | None], by: User) -> list[ShareLimit]:
    """Shares of the budget that this call limits; only while it is a draft."""
    call = locked(call)
    check_works_on_call(by, call)
    if call.state != Call.State.DRAFT:
        raise Refused(_("The limits of a published call are not changed any more."))
    call.share_limits.all().delete()
    given = [
        ShareLimit(call=call, part=part, percent=percent)
        for part, percent in shares.items()
        if percent is not None
    ]
    made = ShareLimit.objects.bulk_create(given)
    record("set_share_limits", call, by=by)
    return made
