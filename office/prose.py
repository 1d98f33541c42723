"""Simple texts of the office: paragraphs, headings and lists written plainly, or cleaned HTML."""

import re

import nh3
from django.utils.html import conditional_escape, urlize

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "a", "strong", "em", "br", "blockquote"}
HTML = re.compile(r"<(p|h2|h3|ul|ol|li|a|strong|em|br|blockquote)\b", re.IGNORECASE)


def cleaned(text: str) -> str:
    """The text as it is kept: HTML without anything that could run or lead astray; plain text as typed."""
    text = text.replace("\r\n", "\n").strip()
    return (
        nh3.clean(text, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"})
        if HTML.search(text)
        else text
    )


def to_html(text: str) -> str:
    """HTML of a kept text: an empty line parts paragraphs, `## ` begins a heading, `- ` an item of a list."""
    if HTML.search(text):
        return text
    return "\n".join(block(part) for part in re.split(r"\n\s*\n", text) if part.strip())


def block(part: str) -> str:
    """One paragraph, heading or list."""
    lines = [line.strip() for line in part.strip().splitlines()]
    if len(lines) == 1 and lines[0].startswith("## "):
        return f"<h2>{conditional_escape(lines[0][3:])}</h2>"
    if all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{linked(line[2:])}</li>' for line in lines)}</ul>"
    return f"<p>{'<br>'.join(linked(line) for line in lines)}</p>"


def linked(line: str) -> str:
    """Escaped text with web and e-mail addresses as links."""
    return urlize(line, autoescape=True)
