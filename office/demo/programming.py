"""The year before the year: analyses consulted and decided on, plans handed in, late bodies reminded."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from council.models import Session
from grants.models import Call, Commission, PriorityDecision, PriorityItem, ProgrammingCycle, SectorAnalysis
from grants.queries.call_life import proposed_calls
from grants.services import analyses, call_start, calls, chasing, comments, programming
from ngo_registry.models import Organisation
from office.demo.clock import DAY, days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.models import Area, Body, User
from office.scripts import sort_key

TEXTS = {
    "contact": "Sektor za saradnju, konsultacije@example.test",
    "strategies": "Strategija razvoja sektora 2022–2027; Akcioni plan za tekuću godinu.",
    "goals": "Dostupne usluge u svim opštinama; veći broj korisnika uključenih u zajednicu.",
    "needs": "Usluge postoje u 9 od 25 opština. Na sjeveru ih nema, a liste čekanja su duže od godinu dana.",
    "contribution": "U prethodne tri godine NVO su sprovele 46 projekata i pružile usluge za 1.900 korisnika.",
    "capacities": "Tri službenika prate projekte; predviđene su dvije posjete po projektu.",
}
SAID = (
    (
        "Predvidite poseban konkurs za opštine na sjeveru, gdje usluga nema.",
        "accepted",
        "Prihvaćeno: dodat je poseban konkurs.",
    ),
    (
        "Najmanji iznos po projektu je previsok za mlade organizacije.",
        "partly",
        "Najmanji iznos je smanjen za petinu.",
    ),
)
STATE_NAMES = ("Ministarstvo pravde", "Ministarstvo odbrane")
CITY_NAMES = ("Gradska uprava za zdravstvo", "Gradska uprava za obrazovanje")


def officer_of(people: People, body: Body, number: int) -> User:
    """Who writes the analyses of a body."""
    return people.known["ministry"] if number == 0 else people.others(body, number)[1]


def written(
    cycle: ProgrammingCycle, body: Body, area: Area, kind: str, total: Decimal, by: User
) -> SectorAnalysis:
    """A whole draft with one or two proposed calls."""
    analysis = analyses.begin_analysis(cycle=cycle, body=body, area=area, kind=kind, by=by)
    texts = {name: ours(text) for name, text in TEXTS.items()}
    analysis = analyses.save_texts(analysis=analysis, version=0, by=by, **texts)
    half = (total / 2).quantize(Decimal(1000))
    for name, amount in (("Podrška u zajednici", half), ("Usluge na sjeveru", total - half)):
        analyses.save_proposed_call(
            analysis=analysis, by=by, name=ours(name), total=amount, min_amount=Decimal(5000),
            max_amount=Decimal(20000), projects=max(1, int(amount / 15000)),
            problems=ours("Usluge nijesu dostupne izvan većih gradova."), results=ours("Najmanje 300 korisnika."),
            target_groups=ours("Porodice, mladi, starija lica."), activities=ours("Dnevni boravak, pomoć u kući."),
        )  # fmt: skip
    return SectorAnalysis.objects.get(pk=analysis.pk)


def say(analysis: SectorAnalysis, organisations: list[Organisation], *, answered: int, by: User) -> None:
    """Organisations comment; the body answers so many of them."""
    for n, (organisation, (text, outcome, answer)) in enumerate(zip(organisations, SAID, strict=False)):
        owner = organisation.memberships.select_related("user").first().user
        comment = comments.comment_for_ngo(
            analysis=analysis, organisation=organisation, text=ours(text), at=timezone.now(), by=owner
        )
        if n < answered:
            comments.answer_comment(comment=comment, outcome=outcome, answer=ours(answer), by=by)


def handed_in(
    begun: datetime.datetime, organisations: list[Organisation], by: User, *about: Any
) -> SectorAnalysis:
    """Written, consulted for its days, closed with a report and handed in a few days later."""
    with standing_at(begun):
        analysis = written(*about, by)
        analysis = analyses.open_consultation(analysis=analysis, by=by)
        say(analysis, organisations, answered=2, by=by)
    with standing_at(begun + 20 * DAY):
        report = ours("Poziv je objavljen na portalu; održan je sastanak sa sedam organizacija.")
        analysis = analyses.close_consultation(analysis=analysis, report=report, by=by)
    with standing_at(begun + 24 * DAY):
        return analyses.hand_in_analysis(analysis=analysis, by=by)


def last_cycle(
    people: People, found: list[Body], areas: dict[str, str], organisations: list[Organisation]
) -> None:
    """The programming behind this year's decision: five bodies handed in, two of them late."""
    staff, year = people.known["staff"], timezone.localdate().year
    spring = timezone.make_aware(datetime.datetime(year - 1, 3, 12, 10))
    with standing_at(spring):
        cycle = programming.open_cycle(year=year, bodies=found[:8], by=staff)
    for n, body in enumerate(found[:5]):
        total = Decimal(1_100_000 if n == 0 else 240_000 + 20_000 * n)
        area = Area.objects.get(code=areas[body.code])
        begun = spring + (25 + 20 * n) * DAY
        about = (cycle, body, area, "disability" if n == 0 else "priority", total)
        analysis = handed_in(begun, organisations if n == 0 else [], officer_of(people, body, n), *about)
        with standing_at(begun + 40 * DAY):
            analyses.accept_analysis(analysis=analysis, by=staff)


