"""Every address stands behind the door its path says."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from office.jurisdiction import FEATURES
from office.roles import Permission
from tests.architecture.code import FLOORS

OPERATIONS = ("health/", "metrics")


def views(patterns=None, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every address with its view."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from views(entry.url_patterns, path)
        elif isinstance(entry, URLPattern):
            yield path, entry.callback


def of_package(view: object) -> bool:
    """Is the view of a package (closed by LoginRequiredMiddleware and its own checks), not ours?"""
    return getattr(view, "__module__", "").split(".")[0] not in FLOORS


def door_of(path: str) -> str:
    """The door the path says."""
    first = path.split("/")[0]
    if first in {"portal", "evaluation", "staff"}:
        return first
    if path.startswith(OPERATIONS):
        return "operations"
    return "portal" if first == "accounts" else "public"


# The administration is one door of its own: its site lets in superusers alone (tests/office/test_admin.py).
OWN = [(path, view) for path, view in views() if not of_package(view) and not path.startswith("admin/")]


def test_there_are_addresses_behind_every_door():
    doors = {getattr(view, "door", None) for _path, view in OWN}
    assert doors == {"public", "portal", "evaluation", "staff", "operations"}


@pytest.mark.parametrize(("path", "view"), OWN, ids=[path or "/" for path, _view in OWN])
def test_view_stands_behind_the_door_of_its_path(path, view):
    door = getattr(view, "door", None)
    wanted = door_of(path)
    if path.startswith("accounts/"):
        assert door in {"portal", "public"}
    else:
        assert door == wanted, f"{view.__module__}.{view.__name__}"
    is_open = getattr(view, "login_required", True) is False
    assert is_open == (door in {"public", "operations"})
    if door in {"staff", "evaluation"}:
        assert isinstance(view.permission, Permission)
    assert getattr(view, "feature", "") in FEATURES | {""}


def test_packages_stand_where_they_belong():
    strange = [
        path
        for path, view in views()
        if of_package(view) and not path.startswith(("accounts/", "admin/", "api/"))
    ]
    assert strange == []
