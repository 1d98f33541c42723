"""Names that are alike though not equal: without form or town, with one wrong letter, as it was called before.

Pure: rows of a file on one side, organisations of the register on the other, one pass over the register.
Nothing here joins anything; it only says which organisations a person should look at.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from office.scripts import fold

# Forms of companies and associations and states of liquidation, as they stand in names; none tells two apart.
FORMS = re.compile(
    r"\b(?:d o o|a d|j d o o|o d|k d|j p|d d|s p|doo|ad|jdoo|od|kd|jp|dd|ltd|llc|gmbh|inc|nvo|nvu|ug|ngo"
    r"|preduzece|drustvo s(?:a)? ogranicenom odgovornoscu|akcionarsko drustvo|javno preduzece"
    r"|udruzenje(?: gradjana)?|udruga|udruzenje gradjana|nevladin[oa] (?:udruzenje|organizacija)"
    r"|u stecaju|u likvidaciji|u stecaj|u restrukturiranju)\b"
)
AFTER_FORM = re.compile(r"(.+ (?:d o o|doo|a d|ad)) (\w+(?: \w+){0,3})")  # RTV GOLIJA DOO IVANJICA
DIGITS = re.compile(r"\d+")
SHORTEST, SHORTEST_TYPO, TOWN_WORDS = 3, 6, 3
NO_TOWN = {"i", "za", "u", "na", "sa"}  # words of an enumeration after a comma


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: whole, without form and town, and the town it names."""

    whole: str
    core: str
    town: str

    @property
    def digits(self) -> list[str]:
        """Numbers in the name: “Klub 1” and “Klub 2” are two clubs, never one with a wrong letter."""
        return DIGITS.findall(self.whole)

    @property
    def spellings(self) -> set[str]:
        """In which a wrong letter is looked for: it may stand in the form too (DRUŠXVO)."""
        return {text for text in (self.core, self.whole) if len(text) >= SHORTEST_TYPO}


def name_of(text: str, place: str = "") -> Name:
    """The parts of a name; the town stands after the last comma, at the end, or in a column of its own."""
    head, comma, tail = text.rpartition(",")
    folded, town = fold(text), fold(place)
    body = folded
    words = fold(tail).split()
    if comma and 0 < len(words) <= TOWN_WORDS and not NO_TOWN & set(words):
        body, town = fold(head), fold(tail)
    elif town and folded.endswith(f" {town}"):
        body = folded[: -len(town) - 1]
    elif (found := AFTER_FORM.fullmatch(folded)) and not NO_TOWN & set(found[2].split()):
        body, town = found[1], found[2]
    core = FORMS.sub(" ", body).replace(" ", "")
    return Name(folded.replace(" ", ""), core if len(core) >= SHORTEST else body.replace(" ", ""), town)


def one_apart(one: str, other: str) -> bool:
    """Are they equal but for one letter changed, left out or put in, or two neighbours changed for each other?"""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    rest = at + 1
    if short[rest:] == long[rest:]:
        return True
    return short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]


def halves(length: int, core: str) -> tuple[str, str]:
    """What of a name stays whole when one letter is wrong: its beginning or its end, each with the length.

    Two neighbours changed across the middle touch both halves, so the halves leave the middle letter out.
    """
    half = max(1, length // 2 - 1)
    return f"{length}<{core[:half]}", f"{length}>{core[-half:]}"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A row of the file that no number joined, with what it says of itself."""

    key: int
    name: Name
    place: str
    mb: str = ""
    pib: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation of the register with its other names."""

    key: int
    name: str
    place: str = ""
    mb: str = ""
    pib: str = ""
    number: str = ""
    former: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


@dataclass
class Likeness:
    """The rows of a file by whole name, core and halves; asked once for every organisation."""

    by_whole: dict[str, list[Spoken]] = field(default_factory=lambda: defaultdict(list))
    by_core: dict[str, list[Spoken]] = field(default_factory=lambda: defaultdict(list))
    by_half: dict[str, list[Spoken]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, rows: Iterable[Spoken]) -> "Likeness":
        """Rows ready to be asked for."""
        made = cls()
        for row in rows:
            core = row.name.core
            made.by_whole[row.name.whole].append(row)
            made.by_core[core].append(row)
            for text in row.name.spellings:
                for key in halves(len(text), text):
                    made.by_half[key].append(row)
        return made

    def asked(self, known: Known) -> Iterator[tuple[Spoken, str]]:
        """Rows that may speak of this organisation, each once, with the strongest reason."""
        told: set[int] = set()
        for reason, row in self._all(known):
            if row.key not in told and not contradicts(row, known):
                told.add(row.key)
                yield row, reason

    def _all(self, known: Known) -> Iterator[tuple[str, Spoken]]:
        name = name_of(known.name, known.place)
        yield from (("name", row) for row in self.by_whole.get(name.whole, ()))
        for old in known.former:
            yield from (("former", row) for row in self._named(old, known.place))
        for short in known.short:
            yield from (("short", row) for row in self.by_whole.get(fold(short).replace(" ", ""), ()))
        near = [row for row in self.by_core.get(name.core, ()) if same_town(row.name.town, name.town)]
        yield from (("form", row) for row in near)
        for text in name.spellings:
            for length in (len(text) - 1, len(text), len(text) + 1):
                for key in halves(length, text):
                    near = [row for row in self.by_half.get(key, ()) if is_mistyped(row.name, name)]
                    yield from (("letter", row) for row in near)

    def _named(self, old: str, place: str) -> Iterator[Spoken]:
        """Rows with a former name, whole or without form and town."""
        name = name_of(old, place)
        yield from self.by_whole.get(name.whole, ())
        yield from (row for row in self.by_core.get(name.core, ()) if same_town(row.name.town, name.town))


def is_mistyped(one: Name, other: Name) -> bool:
    """One letter differs, no number does, and the towns do not speak against it."""
    if one.digits != other.digits:
        return False
    near = one_apart(one.core, other.core) and same_town(one.town, other.town)
    return near or one_apart(one.whole, other.whole)


def same_town(one: str, other: str) -> bool:
    """Does the town not tell them apart? One that is not written does not."""
    return not one or not other or one == other or (len(one) >= SHORTEST_TYPO and one_apart(one, other))


def contradicts(row: Spoken, known: Known) -> bool:
    """Two different numbers of the same kind are two organisations, however alike their names are."""
    if (row.mb and known.mb and row.mb != known.mb) or (row.pib and known.pib and row.pib != known.pib):
        return True
    own = row.number if row.number not in (row.mb, row.pib) else ""
    theirs = (
        known.number
        if known.number not in (known.mb, known.pib) and not known.number.startswith("BB-")
        else ""
    )
    return bool(own and theirs and own.lower() != theirs.lower())
