"""Bodies answer for their plans of the year, and the office reminds those that are late, once a day at most."""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import CallPlan, PlanReturn, Reminder
from grants.queries.late import LateRow, late_row, late_tables
from grants.rules import check_body
from office.audit import record
from office.mail import send
from office.models import Body, RoleGrant, User
from office.refusal import Refused
from office.roles import Permission as P
from office.roles import permissions_of
from office.service import locked, service

Answer = PlanReturn.Answer


def note_plan(body: Body, year: int, by: User) -> PlanReturn:
    """The body's plan of the year counts as handed in from its first publication on."""
    found, new = PlanReturn.objects.get_or_create(
        body=body,
        year=year,
        defaults={"answer": Answer.PLAN, "handed_in_at": timezone.now(), "handed_in_by": by},
    )
    if not new and found.answer != Answer.PLAN:
        found.answer, found.reason = Answer.PLAN, ""
        found.save(update_fields=["answer", "reason"])
    return found


def check_no_plan(body: Body, year: int) -> None:
    """Who has planned a call does not say that there are none."""
    if CallPlan.objects.filter(body=body, year=year).exists():
        raise Refused(_("The plan of this body has calls. Remove them first, or hand the plan in."))


@service
def hand_in_no_calls(*, body: Body, year: int, reason: str, by: User) -> PlanReturn:
    """The body says that it plans no calls this year, with the reason; that too is handed in in time or late."""
    check_body(by, locked(body), P.MANAGE_CALLS)
    return _answered(body, year, Answer.NONE, reason, by, "hand_in_no_calls")


@service
def exempt_body(*, body: Body, year: int, reason: str, by: User) -> PlanReturn:
    """The office finds that a body is not obliged to plan calls of the year."""
    locked(body)
    if not by.can(P.REMIND_BODIES):
        raise Refused(_("Only the office says who is not obliged."))
    return _answered(body, year, Answer.EXEMPT, reason, by, "exempt_body")


def _answered(body: Body, year: int, answer: str, reason: str, by: User, action: str) -> PlanReturn:
    """Keep the answer that takes the place of a plan."""
    if not reason.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="reason")
    check_no_plan(body, year)
    if PlanReturn.objects.filter(body=body, year=year).exists():
        raise Refused(_("The body has answered for this year already."))
    made = PlanReturn.objects.create(
        body=body,
        year=year,
        answer=answer,
        reason=reason.strip(),
        handed_in_at=timezone.now(),
        handed_in_by=by,
    )
    record(action, made, by=by, note=made.reason, data={"body": body.code, "year": year})
    return made


@service
def take_back_answer(*, answer: PlanReturn, by: User) -> None:
    """What stands in place of a plan is taken back by who may give it."""
    answer = locked(answer)
    if answer.answer == Answer.PLAN:
        raise Refused(_("A published plan is not changed; add a new planned call."))
    if answer.answer == Answer.EXEMPT and not by.can(P.REMIND_BODIES):
        raise Refused(_("Only the office says who is not obliged."))
    check_body(by, answer.body, P.MANAGE_CALLS)
    record("take_back_answer", answer, by=by, data={"body": answer.body.code, "year": answer.year})
    answer.delete()


@service
def remind_body(*, duty: str, body: Body, year: int, by: User) -> Reminder:
    """Write to the body's address and to its officers; recorded, and not more than once a day."""
    row = _owed(duty, locked(body), year, by)
    people = officers_of(body)
    addresses: list[User | str] = list(people)
    if body.email and body.email.lower() not in {person.email.lower() for person in people}:
        addresses.append(body.email)
    if not addresses:
        raise Refused(
            _("%(body)s has no address and no officer here. Send a letter and record it.")
            % {"body": body.name}
        )
    reminder = _recorded(row, duty, body, year, by, channel=Reminder.Channel.EMAIL, reached=len(addresses))
    for to in addresses:
        send("grants/emails/body_reminded.txt", to=to, about=body, context={"row": row, "body": body})
    return reminder


@service
def remind_all(*, duty: str, year: int, by: User) -> tuple[int, int]:
    """Remind every body that is late: how many were written to, how many were not (today already, no address)."""
    if not by.can(P.REMIND_BODIES):
        raise Refused(_("Reminders are sent by the office."))
    sent = left = 0
    for table in late_tables(year, timezone.localdate()):
        for row in table.owing if table.key == duty else []:
            try:
                remind_body(duty=duty, body=row.body, year=row.year, by=by)
                sent += 1
            except Refused:
                left += 1
    if not sent:
        raise Refused(
            _("Nobody was written to: nobody is late, or all were reminded today or have no address.")
        )
    return sent, left


@service
def record_letter(
    *, duty: str, body: Body, year: int, number: str, sent_on: datetime.date, by: User
) -> Reminder:
    """Record a reminder that went out as a letter."""
    row = _owed(duty, locked(body), year, by)
    if sent_on > timezone.localdate():
        raise Refused(_("The day of the letter lies in the future."), field="sent_on")
    if not number.strip():
        raise Refused(_("Write the number of the letter."), field="number")
    channel = Reminder.Channel.LETTER
    return _recorded(row, duty, body, year, by, channel=channel, number=number.strip(), day=sent_on)


def owes(duty: str, body: Body, year: int) -> bool:
    """Is the body late today with what it owes?"""
    row = late_row(duty, body, year, timezone.localdate())
    return row is not None and row.done is None and row.late > 0


def _owed(duty: str, body: Body, year: int, by: User) -> LateRow:
    """What the body owes; refused when it owes nothing."""
    if not by.can(P.REMIND_BODIES):
        raise Refused(_("Reminders are sent by the office."))
    row = late_row(duty, body, year, timezone.localdate())
    if row is None or not owes(duty, body, year):
        raise Refused(_("%(body)s is not late.") % {"body": body.name})
    return row


def _recorded(row: LateRow, duty: str, body: Body, year: int, by: User, **facts: Any) -> Reminder:
    """The record of the reminder; the database refuses a second one of the same day."""
    day = facts.pop("day", timezone.localdate())
    try:
        with transaction.atomic():
            made = Reminder.objects.create(
                duty=duty,
                body=body,
                year=year,
                day=day,
                days_late=row.late,
                sent_at=timezone.now(),
                sent_by=by,
                **facts,
            )
    except IntegrityError as error:
        raise Refused(
            _("%(body)s was reminded on that day already. A body is reminded once a day at most.")
            % {"body": body.name}
        ) from error
    record("remind_body", made, by=by, data={"body": body.code, "duty": duty, "days_late": row.late})
    return made


def officers_of(body: Body) -> list[User]:
    """People who today draft calls for this body alone."""
    grants = RoleGrant.objects.current(timezone.localdate()).filter(body=body, user__is_active=True)
    found = {
        grant.user_id: grant.user
        for grant in grants.select_related("user").order_by("user")
        if P.MANAGE_CALLS in permissions_of(grant.role)
    }
    return list(found.values())
