"""Verbs of the sessions of a commission: call, agenda, presence, open with a quorum, close, confirm the minutes."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Call, Commission, CommissionSession, SessionItem, SessionPresence
from grants.queries.sessions import present, seated
from grants.workflows.session import SESSION, check_keeps_minutes
from office import mail
from office.audit import record
from office.jobs import order_job
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import Rule, Rules, rules_for
from office.service import locked, service

S = CommissionSession.State


def rules_on(session: CommissionSession) -> Rules:
    """The rulebook of the body on the day of the session."""
    return rules_for(session.commission.body, timezone.localdate(session.starts_at))


def more_than(rule: Rule[Decimal | None], of: int) -> int:
    """The least number that is more than this share; without a rule, more than half."""
    share = Decimal(50) if rule.value is None else rule.value
    return int(of * share / 100) + 1


@service
def call_session(
    *, commission: Commission, starts_at: datetime.datetime, place: str, agenda: list[str], by: User
) -> CommissionSession:
    """Call a session with its agenda; the members are invited by e-mail."""
    commission = locked(commission)
    session = CommissionSession(
        commission=commission,
        number=(commission.sessions.aggregate(last=Max("number"))["last"] or 0) + 1,
        starts_at=starts_at,
        place=place.strip(),
        called_at=timezone.now(),
        called_by=by,
    )
    check_keeps_minutes(by, session)
    if commission.state != Commission.State.FORMED:
        raise Refused(_("Only a formed commission holds sessions."))
    titles = [title.strip() for title in agenda if title.strip()]
    if not titles:
        raise Refused(_("Write at least one point of the agenda."), field="agenda")
    session.save()
    SessionItem.objects.bulk_create(
        SessionItem(session=session, order=order, title=title[:300])
        for order, title in enumerate(titles, start=1)
    )
    for member in seated(session):
        mail.send(
            "grants/emails/session_called.txt",
            to=member.user,
            about=commission,
            context={"session": session, "commission": commission, "agenda": titles},
        )
    record("call_session", session, by=by, data={"number": session.number, "starts_at": starts_at})
    return session


def held(session: CommissionSession, by: User, *states: str) -> CommissionSession:
    """The session under its lock, in one of these states, for a person who keeps its minutes."""
    session = locked(session)
    check_keeps_minutes(by, session)
    if session.state not in states:
        raise Refused(
            _("This step is not possible now: the state is “%(state)s”.")
            % {"state": session.get_state_display()}
        )
    return session


@service
def save_item(
    *,
    session: CommissionSession,
    title: str,
    call: Call | None = None,
    application: Application | None = None,
    item: SessionItem | None = None,
    by: User,
) -> SessionItem:
    """Add a point to the agenda or change one that is not voted on yet."""
    session = held(session, by, S.CALLED, S.OPEN)
    if call and call.commission_id != session.commission_id:
        raise Refused(_("This call belongs to another commission."), field="call")
    if application and (call is None or application.call_id != call.pk):
        raise Refused(_("This application was not filed for that call."), field="application")
    if item and item.outcome:
        raise Refused(_("This point has been voted on; it is not changed any more."))
    last = session.items.aggregate(last=Max("order"))["last"] or 0
    item = item or SessionItem(session=session, order=last + 1)
    item.title, item.call, item.application = title.strip(), call, application
    item.save()
    record("save_item", session, by=by, data={"title": item.title})
    return item


@service
def remove_item(*, item: SessionItem, by: User) -> CommissionSession:
    """Take a point that was not voted on off the agenda."""
    session = held(item.session, by, S.CALLED, S.OPEN)
    item = locked(item)
    if item.outcome:
        raise Refused(_("This point has been voted on; it is not changed any more."))
    record("remove_item", session, by=by, data={"title": item.title})
    item.delete()
    for order, row in enumerate(session.items.order_by("order"), start=1):
        if row.order != order:
            row.order = order
            row.save(update_fields=["order"])
    return session


@service
def save_presence(
    *, session: CommissionSession, came: set[int], notes: Mapping[int, str], by: User
) -> CommissionSession:
    """Write who came and why others did not."""
    session = held(session, by, S.CALLED, S.OPEN)
    for member in seated(session):
        here = member.pk in came
        if session.state == S.OPEN and not here and member.votes.filter(item__session=session).exists():
            raise Refused(_("%(name)s has voted at this session.") % {"name": member.full_name})
        SessionPresence.objects.update_or_create(
            session=session,
            member=member,
            defaults={"present": here, "note": "" if here else notes.get(member.pk, "").strip()[:200]},
        )
    record("save_presence", session, by=by, data={"present": len(came)})
    return session


@service
def open_session(*, session: CommissionSession, by: User) -> CommissionSession:
    """Open the session when enough members came."""
    session = locked(session)
    SESSION.check(session, "open", by=by)
    seats, rule = len(seated(session)), rules_on(session).commission.quorum_percent
    needed, here = more_than(rule, seats), len(present(session))
    if here < needed:
        raise Refused(
            _("There is no quorum: %(here)s of %(seats)s members came, %(needed)s are needed.")
            % {"here": here, "seats": seats, "needed": needed},
            law=rule.law,
        )
    return SESSION.apply(
        session, "open", by=by, opened_at=timezone.now(), opened_by=by, seats=seats, quorum=needed
    )


@service
def write_notes(*, session: CommissionSession, notes: str, by: User) -> CommissionSession:
    """Write the course of the session for its minutes."""
    session = held(session, by, S.OPEN, S.HELD)
    session.notes = notes.strip()
    session.save(update_fields=["notes"])
    record("write_notes", session, by=by)
    return session


@service
def close_session(*, session: CommissionSession, by: User) -> CommissionSession:
    """Close the session when every point has its conclusion."""
    session = locked(session)
    SESSION.check(session, "close", by=by)
    waiting = session.items.filter(outcome="").order_by("order").first()
    if waiting:
        raise Refused(_("Point %(order)s has no conclusion yet.") % {"order": waiting.order})
    return SESSION.apply(session, "close", by=by, closed_at=timezone.now(), closed_by=by)


@service
def confirm_minutes(*, session: CommissionSession, by: User) -> CommissionSession:
    """The president confirms the minutes; they get their number and are drawn as an act."""
    session = locked(session)
    SESSION.check(session, "confirm", by=by)
    SESSION.apply(
        session,
        "confirm",
        by=by,
        confirmed_at=timezone.now(),
        confirmed_by=by,
        minutes_number=next_number("minutes", year=timezone.localdate().year, body=session.commission.body),
    )
    order_job("grants.minutes", subject=session, by=by)
    return session


@service
def cancel_session(*, session: CommissionSession, note: str, by: User) -> CommissionSession:
    """The session is not held; its members are told why."""
    session = SESSION.apply(locked(session), "cancel", by=by, note=note)
    for member in seated(session):
        mail.send(
            "grants/emails/session_cancelled.txt",
            to=member.user,
            about=session.commission,
            context={"session": session, "commission": session.commission, "note": note},
        )
    return session
