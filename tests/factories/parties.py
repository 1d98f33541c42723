"""A party of two hundred: filings from paper and online with nothing missing, signs, tables, entered parties."""

import datetime
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from ngo_registry.conditions_of_parties import PAPERS
from ngo_registry.models import PARTY, FounderStatement, Party, RegisterFiling, Representative
from ngo_registry.services import decisions
from ngo_registry.services import filings as services
from ngo_registry.services import online as online_services
from ngo_registry.services.parties import confirm_comparison
from office.models import Municipality, StoredFile, User
from office.uploads import store
from tests.factories.filings import JMBG, stored

FIRST = ("Ana", "Marko", "Jelena", "Luka", "Milica", "Petar", "Ivana", "Nikola", "Sara", "Vuk")
LAST = ("Perović", "Ilić", "Babić", "Đurović", "Kovač", "Šuković", "Žarić", "Ćetković", "Radunović", "Vujić")
SECRET = "Tajna ulica 99"
HEADER = (
    "Ime i prezime", "Datum rođenja", "Mjesto rođenja", "Prebivalište", "JMB", "Datum ovjere", "Broj ovjere",
    "Ne obavlja funkciju",
)  # fmt: skip


def picture(color: str = "navy", size: tuple[int, int] = (300, 200), kind: str = "PNG") -> bytes:
    """A drawn sign."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).ellipse((20, 20, size[0] - 20, size[1] - 20), fill=color)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def kept_sign(by: User, color: str = "navy") -> StoredFile:
    """A sign that is really on the disk."""
    return store(SimpleUploadedFile("znak.png", picture(color), "image/png"), by=by, allow=("png",))


def cells(n: int, **more: str) -> dict[str, str]:
    """The n-th founder as a table writes them; every one is another person."""
    born = datetime.date(1950, 1, 1) + datetime.timedelta(days=97 * n)
    return {
        "Ime i prezime": f"{FIRST[n % 10]} {LAST[n // 10 % 10]}",
        "Datum rođenja": f"{born:%d.%m.%Y}.",
        "Mjesto rođenja": "Nikšić",
        "Prebivalište": f"{SECRET}, stan {n}",
        "JMB": "",
        "Datum ovjere": "12.10.2026",
        "Broj ovjere": f"OV-{n:04d}/2026",
        "Ne obavlja funkciju": "da",
        **more,
    }


def statements(filing: RegisterFiling, count: int = 200) -> None:
    """So many valid statements."""
    FounderStatement.objects.bulk_create(
        FounderStatement(
            filing=filing,
            name=f"{FIRST[n % 10]} {LAST[n // 10 % 10]}",
            born_on=datetime.date(1950, 1, 1) + datetime.timedelta(days=97 * n),
            birth_place="Nikšić",
            residence=f"{SECRET}, stan {n}",
            signed_on=datetime.date(2026, 10, 12),
            certification_number=f"OV-{n:04d}/2026",
            not_barred=True,
        )
        for n in range(count)
    )


def facts_of(name: str, short_name: str) -> dict[str, Any]:
    """What stands in every whole filing."""
    return {
        "name": name,
        "short_name": short_name,
        "sign_text": "plavi krug",
        "municipality": Municipality.objects.get(name="Nikšić"),
        "address": "Trg slobode 1",
        "founded_on": datetime.date(2026, 10, 10),
        "statute_on": datetime.date(2026, 10, 10),
        "programme_on": datetime.date(2026, 10, 11),
        "applicant_name": "Ana Anić",
        "applicant_email": "stranka@example.test",
    }


def add_representative(filing: RegisterFiling, name: str = "Ana Anić") -> None:
    """Who represents, with closed data."""
    Representative.objects.create(
        filing=filing, name=name, position="predsjednica", jmbg=JMBG[0], address="Tajna ulica 78"
    )


def whole_party(
    by: User, *, name: str = "Stranka bistrih rijeka", short_name: str = "SBR", count: int = 200, **facts: Any
) -> RegisterFiling:
    """A filing from paper in draft with nothing missing but the comparison when `compared` says so."""
    filing = services.open_entry(kind=PARTY, by=by)
    papers = {paper: stored(f"{paper}.pdf") for paper in PAPERS}
    for field, value in {**facts_of(name, short_name), **papers, "compared": True, **facts}.items():
        setattr(filing, field, value)
    filing.save()
    add_representative(filing)
    statements(filing, count)
    return filing


def waiting_party(by: User, **facts: Any) -> RegisterFiling:
    """A filing that waits for the decision."""
    return services.take(filing=services.submit(filing=whole_party(by, **facts), by=by), by=by)


def bare_party(**facts: Any) -> Party:
    """A party of the register without its filing: for what needs no founders."""
    day = datetime.date(2026, 10, 10)
    more = {"municipality": Municipality.objects.get(name="Nikšić"), "represented_by": "Ana Anić"}
    days = dict.fromkeys(("founded_on", "statute_on", "programme_on", "registered_on"), day)
    more |= {"number": "PP-70", "name": "Stranka jasnih voda", "address": "Trg slobode 1", "founders": 200}
    return Party.objects.create(**more | days | facts)


def entered_party(by: User, head: User, **facts: Any) -> Party:
    """A party that is in the register."""
    return decisions.enter(filing=waiting_party(by, **facts), by=head).party


def online_party(by: User, *, count: int = 200, **facts: Any) -> RegisterFiling:
    """An online application that may be sent."""
    filing = online_services.begin(kind=PARTY, by=by)
    papers = {paper: stored(f"{paper}.pdf") for paper in ("application", *PAPERS)}
    values = {**facts_of("Pokret otvorenih vrata", "POV"), **papers, **facts}
    for field, value in values.items():
        setattr(filing, field, value)
    filing.save()
    add_representative(filing)
    statements(filing, count)
    return RegisterFiling.objects.get(pk=filing.pk)


def compared(filing: RegisterFiling, by: User) -> RegisterFiling:
    """The officer confirms the comparison."""
    return confirm_comparison(filing=filing, by=by)


def csv_of(rows: list[dict[str, str]], header: tuple[str, ...] = HEADER) -> bytes:
    """A table as a spreadsheet of this region saves it."""
    lines = [";".join(header), *(";".join(row[cell] for cell in header) for row in rows)]
    return "\r\n".join(lines).encode("cp1250")


def now() -> datetime.datetime:
    """The moment a request arrives."""
    return timezone.now()
