"""What the rooms around handing in show on desks and in the portal."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from grants.queries import messages
from grants.queries.partner_confirmations import waiting_of
from office.panels import DeskItem, Panel
from office.roles import Permission as P
from office.templatetags.saradnja import script


def desk_items(user: Any) -> list[DeskItem]:
    """Messages of applicants that nobody has read."""
    if not user.can(P.CHECK_APPLICATIONS):
        return []
    return [
        DeskItem(
            script(row.title),
            reverse("grants_staff:messages", args=[row.pk]),
            _("Unread message"),
            about=row.number,
        )
        for row in messages.unread_threads(user)
    ]


def portal_items(organisation: Any, at: datetime.datetime) -> list[DeskItem]:
    """Partnerships to answer and messages of bodies to read."""
    items = [
        DeskItem(
            script(each.read["title"]),
            reverse("grants_portal:partnership", args=[each.pk]),
            _("Partnership to answer"),
            each.partner.application.call.deadline,
            about=script(each.read["applicant"]),
        )
        for each in waiting_of(organisation)
        if each.partner.application.call.deadline >= at
    ]
    items += [
        DeskItem(
            script(row.title),
            reverse("grants_portal:messages", args=[row.pk]),
            _("Unread message"),
            about=script(row.call.title),
        )
        for row in messages.unread_for(organisation)
    ]
    return items


def front_panels(request: Any) -> list[Panel]:
    """Nothing of it is shown on the public front page."""
    return []


def organisation_panels(organisation: Any) -> list[Panel]:
    """Nothing of it is public."""
    return []
