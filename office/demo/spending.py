"""Spending of other bodies and the published report of last year; real small awards as history of their bodies."""

import csv
import random
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from ngo_registry.models import Organisation
from office.demo.people import People
from office.demo.words import PROJECTS, ours
from office.jurisdiction import current
from office.models import Body, Municipality
from office.scripts import fold, sort_key
from reports.models import Report, SpendingReturn, SpendingRow
from reports.recipients import kind_of
from reports.services import reports as verbs
from reports.services import spending as returns

AWARDS = Path(__file__).parent / "data" / "real_awards_me.csv"


def history(people: People) -> None:
    """Real published awards of the state's bodies, with their source."""
    staff = people.known["staff"]
    with AWARDS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            body = _body(row["body"], row["kind"])
            spending, _made = SpendingReturn.objects.get_or_create(body=body, year=int(row["year"]))
            SpendingRow.objects.get_or_create(
                spending=spending,
                source="objavljeni-akti",
                source_row=row["source_row"],
                defaults={
                    "organisation_name": row["organisation"],
                    "title": row["title"],
                    "awarded": Decimal(row["awarded"]),
                    "recipient_kind": kind_of(row["organisation"], "") if row["organisation"] else "unknown",
                    "remark": row["source"][:300],
                },
            )
    for spending in SpendingReturn.objects.filter(rows__source="objavljeni-akti", state="draft").distinct():
        returns.accept(spending=returns.submit(spending=spending, by=staff), by=staff)


def _body(name: str, kind: str) -> Body:
    """The body by its name, made when it is new."""
    found = next((body for body in Body.objects.all() if fold(body.name) == fold(name)), None)
    if found:
        return found
    place = next((p for p in Municipality.objects.all() if fold(p.name) in fold(name)), None)
    code = fold(name).replace(" ", "-")[:40]
    return Body.objects.create(code=code, name=name, kind=kind, municipality=place, sort_key=sort_key(name))


def last_year(
    people: People, bodies: list[Body], found: list[Organisation], dice: random.Random, *, most: int
) -> None:
    """Every body reported last year; the office accepted it."""
    staff, year = people.known["staff"], timezone.localdate().year - 1
    for body in bodies:
        if SpendingReturn.objects.filter(body=body, year=year).exists():
            continue
        spending = returns.begin(body=body, year=year, by=staff)
        for n in range(dice.randrange(4, most)):
            organisation = dice.choice(found)
            sum_given = Decimal(dice.randrange(15, 200) * 100 * current().sample_unit)
            returns.save_row(
                spending=spending,
                by=staff,
                organisation=organisation,
                organisation_name=organisation.name,
                organisation_number=organisation.mb or organisation.number,
                title=ours(PROJECTS[(n + body.pk) % len(PROJECTS)]),
                recipient_kind="foundation" if organisation.kind == "foundation" else "association",
                area="",
                awarded=sum_given,
                paid=sum_given,
                returned=sum_given / 20 if n % 5 == 0 else None,
                legal_basis="",
            )
        returns.accept(spending=returns.submit(spending=spending, by=staff), by=staff)


def report(people: People) -> None:
    """Last year's report: ordered by one person, approved by another, sent and published."""
    year = timezone.localdate().year - 1
    if Report.objects.filter(year=year).exists():
        return
    staff, head = people.known["staff"], people.known["head"]
    made = verbs.order_report(year=year, language=settings.OFFICE_LANGUAGES[0], by=staff)
    made = verbs.build(report=made, by=staff)
    type(made.job).objects.filter(pk=made.job_id).update(
        state="done", finished_at=timezone.now(), started_at=timezone.now()
    )
    made = verbs.approve(report=made, by=head)
    made = verbs.send(
        report=made, sent_on=timezone.localdate(), sent_to=str(current().report_addressee), by=staff
    )
    verbs.publish(report=made, by=staff)
