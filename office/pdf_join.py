"""Several files as one PDF: each is opened in a child process, so that a bad one breaks neither the worker nor the rest."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

CHILD = Path(__file__).with_name("pdf_join_child.py")
CHILD_SECONDS = 150
KINDS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one file: its number of pages, or why it has none (encrypted, broken, kind)."""

    pages: int = 0
    problem: str = ""


def take(source: Path, content_type: str, target: Path) -> Taken:
    """Write the pages of a PDF or of a picture to `target`; never raises for a bad file."""
    kind = KINDS.get(content_type)
    if kind is None:
        return Taken(problem="kind")
    answer = asked({"do": kind, "source": str(source), "target": str(target)})
    if answer.get("problem") or not answer.get("pages"):
        return Taken(problem=answer.get("problem") or "broken")
    return Taken(pages=answer["pages"])


def join(
    parts: Sequence[tuple[Path, int, int]],
    marks: Sequence[tuple[str, int]],
    title: str,
    target: Path,
    *,
    language: str,
) -> int:
    """Pages (file, first, last) in one file with marks (words, page), of this `lang`; gives the number of pages."""
    listed = [[str(path), first, last] for path, first, last in parts]
    about = {"marks": list(marks), "title": title, "language": language, "target": str(target)}
    answer = asked({"do": "join", "parts": listed, **about})
    if not answer.get("pages"):
        raise OSError("the pages could not be joined")
    return int(answer["pages"])


def pages_in(path: Path) -> int:
    """Number of pages of a file we have drawn ourselves."""
    with pikepdf.open(path) as document:
        return len(document.pages)


def asked(what: dict[str, Any]) -> dict[str, Any]:
    """The answer of the child; any end but a clean one means that the file is too heavy or broken."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD)],
            input=json.dumps(what).encode(),
            capture_output=True,
            timeout=CHILD_SECONDS,
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"problem": "broken"}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {"problem": "broken"}
    return answer
