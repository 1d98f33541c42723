"""Filings to the register in every state, with their people, letters and complaints; for an office that keeps it."""

import datetime
from typing import Any

from django.utils import timezone

from ngo_registry.conditions import conditions, required_papers
from ngo_registry.models import Organisation, RegisterFiling
from ngo_registry.services import changes, checks, complaints, decisions, documents, folders, letters, online
from ngo_registry.services import filings as services
from office.demo import waiting
from office.demo.calls import paper
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.models import Area, Municipality, User

WEIGHTS = (7, 6, 5, 4, 3, 2) * 2
ANSWERS = {
    "assembly_place": "Kolašin",
    "chair": "Marija Tomić",
    "minutes_taker": "Petar Lukić",
    "representative_title": "predsjednica",
    "members": "Svako punoljetno lice koje prihvata ciljeve i ovaj statut.",
    "publicity": "Na internet stranici i godišnjim izvještajem skupštini.",
    "assets_to": "Udruženje „Nasljednik“",
    "seal": "Okrugli, sa nazivom i sjedištem po obodu.",
}
PEOPLE = ("Marija Tomić", "Petar Lukić", "Lejla Hodžić", "Igor Zeković", "Tamara Milić", "Luka Božović")


def jmbg(born: datetime.date, turn: int) -> str:
    """A personal number with a right check digit; it belongs to nobody."""
    for serial in range(turn, 999):
        digits = f"{born:%d%m}{born.year % 1000:03d}21{serial:03d}"
        rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
        if rest != 10:
            return f"{digits}{rest % 11}"
    raise ValueError(turn)


def person(n: int, **more: Any) -> dict[str, Any]:
    """The n-th founder or representative, with closed data."""
    born = datetime.date(1970 + n * 4, 1 + n % 12, 3 + n)
    known = {
        "name": ours(PEOPLE[n % len(PEOPLE)]),
        "resident": True,
        "address": ours(f"Zatvorena ulica {n + 1}"),
    }
    return known | {"jmbg": jmbg(born, 100 + 13 * n)} | more


def foreigner() -> dict[str, Any]:
    """A founder without a personal number."""
    papers = {"jmbg": "", "passport_number": "XK4417092", "passport_country": ours("Slovenija")}
    return person(3, name="Ana Novak", resident=False, born_on=datetime.date(1984, 2, 11), **papers)


def facts(name: str, place: str) -> dict[str, Any]:
    """What the acts of a new association say."""
    return {
        "name": ours(name),
        "municipality": Municipality.objects.get(name=place),
        "place": ours(place),
        "address": ours("Trg slobode 3"),
        "person_in_name": "no",
    }


GOALS = {
    "goals": "Zaštita rijeka i jezera\nObrazovanje mladih o prirodi",
    "activities": "Akcije čišćenja\nRadionice u školama",
}


def run(people: People, found: list[Organisation]) -> None:
    """From a draft to a deletion."""
    ngo, ngo2 = people.known["ngo"], people.known["ngo2"]
    organisation = entered_from_paper(people, "Ekološko društvo Crno jezero")
    others = Organisation.objects.active().filter(kind="association", memberships__isnull=True)
    ended(people, others.exclude(pk=organisation.pk).order_by("-pk")[0])
    asks_to_end(people, others.exclude(pk=organisation.pk).order_by("-pk")[0])  # the next of them
    another_speaks(people, organisation)
    paper_in_process(people, "Udruženje ribolovaca Morača")
    refused_and_contested(people, ngo2, "Udruženje Stari mlin")
    completion_asked(people, ngo, "Udruženje Bijeli bor")
    with standing_at(days_ago(3)):
        online.submit(filing=written(ngo, "Udruženje Planinska kuća", "Žabljak"), at=timezone.now(), by=ngo)
    with standing_at(days_ago(1)):
        draft = online.begin(kind="association", by=ngo)
        named = facts(
            "Udruženje Vukosava Lalatović", "Kolašin"
        )  # who has died: the heirs' consent is missing
        named |= {"person_in_name": "dead", "named_person": ours("Vukosava Lalatović")}
        online.save_part(filing=draft, part="name", facts=named, at=timezone.now(), by=ngo)
        online.save_one(filing=draft, what="founder", facts=person(5), at=timezone.now(), by=ngo)
        seat = changes.open_change(organisation=found[0], change_kind="seat", by=ngo, origin="online")
        online.save_part(
            filing=seat, part="change", facts={"address": ours("Nova ulica 8")}, at=timezone.now(), by=ngo
        )
        account_reported(ngo, found[0])
    waiting.run(people, found)


