"""Online filings of the demo: one half written, one to be completed by a letter that waits, one to be taken."""

import datetime
from typing import Any

from django.utils import timezone

from ngo_registry.conditions import required_papers
from ngo_registry.models import RegisterFiling
from ngo_registry.services import filings, letters, online
from office.demo.calls import paper
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.models import Area, Municipality, User

NUMBERS = ("0101990210080", "2206978816007", "0101001250028")  # computed, given to nobody
FOUNDERS = ("Milica Popović", "Luka Marković", "Amina Hodžić")
ANSWERS = {
    "chair": "Milica Popović", "minutes_taker": "Luka Marković", "representative_title": "predsjednica",
    "members": "Svako punoljetno lice koje prihvata ciljeve i ovaj statut.",
    "publicity": "Na sajtu i godišnjim izvještajem skupštini.",
    "assets_to": "Planinarski savez", "seal": "Okrugli, sa nazivom i sjedištem.",
}  # fmt: skip


def online_filings(people: People) -> None:
    """Three stages of filing online, of the two people who act for the demo organisations."""
    if RegisterFiling.objects.exists():
        return
    first, second, staff = (people.known[login] for login in ("ngo", "ngo2", "staff"))
    half_written(first)
    with standing_at(days_ago(9)):
        incomplete = sent(first, "Udruženje čuvara rijeke")
    with standing_at(days_ago(6)):
        taken = filings.take(filing=incomplete, by=staff)
        note = ours("Na statutu nedostaje potpis zastupnika. Priložite potpisan statut.")
        letters.ask_completion(filing=taken, note=note, by=staff)
    with standing_at(days_ago(2)):
        sent(second, "Centar za pismenost odraslih")


def half_written(person: User) -> None:
    """Name and goals are there, the rest is not."""
    filing = online.begin(kind="association", by=person)
    write(
        filing, "name", person, name=ours("Planinarsko društvo Sivi vrh"), place="", address=ours("Školska 3")
    )
    goals = {"goals": ours("Razvoj planinarenja među mladima"), "activities": ours("Izleti\nUređenje staza")}
    write(filing, "goals", person, areas=Area.objects.order_by("order", "pk")[:1], **goals)


def write(filing: RegisterFiling, part: str, person: User, areas: Any = None, **facts: Any) -> None:
    """One part as its form would save it."""
    online.save_part(filing=filing, part=part, facts=facts, areas=areas, at=timezone.now(), by=person)


def sent(person: User, name: str) -> RegisterFiling:
    """A whole association, sent."""
    now = timezone.now()
    filing = online.begin(kind="association", by=person)
    seat = Municipality.objects.order_by("pk").first()
    write(
        filing, "name", person, name=ours(name), municipality=seat, place=seat.name, address=ours("Obala 7")
    )
    goals = {"goals": ours("Zaštita prirode\nObrazovanje građana"), "activities": ours("Obuke\nRadionice")}
    write(filing, "goals", person, areas=Area.objects.order_by("order", "pk")[1:3], **goals)
    day = timezone.localdate() - datetime.timedelta(days=4)
    write(filing, "founding", person, founded_on=day, assembly_place=seat.name)
    write(filing, "statute", person, **{key: ours(value) for key, value in ANSWERS.items()})
    for n, (founder, number) in enumerate(zip(FOUNDERS, NUMBERS, strict=True)):
        facts = {
            "name": ours(founder),
            "jmbg": number,
            "resident": True,
            "address": ours(f"Njegoševa {n + 1}"),
        }
        online.save_one(filing=filing, what="founder", facts=facts, at=now, by=person)
        if n == 0:
            facts |= {"position": ours("predsjednica")}
            online.save_one(filing=filing, what="representative", facts=facts, at=now, by=person)
    filing = RegisterFiling.objects.get(pk=filing.pk)
    papers = {field: paper(person) for field in required_papers(filing)}
    online.enclose(filing=filing, papers=papers, at=now, by=person)
    return online.submit(filing=RegisterFiling.objects.get(pk=filing.pk), at=now, by=person)
