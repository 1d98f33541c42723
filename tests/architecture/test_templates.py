"""Templates keep the house's rules: layout of the door, nothing inline, every word through the catalogs."""

import re
from pathlib import Path

from office.views.components import ORDER
from tests.architecture.code import wrong

ROOT = Path(__file__).resolve().parent.parent.parent / "templates"
PAGES = sorted(path for path in ROOT.rglob("*.html"))
DOORS = {"public", "portal", "evaluation", "staff"}
# Pieces that only other components or layouts use; the gallery shows them inside those.
INSIDE = {
    "header", "footer", "person", "languages", "menu_items", "messages", "crumb", "acting_ngo", "task",
    "field_errors", "job_refresh", "autosave",
}  # fmt: skip
TAKEN_OVER = {"bootstrap5", "allauth", "admin"}
BY_HAND = re.compile(r"<[^>]*class=\"(?:[^\"]* )?(?:facts|table-scroll|notice|timeline)(?![\w])[^>]*>")
WITHOUT_A_CAPTION = {"allauth/elements/table.html"}  # a table of the account pages brings no name of its own
SAME_IN_ALL_LANGUAGES = {
    "PDF",
    "SHA",
    "CSV",
    "XLSX",
    "JSON",
    "API",
    "RSS",
    "ICS",
    "PIB",
    "QR",
    "XML",
    "KB",
    "MB",
}
COMMENTS = re.compile(r"{% comment.*?{% endcomment %}|{#.*?#}|<!--.*?-->", re.DOTALL)
SENTENCES = re.compile(r"{% blocktrans.*?{% endblocktrans(?:late)? %}", re.DOTALL)
ATTRIBUTES = re.compile(r"{% block (?:door|page_class) %}.*?{% endblock %}")
OWN_NAMES = re.compile(r"<(\w+)[^>]*translate=\"no\"[^>]*>.*?</\1>", re.DOTALL)
CODE = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
MARKS = re.compile(r"{%.*?%}|{{.*?}}|<[^>]*>|&\w+;|&#\d+;", re.DOTALL)
# A sentence stays whole, and so does an address; everything else is broken where white space is not seen.
WHOLE = re.compile(
    r"{% blocktranslate.*?{% endblocktranslate %}|{% (?:translate|include|fact|url) .*?%}|\b(?:href|action)=\"[^\"]*\""
)
LONGEST = 160
INLINE = {
    "style attribute": re.compile(r"<[^>{]*\sstyle=", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "event attribute": re.compile(r"<[^>{]*\son[a-z]+=", re.I),
    "inline script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))[^>]*>", re.I),
    "script address": re.compile(r"javascript:", re.I),
    "part of another site": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//", re.I
    ),
}


def name(path: Path) -> str:
    """Path inside the templates."""
    return str(path.relative_to(ROOT))


def text(path: Path) -> str:
    """The template without its comments."""
    return COMMENTS.sub("", path.read_text(encoding="utf-8"))


def inline(path: Path) -> list[str]:
    """Code inside the page, or a part of another site."""
    return [what for what, pattern in INLINE.items() if pattern.search(text(path))]


def typed_words(path: Path) -> list[str]:
    """Words that stand in the template itself."""
    plain = text(path)
    for pattern in (ATTRIBUTES, SENTENCES, CODE, OWN_NAMES, MARKS):
        plain = pattern.sub(" ", plain)
    return sorted(set(re.findall(r"[^\W\d_]{2,}", plain)) - SAME_IN_ALL_LANGUAGES)


def other_layout(path: Path) -> str:
    """What a page of a door extends when it is neither that door's layout nor a page of its own folder."""
    app, door = path.relative_to(ROOT).parts[:2]
    found = re.match(r"\s*{% extends \"([^\"]+)\" %}", text(path))
    extended = found.group(1) if found else ""
    well = extended in {"", f"layouts/{door}.html"} or extended.startswith(f"{app}/{door}/")
    return "" if well else extended


def long_lines(path: Path) -> list[int]:
    """Lines that are wider than a screen without their sentences and addresses."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if len(WHOLE.sub("", line)) > LONGEST]


def test_a_line_fits_the_screen():
    ours = [path for path in PAGES if path.relative_to(ROOT).parts[0] not in TAKEN_OVER | {"django"}]
    assert wrong(long_lines, ours) == {}


def test_nothing_inline_and_nothing_from_elsewhere():
    """The content security policy allows no inline code, and no page loads from another site."""
    assert wrong(inline, PAGES) == {}


def test_every_word_comes_from_the_catalogs():
    """Words typed into a template would stay in one language; official names are marked translate="no"."""
    assert wrong(typed_words, [p for p in PAGES if p.relative_to(ROOT).parts[0] not in TAKEN_OVER]) == {}


def test_a_page_stands_behind_the_layout_of_its_door():
    """<app>/<door>/ extends layouts/<door>.html or a page of its own folder; pieces extend nothing."""
    assert wrong(other_layout, [p for p in PAGES if set(p.relative_to(ROOT).parts[1:2]) & DOORS]) == {}


def test_facts_tables_notices_and_timelines_are_written_with_their_tags():
    """Their markup stands in office/templatetags/components.py alone; documents on paper have a look of their own."""

    def by_hand(path: Path) -> list[str]:
        return BY_HAND.findall(text(path))

    pages = [path for path in PAGES if "documents" not in path.parts and name(path) not in WITHOUT_A_CAPTION]
    assert wrong(by_hand, pages) == {}


def test_the_gallery_shows_every_block_tag():
    samples = "".join(text(path) for path in (ROOT / "office" / "staff" / "samples").glob("*.html"))
    shown = set(re.findall(r"{% (\w+)", samples))
    assert {"facts", "fact", "table", "scroll", "notice", "timeline", "event"} - shown == set()


def test_every_component_says_its_parameters_and_is_shown():
    """A component begins with its comment, and the gallery shows it unless it only lives inside another."""
    components = sorted((ROOT / "components").glob("*.html"))
    silent = [
        path.name for path in components if not path.read_text(encoding="utf-8").startswith("{% comment %}")
    ]
    assert (silent, {path.stem for path in components} - INSIDE - set(ORDER)) == ([], set())


def test_the_page_says_its_one_heading():
    """A page that fills the content block has exactly one h1, its own or that of the confirmation."""
    wrong = []
    for path in PAGES:
        plain = text(path)
        if "{% block content %}" not in plain or path.relative_to(ROOT).parts[0] in {"layouts", *TAKEN_OVER}:
            continue
        headings = len(
            re.findall(r"<h1\b|element h1|components/confirmation\.html|block shipped|block heading", plain)
        )
        if headings == 0 and '{% extends "layouts/' in plain:
            wrong.append(name(path))
    assert wrong == []
