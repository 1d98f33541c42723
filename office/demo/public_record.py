"""What the public meets in the register of the demo: organisations with a history, deletions, a report, a watch."""

import datetime
import random

from django.conf import settings
from django.utils import timezone

from ngo_registry.models import ErrorReport, Organisation, Party, RegisterEntry, Watch, Watcher
from ngo_registry.services import error_reports, extracts, figures
from office.demo import keys
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.jurisdiction import has_feature
from office.numbers import next_number

Kind = RegisterEntry.Kind
HISTORIES = 4  # organisations with a change in the book


def live(people: People, found: list[Organisation]) -> None:
    """Histories and deletions in an own register; a report of an error and a watch everywhere."""
    if Watcher.objects.exists():
        return
    if has_feature("own_register"):
        histories(people, found[:HISTORIES])
        delete(found)
    reports(people, found)
    keys.ask(people, found)
    watch(found[0])
    figures.count_figures(by=None)
    extracts.draw_extract(organisation=Organisation.objects.get(pk=found[0].pk), by=None)


def histories(people: People, found: list[Organisation]) -> None:
    """The entry in the book and a change of the seat with its act, as the law's book writes them."""
    clerk = people.known["staff"]
    for place, row in enumerate(found):
        year = row.registered_on.year
        write(row, Kind.ENTRY, row.registered_on, row.decision_number, {}, clerk)
        moved = max(row.registered_on, timezone.localdate() - datetime.timedelta(days=20 + 30 * place))
        former = ours(f"Stara {place + 2}")
        act = f"UPI-{moved.year}-{100 + place}"
        write(row, Kind.CHANGE, moved, act, {"address": [former, row.address]}, clerk)
        if place == 1:
            name = ours(f"Inicijativa {year}")
            Organisation.objects.filter(pk=row.pk).update(former_names=name)


def write(
    row: Organisation, kind: str, day: datetime.date, act: str, facts: dict[str, list[str]], clerk: object
) -> None:
    """One line of the book."""
    RegisterEntry.objects.create(
        number=next_number("entry", year=day.year),
        organisation=row,
        kind=kind,
        on=day,
        act_number=act,
        facts=facts,
        by=clerk,
    )


def delete(found: list[Organisation]) -> None:
    """Some of the last quarter are deleted, in some year after their entry; none of those that apply for money."""
    dice, gone = random.Random(7), []
    for row in found[len(found) * 3 // 4 :: 4]:
        after = max(400, (timezone.localdate() - row.registered_on).days - 1)
        row.deleted_on = row.registered_on + datetime.timedelta(days=dice.randrange(200, after))
        row.deleted_on = min(row.deleted_on, timezone.localdate())
        row.status, row.deletion_reason = "deleted", ours("odluka organa organizacije")
        row.deletion_act = f"UPI-{row.deleted_on.year}-{900 + len(gone)}"
        gone.append(row)
    Organisation.objects.bulk_update(gone, ["status", "deleted_on", "deletion_reason", "deletion_act"])


def reports(people: People, found: list[Organisation]) -> None:
    """One waits, one is taken, one is answered."""
    said = [
        ("Adresa na stranici nije tačna.", "Preselili smo se prije godinu dana.", "gradjanka@example.test"),
        ("Internet stranica ne postoji.", "", ""),
        ("Naziv ima slovnu grešku.", "U statutu stoji drugačije.", "citalac@example.test"),
    ]
    made: list[ErrorReport] = []
    for place, (wrong, right, email) in enumerate(said):
        with standing_at(days_ago(3 + place)):
            made.append(
                error_reports.report_error(
                    about=found[place], wrong=ours(wrong), right=ours(right), email=email, by=None
                )
            )
    clerk = people.known["staff"]
    taken = [error_reports.take_report(report=report, by=clerk) for report in made[1:]]
    answer = ours("Naziv je upisan kako stoji u statutu; zahtjev za promjenu podnosi organizacija.")
    error_reports.answer_report(report=taken[1], answer=answer, by=clerk)


def watch(row: Organisation) -> None:
    """A reader watches one organisation, one search and, where there are any, a party and their whole register."""
    now = timezone.now()
    watcher = Watcher.objects.create(
        email="citalac@example.test", language=settings.OFFICE_LANGUAGES[0], told_until=now
    )
    Watch.objects.create(watcher=watcher, organisation=row, confirmed_at=now)
    Watch.objects.create(watcher=watcher, query="q=centar", confirmed_at=now)
    party = Party.objects.order_by("pk").first()
    if party:
        Watch.objects.create(watcher=watcher, party=party, confirmed_at=now)
        Watch.objects.create(watcher=watcher, of_parties=True, confirmed_at=now)
