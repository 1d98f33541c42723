"""Every English sentence of the code and the templates that a person may read, and which app says it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from office.catalogs.messages import Key, Message

APPS = ("office", "ngo_registry", "council", "grants", "reports")
TRANSLATION_MODULES = {"django.utils.translation", "gettext"}
# Function → places of context, sentence, plural among its arguments.
PLACES = {
    "gettext": (None, 0, None), "gettext_noop": (None, 0, None), "_": (None, 0, None),
    "ngettext": (None, 0, 1), "pgettext": (0, 1, None), "npgettext": (0, 1, 2),
}  # fmt: skip
_STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_CALL = re.compile(rf"\b(n?p?gettext|_)\(({_STRING}(?:, {_STRING})*)")


def extract(root: Path) -> dict[Key, tuple[Message, set[str]]]:
    """All sentences of the project with the apps that say them."""
    found: dict[Key, tuple[Message, set[str]]] = {}
    for app, message in said(root):
        known, apps = found.setdefault(message.key, (message, set()))
        apps.add(app)
        if message.plural and not known.plural:
            found[message.key] = (message, apps)
    return found


def said(root: Path) -> Iterator[tuple[str, Message]]:
    """App and sentence, one by one, in the order of the files."""
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            if "migrations" not in path.parts:
                for message in in_code(path.read_text(encoding="utf-8")):
                    yield app, message
        yield from in_folder(root / app / "templates", app)
    yield from in_folder(root / "templates", "")


def in_folder(folder: Path, app: str) -> Iterator[tuple[str, Message]]:
    """Sentences of a folder of templates; its first level names the app, else they are the office's."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".html", ".txt", ".xml", ".svg"}:
            first = path.relative_to(folder).parts[0]
            for message in in_template(path.read_text(encoding="utf-8"), str(path)):
                yield app or (first if first in APPS else "office"), message


def in_code(source: str) -> Iterator[Message]:
    """Sentences given to gettext and its kin in Python code, under whatever name they were imported."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name.removesuffix("_lazy")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in TRANSLATION_MODULES
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = names.get(called.id, "") if isinstance(called, ast.Name) else ""
            if isinstance(called, ast.Attribute):
                name = called.attr.removesuffix("_lazy")
            if name in PLACES and (message := _message(name, [_text(argument) for argument in node.args])):
                yield message


def in_template(source: str, origin: str = "") -> Iterator[Message]:
    """Sentences of a template, read by Django's own rules (trimmed, plural, context)."""
    for name, arguments in _CALL.findall(templatize(source, origin)):
        strings = [ast.literal_eval(string) for string in re.findall(_STRING, arguments)]
        if message := _message(name, strings):
            yield message


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _message(name: str, arguments: list[str | None]) -> Message | None:
    """The sentence of one call; none when it is not written out in the call."""
    context, msgid, plural = (
        arguments[place] if place is not None and place < len(arguments) else None for place in PLACES[name]
    )
    return Message(context or "", msgid, plural or "") if msgid else None
