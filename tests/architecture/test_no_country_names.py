"""What differs between offices is a value of a rulebook: no name of a country or of the city stands in the code."""

import re

from tests.architecture.code import ROOT, modules, wrong

NAMES = re.compile(
    r"montenegro|crn[ae] gor[aeiu]|\bserbia\b|\bsrbij[aeiu]|novi[ _]sad|црн[ае] гор|србиј|нови сад",
    re.IGNORECASE,
)
HOMES = ("office/rulebooks/", "office/data/")
# The one place that says whose office this is when the deployment does not.
DEFAULT = {"office/settings.py": ['default="montenegro"']}
CODE = sorted(str(path.relative_to(ROOT)) for path in modules().values())
TEMPLATES = sorted(
    str(path.relative_to(ROOT))
    for path in (ROOT / "templates").rglob("*")
    if path.suffix in {".html", ".txt"}
)


def named(path: str) -> list[str]:
    """Lines that name a country or the city."""
    return [
        f"line {number}: {text.strip()[:80]}"
        for number, text in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1)
        if NAMES.search(text) and not any(part in text for part in DEFAULT.get(path, []))
    ]


def test_no_country_is_named():
    assert wrong(named, [path for path in CODE + TEMPLATES if not path.startswith(HOMES)]) == {}
