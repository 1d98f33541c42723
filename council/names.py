"""When two written names are the same candidate: either script, with or without diacritics."""

import re

from office.scripts import fold


def candidate_key(name: str) -> str:
    """The name as it is counted: folded words, single spaces, no punctuation."""
    return " ".join(re.sub(r"[^\w\s]", " ", fold(name)).split())
