"""What the rooms of `applications` show on desks, front page and the page of an organisation."""

from typing import Any

from office.panels import DeskItem, Panel


def desk_items(user: Any) -> list[DeskItem]:
    """What waits for this person here."""
    return []


def front_panels(request: Any) -> list[Panel]:
    """What the public front page shows from here."""
    return []


def organisation_panels(organisation: Any) -> list[Panel]:
    """What the page of an organisation shows from here."""
    return []
