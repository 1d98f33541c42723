"""Words by which another title is recognised as being about the same thing (pure)."""

from office.scripts import fold

LETTERS, STEM = 5, 7  # a shorter word says little; a longer one loses its ending
GENERAL = {
    "projek", "progra", "podrsk", "unapre", "razvoj", "jacanj", "podsti", "promoc", "aktivn", "udruze", "inicij",
}  # fmt: skip


def stems_of(title: str) -> list[str]:
    """The two most telling beginnings of words of a title; fewer when it says little."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(title)).split()
    telling = [word[:STEM] for word in words if len(word) >= LETTERS and word[:6] not in GENERAL]
    return sorted(dict.fromkeys(telling), key=lambda word: (-len(word), word))[:2]
