"""Laws across rows, as these tests ask them."""

from council import laws
from office.laws import LAWS


def broken() -> list[str]:
    """Where a law of nominations or of the Council is broken."""
    own = [each for each in LAWS if each.check.__module__ == laws.__name__]
    return [place for each in own for place in each.check()]