def into_decision(people: People, decision: PriorityDecision) -> None:
    """The accepted analyses of the year stand in its draft, and the Council has given its opinion."""
    staff = people.known["staff"]
    cycle = ProgrammingCycle.objects.filter(year=decision.year).first()
    if cycle is None:
        return
    programming.assemble_decision(cycle=cycle, by=staff)
    session = Session.objects.filter(state__in=["held", "minutes_adopted"]).order_by("at").first()
    programming.record_opinion(
        decision=decision, outcome="remarks", session=session, given_on=timezone.localdate(), by=staff,
        text=ours("Savjet podržava nacrt i predlaže da se poveća iznos za zaštitu životne sredine."),
    )  # fmt: skip


def call_of_analysis(commission: Commission, by: User) -> None:
    """A call begun from what the body proposed in its accepted analysis, and published; a draft of the next one."""
    small = {"total": Decimal(10_000), "min_amount": Decimal(500), "max_amount": Decimal(2_000)}
    with standing_at(days_ago(11)):
        for proposed in proposed_calls(commission)[:2]:
            source = call_start.from_analysis(proposed)
            call = call_start.start_call(
                commission=commission, source=source, title=proposed.name, by=by, **small
            )
            calls.save_document(call=call, name=ours("Statut"), obligatory=True, by=by)
    first = Call.objects.filter(origin__analysis__isnull=False, commission=commission).order_by("pk").first()
    if first:
        with standing_at(days_ago(10)):
            for part in first.copied_parts.values_list("part", flat=True):
                call_start.look_at(call=first, part=part, by=by)
            calls.publish_call(call=Call.objects.get(pk=first.pk), by=by)


def decided_otherwise(people: People, decision: PriorityDecision) -> None:
    """One sum the Government lowered."""
    item: PriorityItem = decision.items.filter(sums__analysis__isnull=False).order_by("-pk").first()
    if item:
        programming.enter_decided_sum(
            item=item, amount=item.amount - 20_000, by=people.known["staff"],
            reason=ours("Usklađeno sa predlogom budžeta."),
        )  # fmt: skip


def next_cycle(
    people: People, found: list[Body], areas: dict[str, str], organisations: list[Organisation]
) -> None:
    """Next year's programming as it stands today: every state of an analysis, and bodies that are late."""
    staff, year = people.known["staff"], timezone.localdate().year + 1
    spring = timezone.make_aware(datetime.datetime(year - 1, 3, 10, 10))
    early = min(spring, days_ago(75))
    with standing_at(early):
        note = ours("Analize se rade po oblastima; konsultacije sa NVO su obavezne.")
        cycle = programming.open_cycle(year=year, bodies=found[:10], note=note, by=staff)
    area = {body.pk: Area.objects.get(code=areas[body.code]) for body in found[:10]}

    def about(n: int, total: int) -> tuple[Any, ...]:
        body = found[n]
        kind = "disability" if n == 0 else "eu" if areas[body.code] == "integration" else "priority"
        return cycle, body, area[body.pk], kind, Decimal(total)

    by = [officer_of(people, body, n) for n, body in enumerate(found[:10])]
    with standing_at(days_ago(4)):
        now = analyses.open_consultation(analysis=written(*about(0, 960_000), by[0]), by=by[0])
        say(now, organisations, answered=1, by=by[0])
        analyses.begin_analysis(cycle=cycle, body=found[0], area=area[found[7].pk], kind="priority", by=by[0])
    handed_in(days_ago(34), organisations[:1], by[1], *about(1, 250_000))
    back = handed_in(days_ago(44), [], by[2], *about(2, 260_000))
    taken = handed_in(early + 20 * DAY, organisations[:1], by[3], *about(3, 280_000))
    refused = handed_in(early + 15 * DAY, [], by[5], *about(5, 90_000))
    with standing_at(days_ago(2)):
        until = timezone.localdate() + 12 * DAY
        note = ours("Nedostaje obrazloženje iznosa i veza sa strategijom.")
        analyses.send_back_analysis(analysis=back, note=note, until=until, by=staff)
        analyses.accept_analysis(analysis=taken, by=staff)
        analyses.refuse_analysis(analysis=refused, note=ours("Oblast nije u nadležnosti organa."), by=staff)
        duty = cycle.duties.get(body=found[4])
        programming.propose_no_call(duty=duty, reason=ours("Reorganizacija organa u toku."), by=by[4])
        programming.assemble_decision(cycle=cycle, current_budget=Decimal("1320000000.00"), by=staff)


def late_planners(people: People) -> None:
    """A body that plans no calls, and one that is late and was reminded."""
    staff, year = people.known["staff"], timezone.localdate().year
    city = Body.objects.filter(kind="department").exists()
    names = CITY_NAMES if city else STATE_NAMES
    made = []
    for n, name in enumerate(names, start=1):
        name = ours(name)
        body, _new = Body.objects.get_or_create(
            code=f"kasni-{n}",
            defaults={
                "name": name,
                "kind": "department" if city else "national",
                "sort_key": sort_key(name),
                "email": f"pisarnica{n}@example.test",
            },
        )
        made.append(body)
    january = timezone.make_aware(datetime.datetime(year, 1, 22, 9))
    with standing_at(min(january, timezone.now())):
        chasing.hand_in_no_calls(
            body=made[0], year=year, reason=ours("Nema sredstava na liniji 481."), by=staff
        )
    for day in (40, 12):
        with standing_at(days_ago(day)):
            if chasing.owes("plan", made[1], year):
                chasing.remind_body(duty="plan", body=made[1], year=year, by=staff)


def plan_day(number: int) -> datetime.datetime:
    """When a body hands in its plan: most in January, some a few days late."""
    first = timezone.make_aware(datetime.datetime(timezone.localdate().year, 1, 15, 11))
    return min(first + 6 * number * DAY, timezone.now())
