"""Small files: longer means that two things live there; every module says in a sentence what it is."""

import ast

import pytest

from tests.architecture.code import ROOT, functions, length, modules, room, tree

SMALL, LONGEST, TEST, FUNCTION = 250, 320, 500, 40
SMALL_ROOMS = {"models", "services", "queries", "views"}
TESTS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("*.py"))


def lines(path) -> int:
    """Number of lines of a file that hold something."""
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("module", modules())
def test_module_is_small(module):
    assert lines(modules()[module]) <= (SMALL if room(module) in SMALL_ROOMS else LONGEST)


@pytest.mark.parametrize("module", modules())
def test_functions_are_short(module):
    long = [
        f"{function.name}: {length(function)} lines"
        for function in functions(module)
        if length(function) > FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", TESTS)
def test_test_file_is_small(path):
    assert lines(ROOT / path) <= TEST


@pytest.mark.parametrize("module", modules())
def test_module_says_what_it_is(module):
    text = ast.get_docstring(tree(modules()[module])) or ""
    assert text.strip().endswith((".", "…")), "a module begins with a sentence"