def account_reported(by: User, organisation: Organisation) -> None:
    """The owner reports the bank account, with the signed application; it waits for an officer."""
    at = timezone.now()
    filing = changes.open_change(organisation=organisation, change_kind="numbers", by=by, origin="online")
    online.save_part(filing=filing, part="change", facts={"iban": "510-123456-18"}, at=at, by=by)
    papers = {field: paper(by) for field in ("change_paper", "application")}
    filing = online.enclose(filing=filing, papers=papers, at=at, by=by)
    online.submit(filing=filing, at=at, by=by)


def written(by: User, name: str, place: str) -> RegisterFiling:
    """An association written online to the end, its papers signed and enclosed."""
    filing, at = online.begin(kind="association", by=by), timezone.now()
    parts: tuple[tuple[str, dict[str, Any]], ...] = (
        ("name", facts(name, place)),
        ("goals", {key: ours(text) for key, text in GOALS.items()}),
        ("founding", {"founded_on": timezone.localdate() - datetime.timedelta(days=9)}),
        ("statute", {key: ours(text) for key, text in ANSWERS.items()}),
        ("contact", {"applicant_phone": "+382 67 000 417"}),
    )
    for part, given in parts:
        areas = Area.objects.order_by("order", "pk")[:2] if part == "goals" else None
        online.save_part(filing=filing, part=part, facts=given, areas=areas, at=at, by=by)
    for n in range(3):
        online.save_one(filing=filing, what="founder", facts=person(n), at=at, by=by)
    speaker = person(0, position=ours("predsjednica"))
    online.save_one(filing=filing, what="representative", facts=speaker, at=at, by=by)
    enclosed = {field: paper(by) for field in required_papers(filing)}
    return online.enclose(filing=filing, papers=enclosed, at=at, by=by)


def from_paper(people: People, name: str, place: str, *papers: str, days: tuple[int, int]) -> RegisterFiling:
    """An officer writes what came by post."""
    staff, today = people.known["staff"], timezone.localdate()
    filing = services.open_entry(kind="association", by=staff)
    given = {
        **facts(name, place),
        **{key: ours(text) for key, text in GOALS.items()},
        "statute_has_goals": True,
        "acts_agree": True,
        "founded_on": today - datetime.timedelta(days=20),
        "applicant_name": ours("Marija Tomić"),
        "applicant_email": "zatvoreno.udruzenje@demo.test",
        "applicant_phone": "+382 69 000 218",
        "posted_on": today - datetime.timedelta(days=days[0]),
        "received_on": today - datetime.timedelta(days=days[1]),
    }
    areas = Area.objects.order_by("order", "pk")[1:3]
    services.save_section(filing=filing, section="name", facts=given, areas=areas, by=staff)
    for one in (person(0), person(1), foreigner()):
        services.save_person(filing=filing, what="founder", facts=one, by=staff)
    ends = {"mandate_until": timezone.localdate() + datetime.timedelta(days=75)}
    speaker = person(0, position=ours("predsjednica"), **ends)
    services.save_person(filing=filing, what="representative", facts=speaker, by=staff)
    member = {"body": "board", "name": ours("Luka Božović"), "valid_until": ends["mandate_until"]}
    services.save_person(filing=filing, what="member", facts=member, by=staff)
    return services.attach(filing=filing, papers={field: paper(staff) for field in papers}, by=staff)


PAPERS = ("founding_act", "minutes", "statute", "identity_papers")


def paper_in_process(people: People, name: str) -> None:
    """Taken by an officer; one paper is missing."""
    with standing_at(days_ago(5)):
        filing = from_paper(people, name, "Podgorica", *PAPERS[:-1], days=(3, 1))
        filing = services.submit(filing=filing, by=people.known["staff"])
        services.take(filing=filing, by=people.known["staff"])


def entered_from_paper(people: People, name: str) -> Organisation:
    """Entered with its acts."""
    staff, head = people.known["staff"], people.known["head"]
    with standing_at(days_ago(44)):
        filing = services.submit(filing=from_paper(people, name, "Žabljak", *PAPERS, days=(2, 0)), by=staff)
        filing = decisions.enter(filing=services.take(filing=filing, by=staff), by=head)
        documents.issue_filing_documents(filing=filing, by=head)
        letter = filing.letters.get()
        letters.record_service(letter=letter, how="post", on=timezone.localdate(), note="RE 4417", by=staff)
    return Organisation.objects.get(pk=filing.organisation_id)


