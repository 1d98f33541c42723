"""Views only translate HTTP: short, and they neither ask nor write the database by themselves."""

import ast

import pytest

from tests.architecture.code import functions, in_room, length, modules, tree

LONGEST = 20
FORBIDDEN = {
    "objects",
    "filter",
    "exclude",
    "save",
    "delete",
    "select_for_update",
    "bulk_create",
    "raw",
    "update_or_create",
}


@pytest.mark.parametrize("module", in_room("views"))
def test_view_asks_queries_and_calls_services(module):
    found = [
        f"line {node.lineno}: .{node.attr}"
        for node in ast.walk(tree(modules()[module]))
        if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN
    ]
    assert found == []


@pytest.mark.parametrize("module", in_room("views"))
def test_view_is_short(module):
    long = [
        f"{function.name}: {length(function)} lines"
        for function in functions(module)
        if length(function) > LONGEST
    ]
    assert long == []
