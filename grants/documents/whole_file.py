"""Everything of an application as one PDF: contents, the application, its papers, each behind a page that names it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from grants.documents.bundle import zip_name
from grants.documents.receipt import application_pdf, day_of
from grants.models import Application
from office import pdf_join
from office.documents import render_pdf
from office.languages import html_lang
from office.models import StoredFile
from office.templatetags.saradnja import script

Told = Callable[[int, int, str], None]
WHY = {
    "encrypted": gettext_lazy("The file is protected, so its pages cannot be put in here."),
    "broken": gettext_lazy("The pages of this file could not be read here."),
    "kind": gettext_lazy("The file is not a PDF and not a picture, so it has no pages to put in here."),
    "waits": gettext_lazy("The file is still being checked or is missing."),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of the file: its heading, and of a paper its name, print, pages, or why it has none here."""

    title: str
    path: Path
    pages: int
    stored: StoredFile | None = None
    zipped: str = ""
    why: str = ""

    @property
    def divided(self) -> bool:
        """A paper stands behind a page that names it; the application itself needs none."""
        return self.stored is not None


def whole_file(
    application: Application,
    papers: Sequence[tuple[str, StoredFile]],
    language: str,
    folder: Path,
    told: Told,
    *,
    contact: bool = True,
) -> tuple[Path, int]:
    """Draw and join everything inside `folder`; gives the file and its number of pages."""
    with override(language):
        pieces = [text_piece(application, language, folder, contact)]
        for order, (title, stored) in enumerate(papers, start=1):
            told(order - 1, len(papers) + 1, stored.name)
            pieces.append(paper_piece(order, title, stored, folder, contact))
        told(len(papers), len(papers) + 1, "")
        front, head, starts = front_of(application, pieces, language, folder)
        marks = [(_("Contents"), 1), *((piece.title, at) for piece, at in zip(pieces, starts, strict=True))]
        target = folder / "whole.pdf"
        order, title = order_of(front, head, pieces), title_of(application)
        return target, pdf_join.join(order, marks, title, target, language=html_lang(language))


def text_piece(application: Application, language: str, folder: Path, contact: bool) -> Piece:
    """The application with answers and budget."""
    path = folder / "application.pdf"
    path.write_bytes(application_pdf(application, language, contact=contact))
    return Piece(_("The application"), path, pdf_join.pages_in(path))


def paper_piece(order: int, title: str, stored: StoredFile, folder: Path, zipped: bool) -> Piece:
    """The pages of one paper, or the reason why it has none here."""
    path = folder / f"paper-{order}.pdf"
    ready = stored.state == StoredFile.State.CLEAN and stored.path.is_file()
    taken = (
        pdf_join.take(stored.path, stored.content_type, path) if ready else pdf_join.Taken(problem="waits")
    )
    why = str(WHY[taken.problem]) if taken.problem else ""
    return Piece(title, path, taken.pages, stored, zip_name(order, stored) if zipped else "", why)


def title_of(application: Application) -> str:
    """What the file is called."""
    return _("Everything of the application: %(title)s") % {
        "title": script(application.title or application.draft_code)
    }


def front_of(
    application: Application, pieces: list[Piece], language: str, folder: Path
) -> tuple[Path, int, list[int]]:
    """Contents and the pages that name the papers; drawn again until the numbers of pages are right."""
    path, head = folder / "front.pdf", 1
    dividers = sum(piece.divided for piece in pieces)
    while True:
        starts = starts_of(pieces, head)
        facts = {"application": application, "call": application.call, "rows": rows_of(pieces, starts)}
        facts["pages"] = starts[-1] + pieces[-1].pages + pieces[-1].divided - 1
        data = render_pdf(
            "grants/documents/whole_file.html",
            facts,
            language=language,
            created=day_of(application),
            title=title_of(application),
        )
        path.write_bytes(data)
        drawn = pdf_join.pages_in(path) - dividers
        if drawn <= head:
            return path, head, starts
        head = drawn


def starts_of(pieces: list[Piece], head: int) -> list[int]:
    """The page on which each piece begins, after so many pages of contents."""
    found, at = [], head + 1
    for piece in pieces:
        found.append(at)
        at += piece.divided + piece.pages
    return found


def rows_of(pieces: list[Piece], starts: list[int]) -> list[dict[str, Any]]:
    """Each piece with its page, for the contents and for its own page."""
    return [{"piece": piece, "at": at} for piece, at in zip(pieces, starts, strict=True)]


def order_of(front: Path, head: int, pieces: list[Piece]) -> list[tuple[Path, int, int]]:
    """Contents, then every piece behind its page."""
    order, divider = [(front, 1, head)], head
    for piece in pieces:
        if piece.divided:
            divider += 1
            order.append((front, divider, divider))
        if piece.pages:
            order.append((piece.path, 1, piece.pages))
    return order
