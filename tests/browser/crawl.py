"""Walks the portal link by link as one person: run in a process of its own, in the office of its environment.

`python -m tests.browser.crawl FOLDER PERSON …` saves the fullest page met of every view and writes what it met into
FOLDER/found.json.
"""

import json
import re
import sys
from collections import Counter, deque
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import Resolver404, resolve  # noqa: E402
from django.utils import translation  # noqa: E402

from office.collector import keep_what_is_loaded  # noqa: E402
from office.languages import html_lang  # noqa: E402
from office.models import User  # noqa: E402
from tests.browser.reading import PageReader, read  # noqa: E402

HOST = "127.0.0.1"
MOST = 2  # pages of one view that are opened; by a person who comes later, one
MOST_IN_PUBLIC = 5  # a call, a report, an organisation has other rooms in every phase of its life
MENU_ONLY = ("admin",)  # sees what the office sees; what is the administrator's alone stands in the menu
MOST_OF_FILES, MOST_OF_THEM_LATER = 12, 3  # so does a file of the office
FILES = frozenset(
    {
        "grants.views.evaluation_assignments.assignment",
        "grants.views.portal_applications.application",
        "grants.views.portal_contracts.contract",
        "grants.views.portal_contracts.report",
        "grants.views.public_calls.call",
        "grants.views.staff_analyses.analysis",
        "grants.views.staff_applications.application",
        "grants.views.staff_calls.call",
        "grants.views.staff_checks.check",
        "grants.views.staff_contracts.contract",
        "grants.views.staff_contracts.report",
        "grants.views.staff_evaluation.application",
        "grants.views.staff_evaluation.evaluation",
        "grants.views.staff_ranking.ranking",
        "grants.views.staff_sessions.session",
        "ngo_registry.views.portal_filing.filing",
        "ngo_registry.views.staff_filings.filing",
    }
)
PARTS = {  # parts of a form that stand behind one view and are pages of their own, by what tells them apart
    "grants.views.portal_parts.entry": ("key",),
    "grants.views.portal_sections.section": ("key",),
    "ngo_registry.views.portal_filing_parts.section": ("key",),
}
NOT_OURS = ("/admin/",)  # Django's own administration has its own pages and tests


