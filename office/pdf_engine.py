"""WeasyPrint as we use it: no network, no disk, our fonts, PDF/A-3a and PDF/UA-1 in one file."""

import io
import mimetypes
import os
import shutil
import weakref
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont
from pydyf import String
from weasyprint import CSS, HTML
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

STYLESHEET = "static:office/css/document.css"
FONT_SUBSETS = {"latin": "Saradnja Latin", "latin-ext": "Saradnja Latin Ext", "cyrillic": "Saradnja Cyrillic"}
FONT_FACES = ((400, "normal"), (400, "italic"), (600, "normal"), (700, "normal"), (700, "italic"))

_UA_MARK = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
)
_UA_SCHEMA = (
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    b'<rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    b'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>PDF/UA version</pdfaProperty:description></rdf:li></rdf:Seq>"
    b"</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


class ClosedFetcher(URLFetcher):
    """Opens `static:` names of our own files and `data:` addresses; everything else is refused unread."""

    def __init__(self):
        super().__init__(allowed_protocols=["static", "data"], allow_redirects=False)

    def fetch(self, url, headers=None):
        """Answer a `static:` name from the static files; let only `data:` go further."""
        if not url.startswith("static:"):
            return super().fetch(url, headers)
        name = url.removeprefix("static:").lstrip("/")
        if name.endswith(".woff"):
            return URLFetcherResponse(url, unpacked_font(name), {"Content-Type": "font/ttf"})
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, static_file(name).read_bytes(), {"Content-Type": kind})


def static_file(name: str) -> Path:
    """The file behind a static name, from its source folder or, in production, from the collected ones."""
    found = finders.find(name)
    if found:
        return Path(found)
    root = Path(settings.STATIC_ROOT or "").resolve()
    path = (root / name).resolve()
    if not settings.STATIC_ROOT or not path.is_relative_to(root) or not path.is_file():
        raise FileNotFoundError(name)
    return path


@cache
def unpacked_font(name: str) -> bytes:
    """A web font as plain TrueType, unpacked once a process (it would cost more than the act itself)."""
    font = TTFont(io.BytesIO(static_file(name).read_bytes()), recalcBBoxes=False, recalcTimestamp=False)
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def font_css() -> str:
    """One family per subset file: WeasyPrint garbles glyphs when subsets share a family name."""
    rules = []
    for subset, family in FONT_SUBSETS.items():
        for weight, style in FONT_FACES:
            name = f"fonts/source-sans-3-{subset}-{weight}-{style}.woff"
            unpacked_font(name)  # a missing font stops the act: WeasyPrint would take another in silence
            rules.append(
                f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
                f' src: url("static:{name}"); }}'
            )
    return "\n".join(rules)


class Press:
    """Fonts and style sheets, read once a process: a short act takes a seventh of the time it takes to read them.

    WeasyPrint lays the fonts into a temporary folder, which goes with the press or, at the latest, with the process.
    """

    def __init__(self) -> None:
        self.fetcher, self.fonts = ClosedFetcher(), FontConfiguration()
        self.sheets = [
            CSS(string=font_css(), url_fetcher=self.fetcher, font_config=self.fonts),
            CSS(url=STYLESHEET, url_fetcher=self.fetcher, font_config=self.fonts),
        ]
        self.files = list(self.fonts._folder.iterdir())
        weakref.finalize(self, _clear, self.fonts._folder, os.getpid())

    @property
    def whole(self) -> bool:
        """Its fonts are still there: a system that tidies its temporary folder may have taken them."""
        return all(file.exists() for file in self.files)


def _clear(folder: Path, process: int) -> None:
    """Remove the folder of the fonts, in the process alone that made it."""
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


@cache
def press() -> Press:
    """The press of this process; `press.cache_clear()` lets go of it."""
    return Press()


def write_pdf(html: str) -> bytes:
    """One HTML page → PDF/A-3a marked as PDF/UA-1, its metadata stored uncompressed; one at a time."""
    if not press().whole:
        press.cache_clear()
    own = press()
    page = HTML(string=html, base_url="static:/", url_fetcher=own.fetcher)
    return page.write_pdf(
        pdf_variant="pdf/a-3a", finisher=_finish, stylesheets=own.sheets, font_config=own.fonts
    )


def _tag_with_language(box, *args):
    """Give each tagged element its own `lang`: WeasyPrint writes only that of the whole document."""
    language = box.element.get("lang") if hasattr(box, "element") and box.element is not None else None
    for element in _build_box_tree(box, *args):
        if language and box.element.tag != "html":
            element["Lang"] = String(language)
        yield element


# Tags are made in one recursive private function; the version is pinned and a test reads the result.
_build_box_tree = tags._build_box_tree
tags._build_box_tree = _tag_with_language


def _finish(document, pdf) -> None:
    """Declare PDF/UA-1 in the metadata, with the extension schema PDF/A wants for it."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.compress = False
    metadata.stream = [
        part.replace(b"</rdf:RDF>", _UA_MARK + _UA_SCHEMA + b"</rdf:RDF>", 1) for part in metadata.stream
    ]
