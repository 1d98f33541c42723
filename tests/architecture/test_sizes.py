"""Small files: longer means that two things live there; every module says in a sentence what it is."""

import ast

from tests.architecture.code import ROOT, functions, length, modules, room, tree, wrong

SMALL, LONGEST, TEST, FUNCTION = 250, 320, 500, 40
SMALL_ROOMS = {"models", "services", "queries", "views"}
TESTS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("*.py"))


def lines(path) -> int:
    """Number of lines of a file that hold something."""
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())


def too_long(module: str) -> int:
    """Lines of a module above its budget."""
    return max(0, lines(modules()[module]) - (SMALL if room(module) in SMALL_ROOMS else LONGEST))


def long_functions(module: str) -> list[str]:
    """Functions above their budget."""
    return [
        f"{function.name}: {length(function)} lines"
        for function in functions(module)
        if length(function) > FUNCTION
    ]


def without_a_sentence(module: str) -> bool:
    """Does the module not begin with a sentence?"""
    text = ast.get_docstring(tree(modules()[module])) or ""
    return not text.strip().endswith((".", "…"))


def test_modules_are_small():
    assert wrong(too_long, modules()) == {}


def test_functions_are_short():
    assert wrong(long_functions, modules()) == {}


def test_test_files_are_small():
    assert wrong(lambda path: max(0, lines(ROOT / path) - TEST), TESTS) == {}


def test_modules_say_what_they_are():
    assert wrong(without_a_sentence, modules()) == {}
