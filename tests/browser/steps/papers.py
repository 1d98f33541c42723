"""Papers that people bring: small real PDFs."""

import subprocess
from pathlib import Path

from pypdf import PdfWriter


class Papers:
    """A folder of papers; each is made when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str) -> Path:
        """A one-page PDF with this file name."""
        path = self.folder / f"{name}.pdf"
        if not path.exists():
            writer = PdfWriter()
            writer.add_blank_page(width=595, height=842)
            writer.add_metadata({"/Title": name})
            writer.write(path)
        return path


def text_of(paper: bytes) -> str:
    """What a PDF says, as pdftotext reads it."""
    assert paper.startswith(b"%PDF-"), paper[:200]
    done = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())
