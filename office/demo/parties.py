"""Invented parties of the demo: two in the register, one deleted, one whose filing is in process."""

import datetime
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from ngo_registry.models import PARTY, FounderStatement, Party, RegisterFiling
from ngo_registry.services import decisions
from ngo_registry.services import filings as services
from ngo_registry.services.claims import accept_claim, file_claim
from ngo_registry.services.error_reports import report_error
from ngo_registry.services.memberships import accept_invitation, invite
from ngo_registry.services.parties import confirm_comparison, open_party_change, open_party_deletion
from office.demo.calls import PAPER
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.pour import pour
from office.demo.words import FIRST, LAST, ours
from office.models import Municipality, StoredFile, User
from office.uploads import store

PARTIES = (
    ("Stranka bistrih rijeka", "SBR", "Plavi trougao u krugu", "navy", 640, "Jovana Mirović"),
    ("Pokret otvorenih vrata", "POV", "Zeleni kvadrat u krugu", "darkgreen", 520, "Radoje Lukovac"),
    ("Savez starih pazara", "SSP", "Crveni petougao u krugu", "firebrick", 600, "Zorica Stanić"),
)
WAITING = ("Stranka gorskih sela", "SGS", "Žuti šestougao u krugu", "goldenrod", 6, "Danilo Brajić")
PAPERS = ("founding_act", "minutes", "statute", "programme")


def register(people: People) -> None:
    """Entered long ago by decisions, with their signs and statements; a second run finds them there."""
    if Party.objects.exists():
        return
    staff, head = people.known["staff"], people.known["head"]
    paper = store(SimpleUploadedFile("akt.pdf", PAPER, "application/pdf"), by=staff, allow=("pdf",))
    made = [entered(number, facts, paper, staff, head) for number, facts in enumerate(PARTIES)]
    with standing_at(days_ago(60)):
        ended(made[2], paper, staff, head)
    with standing_at(days_ago(WAITING[4])):
        filing = written(len(PARTIES), WAITING, paper, staff)
        services.take(filing=services.submit(filing=filing, by=staff), by=staff)
    with standing_at(days_ago(30)):
        moved(made[1], paper, staff, head)
    with standing_at(days_ago(4)):
        report_error(about=made[0], wrong=ours("Internet stranica partije ne postoji."), by=None)
    online(made, paper, people)


def moved(party: Party, paper: StoredFile, staff: User, head: User) -> None:
    """A change in the book: what was and what is."""
    filing = open_party_change(party=party, party_change="seat", by=staff)
    facts = {"address": ours("Trg sunca 8")}
    services.save_section(filing=filing, section="asked", facts=facts, by=staff)
    filing = services.attach(filing=filing, papers={"change_paper": paper}, by=staff)
    filing = services.take(filing=services.submit(filing=filing, by=staff), by=staff)
    decisions.enter(filing=filing, by=head)


def online(made: list[Party], paper: StoredFile, people: People) -> None:
    """Who acts for the first one files a change of seat; another person asks to act for the second one."""
    own, other = people.known["ngo2"], people.known["ngo"]
    with standing_at(days_ago(40)):
        claim = file_claim(holder=made[0], position=ours("potpredsjednica"), paper=paper, by=own)
        accept_claim(claim=claim, by=people.known["staff"])
    with standing_at(days_ago(2)):
        seat = open_party_change(party=made[0], party_change="seat", by=own, origin="online")
        services.save_section(filing=seat, section="asked", facts={"address": ours("Bulevar 11")}, by=own)
        seat = services.attach(filing=seat, papers={"change_paper": paper, "application": paper}, by=own)
        services.submit(filing=seat, by=own)
    colleagues(made[0], own, other, people.known["member2"])
    with standing_at(days_ago(1)):
        file_claim(holder=made[1], position=ours("sekretar"), paper=paper, by=other)


def colleagues(party: Party, owner: User, invited: User, editor: User) -> None:
    """An editor who came in by an invitation; two more invitations wait, one of them of somebody with an account."""
    with standing_at(days_ago(20)):
        invitation = invite(holder=party, email=editor.email, role="editor", by=owner)
        accept_invitation(invitation=invitation, by=editor)
    with standing_at(days_ago(3)):
        invite(holder=party, email=invited.email, role="viewer", by=owner)
        invite(holder=party, email="sekretar@example.test", role="editor", by=owner)