def another_speaks(people: People, organisation: Organisation) -> None:
    """A paper of its old folder, and a representative who came later."""
    staff, head = people.known["staff"], people.known["head"]
    with standing_at(days_ago(12)):
        title = ours("Stari statut, skeniran")
        folders.put_in_folder(organisation=organisation, file=paper(staff), title=title, by=staff)
        change = changes.open_change(organisation=organisation, change_kind="representative", by=staff)
        leaving = {"leaving_representatives": list(organisation.representatives.all())}
        day = {"change_on": timezone.localdate() - datetime.timedelta(days=6)}
        services.save_section(filing=change, section="change", facts=day, leaving=leaving, by=staff)
        speaker = person(4, position=ours("predsjednica"))
        services.save_person(filing=change, what="representative", facts=speaker, by=staff)
        papers = {"change_paper": paper(staff), "identity_papers": paper(staff)}
        services.attach(filing=change, papers=papers, by=staff)
        change = services.take(filing=services.submit(filing=change, by=staff), by=staff)
        decisions.enter(filing=change, by=head)


def ended(people: People, organisation: Organisation) -> None:
    """Deleted by its own decision."""
    staff, head = people.known["staff"], people.known["head"]
    with standing_at(days_ago(20)):
        filing = changes.open_deletion(organisation=organisation, by=staff)
        given = {
            "deletion_ground": "own_decision",
            "deletion_reason": ours("Odluka skupštine o prestanku rada"),
            "assets_to": "municipality",
        }
        services.save_section(filing=filing, section="deletion", facts=given, by=staff)
        services.attach(filing=filing, papers={"deletion_paper": paper(staff)}, by=staff)
        decisions.enter(
            filing=services.take(filing=services.submit(filing=filing, by=staff), by=staff), by=head
        )


def asks_to_end(people: People, organisation: Organisation) -> None:
    """A deletion in process whose assets go to an institution: an officer looks whether they may."""
    staff = people.known["staff"]
    with standing_at(days_ago(4)):
        filing = changes.open_deletion(organisation=organisation, by=staff)
        given = {
            "deletion_ground": "own_decision",
            "deletion_reason": ours("Odluka skupštine o prestanku rada"),
            "assets_to": "institution",
            "assets_recipient": ours("Dnevni centar za djecu"),
            "assets_seat": ours("Nikšić"),
            "assets_statute": ours("javna ustanova koja radi u istoj oblasti"),
        }
        services.save_section(filing=filing, section="deletion", facts=given, by=staff)
        services.attach(filing=filing, papers={"deletion_paper": paper(staff)}, by=staff)
        services.take(filing=services.submit(filing=filing, by=staff), by=staff)


def refused_and_contested(people: People, by: User, name: str) -> None:
    """Refused on the merits by a second person; the applicant complains."""
    staff, head = people.known["staff"], people.known["head"]
    with standing_at(days_ago(16)):
        filing = written(by, name, "Nikšić")
        online.submit(filing=filing, at=timezone.now(), by=by)
        services.take(filing=filing, by=staff)
    with standing_at(days_ago(10)):
        why = ours("Ciljevi nijesu u skladu sa zakonom.")
        decisions.refuse(filing=filing, note=why, reasons={"goals": why}, by=head)
        letters.acknowledge(letter=filing.letters.get(), by=by)
    with standing_at(days_ago(6)):
        text = ours("Ciljevi su dopušteni: prilažemo mišljenje ministarstva.")
        complaints.file_complaint(filing=filing, text=text, paper=paper(by), by=by)


def completion_asked(people: People, by: User, name: str) -> None:
    """A letter waits for the applicant."""
    staff = people.known["staff"]
    with standing_at(days_ago(7)):
        filing = written(by, name, "Bar")
        online.submit(filing=filing, at=timezone.now(), by=by)
        services.take(filing=filing, by=staff)
    with standing_at(days_ago(2)):
        note = ours("Statut nije potpisan na posljednjoj strani.")
        letters.ask_completion(filing=filing, note=note, by=staff)
        letters.issue_letter(letter=filing.letters.get(), by=staff)
    with standing_at(days_ago(1)):  # the applicant completes; the officer sees what has changed since
        more = {"goals": ours(f"{GOALS['goals']}\nZaštita šuma")}
        online.save_part(filing=filing, part="goals", facts=more, at=timezone.now(), by=by)
        online.enclose(filing=filing, papers={"statute": paper(by)}, at=timezone.now(), by=by)
        note = ours("Potpis na posljednjoj strani uporediti sa ličnom kartom.")
        agree = next(row for row in conditions(filing) if row.key == "acts_agree")
        checks.note_condition(filing=filing, condition=agree, answer="", note=note, by=staff)
