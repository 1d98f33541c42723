"""What waits for people between the sheets and the contract: corrections, adapted budgets."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from grants.queries.awards import to_review, waiting_on_ngo
from grants.queries.sheets import corrections_waiting
from office.panels import DeskItem, Panel
from office.roles import Permission as P
from office.templatetags.saradnja import script


def desk_items(user: Any) -> list[DeskItem]:
    """Requests for correction to answer, adapted budgets to judge."""
    items = []
    if user.can(P.SIT_ON_COMMISSION):
        items += [
            DeskItem(
                title=_("Answer a request to correct a score sheet"),
                url=reverse("grants_staff:application_sheets", args=[correction.assignment.application_id]),
                kind=_("Scoring"),
                about=f"{correction.assignment.application.number} · "
                f"{script(correction.assignment.application.call.title)}",
            )
            for correction in corrections_waiting(user)[:20]
        ]
    if user.can(P.MANAGE_CONTRACTS):
        items += [
            DeskItem(
                title=_("Judge the adapted budget of %(number)s") % {"number": row.application.number},
                url=reverse("grants_staff:award", args=[row.pk]),
                kind=_("Award"),
                about=script(row.application.organisation.name),
            )
            for row in to_review(user)[:20]
        ]
    return items


def portal_items(organisation: Any, at: datetime.datetime) -> list[DeskItem]:
    """Adapted budgets the organisation owes."""
    return [
        DeskItem(
            title=_("Adapt the budget of %(number)s to the awarded sum") % {"number": row.application.number},
            url=reverse("grants_portal:award", args=[row.pk]),
            kind=_("Award"),
            due=row.answer.due,
            about=script(row.decision.call.title),
        )
        for row in waiting_on_ngo(organisation)
    ]


def front_panels(request: Any) -> list[Panel]:
    """What the public front page shows from here."""
    return []


def organisation_panels(organisation: Any) -> list[Panel]:
    """What the page of an organisation shows from here."""
    return []
