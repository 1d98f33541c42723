"""Cuts the portal's font to the letters it needs, so that a page stays under its weight."""

import sys
from pathlib import Path

from fontTools import subset

BASE = Path(__file__).resolve().parent.parent
SOURCE = BASE / "node_modules" / "@fontsource" / "source-sans-3" / "files"
TARGET = BASE / "static" / "office" / "fonts"
WEIGHTS = (400, 600)
LETTERS = {
    "latin": [
        *range(0x20, 0x7F),
        *range(0xA0, 0x100),
        *range(0x2010, 0x2028),
        0x2030,
        0x2039,
        0x203A,
        0x20AC,
        0x2122,
        *range(0x2190, 0x2194),
        0x2212,
    ],
    "latin-ext": [*range(0x100, 0x180), *range(0x1C4, 0x1CD)],
    "cyrillic": [0x301, *range(0x400, 0x460), 0x2116],
}


def cut(part: str, weight: int) -> Path:
    """Write one subset file when it is missing or older than its source, and give its path."""
    source = SOURCE / f"source-sans-3-{part}-{weight}-normal.woff2"
    target = TARGET / f"{part}-{weight}.woff2"
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return target
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True)
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS[part])
    subsetter.subset(font)
    TARGET.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)
    return target


def main() -> int:
    """Write all subset files; without the font package say what to do."""
    if not SOURCE.is_dir():
        sys.stderr.write("The font is not installed yet. Type: make install\n")
        return 1
    for part in LETTERS:
        for weight in WEIGHTS:
            cut(part, weight)
    return 0


if __name__ == "__main__":
    sys.exit(main())
