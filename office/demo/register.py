"""Organisations of the demo: real municipalities, kinds of names as they occur, invented numbers."""

import csv
import datetime
import io
import random
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.utils import timezone

from ngo_registry.models import DuplicatePair, NgoMembership, Organisation
from ngo_registry.services import duplicates, import_apply, imports
from ngo_registry.services.lookup import refresh_search
from ngo_registry.services.merging import merge
from office.demo.people import SINCE, People
from office.demo.pour import pour
from office.demo.words import FIRST, LAST, NGO_NAMES, SETTLEMENTS, ours
from office.jurisdiction import current, has_feature
from office.models import Area, Municipality, User
from office.scripts import sort_key, to_cyrillic

DOUBLES_UP_TO = 2000  # organisations; the search for doubles in a larger demo would make its seed slow
SOURCE, OLD_LIST = "Izvod registra udruženja", "Stari spisak opštinske arhive"
KINDS = {"association": "udruženje", "foundation": "fondacija", "foreign_organisation": "strana organizacija"}
COLUMNS = (
    "naziv", "oblik", "maticni broj", "opstina", "mesto", "adresa", "datum osnivanja", "datum upisa", "email",
    "ciljevi", "delatnost",
)  # fmt: skip


def organisations(count: int, dice: random.Random, people: People) -> list[Organisation]:
    """As many organisations as asked, entered by the office or imported as a dated list; names do not repeat."""
    if not Organisation.objects.exists():
        if has_feature("own_register"):
            _enter(count, dice)
        else:
            _import(count, dice, people)
        _next_list(people)
        _areas()
        refresh_search(whole=True, by=None)
    return list(Organisation.objects.order_by("number")[: min(count, 12_000)])


def places() -> list[tuple[Municipality, str]]:
    """Seats as municipality and place; a city has its settlements."""
    if current().default_kind == "city":
        city = Municipality.objects.get(name=current().place.latn)
        return [(city, place) for place in (city.name, *SETTLEMENTS)]
    return [(each, each.name) for each in Municipality.objects.order_by("pk")]


def facts(n: int, seats: list[tuple[Municipality, str]], dice: random.Random) -> dict[str, Any]:
    """What is known of the n-th organisation."""
    municipality, place = seats[n % len(seats)]
    kind = "foundation" if n % 9 == 0 else "foreign_organisation" if n % 40 == 0 else "association"
    turn = n // len(seats)
    name = NGO_NAMES[turn % len(NGO_NAMES)].format(place=place)
    if turn >= len(NGO_NAMES):
        name = f"{name} {turn // len(NGO_NAMES) + 1}"
    entered = datetime.date(2008, 1, 15) + datetime.timedelta(days=dice.randrange(6000))
    return {
        "kind": kind,
        "name": ours(name),
        "municipality": municipality,
        "place": ours(place),
        "address": ours(f"Glavna {dice.randrange(1, 90)}"),
        "registered_on": entered,
        "founded_on": entered - datetime.timedelta(days=20),
        "goals": ours("Unapređenje kvaliteta života u lokalnoj zajednici."),
        "activities": ours("Radionice, obuke, kampanje, savjetovanje."),
        "email": f"kontakt{n}@example.test",
    }


def _enter(count: int, dice: random.Random) -> None:
    """The office's own register."""
    seats = places()
    rows = []
    for n in range(1, count + 1):
        known = facts(n, seats, dice)
        number = f"{n:05d}"
        more = {
            "decision_number": f"UPI-{number}",
            "source": "own",
            "email_of_record": f"ngo{n}@example.test",
        }
        rows.append(Organisation(number=number, sort_key=sort_key(known["name"]), **known, **more))
    pour(rows)


def _import(count: int, dice: random.Random, people: People) -> None:
    """The list of another register, as a file with its date."""
    seats = places()
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    for n in range(1, count + 1):
        known = facts(n, seats, dice)
        if count <= DOUBLES_UP_TO and n in (count - 2, count - 1, count):
            known |= double_of(facts(1 + n - (count - 2), seats, random.Random(n)), n - (count - 2))
        lines.writerow([
            known["name"], KINDS[known["kind"]], f"28{n:06d}", known["municipality"].name, known["place"], known["address"],
            known["founded_on"], known["registered_on"], known["email"], known["goals"], known["activities"],
        ])  # fmt: skip
    staff = people.known["staff"]
    batch = imports.check_file(
        data=text.getvalue().encode(),
        name="registar-udruzenja.csv",
        as_of=timezone.localdate() - datetime.timedelta(days=21),
        source=ours(SOURCE),
        by=staff,
    )
    import_apply.apply_import(batch=batch, by=staff)
    if count <= DOUBLES_UP_TO:
        join_one(f"28{count:06d}", staff)


