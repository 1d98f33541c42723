"""Imports go down the stairs, never up, never sideways, and not into another app's private rooms."""

from tests.architecture.code import FLOORS, imports, line, modules, room, wrong

# The composition root names all apps; nothing imports it but itself.
ROOT_MODULES = ("office.settings", "office.urls", "office.home", "office.demo", "office.wsgi")
SEEDS = ("office.management.commands.seed_demo",)
PRIVATE = {"views", "forms", "tasks", "workflows", "admin", "documents", "urls", "panels", "management"}
# Inside an app; a room may import its own row and those above it.
ORDER = (
    {"models", "data", "migrations"},
    {"workflows", "rules", "queries"},
    {"services", "forms", "documents"},
    {"views", "tasks", "admin", "urls", "management", "panels"},
)
KERNEL = {"documents", "rules"}  # in the kernel these are tools of everybody, not rooms
LEVEL = {name: level for level, names in enumerate(ORDER) for name in names}


def is_root(module: str) -> bool:
    """Does the module belong to the composition root?"""
    return module.startswith((*ROOT_MODULES, *SEEDS))


def app(module: str) -> str:
    """First part of the name."""
    return module.split(".")[0]


def ours(module: str) -> list[tuple[str, int]]:
    """Imports of our own apps."""
    return [(name, number) for name, number, _inside in imports(module) if app(name) in FLOORS]


def going_up(module: str) -> list[str]:
    """Imports of a higher floor."""
    return [
        f"line {number}: {name}"
        for name, number in ours(module)
        if FLOORS.index(app(name)) > FLOORS.index(app(module)) and not is_root(module)
    ]


def private(module: str) -> list[str]:
    """Imports of a private room of another app."""
    return [
        f"line {number}: {name}"
        for name, number in ours(module)
        if app(name) not in {app(module), "office"} and room(name) in PRIVATE and not is_root(module)
    ]


def of_the_root(module: str) -> list[str]:
    """Imports of the composition root from outside it."""
    found = [f"line {number}: {name}" for name, number in ours(module) if name.startswith(ROOT_MODULES)]
    return [] if is_root(module) else found


def out_of_order(module: str) -> list[str]:
    """Imports of a room of the same app that builds on this one."""
    level = None if app(module) == "office" and room(module) in KERNEL else LEVEL.get(room(module))
    if level is None or is_root(module):
        return []
    return [
        f"line {number}: {name}"
        for name, number in ours(module)
        if app(name) == app(module)
        and LEVEL.get(room(name), -1) > level
        and room(name) not in (KERNEL if app(name) == "office" else ())
    ]


def hidden(module: str) -> list[str]:
    """Relative imports, and imports inside a function that do not say why (ruff: PLC0415)."""
    return [
        f"line {number}: {name}"
        for name, number, inside in imports(module)
        if name.startswith(".") or (inside and "PLC0415" not in line(module, number))
    ]


def test_imports_go_down():
    assert wrong(going_up, modules()) == {}


def test_private_rooms_of_other_apps_stay_closed():
    assert wrong(private, modules()) == {}


def test_nothing_imports_the_root():
    assert wrong(of_the_root, modules()) == {}


def test_rooms_of_an_app_build_on_each_other_in_order():
    assert wrong(out_of_order, modules()) == {}


def test_imports_are_absolute_and_on_top():
    assert wrong(hidden, modules()) == {}
