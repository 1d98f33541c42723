"""Addresses of public money, a file for each room; what a room says first is asked first."""

from importlib import import_module
from typing import Any

ROOMS = (
    "year",
    "life",
    "budget",
    "calls",
    "applications",
    "scoring",
    "call_forms",
    "money",
    "marks",
    "checks",
    "filing",
    "evaluators",
)


def addresses(door: str) -> list[Any]:
    """What every room has behind this door."""
    rooms = (import_module(f"{__name__}.{room}") for room in ROOMS)
    return [each for room in rooms for each in getattr(room, door, [])]