def double_of(known: dict[str, Any], turn: int) -> dict[str, Any]:
    """The same organisation as another list writes it: other script, without its kind, one letter wrong."""
    name = known["name"].removeprefix(ours("Udruženje ")).removeprefix("Удружење ")
    seat = {key: known[key] for key in ("municipality", "place", "kind")}
    if turn == 0:
        return seat | {"name": to_cyrillic(name), "address": known["address"]}
    if turn == 1:
        return seat | {"name": known["name"][:14] + known["name"][15:]}
    return seat | {"name": known["name"].upper(), "email": known["email"]}


def join_one(number: str, staff: User) -> None:
    """Doubles are looked for; the last of them is joined to the entry it repeats."""
    duplicates.find_duplicates(by=staff)
    double = Organisation.objects.get(number=number)
    pair = DuplicatePair.objects.filter(Q(one=double) | Q(other=double)).order_by("-score").first()
    if pair:
        stays = pair.one if pair.other_id == double.pk else pair.other
        merge(pair=pair, stays=stays, note=ours("Ista organizacija, u spisku upisana dva puta."), by=staff)


def _next_list(people: People) -> None:
    """A list in preview: new, changed and unchanged rows, doubtful names, a municipality nobody knows, wrong cells."""
    first, second, third, fourth = Organisation.objects.exclude(place="").order_by("number")[:4]
    town = str(first.municipality.name)
    mistyped = max((str(each.municipality.name) for each in (first, second, third, fourth)), key=len)
    mistyped = mistyped[:-2] + mistyped[-1]
    rows = (
        (first.number, first.name, town, first.place, f"{first.address}a", ""),
        (second.number, second.name, "", second.place, second.address, ""),
        ("", f"NVO {third.name}", "", third.place, third.address, ""),
        ("", fourth.name[:-3] + fourth.name[-2:], "", fourth.place, "", ""),
        ("28999001", ours("Udruženje „Nova stranica“"), town, first.place, ours("Glavna 7"), "22. 10. 2026."),
        ("28999002", "", town, second.place, ours("Glavna 8"), "1.2.2020."),
        ("28999003", ours("Udruženje „Druga obala“"), town, second.place, "", "31.2.2020."),
        ("28999004", ours("Udruženje „Treći most“"), mistyped, "", "", "3.5.2024."),
    )
    number, source, name = ("maticni broj", SOURCE, "registar-novi-izvod.csv")
    if has_feature("own_register"):
        number, source, name = ("broj upisa", OLD_LIST, "stari-spisak-opstine.csv")
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";")
    lines.writerows([(number, "naziv", "opstina", "mesto", "adresa", "datum upisa"), *rows])
    staff = people.known["staff"]
    batch = imports.read_upload(
        upload=SimpleUploadedFile(name, text.getvalue().encode("utf-8-sig")),
        as_of=timezone.localdate() - datetime.timedelta(days=2),
        source=ours(source),
        is_part=True,
        by=staff,
    )
    imports.confirm_columns(batch=batch, columns=batch.columns, is_part=True, by=staff)


def _areas() -> None:
    """One area of work each."""
    areas = list(Area.objects.order_by("order", "pk"))
    through = Organisation.areas.through
    numbers = Organisation.objects.order_by("number").values_list("pk", flat=True)
    pour((through(organisation_id=pk, area_id=areas[n % len(areas)].pk) for n, pk in enumerate(numbers)))


def members(people: People, found: list[Organisation], count: int) -> None:
    """The two demo NGOs and an owner for each organisation that applies."""
    for (login, name), organisation in zip(
        (("ngo", "Milica Popović"), ("ngo2", "Stefan Marković")), found, strict=False
    ):
        user = people.person(login, name)
        NgoMembership.objects.get_or_create(
            user=user,
            organisation=organisation,
            valid_until=None,
            defaults={"role": "owner", "valid_from": SINCE},
        )
    if not User.objects.filter(email="owner3@demo.test").exists():
        _owners(people, found[2:count])


def _owners(people: People, found: list[Organisation]) -> None:
    """An account for every organisation, in bulk."""
    users = User.objects.bulk_create(
        User(
            email=f"owner{n}@demo.test",
            full_name=ours(f"{FIRST[n % len(FIRST)]} {LAST[(n * 5) % len(LAST)]}"),
            password=people.password,
            language=settings.OFFICE_LANGUAGES[0],
        )
        for n, _organisation in enumerate(found, start=3)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    NgoMembership.objects.bulk_create(
        NgoMembership(user=user, organisation=organisation, role="owner", valid_from=SINCE)
        for user, organisation in zip(users, found, strict=True)
    )
