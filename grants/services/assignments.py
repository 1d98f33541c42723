"""Verbs of the commission that concern who scores what: picking, replacing, taking back."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Assignment, Call, CommissionMember, Evaluator
from grants.queries.evaluators import list_in_force
from grants.rules import check_not_exempt, check_sits_on_commission
from grants.scoring import sheets_needed
from grants.services.ties import check_no_tie, check_not_refused, check_room
from grants.workflows.application import APPLICATION
from grants.workflows.assignment import ASSIGNMENT
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import Rules, from_version
from office.service import locked, service

A = Assignment.State
GONE = (A.VOID, A.CONFLICT)


@dataclass
class Bulk:
    """What a step over many applications did, and which it passed over with the reason."""

    made: list[Assignment] = field(default_factory=list)
    skipped: list[tuple[Application, Any]] = field(default_factory=list)


@service
def assign(
    *, application: Application, evaluator: Evaluator, due: datetime.date | None = None, by: User
) -> Assignment:
    """The commission picks an evaluator from the list in force for one application."""
    application = locked(application)
    made = _assign(application, evaluator, due, by)
    _tell(made.user, application.call, [made])
    return made


@service
def assign_to_all(
    *, call: Call, evaluators: Sequence[Evaluator], due: datetime.date | None = None, by: User
) -> Bulk:
    """Give these evaluators every application that lacks them; a conflict is passed over with its reason."""
    check_sits_on_commission(by, call)
    if len({each.pk for each in evaluators}) != len(evaluators):
        raise Refused(_("Choose different people."))
    bulk = Bulk()
    for application in _waiting(call):
        for evaluator in evaluators:
            try:
                bulk.made.append(_assign(application, evaluator, due, by))
            except Refused as no:
                bulk.skipped.append((application, no.reason))
    for evaluator in evaluators:
        _tell(evaluator.user, call, [made for made in bulk.made if made.evaluator_id == evaluator.pk])
    return bulk


@service
def assign_drawn(
    *,
    call: Call,
    pairs: Sequence[tuple[Application, Evaluator]],
    number: str,
    due: datetime.date | None = None,
    by: User,
) -> list[Assignment]:
    """Assign what a draw gave; each pair passes every check again, one that does not stops them all."""
    made = [_assign(application, evaluator, due, by, draw=number) for application, evaluator in pairs]
    for evaluator in {each.pk: each for _application, each in pairs}.values():
        _tell(evaluator.user, call, [each for each in made if each.evaluator_id == evaluator.pk])
    return made


@service
def assign_members(
    *, application: Application, due: datetime.date | None = None, by: User
) -> list[Assignment]:
    """Where the commission scores: every member who is not exempted gets the application."""
    application = locked(application)
    made = _assign_members(application, due, by)
    for each in made:
        _tell(each.user, application.call, [each])
    return made


@service
def assign_members_to_all(*, call: Call, due: datetime.date | None = None, by: User) -> Bulk:
    """Every member of the commission gets every complete application he is not exempted from."""
    check_sits_on_commission(by, call)
    bulk = Bulk()
    for application in _waiting(call):
        try:
            bulk.made += _assign_members(application, due, by)
        except Refused as no:
            bulk.skipped.append((application, no.reason))
    for user in {made.user for made in bulk.made}:
        _tell(user, call, [made for made in bulk.made if made.user_id == user.pk])
    return bulk


@service
def take_back(*, assignment: Assignment, note: str, by: User) -> Assignment:
    """Take an assignment back, with the reason; a locked sheet stays."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=assignment.application_id)
    check_not_exempt(by, application)
    assignment = ASSIGNMENT.apply(locked(assignment), "take_back", by=by, note=note)
    score_when_whole(application)
    return assignment


@service
def replace(
    *,
    assignment: Assignment,
    evaluator: Evaluator,
    note: str,
    due: datetime.date | None = None,
    by: User,
) -> Assignment:
    """Take an open assignment back and give the application to another evaluator in one step."""
    if assignment.state not in GONE:
        take_back(assignment=assignment, note=note, by=by)
    return assign(application=assignment.application, evaluator=evaluator, due=due or assignment.due, by=by)


def sheets_asked(application: Application, rules: Rules) -> int | None:
    """How many sheets the application needs; None where every member of the commission scores."""
    if rules.evaluation.scored_by.value != "evaluators":
        return rules.evaluation.scorers.value
    third = rules.evaluation.third_scorer_gap
    totals = [sheet.total for sheet in application.assignments.all() if sheet.state == A.SUBMITTED]
    limit = third.value if third.confirmed else None
    return sheets_needed(totals, rules.evaluation.scorers.value or 1, limit)


