"""Finds the rooms of an app by the name of the door."""

from collections.abc import Iterable
from importlib.util import find_spec

from django.urls import include, path


def rooms(apps: Iterable[str], door: str) -> list:
    """Includes of `<app>/urls/<door>.py` for each app that has such a room."""
    return [path("", include(f"{app}.urls.{door}")) for app in apps if find_spec(f"{app}.urls.{door}")]
