"""What the rooms of `applications` show on desks, in the portal and on pages of lower floors."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import Application
from grants.queries import applications as queries
from grants.queries.staff_applications import calls_to_check, check_due
from office.panels import DeskItem, Panel
from office.roles import Permission as P
from office.templatetags.saradnja import script


def desk_items(user: Any) -> list[DeskItem]:
    """Calls whose applications wait for the formal check, each with the legal term."""
    if not (user.can(P.CHECK_APPLICATIONS) or user.can(P.SIT_ON_COMMISSION)):
        return []
    items = []
    for call in calls_to_check(user):
        due, law = check_due(call)
        title = _("Check %(count)s applications: %(call)s") % {
            "count": call.waiting,
            "call": script(call.title),
        }
        url = f"{reverse('grants_staff:applications')}?call={call.pk}&state=submitted"
        items.append(DeskItem(title, url, _("Formal check"), due, law, call.number))
    return items


def portal_items(organisation: Any, at: datetime.datetime) -> list[DeskItem]:
    """Drafts to submit and applications to complete."""
    items = []
    for row in queries.waiting_for_ngo(organisation, at):
        returned = row.state == Application.State.RETURNED
        kind = _("Completion asked") if returned else _("Draft to submit")
        title = script(row.title) or _("Application without a title")
        url = reverse("grants_portal:application", args=[row.pk])
        items.append(DeskItem(title, url, kind, queries.due_of(row), about=script(row.call.title)))
    return items


def front_panels(request: Any) -> list[Panel]:
    """Nothing of an application is shown on the public front page."""
    return []


def organisation_panels(organisation: Any) -> list[Panel]:
    """Nothing of an application is public before its decision."""
    return []
