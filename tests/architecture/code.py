"""The code of the house as the tests of its architecture read it."""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("office", "ngo_registry", "council", "grants", "reports")


@cache
def modules() -> dict[str, Path]:
    """Every module of the apps by its dotted name, migrations aside."""
    paths = [path for app in FLOORS for path in sorted((ROOT / app).rglob("*.py"))]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in paths
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    }


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def room(module: str) -> str:
    """The room of a module: `grants.services.calls` → `services`, `grants.scoring` → `scoring`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def in_room(*rooms: str) -> list[str]:
    """Modules of these rooms in all apps."""
    return [module for module in modules() if room(module) in rooms]


def names(module: str) -> Iterator[tuple[str, int, bool]]:
    """What a module imports, each name: name, line, whether inside a function."""
    found = tree(modules()[module])
    inside = {
        id(node)
        for function in ast.walk(found)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    for node in ast.walk(found):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, node.lineno, id(node) in inside
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            for name in node.names:
                yield f"{base}.{name.name}", node.lineno, id(node) in inside


def imports(module: str) -> Iterator[tuple[str, int, bool]]:
    """The modules a module imports: name, line, whether inside a function."""
    for name, number, inside in names(module):
        yield (name if name in modules() else name.rpartition(".")[0] or name), number, inside


def functions(module: str) -> Iterator[ast.FunctionDef]:
    """Every function of a module, methods and inner ones too."""
    for node in ast.walk(tree(modules()[module])):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def line(module: str, number: int) -> str:
    """One line of a module."""
    return modules()[module].read_text(encoding="utf-8").splitlines()[number - 1]


def length(function: ast.FunctionDef) -> int:
    """How much a function does: its statements, each one line however the formatter breaks it."""
    statements = sum(isinstance(node, ast.stmt) for part in function.body for node in ast.walk(part))
    return statements - bool(ast.get_docstring(function))


def wrong(rule: Callable[[Any], object], things: Iterable[Any]) -> dict[str, object]:
    """What a rule finds wrong, by the thing it is wrong with; empty when all is well."""
    found = {str(thing): rule(thing) for thing in things}
    return {thing: faults for thing, faults in found.items() if faults}
