"""Every kind of official paper is PDF/A-3a and PDF/UA-1 and speaks one language in one script; none is left out."""

import ast
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test.signals import template_rendered

from grants.models import GrantLetter
from office.languages import script_of
from office.models import IssuedDocument
from tests.browser.pages import english
from tests.factories import call_papers, register_papers
from tests.grants.looking import text_of
from tests.pdf_checks import faults
from tests.words import WRONG

pytestmark = pytest.mark.django_db
APPS = ("office", "ngo_registry", "council", "grants", "reports")
LAYOUTS = ('extends "layouts/document.html"', 'extends "ngo_registry/papers/base.html"')
NO_KIND = {"ngo_registry/papers/base.html", "office/documents/sample.html"}  # a layout; a sample of tests
LONG = 12  # shorter words are often the same in both languages


def strange(text: str, language: str) -> list[str]:
    """English sentences of the catalogs in an act, and Cyrillic words in one that is written in Latin."""
    there = [
        source
        for source, ours in english(language).items()
        if len(source) > LONG and source in text and source not in ours
    ]
    return there + (WRONG["latin"].findall(text) if script_of(language) == "latin" else [])


def wrong_in(made: Iterator[tuple[str, Any]]) -> dict[str, list[str]]:
    """What each paper lacks of the standards and of its language; what the portal draws to be signed is Cyrillic."""
    wrong = {}
    for name, paper in made:
        plain = isinstance(paper, bytes)
        data = paper if plain else paper.file.path.read_bytes()
        language = register_papers.CYRILLIC if plain else paper.language
        found = faults(data, "3a") + faults(data, "ua1") + strange(text_of(data), language)
        if found:
            wrong[name] = found[:5]
    return wrong


@pytest.mark.parametrize("papers", [register_papers, call_papers], ids=["registers", "calls"])
def test_every_paper_is_sound_and_speaks_one_language(papers):
    drawn = set()

    def note(template, **_facts):
        drawn.add(template.name)

    template_rendered.connect(note)
    try:
        assert wrong_in(papers.every_paper()) == {}
    finally:
        template_rendered.disconnect(note)
    made = drawn | set(IssuedDocument.objects.values_list("kind", flat=True))
    known = templates_of_papers() | kinds_in_code()
    assert {
        name for name in known if name.startswith("ngo_registry") == (papers is register_papers)
    } - made == set()


def templates_of_papers() -> set[str]:
    """Names of all templates that make a whole paper."""
    root = settings.BASE_DIR / "templates"
    names = {
        str(path.relative_to(root))
        for path in root.rglob("*.html")
        if any(layout in path.read_text() for layout in LAYOUTS)
    }
    return names - NO_KIND


def kinds_in_code() -> set[str]:
    """Kinds under which papers are issued: written at the call, or beside the template in a table of facts."""
    kinds = {f"grants.letter_{kind}" for kind in GrantLetter.Kind}
    for app in APPS:
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            text = path.read_text()
            if "issue_document(" in text or '"template":' in text or "issued(" in text:
                kinds |= kinds_of(text)
    return kinds


def kinds_of(text: str) -> set[str]:
    """Kinds in one file."""
    found: list[Any] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "issue_document":
                found += [each.value for each in node.keywords if each.arg == "kind"]
            elif node.func.id == "issued" and len(node.args) > 1:
                found += [ast.Constant(f"grants.{node.args[1].value}")]
        elif isinstance(node, ast.Dict):
            pairs = {key.value: value for key, value in zip(node.keys, node.values, strict=True) if key and
                     isinstance(key, ast.Constant)}  # fmt: skip
            found += [pairs["kind"]] if {"kind", "template"} <= set(pairs) else []
    return {each.value for each in found if isinstance(each, ast.Constant)}
