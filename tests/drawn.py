"""Pages as a reader sees them: the lines of a template are for who writes it."""

import re

BLOCKS = (
    "address|article|dd|details|div|dl|dt|fieldset|figure|form|h[1-4]|li|main|nav|ol|p|section|table|tbody|td|th|thead|"
    "title|tr|ul"
)
BESIDE = re.compile(rf"\s*(</?(?:{BLOCKS})\b[^>]*>)\s*")


def drawn(page: bytes | str) -> str:
    """The page with one space where there are many, and none beside a block."""
    text = page.decode() if isinstance(page, bytes) else page
    return re.sub(r"\s+", " ", BESIDE.sub(r"\1", text))
