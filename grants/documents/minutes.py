"""Confirmed minutes of a session as an official document."""

from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grants.models import CommissionSession, SessionItem, SessionVote
from grants.queries.sessions import seated, votes_of
from office.jurisdiction import current
from office.models import IssuedDocument
from office.service import locked, service
from office.services.documents import issue_document
from office.templatetags.saradnja import day, script

C = SessionVote.Choice


@service
def issue_minutes(*, session: CommissionSession, by: Any) -> IssuedDocument:
    """Issue confirmed minutes once; ordered again, the same document answers."""
    session = locked(session)
    if session.document_id:
        return session.document
    language = current().languages[0]
    with translation.override(language):
        context, title = context_of(session), _("Minutes of the session of the commission")
    session.document = issue_document(
        kind="grants.minutes",
        template="grants/documents/minutes.html",
        context=context,
        title=title,
        number=session.minutes_number,
        subject=session,
        language=language,
        by=by,
        issuer=session.commission.body.name,
        issued_on=timezone.localdate(session.confirmed_at),
    )
    session.save(update_fields=["document"])
    return session.document


def context_of(session: CommissionSession) -> dict[str, Any]:
    """When and where, who came, who did not and why, each point with votes by name and its conclusion."""
    rows = {row.member_id: row for row in session.presences.all()}
    members = seated(session)
    items = session.items.prefetch_related("votes__member").select_related("application").order_by("order")
    return {
        "number_of_session": session.number,
        "commission": script(session.commission.title),
        "day": day(session.opened_at),
        "opened": _hour(session.opened_at),
        "closed": _hour(session.closed_at),
        "place": script(session.place),
        "here": [_who(m) for m in members if m.pk in rows and rows[m.pk].present],
        "absent": [
            f"{_who(m)}{f': {script(rows[m.pk].note)}' if m.pk in rows and rows[m.pk].note else ''}"
            for m in members
            if m.pk not in rows or not rows[m.pk].present
        ],
        "quorum": session.quorum,
        "seats": session.seats,
        "items": [_item(item) for item in items],
        "notes": script(session.notes),
        "signatory": script(session.confirmed_by.full_name),
    }


def _who(member: Any) -> str:
    return f"{script(member.full_name)} ({member.get_role_display()})"


def _hour(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "H:i")


def _item(item: SessionItem) -> dict[str, Any]:
    """A point with names by vote."""
    names = votes_of(item)
    return {
        "order": item.order,
        "title": script(item.title),
        "application": item.application.number if item.application_id else "",
        "votes": [
            (C(choice).label, len(who), ", ".join(map(script, who))) for choice, who in names.items() if who
        ],
        "outcome": item.get_outcome_display(),
        "conclusion": script(item.conclusion),
    }
