"""Many applications at once: the facts that the verbs leave behind, written in bulk where verbs would take hours."""

import datetime
import random
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone

from grants.models import (
    ActivityLine,
    Application,
    ApplicationDocument,
    Assignment,
    BudgetLine,
    Call,
    Declaration,
    FormalCheckItem,
    Score,
    SubCriterion,
)
from grants.past_conditions import check_findings
from grants.queries.call_forms import ANSWERS
from grants.services import calls as verbs
from grants.services.applications import digest
from grants.services.evaluation import sheet_digest
from grants.snapshot import snapshot_of
from ngo_registry.models import Organisation
from office import audit
from office.demo.calls import after, paper
from office.demo.clock import DAY, standing_at
from office.demo.pour import pour, pour_over
from office.demo.words import PROJECTS, ours
from office.models import AuditEvent, Body, NumberSeries, User
from office.numbers import next_number

BATCH = 5000
S = Application.State
Scorer = tuple[User, str, Any]  # the person, "evaluator" or "member", and that row
WITH_PARTS = (
    "municipalities", "activity_lines", "budget_lines", "partners__organisation", "documents__file",
    "documents__required", "declarations__accepted_by", "funding_sources", *ANSWERS,
)  # fmt: skip


class Trail:
    """Audit lines of many things, each chained to the one before, written in one go."""

    def __init__(self) -> None:
        self.last: dict[tuple[str, str], str] = {}
        self.lines: list[AuditEvent] = []

    def add(self, action: str, obj: Any, *, by: User, at: datetime.datetime, **facts: str) -> None:
        """One more line about the thing."""
        key = (audit.subject_of(obj), str(obj.pk))
        line = AuditEvent(
            at=at, actor=by.full_name, actor_id_text=str(by.pk), action=action, subject=key[0], subject_id=key[1],
            prev_hash=self.last.get(key, ""), **facts,
        )  # fmt: skip
        line.hash = self.last[key] = audit.digest(line)
        self.lines.append(line)

    def write(self) -> None:
        """All lines into the database; the ends of the chains are remembered."""
        pour(self.lines)
        self.lines.clear()


def block(kind: str, year: int, count: int, body: Body | None = None) -> list[str]:
    """As many numbers of a series as asked, taken in one step."""
    if not count:
        return []
    first = next_number(kind, year=year, body=body)
    rest = NumberSeries.objects.filter(kind=kind, scope=body.code if body else "", year=year)
    rest.update(last=F("last") + count - 1)
    prefix, start = first.rsplit("-", 1)
    return [f"{prefix}-{int(start) + n:04d}" for n in range(count)]


def file(
    call: Call, organisations: list[tuple[Organisation, User]], dice: random.Random, trail: Trail
) -> list[Application]:
    """Complete applications, handed in during the last week of the call."""
    numbers = block("application", call.year, len(organisations))
    made = Application.objects.bulk_create(
        (
            _application(call, organisation, owner, number, dice)
            for (organisation, owner), number in zip(organisations, numbers, strict=True)
        ),
        batch_size=BATCH,
    )
    _parts(call, made)
    found = call.applications.select_related("organisation__municipality").prefetch_related(*WITH_PARTS)
    for application in found:
        application.snapshot = snapshot_of(application)
        application.snapshot_sha256 = digest(application.snapshot)
    pour_over(found, ["snapshot", "snapshot_sha256"])
    for application in made:
        trail.add("submit", application, by=application.submitted_by, at=application.submitted_at,
                  from_state=S.DRAFT, to_state=S.SUBMITTED)  # fmt: skip
    return made


def _application(
    call: Call, organisation: Organisation, owner: User, number: str, dice: random.Random
) -> Application:
    """One application with all its answers."""
    asked = (Decimal(dice.randrange(40, 101)) * call.max_amount / 100).quantize(Decimal("0.01"))
    first = timezone.localdate(call.deadline) + 60 * DAY
    at = after(call, 0) - datetime.timedelta(minutes=dice.randrange(5, 9000))
    return Application(
        call=call,
        organisation=organisation,
        state=S.SUBMITTED,
        draft_code=uuid.UUID(int=dice.getrandbits(128)).hex[:16],
        number=number,
        title=f"{ours(dice.choice(PROJECTS))} – {organisation.place}",
        summary=ours("Projekat obezbjeđuje usluge koje u opštini nedostaju, uz učešće volontera."),
        goals=ours("Povećati broj korisnika usluga za 30 odsto u godinu dana."),
        problem=ours("Usluge postoje samo u većim gradovima."),
        results=ours("Najmanje 60 korisnika, 12 obučenih volontera, jedan vodič."),
        target_groups=ours("Porodice u ruralnim područjima."),
        direct_users=dice.randrange(20, 200),
        indirect_users=dice.randrange(200, 2000),
        starts_on=first,
        ends_on=first + 100 * DAY,
        sustainability=ours("Podrška opštine."),
        visibility=ours("Lokalni mediji, društvene mreže."),
        capacity=ours("Tri zaposlena, dvadeset volontera."),
        contact_name=owner.full_name,
        contact_email=owner.email,
        requested=asked,
        created_by=owner,
        submitted_by=owner,
        submitted_at=at,
        submit_key=uuid.UUID(int=dice.getrandbits(128), version=4),
    )


