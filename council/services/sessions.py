"""Sessions of the Council: scheduled, held, minutes adopted; agenda and conclusions."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from council.models import AgendaItem, Conclusion, Council, CouncilAppointment, Session, SessionAttendance
from council.rules import check_keeps_council
from council.workflows.session import SESSION
from office.audit import record
from office.refusal import Refused
from office.rulebooks import rules_for
from office.service import locked, service
from office.uploads import store

State = Session.State


@service
def schedule_session(*, council: Council, at: datetime.datetime, mode: str, place: str, by: Any) -> Session:
    """Call a session of the Council; it gets the next number of its composition."""
    check_keeps_council(by)
    council = locked(council)
    if not council.appointed_on <= timezone.localtime(at).date() <= council.ends_on:
        raise Refused(_("The session lies outside the mandate of this composition."), field="at")
    last = council.sessions.order_by("-number").first()
    session = Session.objects.create(
        council=council, number=last.number + 1 if last else 1, at=at, mode=mode, place=place, created_by=by
    )
    record("schedule", session, by=by, to_state=session.state, data={"at": at, "place": place})
    return session


@service
def move_session(*, session: Session, at: datetime.datetime, mode: str, place: str, by: Any) -> Session:
    """Change day, hour, way or place of a session that is not yet held."""
    session = _scheduled(session, by)
    session.at, session.mode, session.place = at, mode, place
    session.save(update_fields=["at", "mode", "place"])
    record("move", session, by=by, data={"at": at, "mode": mode, "place": place})
    return session


@service
def add_item(*, session: Session, title: str, by: Any, text: str = "", upload: Any = None) -> AgendaItem:
    """Put a point on the agenda, with its material."""
    session = _scheduled(session, by)
    stored = store(upload, by=by) if upload else None
    last = session.items.order_by("-order").first()
    item = AgendaItem.objects.create(
        session=session, order=last.order + 1 if last else 1, title=title, text=text, stored=stored
    )
    record("add_item", session, by=by, data={"order": item.order, "title": title})
    return item


@service
def remove_item(*, item: AgendaItem, by: Any) -> None:
    """Take a point off the agenda; the points after it move up."""
    session = _scheduled(item.session, by)
    record("remove_item", session, by=by, data={"order": item.order, "title": item.title})
    order = item.order
    item.delete()
    for later in session.items.filter(order__gt=order).order_by("order"):
        later.order -= 1
        later.save(update_fields=["order"])


@service
def hold_session(*, session: Session, present: Iterable[CouncilAppointment], by: Any) -> Session:
    """Enter who was there; the quorum is counted from members with a mandate on that day."""
    session = locked(session)
    SESSION.check(session, "hold", by=by)
    day = timezone.localtime(session.at).date()
    if session.at > timezone.now():
        raise Refused(_("The session has not taken place yet."))
    members = {member.pk for member in members_on(session.council, day)}
    there = list({member.pk: member for member in present}.values())
    if any(member.pk not in members for member in there):
        raise Refused(
            _("Only members whose mandate runs on the day of the session can be present."), field="present"
        )
    percent = rules_for(None, day).council.quorum_percent.value or 50
    SessionAttendance.objects.bulk_create(
        SessionAttendance(session=session, appointment=member) for member in there
    )
    return SESSION.apply(
        session,
        "hold",
        by=by,
        held_at=timezone.now(),
        members=len(members),
        present=len(there),
        quorum_needed=int(len(members) * percent / 100) + 1,
    )


@service
def write_minutes(*, session: Session, minutes: str, by: Any, upload: Any = None) -> Session:
    """Keep the minutes of a held session, as text or as a file."""
    check_keeps_council(by)
    session = locked(session)
    if session.state != State.HELD:
        raise Refused(_("Minutes are written between the session and their adoption."))
    session.minutes = minutes
    if upload:
        session.minutes_file = store(upload, by=by)
    session.save(update_fields=["minutes", "minutes_file"])
    record("write_minutes", session, by=by)
    return session


@service
def adopt_minutes(*, session: Session, on: datetime.date, by: Any) -> Session:
    """Enter the day on which the Council adopted the minutes; from then on they are public."""
    session = locked(session)
    SESSION.check(session, "adopt_minutes", by=by)
    if not timezone.localtime(session.at).date() <= on <= timezone.localdate():
        raise Refused(_("Minutes are adopted after the session and not in the future."), field="on")
    return SESSION.apply(session, "adopt_minutes", by=by, minutes_adopted_on=on)


@service
def cancel_session(*, session: Session, reason: str, by: Any) -> Session:
    """Cancel a scheduled session, with the reason."""
    return SESSION.apply(locked(session), "cancel", by=by, note=reason, cancel_reason=reason.strip())


@service
def add_conclusion(
    *,
    session: Session,
    text: str,
    carrier: str,
    by: Any,
    due: datetime.date | None = None,
    item: AgendaItem | None = None,
) -> Conclusion:
    """Write what the Council concluded, who carries it out and until when."""
    check_keeps_council(by)
    session = locked(session)
    if session.state not in {State.HELD, State.MINUTES_ADOPTED}:
        raise Refused(_("Conclusions are written after the session is held."))
    if not session.has_quorum:
        raise Refused(_("The session had no quorum, so it could not conclude anything."))
    if due and due < timezone.localtime(session.at).date():
        raise Refused(_("The deadline lies before the session."), field="due")
    last = session.conclusions.order_by("-order").first()
    conclusion = Conclusion.objects.create(
        session=session, item=item, order=last.order + 1 if last else 1, text=text, carrier=carrier, due=due
    )
    record("add_conclusion", session, by=by, data={"order": conclusion.order, "carrier": carrier, "due": due})
    return conclusion


@service
def report_conclusion(*, conclusion: Conclusion, status: str, note: str, by: Any) -> Conclusion:
    """Enter how far a conclusion is carried out."""
    check_keeps_council(by)
    conclusion = locked(conclusion)
    before = conclusion.status
    if status in {Conclusion.Status.PARTLY, Conclusion.Status.DROPPED} and not note.strip():
        raise Refused(_("Write what was done, or why it was not."), field="note")
    conclusion.status, conclusion.status_note, conclusion.status_on = (
        status,
        note.strip(),
        timezone.localdate(),
    )
    conclusion.save(update_fields=["status", "status_note", "status_on"])
    record("report", conclusion, by=by, note=note, from_state=before, to_state=status)
    return conclusion


def members_on(council: Council, day: datetime.date) -> list[CouncilAppointment]:
    """Members with a mandate on that day, in the order of their seats."""
    appointments = CouncilAppointment.objects.filter(seat__council=council).select_related("seat")
    return [member for member in appointments.order_by("seat__order", "pk") if member.holds_on(day)]


def _scheduled(session: Session, by: Any) -> Session:
    check_keeps_council(by)
    session = locked(session)
    if session.state != State.SCHEDULED:
        raise Refused(_("This is changed only while the session is scheduled."))
    return session