class Walk:
    """One person's walk in one language; of every view the page that says most is kept."""

    def __init__(self, person: str, language: str, folder: Path, opened: Counter[str]) -> None:
        self.person, self.language, self.folder, self.opened = person, language, folder, opened
        self.client = Client(raise_request_exception=False, HTTP_HOST=HOST)
        self.asked = 0
        self.bad: list[str] = []
        self.seen: dict[str, list[str]] = {}
        self.pages: list[dict[str, Any]] = []
        self.sizes: dict[str, int] = {}
        if person:
            self.user = User.objects.get(email=f"{person}@demo.test")
            self.client.force_login(self.user)
            self.speak(language)

    def speak(self, language: str) -> None:
        """Closed doors speak the language of the person's settings."""
        User.objects.filter(pk=self.user.pk).update(language=language)
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    def get(self, path: str) -> tuple[int, str, str, bytes]:
        """Status, address, kind and bytes of an answer, redirects followed."""
        self.asked += 1
        place = f"127.{self.asked // 60_000 + 1}.{self.asked // 250 % 250}.{self.asked % 250 + 1}"
        answer = self.client.get(path, REMOTE_ADDR=place, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        at = answer.request["PATH_INFO"]
        return answer.status_code, at, answer.headers.get("Content-Type", ""), body

    def view_of(self, path: str) -> str:
        """Name of the view behind an address, with the names of its questions and of its part."""
        split = urlsplit(path)
        try:
            with translation.override(self.language):
                match = resolve(split.path)
        except Resolver404:
            return split.path
        asked = sorted({part.split("=")[0] for part in split.query.split("&") if part})
        name = f"{match.func.__module__}.{match.func.__name__}"
        asked += [str(match.kwargs[key]) for key in PARTS.get(name, ()) if key in match.kwargs]
        return f"{name}?{','.join(asked)}"

    def ours(self, address: str, base: str) -> str:
        """The path of a link of this portal in this language; nothing for all others."""
        whole = urldefrag(urljoin(f"http://{HOST}{base}", address))[0]
        split = urlsplit(whole)
        if split.netloc != HOST or split.scheme != "http" or split.path.startswith(NOT_OURS):
            return ""
        first = split.path.strip("/").split("/")[0]
        if first in settings.OFFICE_LANGUAGES and (self.person or first != self.language):
            return ""  # public pages are the citizen's
        return split.path + (f"?{split.query}" if split.query else "")

    def walk(self, start: str, first: Iterable[str] = (), *, deep: bool = True) -> "Walk":
        """Follow every link of every page, up to so many pages of one view; those named are among them.

        A walk that is not deep follows the links of its first page only.
        """
        queue = deque([*((path, "another language") for path in first), (start, "")])
        met = {path for path, _source in queue}
        while queue:
            path, source = queue.popleft()
            view = self.view_of(path)
            most = MOST if self.person or "?" in path else MOST_IN_PUBLIC
            seen = self.seen.setdefault(view, [])
            in_file = view.split("?")[0] in FILES
            if seen and self.opened[view] >= (MOST_OF_FILES if in_file else most):
                if not in_file or len(seen) >= MOST_OF_THEM_LATER:
                    continue
            self.opened[view] += 1
            self.seen[view].append(path)
            status, at, kind, body = self.get(path)
            if status != 200:
                self.bad.append(f"{status} {path} (linked from {source})")
                continue
            if not kind.startswith("text/html"):
                continue
            text = body.decode()
            page = read(text, html_lang(self.language))
            if at == urlsplit(path).path and len(text) > self.sizes.get(view, 0):
                self.sizes[view] = len(text)
                self.pages = [page for page in self.pages if page["view"] != view]
                self.keep(view, path, text, page)
            for address in page.links if deep or not source else ():
                target = self.ours(address, at)
                if target and target not in met and not target.startswith(settings.STATIC_URL):
                    met.add(target)
                    queue.append((target, path))
        return self

    def keep(self, view: str, path: str, text: str, page: PageReader) -> None:
        """Save the page beside the others, and what it says."""
        name = re.sub(r"[^a-z0-9]+", "-", f"{self.person or 'citizen'} {self.language} {view}".lower())[:120]
        file = self.folder / f"{name}.html"
        file.write_text(text, encoding="utf-8")
        read_off = {"said": page.said, "h1": page.h1, "title": page.title.strip()}
        self.pages.append({"view": view, "path": path, "file": file.name, **read_off})

    def told(self) -> dict[str, Any]:
        """What the walk met."""
        return {"person": self.person, "language": self.language, "bad": self.bad, "pages": self.pages}

    def again(self, language: str, pages: list[dict[str, Any]]) -> dict[str, Any]:
        """Kept pages once more, in another language of a closed door."""
        self.speak(language)
        self.language, self.pages, self.bad = language, [], []
        for page in pages:
            status, _at, _kind, body = self.get(page["path"])
            if status == 200:
                text = body.decode()
                self.keep(page["view"], page["path"], text, read(text, html_lang(language)))
            else:
                self.bad.append(f"{status} {page['path']}")
        return self.told()


def main(folder: Path, people: list[str]) -> None:
    """The citizen in every language, everybody who works here in the first; what is new there again in the others."""
    keep_what_is_loaded()
    languages = list(settings.OFFICE_LANGUAGES)
    opened: Counter[str] = Counter()
    home, *others = languages
    citizen = Walk("", home, folder, opened).walk(f"/{home}/")
    found = [citizen.told()]
    for language in others:
        paths = [page["path"] for page in citizen.pages if page["path"].startswith(f"/{home}/")]
        same = [f"/{language}/{path.removeprefix(f'/{home}/')}" for path in paths]
        found.append(Walk("", language, folder, opened).walk(f"/{language}/", same).told())
    spoken: set[str] = set()
    for login in people:
        start = "/portal/" if login.startswith("ngo") else "/accounts/login/"
        walk = Walk(login, languages[0], folder, opened).walk(start, deep=login not in MENU_ONLY)
        found.append(walk.told())
        fresh = [page for page in walk.pages if page["view"] not in spoken]
        spoken |= {page["view"] for page in fresh}
        found += [walk.again(language, fresh) for language in languages[1:]]
        walk.speak(languages[0])
    (folder / "found.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
