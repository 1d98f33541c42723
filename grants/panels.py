"""What public money shows on pages of lower floors: the desk, the front page, the page of an organisation."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from grants.desk import applications, calls, money, scoring
from grants.queries.contracts import awards_published
from office.panels import DeskItem, NewsItem, Panel
from office.templatetags.saradnja import amount, script

ROOMS = (calls, applications, scoring, money)


def desk_items(user: Any) -> list[DeskItem]:
    """What waits for this person in all rooms."""
    return [item for room in ROOMS for item in room.desk_items(user)]


def portal_items(organisation: Any, at: datetime.datetime) -> list[DeskItem]:
    """What an NGO has to do in all rooms, the nearest deadline first."""
    offered = (getattr(room, "portal_items", None) for room in ROOMS)
    items = [item for offer in offered if offer for item in offer(organisation, at)]
    return sorted(items, key=lambda item: str(item.due or "9"))


def front_panels(request: Any) -> list[Panel]:
    """Parts of the public front page."""
    return [panel for room in ROOMS for panel in room.front_panels(request)]


def news(keys: list[int], since: datetime.datetime, until: datetime.datetime) -> list[NewsItem]:
    """Awards by decisions published in this time, for feeds and digests."""
    return [
        NewsItem(
            organisation=row.application.organisation_id,
            at=row.decision.published_at,
            title=_("Public money awarded: %(sum)s") % {"sum": amount(row.amount)},
            text=_("%(title)s. %(body)s, call “%(call)s”.")
            % {
                "title": script(row.application.title),
                "body": script(row.decision.call.body.name),
                "call": script(row.decision.call.title),
            },
            anchor="money",
            key=f"award-{row.pk}",
        )
        for row in awards_published(keys, since, until)
    ]


def organisation_panels(organisation: Any) -> list[Panel]:
    """Parts of the page of an organisation."""
    return [panel for room in ROOMS for panel in room.organisation_panels(organisation)]
