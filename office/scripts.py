"""One text in two scripts: Cyrillic to Latin, Latin to Cyrillic, the fold of search, the key of sorting.

Cyrillic to Latin is exact. Latin to Cyrillic is a guess helped by a list of words whose letters do not merge
and by tokens that stay as they are (addresses, Roman numerals, PDF, EU). A number of an act or of a register
stays as it is written there: capitals, a hyphen, digits. With three digits or more the capitals may be many
(MSS-UG-2026-0001); with one or two digits there are at most three capitals between hyphens (P-6, S-12, UG-P-6),
because more of them are a word (FAZA-2, KOVID-19), and a word, with a hyphen or without, is converted.
Everything here is pure; the SQL function `saradnja_fold` of the database gives the same result as `fold`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

_LATIN_OF = dict(
    zip(
        "абвгдђежзијклмнопрстћуфхцчш",
        "abvgdđežzijklmnoprstćufhcčš",
        strict=True,
    )
)
_DIGRAPH_OF = {"љ": "lj", "њ": "nj", "џ": "dž"}
# Letters of neighbouring languages, met in titles; not part of the exact pair of alphabets.
_FOREIGN_OF = {
    "й": "j", "щ": "šč", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja", "ё": "e",
    "і": "i", "ї": "ji", "є": "je", "ґ": "g", "ѓ": "đ", "ќ": "ć", "ѕ": "dz", "ў": "u",
    "ѐ": "e", "ѝ": "i",
}  # fmt: skip
_SINGLE = {**_LATIN_OF, **{c.upper(): latin.upper() for c, latin in _LATIN_OF.items()}}
_MANY = {**_DIGRAPH_OF, **_FOREIGN_OF}
_TO_LATIN = str.maketrans(_SINGLE)
_ACUTE = str.maketrans({"s": "ś", "z": "ź", "S": "Ś", "Z": "Ź"})
_ACUTE_PAIR = re.compile("[szSZ]\u0301")
_MANY_ANY = re.compile(f"[{''.join(_MANY)}{''.join(c.upper() for c in _MANY)}]")
_ANY_CYRILLIC = re.compile("[Ѐ-ԯ]")


def to_latin(text: str) -> str:
    """The text with every Cyrillic letter in Latin; all else stays, so placeholders and tags are safe."""
    if not _ANY_CYRILLIC.search(text):
        return text
    text = _MANY_ANY.sub(_many_letters, text).translate(_TO_LATIN)
    return _ACUTE_PAIR.sub(lambda pair: pair[0][0].translate(_ACUTE), text)


def _many_letters(match: re.Match[str]) -> str:
    """Two Latin letters for one Cyrillic, in the case of the word around it (Љубав, ЉУБАВ, КОЊ)."""
    letter, text = match[0], match.string
    latin = _MANY.get(letter)
    if latin is not None:
        return latin
    latin = _MANY[letter.lower()]
    after, before = text[match.end() : match.end() + 1], text[max(0, match.start() - 1) : match.start()]
    shouting = after.isupper() or (not after.isalpha() and before.isupper())
    return latin.upper() if shouting else latin.capitalize()


_CYRILLIC_OF = {latin: cyrillic for cyrillic, latin in _LATIN_OF.items()}
_CYRILLIC_OF |= {latin.upper(): cyrillic.upper() for latin, cyrillic in _CYRILLIC_OF.items()}
_CYRILLIC_OF |= {"ś": "с\u0301", "ź": "з\u0301", "Ś": "С\u0301", "Ź": "З\u0301"}
_MERGED = {"lj": "љ", "nj": "њ", "dž": "џ"}
_MERGED |= {f"{latin[0].upper()}{latin[1]}": letter.upper() for latin, letter in list(_MERGED.items())}
_MERGED |= {latin.upper(): letter.upper() for latin, letter in list(_MERGED.items())}

# Words in which the two letters meet at a seam and stay two letters: nad-živjeti, in-jekcija, van-jezički.
_SEAMS = re.compile(
    r"(?<=n)(?=j(?:ekc|ekt|unkc|unkt|uktur|ugac|ugir|ugov|ugat|ezič|ezik|edrenj))(?<=in|on|an)"
    r"|(?<=\btan)(?=jug)"
    r"|(?<=nad)(?=ž(?:iv|nj|anj|up|der|dr|et))"
    r"|(?<=od)(?=ž(?:al(?:i|j|o)|iv|vak|nj|ulj|ub))"
    r"|(?<=pod)(?=ž(?:e[ćgž]|i[zž]|ar|up|anr|nj|ilj))"
    r"|(?<=pred)(?=ž(?:ivot|etv|up))",
    re.IGNORECASE,
)

_TOP_DOMAINS = (
    "me|rs|com|org|net|eu|info|gov|edu|int|ba|hr|mk|si|io|tv|co|uk|de|at|ch|fr|it|ngo|news|test|example"
)
_FILE_ENDINGS = "pdf|xlsx?|docx?|csv|json|xml|zip|jpe?g|png|gif|svg|html?|txt|ics|od[ts]|pptx?"
_KEPT_WORDS = (
    r"PDF(?:/[A-Z]+(?:-\d[a-z]?)?)?|WCAG|AAA?|EN(?= \d)|"
    "EU|XLSX?|CSV|DOCX?|PPTX?|JSON|XML|HTML|JPE?G|PNG|GIF|SVG|ZIP|URL|URI|API|QR|IP|IT|USB|GPS|GDPR|CV|ISO|IBAN|SWIFT|BIC|"
    "EUR|RSD|USD|UNDP|UNICEF|UNHCR|OSCE|USAID|OECD|TACSO|OTP|TOTP|SMTP|RSS|ICS|SHA|UTF|HTTPS?|ID|NGO|LED|DVD|CD|"
    "JavaScript|WebAuthn|MFA|OK|CES?T|UTC|"
    "Facebook|Instagram|Twitter|LinkedIn|Google|Chrome|Firefox|Microsoft|Windows|Android|iPhone|YouTube|Viber|Excel|Word"
)
_KEPT = re.compile(
    r"<[a-zA-Z/!][^<>]*>|&\#?\w+;"  # tags and entities of rich text
    r"|(?:\d|%s|%\(\w+\)[sd])\s?(?:[kKMGTP]B|h)\b"  # sizes of files, hours
    r"|%\(\w+\)[-\d.]*[a-zA-Z]|%[-\d.]*[sdifr]\b|%%|\{[\w.!:%,]*\}"  # places to be filled
    r"|(?:https?|ftp)://\S+|mailto:\S+|\bwww\.\S+|[\w.+%-]+@[\w.-]+\w|(?<!\w)@\w+"
    rf"|\b(?:[\w-]+\.)+(?:{_TOP_DOMAINS})\b(?:/\S*)?"
    rf"|(?<!\w)(?:[\w-]+)?\.(?:{_FILE_ENDINGS})\b"
    rf"|\b(?:{_KEPT_WORDS})\b"
    r"|\b(?=[IVX]{2})X{0,3}(?:I[XV]|V?I{0,3})\b"
    r"|\b(?=\w*X)M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})\b"
    r"|\b[A-Z]+(?:-[A-Z]+)*-(?:(?:19|20)\d\d-)?\d{3,}\b"  # numbers of acts: MSS-UG-2026-0001, UPI-00025
    r"|\b[A-ZČĆĐŠŽ]{1,3}(?:-[A-ZČĆĐŠŽ]{1,3}){0,2}-\d{1,2}\b"  # short ones of a register: P-6, S-12, UG-P-6
    r"|\b[a-z]{2}(?:-[a-z]+)*-(?:19|20)\d\d\b"  # codes of rulebooks: me-local-2018
    r"|\b(?=[A-Z\d]*[A-Z])(?=[A-Z\d]*\d)[A-Z\d]+\b",  # A4, 2FA, ME25510000000012345618
)
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ\u0300-\u036f]+")
_NOT_OURS = re.compile(r"[^A-PR-VZa-pr-vzČĆĐŠŽŚŹčćđšžśź]")
_ETH = str.maketrans("Ðð", "Đđ")  # looks the same and is often typed for it
_LATIN_LETTER = re.compile("lj|nj|dž|Lj|Nj|Dž|LJ|NJ|DŽ|.", re.DOTALL)


def kept_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every token that keeps its Latin letters in a Cyrillic text."""
    return [match.span() for match in _KEPT.finditer(text)]


