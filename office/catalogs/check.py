"""What is wrong with the catalogs: missing or unused sentences, broken places to fill, mixed scripts, quotes."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from office.catalogs.derive import DOMAINS, catalogs, package_folders, packages_serbian
from office.catalogs.extract import APPS, extract
from office.catalogs.messages import Catalog, Key, Message, read_mo, read_po
from office.scripts import kept_spans

PLACE = re.compile(r"%\(\w+\)[-\d.]*[a-zA-Z]|%[-\d.]*[sdifr](?![a-zа-я])|\{\w*\}")
NOT_ENGLISH = re.compile("[Ѐ-ӿčćđšžČĆĐŠŽ]")
LATIN = re.compile("[A-Za-zÀ-ɏ]+")
WORD = re.compile(r"[A-Za-z][\w-]*")
FOREIGN_QUOTES = frozenset('"”«»')  # offices here write „ and “


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: whose it is, what kind, and the sentence."""

    app: str
    kind: str
    msgid: str
    detail: str = ""

    def __str__(self) -> str:
        """The line a person reads in the terminal."""
        return f"{self.app}: {self.kind}: {self.msgid!r}{f' ({self.detail})' if self.detail else ''}"


def app_of(path: Path) -> str:
    """The app of a source file: office for office.po and office_look.po; none for vendor.po."""
    return next((app for app in APPS if path.stem == app or path.stem.startswith(f"{app}_")), "")


def missing(root: Path) -> dict[Key, tuple[Message, set[str]]]:
    """Sentences of the project that no catalog has in Serbian."""
    serbian = catalogs(root / "locale")["sr"]
    return {key: found for key, found in extract(root).items() if key not in serbian}


def problems(root: Path) -> list[Problem]:
    """Everything that is wrong, app by app."""
    locale, said = root / "locale", extract(root)
    serbian = catalogs(locale)["sr"]
    found = [
        Problem(app, "not translated", message.msgid)
        for key, (message, apps) in said.items()
        if key not in serbian
        for app in apps
    ]
    found += [
        Problem(app, "not English", message.msgid)
        for message, apps in said.values()
        if NOT_ENGLISH.search(message.msgid)
        for app in apps
    ]
    found += _of_packages(locale)
    seen: dict[Key, tuple[str, tuple[str, ...]]] = {}
    for path in sorted((locale / "sr").glob("*.po")):
        for message in read_po(path).values():
            found += _of_message(path.stem, message, said.get(message.key, (message,))[0])
            if app_of(path) and message.key not in said:
                found.append(Problem(path.stem, "not used", message.msgid))
            other, forms = seen.setdefault(message.key, (path.stem, message.forms))
            if forms != message.forms:
                detail = f"{other}: {forms[0]!r}, {path.stem}: {message.forms[0]!r}"
                found.append(Problem(path.stem, "two translations", message.msgid, detail))
    for path in sorted((locale / "cnr").glob("*.po")):
        for message in read_po(path).values():
            found += _of_message(path.stem, message, message)
            if message.key not in serbian:
                found.append(Problem(path.stem, "not in Serbian", message.msgid))
    return sorted(found, key=lambda problem: (problem.app, problem.kind, problem.msgid))


def _of_packages(locale: Path) -> Iterator[Problem]:
    """Sentences of Django and other packages that would stay English, or that mix scripts."""
    for domain in DOMAINS:
        serbian = catalogs(locale, domain)["sr"]
        for key, message in packages_messages(domain).items():
            if key not in serbian:
                yield Problem("vendor", "not translated", message.msgid, f"{domain} {message.context}")
        for key in packages_serbian(domain):
            message = serbian[key]
            if latin := latin_words(message, technical_words(message.msgid, every=True)):
                yield Problem("vendor", "Latin letters", message.msgid, ", ".join(latin))


def packages_messages(domain: str) -> Catalog:
    """English sentences of the packages: from their Serbian catalog or else from one they have."""
    found: Catalog = {}
    for folder in package_folders():
        for language in ("sr", "de"):
            path = folder / language / "LC_MESSAGES" / f"{domain}.mo"
            if path.is_file():
                found |= read_mo(path)
                break
    return found


def _of_message(app: str, message: Message, english: Message) -> Iterator[Problem]:
    """Number of plural forms, places to be filled, letters of the other script."""
    wanted = 3 if english.plural else 1
    if len(message.forms) != wanted:
        yield Problem(app, "plural forms", message.msgid, f"{len(message.forms)} instead of {wanted}")
    places = sorted(set(PLACE.findall(english.plural or english.msgid)))
    for form in message.forms:
        if sorted(set(PLACE.findall(form))) != places:
            yield Problem(app, "places differ", message.msgid, form)
        if set(form) & FOREIGN_QUOTES or form.count("„") != form.count("“"):
            yield Problem(app, "quotes", message.msgid, form)
    if latin := latin_words(message, technical_words(message.msgid, every=app == "vendor")):
        yield Problem(app, "Latin letters", message.msgid, ", ".join(latin))


def technical_words(msgid: str, *, every: bool) -> set[str]:
    """Words that a translation may copy: acronyms and names of commands; in packages every word."""
    return {word.lower() for word in WORD.findall(msgid) if every or word.isupper() or not word.isalpha()}


def latin_words(message: Message, technical: Set[str] = frozenset()) -> list[str]:
    """Latin words in a Cyrillic sentence that neither always stay nor are technical words of the original."""
    found = []
    for form in message.forms:
        for start, end in reversed(kept_spans(form)):
            form = f"{form[:start]} {form[end:]}"
        form = WORD.sub(lambda word: "" if word[0].lower() in technical else word[0], form)
        found += LATIN.findall(form)
    return found