def entered(number: int, facts: tuple, paper: StoredFile, staff: User, head: User) -> Party:
    """From the papers to the signature."""
    with standing_at(days_ago(facts[4])):
        filing = written(number, facts, paper, staff)
        filing = services.take(filing=services.submit(filing=filing, by=staff), by=staff)
    with standing_at(days_ago(facts[4] - 9)):
        filing = confirm_comparison(filing=filing, by=staff)
        return decisions.enter(filing=filing, by=head).party


def ended(party: Party, paper: StoredFile, staff: User, head: User) -> None:
    """Its own decision; the number is never used again."""
    filing = open_party_deletion(party=party, by=staff)
    facts = {"party_ground": "own_decision", "deletion_reason": ours("Odluka skupštine o prestanku rada")}
    services.save_section(filing=filing, section="deletion", facts=facts, by=staff)
    filing = services.attach(filing=filing, papers={"deletion_paper": paper}, by=staff)
    filing = services.take(filing=services.submit(filing=filing, by=staff), by=staff)
    decisions.enter(filing=filing, by=head)


def written(number: int, facts: tuple, paper: StoredFile, by: User) -> RegisterFiling:
    """A filing with everything that belongs to it; two of the statements of the last one do not hold."""
    name, short_name, sign_text, color, _ago, person = facts
    day = timezone.localdate() - datetime.timedelta(days=14)
    places = list(Municipality.objects.order_by("pk"))
    filing = services.open_entry(kind=PARTY, by=by)
    section = {
        "name": ours(name), "short_name": ours(short_name), "sign_text": ours(sign_text),
        "municipality": places[number * 5 % len(places)], "address": ours(f"Ulica slobode {number + 3}"),
        "founded_on": day, "statute_on": day, "programme_on": day, "applicant_name": ours(person),
        "email": f"stranka{number}@example.test",
    }  # fmt: skip
    filing = services.save_section(filing=filing, section="name", facts=section, by=by)
    files = dict.fromkeys(PAPERS, paper) | {"sign": a_sign(color, number + 3, by)}
    filing = services.attach(filing=filing, papers=files, by=by)
    one = {
        "name": ours(person),
        "position": ours("ovlašćeno lice"),
        "born_on": datetime.date(1971, 4, 9 + number),
    }
    one |= {"passport_number": f"PX{number:06d}", "passport_country": ours("Albanija")}
    services.save_person(filing=filing, what="representative", facts=one, by=by)
    pour(a_statement(filing, n, day) for n in range(200 + 4 * (number == len(PARTIES))))
    return filing


def a_statement(filing: RegisterFiling, n: int, day: datetime.date) -> FounderStatement:
    """The n-th founder; the 201st of a filing repeats the first one, the 202nd is too young."""
    turn = 0 if n == 200 else n
    born = datetime.date(1948, 2, 3) + datetime.timedelta(days=101 * turn)
    return FounderStatement(
        filing=filing,
        # Two surnames: founders are closed data, and nobody public of the demo has such a name.
        name=ours(
            f"{FIRST[turn % len(FIRST)]} {LAST[turn * 7 % len(LAST)]} {LAST[(turn * 5 + 1) % len(LAST)]}"
        ),
        born_on=day.replace(year=day.year - 17, day=1) if n == 201 else born,
        birth_place=ours("Nikšić"),
        residence=ours(f"Ulica platana {turn + 1}"),
        signed_on=day,
        certification_number=f"OV-{n + 1:04d}",
        not_barred=True,
    )


def a_sign(color: str, sides: int, by: User) -> StoredFile:
    """A figure of so many sides in a circle."""
    image = Image.new("RGB", (400, 400), "white")
    pen = ImageDraw.Draw(image)
    pen.ellipse((30, 30, 370, 370), outline=color, width=18)
    pen.regular_polygon((200, 200, 110), sides, fill=color)
    out = io.BytesIO()
    image.save(out, "PNG")
    return store(SimpleUploadedFile("znak.png", out.getvalue(), "image/png"), by=by, allow=("png",))