def to_cyrillic(text: str) -> str:
    """The text in Cyrillic as far as can be known; addresses, numerals, acronyms, foreign words stay."""
    parts, at = [], 0
    for start, end in kept_spans(text):
        parts += [_LATIN_WORD.sub(_cyrillic_word, text[at:start]), text[start:end]]
        at = end
    parts.append(_LATIN_WORD.sub(_cyrillic_word, text[at:]))
    return "".join(parts)


def _cyrillic_word(match: re.Match[str]) -> str:
    word = unicodedata.normalize("NFC", match[0]).translate(_ETH)
    if _NOT_OURS.search(word):
        return match[0]
    return "".join(_MERGED.get(letter) or _CYRILLIC_OF[letter] for letter in _latin_letters(word))


def _latin_letters(word: str) -> Iterator[str]:
    """The letters of a Latin word, digraphs as one letter unless they meet at a seam."""
    for piece in _SEAMS.sub("\0", word).split("\0"):
        yield from _LATIN_LETTER.findall(piece)


# The fold

LOOK_CYRILLIC = "АВЕЅІЈКМНОРСТУХаеорсухѕіј"
LOOK_LATIN = "ABESIJKMHOPCTYXaeopcyxsij"
_MIXED = re.compile("[A-Za-zÀ-ɏ][\u0300-\u036f]?[Ѐ-ԯ]|[Ѐ-ԯ][\u0300-\u036f]?[A-Za-zÀ-ɏ]")
_ANY_CYRILLIC = re.compile("[Ѐ-ԯ]")
_ANY_WORD = re.compile("[A-Za-zÀ-ɏ\u0300-\u036fЀ-ԯ]+")
_LOOK_TO_LATIN = str.maketrans(LOOK_CYRILLIC, LOOK_LATIN)
_LOOK_TO_CYRILLIC = str.maketrans(LOOK_LATIN, LOOK_CYRILLIC)
_FOLD_SPECIAL = {
    "đ": "dj", "ð": "dj", "ђ": "dj", "ѓ": "dj", "љ": "lj", "њ": "nj", "џ": "dz", "ß": "ss", "æ": "ae",
    "œ": "oe", "þ": "th", "ł": "l", "ø": "o", "ŧ": "t", "ħ": "h", "ı": "i", "ŋ": "n", "ĸ": "k", "щ": "sc",
}  # fmt: skip
_FOLD_RANGES = ((0x41, 0x5B), (0xC0, 0xD7), (0xD8, 0xF7), (0xF8, 0x250), (0x370, 0x530), (0x1E00, 0x2000))
_NOT_FOLDED = re.compile("[^0-9a-zͰ-῿⺀-퟿]+")


