"""Verification codes: twelve random characters that survive being read aloud or copied by hand."""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh code (60 random bits); it says nothing about the document."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise(typed: str) -> str:
    """The code a person meant: case, spaces, dashes, look-alike letters forgiven; "" when it is none."""
    code = re.sub(r"[\s\-–.]", "", typed).upper().translate(_MISREAD)
    whole = len(code) == LENGTH and all(letter in ALPHABET for letter in code)
    return code if whole else ""


def grouped(code: str) -> str:
    """Four and four and four, as it is printed."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
