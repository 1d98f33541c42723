"""Whether a value says which article it rests on."""

import re

ARTICLE = re.compile(r"\b(čl|чл)\.\s*\d")


def lacks_article(law: str, *, confirmed: bool) -> bool:
    """The act is named and its article is not: the value was read in a text that quotes the act as a whole."""
    return bool(law) and confirmed and not ARTICLE.search(law)
