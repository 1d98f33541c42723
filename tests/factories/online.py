"""An online filing with nothing missing, as an applicant leaves it before it is sent."""

import datetime
from typing import Any

from django.utils import timezone

from ngo_registry.conditions import required_papers
from ngo_registry.models import Founder, RegisterFiling, Representative
from ngo_registry.services import online as services
from office.models import Area, Municipality, User
from tests.factories.filings import JMBG, stored

ANSWERS = {
    "assembly_place": "Nikšić",
    "chair": "Osnivač 0",
    "minutes_taker": "Osnivač 1",
    "representative_title": "predsjednica",
    "members": "Svako punoljetno lice koje prihvata ciljeve.",
    "publicity": "Na sajtu i izvještajem skupštini.",
    "assets_to": "Udruženje „Nasljednik“",
    "seal": "Okrugli, sa nazivom i sjedištem.",
}
GOALS = "Zaštita žena\nJednakost polova"
ACTIVITIES = "Savjetovanje\nObuke"


def online_draft(by: User, *, kind: str = "association", papers: bool = True, **facts: Any) -> RegisterFiling:
    """A draft of this person that may be sent."""
    row = services.begin(kind=kind, by=by)
    values = {
        "name": "Udruženje „Žena sutra“",
        "municipality": Municipality.objects.get(name="Nikšić"),
        "address": "Trg slobode 1",
        "goals": GOALS,
        "activities": ACTIVITIES,
        "founded_on": datetime.date(2026, 10, 1),
        "person_in_name": "no",
        **({field: stored(f"{field}.pdf") for field in required_papers(row)} if papers else {}),
        **facts,
    }
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    for name, value in ANSWERS.items():
        setattr(row.online, name, value)
    row.online.save()
    row.areas.set(Area.objects.all()[:2])
    for n, number in enumerate(JMBG if kind == "association" else JMBG[:1]):
        Founder.objects.create(
            filing=row, name=f"Osnivač {n}", jmbg=number, resident=n == 0, address="Tajna ulica 77"
        )
    Representative.objects.create(
        filing=row, name="Ana Anić", position="predsjednica", jmbg=JMBG[0], resident=True, address="Tajna 78"
    )
    return RegisterFiling.objects.get(pk=row.pk)


def seat_moved(filing: RegisterFiling, address: str = "Nova 1") -> RegisterFiling:
    """The online change of a seat with everything it needs to be sent."""
    RegisterFiling.objects.filter(pk=filing.pk).update(
        municipality=Municipality.objects.get(name="Nikšić"),
        address=address,
        change_on=timezone.localdate(),
        change_paper=stored("odluka.pdf"),
        application=stored("prijava.pdf"),
    )
    return RegisterFiling.objects.get(pk=filing.pk)