def score_when_whole(application: Application) -> None:
    """When all its sheets are locked the application is scored (the system draws the sum, nobody's verb)."""
    if application.state != Application.State.ELIGIBLE:
        return
    rules = from_version(application.call.rulebook)
    live = [sheet for sheet in application.assignments.all() if sheet.state not in GONE]
    needed = sheets_asked(application, rules) or 1
    if live and all(sheet.state == A.SUBMITTED for sheet in live) and len(live) >= needed:
        APPLICATION.apply(application, "score", by=None)


def _waiting(call: Call) -> list[Application]:
    """Complete applications of the call, locked in one order."""
    rows = call.applications.select_for_update(of=("self",)).filter(state=Application.State.ELIGIBLE)
    return list(rows.select_related("call__commission", "call__rulebook", "call__body").order_by("pk"))


def _assign(
    application: Application, evaluator: Evaluator, due: datetime.date | None, by: User, *, draw: str = ""
) -> Assignment:
    check_sits_on_commission(by, application.call)
    check_not_exempt(by, application)
    _check_scored_now(application)
    rules = from_version(application.call.rulebook)
    if rules.evaluation.scored_by.value != "evaluators":
        raise Refused(
            _("Here the members of the commission score."),
            law=rules.evaluation.scored_by.law,
            field="evaluator",
        )
    current = list_in_force(timezone.localdate().year)
    if current is None or not current.entries.filter(evaluator=evaluator).exists():
        raise Refused(
            _("%(name)s is not on the list in force.") % {"name": evaluator.full_name},
            law=rules.evaluation.scorers.law,
            field="evaluator",
        )
    check_no_tie(evaluator, application)
    check_room(evaluator)
    check_not_refused(evaluator, application)
    sheets = list(application.assignments.all())
    mine = [sheet for sheet in sheets if sheet.user_id == evaluator.user_id]
    if any(sheet.state not in GONE for sheet in mine):
        raise Refused(_("%(name)s scores this application already.") % {"name": evaluator.full_name})
    if any(sheet.state == A.CONFLICT for sheet in mine):
        raise Refused(
            _("%(name)s stated a conflict of interest for this application.") % {"name": evaluator.full_name}
        )
    slots = {sheet.slot for sheet in sheets if sheet.state not in GONE}
    free = [n for n in range(1, (sheets_asked(application, rules) or 1) + 1) if n not in slots]
    if not free:
        raise Refused(_("The application has all its evaluators."), law=rules.evaluation.scorers.law)
    return _made(application, evaluator.user, free[0], due, by, evaluator=evaluator, draw=draw)


def _assign_members(application: Application, due: datetime.date | None, by: User) -> list[Assignment]:
    check_sits_on_commission(by, application.call)
    _check_scored_now(application)
    scored_by = from_version(application.call.rulebook).evaluation.scored_by
    if scored_by.value != "members":
        raise Refused(_("Here independent evaluators score."), law=scored_by.law)
    sheets = list(application.assignments.all())
    done = {sheet.user_id for sheet in sheets if sheet.state != A.VOID}
    slots = {sheet.slot for sheet in sheets if sheet.state not in GONE}
    today = timezone.localdate()
    seats = application.call.commission.members.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=today), valid_from__lte=today
    ).exclude(exemptions__application=application)
    made, slot = [], 0
    for seat in seats.select_related("user").order_by("pk"):
        if seat.user_id in done:
            continue
        slot = next(n for n in range(slot + 1, slot + len(slots) + 2) if n not in slots)
        made.append(_made(application, seat.user, slot, due, by, member=seat))
    return made


def _check_scored_now(application: Application) -> None:
    if application.state != Application.State.ELIGIBLE:
        raise Refused(_("Only complete applications are scored."))


def _made(
    application: Application,
    user: User,
    slot: int,
    due: datetime.date | None,
    by: User,
    *,
    evaluator: Evaluator | None = None,
    member: CommissionMember | None = None,
    draw: str = "",
) -> Assignment:
    made = Assignment.objects.create(
        application=application,
        user=user,
        evaluator=evaluator,
        member=member,
        slot=slot,
        assigned_at=timezone.now(),
        assigned_by=by,
        due=due,
    )
    facts = {"application": application.number, "slot": slot, **({"draw": draw} if draw else {})}
    record("assign", made, by=by, data=facts)
    return made


def _tell(user: User, call: Call, made: list[Assignment]) -> None:
    """One letter for everything a person got at once."""
    if made:
        mail.send(
            "grants/emails/assigned.txt",
            to=user,
            about=made[0],
            context={"call": call, "assignments": made, "due": made[0].due},
        )