def _folded(char: str) -> str:
    """One character in lower case, Latin, without diacritics."""
    lower = char.lower()
    latin = _FOLD_SPECIAL.get(lower) or _MANY.get(lower, _LATIN_OF.get(lower))
    if latin is None:
        latin = unicodedata.normalize("NFKD", lower)
    elif latin.isascii():
        return latin
    plain = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    return "".join(_FOLD_SPECIAL.get(c) or _LATIN_OF.get(c, c) for c in plain.lower())


def fold_table() -> dict[int, str]:
    """What every character that changes folds to; the database function is written from the same table."""
    table = {code: _folded(chr(code)) for first, end in _FOLD_RANGES for code in range(first, end)}
    table |= dict.fromkeys(range(0x300, 0x370), "")
    return {code: folded for code, folded in table.items() if folded != chr(code)}


_FOLD = fold_table()


def fold(text: str) -> str:
    """The text as search compares it: lower, Latin, no diacritics (đ = dj) or punctuation, single spaces."""
    return " ".join(filter(None, map(_word_fold, repaired(text).split(" "))))


@lru_cache(maxsize=8_000)
def _word_fold(word: str) -> str:
    """One word folded, or several where punctuation parts them; the same words stand in many names."""
    return _NOT_FOLDED.sub(" ", word.translate(_FOLD)).strip(" ")


def repaired(text: str) -> str:
    """The text with look-alike letters of the other script put right inside each word of two scripts."""
    mixed = _ANY_CYRILLIC.search(text) and _MIXED.search(text)
    return _ANY_WORD.sub(_one_script, text) if mixed else text


def _one_script(match: re.Match[str]) -> str:
    """A mixed word goes to the script with more letters of its own, then more letters, then to Cyrillic."""
    word = match[0]
    latin = [c for c in word if c.isascii() or "À" <= c <= "ɏ"]
    cyrillic = [c for c in word if "Ѐ" <= c <= "ԯ"]
    if not (latin and cyrillic):
        return word
    own_latin = sum(c not in LOOK_LATIN for c in latin)
    own_cyrillic = sum(c not in LOOK_CYRILLIC for c in cyrillic)
    if (own_latin, len(latin)) > (own_cyrillic, len(cyrillic)):
        return word.translate(_LOOK_TO_LATIN)
    return word.translate(_LOOK_TO_CYRILLIC)


# The sort key

_AFTER = {
    "č": "c1", "ć": "c2", "dž": "d1", "đ": "d2", "lj": "l1", "nj": "n1",
    "š": "s1", "ś": "s2", "ž": "z1", "ź": "z2",
}  # fmt: skip


def sort_key(text: str) -> str:
    """The key that sorts names by the alphabet a b c č ć d dž đ …, the same for both scripts of a name.

    Only ASCII letters and digits, two for each letter, so that every collation sorts it alike; a shorter
    name before a longer one, digits before letters; case and punctuation do not count.
    """
    return "00".join(filter(None, map(_words_key, repaired(text).split(" "))))


_KEY_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8_000)
def _words_key(text: str) -> str:
    """The key of what stands between two spaces; the same words stand in many names."""
    latin = unicodedata.normalize("NFC", to_latin(text).lower())
    keys = ("".join(map(_letter_key, _latin_letters(word))) for word in _KEY_WORD.findall(latin))
    return "00".join(filter(None, keys))


@cache
def _letter_key(letter: str) -> str:
    """Two signs for each letter: c0, c1 for č, c2 for ć; 10 to 19 for digits; foreign letters as plain."""
    known = _AFTER.get(letter)
    if known:
        return known
    return "".join(f"1{c}" if c.isdigit() else f"{c}0" for c in fold(letter) if c.isascii() and c != " ")
