"""What the formal check's acts, sessions and objections show on desks and in the portal."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.queries import check_desk, checks
from grants.queries.objections import terms_of, waiting_after_list
from office.panels import DeskItem, Panel
from office.roles import Permission as P
from office.templatetags.saradnja import script


def desk_items(user: Any) -> list[DeskItem]:
    """Rejections to confirm, letters to serve, statements to give, sessions, objections and inspections."""
    if not (user.can(P.CHECK_APPLICATIONS) or user.can(P.SIT_ON_COMMISSION)):
        return []
    return [*_rejections(user), *_letters(user), *_commission(user), *_after_list(user)]


def _rejections(user: Any) -> list[DeskItem]:
    return [
        DeskItem(
            title=_("Confirm or return a proposed rejection"),
            url=reverse("grants_staff:check", args=[row.application_id]),
            kind=_("Formal check"),
            about=f"{row.application.number} · {script(row.application.organisation.name)}",
        )
        for row in checks.proposals_waiting(user)
    ]


def _letters(user: Any) -> list[DeskItem]:
    count, since = checks.unserved(user)
    if not count:
        return []
    words = ngettext("%(n)s letter is to be served", "%(n)s letters are to be served", count) % {"n": count}
    return [DeskItem(words, reverse("grants_staff:letters"), _("Letters"), since)]


def _commission(user: Any) -> list[DeskItem]:
    """Statements for calls whose applicants are known; sessions to come and minutes to confirm."""
    items = [
        DeskItem(
            title=_("Give your statement for the call"),
            url=reverse("grants_staff:call_statement", args=[call.pk]),
            kind=_("Conflict of interest"),
            about=f"{call.number} · {script(call.title)}",
        )
        for call in check_desk.calls_without_statement(user)
    ]
    for session in check_desk.sessions_waiting(user):
        held = session.state == session.State.HELD
        words = _("Confirm the minutes of session %(n)s") if held else _("Session %(n)s of the commission")
        items.append(
            DeskItem(
                title=words % {"n": session.number},
                url=reverse("grants_staff:session", args=[session.pk]),
                kind=_("Session"),
                due=None if held else session.starts_at,
                about=script(session.commission.title),
            )
        )
    return items


def _after_list(user: Any) -> list[DeskItem]:
    """Objections to answer by their legal term, inspections to hold within theirs."""
    items = []
    for row in check_desk.objections_waiting(user):
        items.append(
            DeskItem(
                title=_("Answer objection %(number)s") % {"number": row.number},
                url=reverse("grants_staff:objection", args=[row.pk]),
                kind=_("Objection"),
                due=row.due,
                law=check_desk.reply_law(row),
                about=script(row.application.organisation.name),
            )
        )
    for call in waiting_after_list(user):
        if call.inspections:
            terms = terms_of(call)
            items.append(
                DeskItem(
                    title=_("Give appointments for the inspection of applications"),
                    url=reverse("grants_staff:after_list", args=[call.pk]),
                    kind=_("Inspection"),
                    due=terms.inspect_until if terms else None,
                    law=terms.inspect_law if terms else "",
                    about=f"{call.number} · {script(call.title)}",
                )
            )
    return items


def portal_items(organisation: Any, at: datetime.datetime) -> list[DeskItem]:
    """Letters that wait to be opened, and the time for objections."""
    return [
        DeskItem(
            title=_("Open the letter: %(what)s") % {"what": letter.get_kind_display()},
            url=reverse("grants_portal:application", args=[letter.application_id]),
            kind=_("Letter"),
            about=f"{letter.application.number} · {script(letter.application.call.title)}",
        )
        for letter in check_desk.letters_waiting(organisation)
    ]


def front_panels(request: Any) -> list[Panel]:
    """Nothing on the front page."""
    return []


def organisation_panels(organisation: Any) -> list[Panel]:
    """Nothing on the page of an organisation."""
    return []
