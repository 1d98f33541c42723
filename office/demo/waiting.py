"""Filings of the demo that wait for somebody: a refused change, a foreign office, a party, likely doubles."""

import datetime

from django.utils import timezone

from ngo_registry.conditions import conditions
from ngo_registry.models import PARTY, Organisation
from ngo_registry.services import changes, decisions, duplicates, letters, online, statements
from ngo_registry.services import filings as services
from office.demo.calls import paper
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.models import Municipality, User


def run(people: People, found: list[Organisation]) -> None:
    """Of the two demo logins, and of the register."""
    change_refused(people, people.known["ngo2"], found[1])
    foreign_office(people.known["ngo"])
    party_begun(people.known["ngo"])
    doubles(people, found)


def change_refused(people: People, by: User, organisation: Organisation) -> None:
    """A change of the seat was refused and its decision opened: the term for a complaint runs."""
    staff, head = people.known["staff"], people.known["head"]
    with standing_at(days_ago(9)):
        at = timezone.now()
        filing = changes.open_change(organisation=organisation, change_kind="seat", by=by, origin="online")
        day = timezone.localdate() - datetime.timedelta(days=4)
        asked = {"address": ours("Obala 12"), "change_on": day}
        online.save_part(filing=filing, part="change", facts=asked, at=at, by=by)
        papers = {field: paper(by) for field in ("change_paper", "application")}
        filing = online.enclose(filing=filing, papers=papers, at=at, by=by)
        online.submit(filing=filing, at=at, by=by)
        services.take(filing=filing, by=staff)
    with standing_at(days_ago(5)):
        why = ours("Odluka o promjeni sjedišta nije donijeta na način propisan statutom.")
        decisions.refuse(filing=filing, note=why, reasons={conditions(filing)[-1].key: why}, by=head)
    with standing_at(days_ago(3)):
        letters.acknowledge(letter=filing.letters.get(), by=by)


def foreign_office(by: User) -> None:
    """The representative office of a foreign organisation is being written."""
    named = {
        "name": ours("Kancelarija fonda Otvorene vode"),
        "municipality": Municipality.objects.get(name="Bar"),
        "place": ours("Bar"),
        "address": ours("Trg slobode 3"),
        "person_in_name": "no",
    }
    with standing_at(days_ago(1)):
        draft = online.begin(kind="foreign_organisation", by=by)
        online.save_part(filing=draft, part="name", facts=named, at=timezone.now(), by=by)


def party_begun(by: User) -> None:
    """The entry of a party is begun; the table of its founders is read and has faults."""
    with standing_at(days_ago(1)):
        draft, day = online.begin(kind=PARTY, by=by), timezone.localdate() - datetime.timedelta(days=20)
        head = "ime i prezime;datum rođenja;mjesto rođenja;prebivalište;datum ovjere;broj ovjere;ne obavlja funkciju"
        lines = (
            f"Petar Ilić;2.3.1971;Bar;Obala 4;{day:%d.%m.%Y};OV-1;da",
            f"Ana Perić;31.2.1980;Bar;;{day:%d.%m.%Y};OV-2;da",
        )
        statements.check_table(
            filing=draft,
            data="\n".join((head, *lines)).encode(),
            name="osnivaci.csv",
            at=timezone.now(),
            by=by,
        )


def doubles(people: People, found: list[Organisation]) -> None:
    """Two entries an officer compares, and two that were told apart."""
    staff = people.known["staff"]
    first, second, third, fourth = [each for each in found if each.status == "active"][-4:]
    with standing_at(days_ago(6)):
        duplicates.compare_by_hand(number=first.number, other=second.number, by=staff)
        pair = duplicates.compare_by_hand(number=third.number, other=fourth.number, by=staff)
        duplicates.tell_apart(pair=pair, note=ours("Različita sjedišta i osnivači."), by=staff)
