"""A filing whose conditions are all met, and the same with one thing wrong."""

import datetime
from typing import Any

from ngo_registry.conditions import conditions
from ngo_registry.models import Founder, RegisterFiling, Representative
from ngo_registry.services import decisions
from office.models import Area, Municipality, StoredFile, User

PAPERS = ("founding_act", "minutes", "statute", "identity_papers")
JMBG = ("0101990210080", "2206978816007", "0101001250028")


def stored(name: str = "akt.pdf") -> StoredFile:
    """A kept file."""
    return StoredFile.objects.create(sha256="0" * 64, size=10, content_type="application/pdf", name=name)


def whole_filing(by: User, **facts: Any) -> RegisterFiling:
    """An association's filing in draft, complete and right."""
    row = RegisterFiling.objects.create(
        **{
            "name": "Udruženje „Žena danas“",
            "municipality": Municipality.objects.get(name="Nikšić"),
            "address": "Trg slobode 1",
            "goals": "Zaštita žena",
            "activities": "Savjetovanje",
            "statute_has_goals": True,
            "acts_agree": True,
            "founded_on": datetime.date(2026, 10, 1),
            "applicant_email": "zapis@example.test",
            "person_in_name": "no",
            "created_by": by,
            **{paper: stored(f"{paper}.pdf") for paper in PAPERS},
            **facts,
        }
    )
    row.areas.set(Area.objects.all()[:2])
    for n, number in enumerate(JMBG):
        Founder.objects.create(
            filing=row, name=f"Osnivač {n}", jmbg=number, resident=n == 0, address="Tajna ulica 77"
        )
    Representative.objects.create(
        filing=row,
        name="Ana Anić",
        position="predsjednica",
        jmbg=JMBG[0],
        resident=True,
        address="Tajna ulica 78",
    )
    return row


def reasons(filing: RegisterFiling, why: str = "Nije ispunjen.") -> dict[str, str]:
    """A reason at every condition that is not met, or at the first one when all are."""
    rows = conditions(filing)
    return {row.key: why for row in rows if row.met is False} or {rows[0].key: why}


def refused(filing: RegisterFiling, by: User, note: str = "Nema uslova.") -> RegisterFiling:
    """Refused by the head, with a reason at each condition."""
    return decisions.refuse(filing=filing, note=note, reasons=reasons(filing), by=by)


def dismissed(filing: RegisterFiling, by: User, note: str = "Nije dopunjena.") -> RegisterFiling:
    """Dismissed by the head, with a reason at each condition."""
    return decisions.dismiss(filing=filing, note=note, reasons=reasons(filing), by=by)
