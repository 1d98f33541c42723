"""Questions about files of spending: what a file would do to the rows that are there; who may see which file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ngo_registry.models import Organisation
from office.models import Body, User, bodies_of
from office.refusal import Refused
from office.roles import Permission as P
from office.tables import read_table
from reports.importing import Line, lines_of, recognised
from reports.models import SpendingImport, SpendingReturn, SpendingRow
from reports.queries.import_bodies import BodyFinder
from reports.recipients import real_number

COMPARED = (
    "organisation_name", "organisation_number", "recipient_kind", "title", "area", "procedure", "legal_basis",
    "budget_line", "awarded", "paid", "returned", "no_award", "remark", "organisation_id",
)  # fmt: skip
SHUT = (SpendingReturn.State.SUBMITTED, SpendingReturn.State.ACCEPTED)


@dataclass
class Part:
    """What the file would do to the spending of one body."""

    body: Body  # without a key when the file names it for the first time
    spending: SpendingReturn | None = None
    lines: list[Line] = field(default_factory=list)
    created: list[SpendingRow] = field(default_factory=list)
    updated: list[tuple[SpendingRow, dict[str, Any]]] = field(default_factory=list)  # with its facts before
    unchanged: int = 0
    others: dict[str, int] = field(default_factory=dict)  # rows of the year from other sources
    before: Decimal = Decimal(0)

    @property
    def awarded(self) -> Decimal:
        """What the file says the body gave."""
        return sum((line.facts["awarded"] for line in self.lines), Decimal("0.00"))

    @property
    def is_shut(self) -> bool:
        """Would rows change that were handed in already?"""
        changes = bool(self.created or self.updated)
        return changes and self.spending is not None and self.spending.state in SHUT


@dataclass
class Plan:
    """What was recognised in a file and what it would do, body by body."""

    header: list[str]
    columns: dict[str, int]
    encoding: str
    delimiter: str
    source: str
    read: int = 0
    other_years: int = 0
    other_bodies: int = 0
    rejects: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def figures(self, seconds: float = 0.0) -> dict[str, Any]:
        """The figures of the summary."""
        lines = [line for part in self.parts for line in part.lines]
        return {
            "read": self.read,
            "created": sum(len(part.created) for part in self.parts),
            "updated": sum(len(part.updated) for part in self.parts),
            "unchanged": sum(part.unchanged for part in self.parts),
            "rejected": len(self.rejects),
            "other_years": self.other_years,
            "other_bodies": self.other_bodies,
            "no_award": sum(line.facts["no_award"] for line in lines),
            "conflicts": sum(bool(line.facts["remark"]) for line in lines),
            "awarded": str(sum((part.awarded for part in self.parts), Decimal("0.00"))),
            "seconds": round(seconds, 2),
        }


def plan_of(*, data: bytes, name: str, year: int, body: Body | None = None, legal_basis: str = "") -> Plan:
    """Read the file and compare it with the rows of the year; nothing is written."""
    table = read_table(data, name)
    columns = recognised(table.header)
    if body is None and "body" not in columns:
        raise Refused(_("The file names no body: choose the body whose spending it is."), field="body")
    source = slugify(name.rsplit(".", 1)[0])[:40] or "file"
    plan = Plan(table.header, columns, table.encoding, table.delimiter, source)
    bodies, good = BodyFinder(body), []
    for line in lines_of(table, columns):
        plan.read += 1
        if line.reason:
            plan.rejects.append(line)
        elif line.year not in (None, year):
            plan.other_years += 1
        elif not bodies.concerns(line):
            plan.other_bodies += 1
        else:
            good.append(line)
    refuse_nothing(plan, good, body, year)
    _share_out(plan, good, bodies, legal_basis)
    _compare(plan, year)
    return plan


def refuse_nothing(plan: Plan, good: list[Line], body: Body | None, year: int) -> None:
    """A file of which nothing is for this year and body was chosen by mistake."""
    if not plan.read:
        raise Refused(_("The file has a header but no rows."), field="file")
    if good or plan.rejects:
        return
    if plan.other_bodies:
        raise Refused(_("No row of the file names %(body)s.") % {"body": body}, field="file")
    raise Refused(_("No row of the file is of %(year)s.") % {"year": year}, field="file")


def _share_out(plan: Plan, good: list[Line], bodies: BodyFinder, legal_basis: str) -> None:
    """Give each row to its body; a row number that stands twice is known by neither row."""
    parts: dict[int, Part] = {}
    taken: set[tuple[int, str]] = set()
    for line in good:
        line.facts["legal_basis"] = line.facts["legal_basis"] or legal_basis
        found = bodies.find(line)
        key = (id(found), line.facts["source_row"])
        if key in taken:
            line.reason = _("The row number %(row)s stands twice in the file for this body.") % {
                "row": key[1]
            }
            plan.rejects.append(line)
            continue
        taken.add(key)
        parts.setdefault(id(found), Part(found)).lines.append(line)
    plan.parts = sorted(parts.values(), key=lambda part: (part.body.sort_key, part.body.name))


def _compare(plan: Plan, year: int) -> None:
    """Set each row of the file beside the row of the same source that is there."""
    there = SpendingReturn.objects.filter(year=year, body__in=[p.body for p in plan.parts if p.body.pk])
    returns = {spending.body_id: spending for spending in there.select_related("body")}
    rows = SpendingRow.objects.filter(spending__in=there, source=plan.source)
    known = {(row.spending_id, row.source_row): row for row in rows}
    beside = SpendingRow.objects.filter(spending__in=there).order_by().values_list("spending", "source")
    sums = {
        (spending, source): (n, money)
        for spending, source, n, money in beside.annotate(Count("pk"), Sum("awarded"))
    }
    numbers = organisations(line.facts["organisation_number"] for part in plan.parts for line in part.lines)
    for part in plan.parts:
        part.spending = returns.get(part.body.pk)
        key = part.spending.pk if part.spending else None
        part.before = sum((money for (of, _s), (_n, money) in sums.items() if of == key), Decimal(0))
        part.others = {s: n for (of, s), (n, _m) in sums.items() if of == key and s != plan.source}
        for line in part.lines:
            number = real_number(line.facts["organisation_number"])
            facts = {**line.facts, "organisation_id": numbers.get(number)}
            _set_beside(part, known.get((key, facts["source_row"])), facts, plan.source)


def _set_beside(part: Part, row: SpendingRow | None, facts: dict[str, Any], source: str) -> None:
    """New, changed or the same."""
    if row is None:
        part.created.append(SpendingRow(source=source, **facts))
        return
    before = {key: getattr(row, key) for key in COMPARED if getattr(row, key) != facts[key]}
    if not before:
        part.unchanged += 1
        return
    for key in before:
        setattr(row, key, facts[key])
    part.updated.append((row, before))


def organisations(numbers: Iterable[str]) -> dict[str, int]:
    """Organisations of the register by their real number; placeholder numbers name nobody."""
    wanted = {real_number(number) for number in numbers} - {""}
    return dict(Organisation.objects.filter(mb__in=wanted).values_list("mb", "pk"))


def imports_of(user: User) -> QuerySet[SpendingImport]:
    """Files the person may see, the newest first."""
    found = SpendingImport.objects.select_related("body", "file", "job", "made_by")
    return found if user.can(P.COLLECT_SPENDING) else found.filter(body__in=bodies_of(user, P.FILL_SPENDING))
