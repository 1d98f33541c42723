"""Import of spending rows: read, compare, apply in one transaction; equal rows are real, the same file changes nothing."""

import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from ngo_registry.models import Organisation
from office.audit import record
from office.models import Body, Municipality, User
from office.refusal import Refused
from office.scripts import fold, sort_key
from office.service import service
from office.tables import read_table
from reports.importing import Line, lines_of, recognised
from reports.models import SpendingReturn, SpendingRow
from reports.recipients import real_number
from reports.workflows.spending import check_fills

BATCH = 2000
COMPARED = (
    "organisation_name",
    "organisation_number",
    "recipient_kind",
    "title",
    "area",
    "procedure",
    "legal_basis",
    "budget_line",
    "awarded",
    "paid",
    "returned",
    "no_award",
    "remark",
    "organisation_id",
)
Progress = Callable[[int, int, str], None]


@dataclass
class Summary:
    """What became of the rows of a file."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    other_years: int = 0
    no_award: int = 0
    conflicts: int = 0
    seconds: float = 0.0
    header: list[str] = field(default_factory=list)
    rejects: list[Line] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """The figures of the contract."""
        return {key: value for key, value in asdict(self).items() if key not in {"header", "rejects"}}


@service
def import_rows(
    *,
    data: bytes,
    name: str,
    year: int,
    body: Body | None = None,
    legal_basis: str = "",
    by: User | None,
    progress: Progress = lambda done, total, text: None,
) -> Summary:
    """Bring the rows of one year into the spending of their bodies."""
    began = time.monotonic()
    table = read_table(data, name)
    columns = recognised(table.header)
    if body is None and "body" not in columns:
        raise Refused(_("The file names no body: choose the body whose spending it is."), field="body")
    summary = Summary(header=table.header)
    source = slugify(name.rsplit(".", 1)[0])[:40] or "file"
    good: list[Line] = []
    for line in lines_of(table, columns):
        summary.read += 1
        if line.reason:
            summary.rejected += 1
            summary.rejects.append(line)
        elif line.year not in (None, year):
            summary.other_years += 1
        else:
            good.append(line)
    for line in good:
        if legal_basis and not line.facts["legal_basis"]:
            line.facts["legal_basis"] = legal_basis
    bodies = BodyFinder(body)
    by_body: dict[Body, list[Line]] = {}
    for line in good:
        found = bodies.find(line)
        by_body.setdefault(found, []).append(line)
        summary.no_award += line.facts["no_award"]
        summary.conflicts += bool(line.facts["remark"])
    known = organisations(line.facts["organisation_number"] for line in good)
    done = 0
    for found, lines in by_body.items():
        _apply(found, year, source, lines, known, summary, by)
        done += len(lines)
        progress(done, len(good), _("%(done)s of %(total)s rows") % {"done": done, "total": len(good)})
    summary.seconds = round(time.monotonic() - began, 2)
    return summary


def _apply(
    body: Body,
    year: int,
    source: str,
    lines: list[Line],
    known: dict[str, int],
    summary: Summary,
    by: User | None,
) -> None:
    """Rows of one body: new ones created, changed ones updated."""
    spending, _made = SpendingReturn.objects.select_for_update().get_or_create(body=body, year=year)
    if by is not None:
        check_fills(by, spending)
    if spending.state in {SpendingReturn.State.SUBMITTED, SpendingReturn.State.ACCEPTED}:
        raise Refused(
            _("The spending of %(body)s for %(year)s is submitted; return it before importing again.")
            % {"body": body.name, "year": year}
        )
    there = {row.source_row: row for row in spending.rows.filter(source=source)}
    created, updated, unchanged = [], [], 0
    for line in lines:
        facts = {**line.facts, "organisation_id": known.get(real_number(line.facts["organisation_number"]))}
        row = there.get(facts["source_row"])
        if row is None:
            created.append(SpendingRow(spending=spending, source=source, **facts))
        elif any(getattr(row, key) != facts[key] for key in COMPARED):
            for key in COMPARED:
                setattr(row, key, facts[key])
            updated.append(row)
        else:
            unchanged += 1
    SpendingRow.objects.bulk_create(created, batch_size=BATCH)
    SpendingRow.objects.bulk_update(updated, COMPARED, batch_size=BATCH)
    summary.created += len(created)
    summary.updated += len(updated)
    summary.unchanged += unchanged
    if created or updated:
        record(
            "import_spending",
            spending,
            by=by,
            data={"source": source, "created": len(created), "updated": len(updated)},
        )


def organisations(numbers: Iterable[str]) -> dict[str, int]:
    """Organisations of the register by their real number; placeholder numbers name nobody."""
    wanted = {real_number(number) for number in numbers} - {""}
    return dict(Organisation.objects.filter(mb__in=wanted).values_list("mb", "pk"))


class BodyFinder:
    """Finds the body of a row by name, checks its code, makes the body when it is new."""

    def __init__(self, only: Body | None) -> None:
        self.only = only
        self.by_name = {fold(body.name): body for body in Body.objects.all()}
        self.municipalities = {place.code: place for place in Municipality.objects.all()}
        self.codes = {place.code: fold(place.name) for place in self.municipalities.values()}

    def find(self, line: Line) -> Body:
        """The body by its name; a code that belongs to another is remarked on the row, not followed."""
        if self.only is not None:
            return self.only
        name = fold(line.body)
        if line.body_code and self.codes.get(line.body_code, name) != name:
            line.facts["remark"] = _("The code %(code)s belongs to %(name)s; the name was followed.") % {
                "code": line.body_code,
                "name": self.municipalities[line.body_code].name,
            }
        if name not in self.by_name:
            self.by_name[name] = self._new(line)
        return self.by_name[name]

    def _new(self, line: Line) -> Body:
        """A body named here for the first time."""
        place = self.municipalities.get(line.body_code)
        if place is not None and fold(place.name) != fold(line.body):
            place = next((p for p in self.municipalities.values() if fold(p.name) == fold(line.body)), None)
        kind = Body.Kind.MUNICIPALITY if place else kind_by_name(line.body)
        code = place.code if place else slugify(fold(line.body))[:40]
        return Body.objects.create(
            code=code, name=line.body, kind=kind, municipality=place, sort_key=sort_key(line.body)
        )


def kind_by_name(name: str) -> str:
    """Ministries are national, secretariats of the province provincial, the rest municipalities."""
    folded = fold(name)
    if "ministarstvo" in folded:
        return Body.Kind.NATIONAL
    if "pokrajin" in folded or "vojvodin" in folded:
        return Body.Kind.PROVINCIAL
    return Body.Kind.MUNICIPALITY