def _parts(call: Call, made: list[Application]) -> None:
    """Activities, budget, papers, statements and places of all applications."""
    required = list(call.required_documents.filter(obligatory=True))
    papers = [paper(made[0].submitted_by) for _each in required] if made else []
    activities, budget, documents, statements, seats = [], [], [], [], []
    for each in made:
        by, at = each.submitted_by, each.submitted_at
        activities.append(
            ActivityLine(
                application=each, order=1, name=ours("Radionice i usluge"), month_from=1, month_until=3
            )
        )
        staff = (each.requested * Decimal("0.4")).quantize(Decimal("0.01"))
        for order, (group, text, value) in enumerate(
            (
                ("staff", "Koordinator projekta", staff),
                ("services", "Predavači i materijal", each.requested - staff),
            ),
            start=1,
        ):
            budget.append(
                BudgetLine(
                    application=each,
                    order=order,
                    group=group,
                    description=ours(text),
                    unit=ours("paušal"),
                    quantity=1,
                    price=value,
                    total=value,
                    requested=value,
                )
            )
        documents += [
            ApplicationDocument(application=each, required=asked, file=kept, added_at=at, added_by=by)
            for asked, kept in zip(required, papers, strict=True)
        ]
        statements += [
            Declaration(application=each, kind=kind, accepted_at=at, accepted_by=by)
            for kind in Declaration.Kind
        ]
        if each.organisation.municipality_id:
            seats.append((each.pk, each.organisation.municipality_id))
    pour(activities)
    pour(budget)
    pour(documents)
    pour(statements)
    through = Application.municipalities.through
    pour((through(application_id=pk, municipality_id=place) for pk, place in seats))


def check(call: Call, made: list[Application], by: User, trail: Trail) -> None:
    """The formal check finds all of them complete; the list is published."""
    at = after(call, 8)
    asked = check_findings(made[0])
    pour(
        (
            FormalCheckItem(
                application=each,
                key=found.key,
                order=order,
                law=found.law,
                automatic=True,
                answer="yes",
                answered_at=at,
                answered_by=by,
            )
            for each in made
            for order, found in enumerate(asked, start=1)
        )
    )
    _move(made, S.ELIGIBLE, "find_complete", by, at, trail)
    with standing_at(after(call, 9)):
        verbs.publish_check(call=call, by=by)


def _move(
    made: Iterable[Application], state: str, action: str, by: User, at: datetime.datetime, trail: Trail
) -> None:
    """All of them one state further."""
    Application.objects.filter(pk__in=[each.pk for each in made]).update(state=state)
    for each in made:
        trail.add(action, each, by=by, at=at, from_state=each.state, to_state=state)
        each.state = state


def score(
    call: Call, made: list[Application], scorers: list[Scorer], dice: random.Random, by: User, trail: Trail
) -> None:
    """Everybody's sheet for every application, locked."""
    subs = list(
        SubCriterion.objects.filter(criterion__call=call)
        .select_related("criterion")
        .order_by("criterion__order", "order")
    )
    reason = ours("Obrazloženo u prijavi, uz mjerljive rezultate i realan budžet.")
    sheets, points = [], []
    for each in made:
        for slot, (user, kind, seat) in enumerate(scorers, start=1):
            locked = after(call, 20) + datetime.timedelta(seconds=dice.randrange(86_000))
            sheet = Assignment(
                application=each, user=user, slot=slot, state="submitted", assigned_at=after(call, 12), assigned_by=by,
                declared_at=after(call, 13), declared_by=user, saved_at=locked, locked_at=locked, locked_by=user,
                version=1, **{kind: seat},
            )  # fmt: skip
            given = [
                Score(assignment=sheet, subcriterion=sub, points=_points(sub, dice), reason=reason)
                for sub in subs
            ]
            sheet.total = sum((line.points for line in given), Decimal(0))
            sheet.sha256 = sheet_digest(sheet, given)
            sheets.append(sheet)
            points += given
    Assignment.objects.bulk_create(sheets, batch_size=BATCH)
    for line in points:
        line.assignment_id = line.assignment.pk
    pour(points)
    for sheet in sheets:
        trail.add(
            "lock", sheet, by=sheet.user, at=sheet.locked_at, from_state="accepted", to_state="submitted"
        )
    _move(made, S.SCORED, "score", by, after(call, 22), trail)


def _points(sub: SubCriterion, dice: random.Random) -> Decimal:
    """Points between half and all, in the step of the sub-criterion."""
    steps = int(sub.max_points / sub.step)
    return dice.randrange(steps // 2, steps + 1) * sub.step
