"""Calls of all other bodies: open, late, being checked, scored, decided, contracted, annulled, not called."""

import random
from collections.abc import Callable

from grants.models import Call, Evaluator
from grants.services import calls as verbs
from ngo_registry.models import Organisation
from office.demo import bulk, bulk_money, calls
from office.demo.clock import standing_at
from office.demo.people import People
from office.demo.words import ours
from office.jurisdiction import has_feature
from office.models import Area, Body, User

# Phase, days since publication, the stage of the demo (office.demo.year.STAGES) it needs.
PHASES = (
    ("contracted", 230, 2), ("open", 5, 0), ("decided", 105, 2), ("filed", 42, 1), ("contracted", 260, 2),
    ("annulled", 150, 0), ("scored", 70, 1), ("contracted", 215, 2), ("open", 11, 0), ("contracted", 245, 2),
    ("decided", 90, 2), ("filed", 36, 1), ("contracted", 200, 2), ("open", 2, 0), ("contracted", 185, 2),
)  # fmt: skip
NOT_CALLED = 2  # so many bodies have published nothing yet
TOTAL = 30_000  # of one call
TOLD = 20  # after so many calls the person who waits is told
ROUNDS = {"national": 5}  # how often a body calls under the same title; elsewhere once


def beside(titles: int, scale: str) -> int:
    """What the further rounds of so many titles need beside the first."""
    return TOTAL * titles * (ROUNDS.get(scale, 1) - 1)


def run(
    people: People,
    found: list[Body],
    names: dict[str, tuple[str, tuple[str, ...]]],
    organisations: list[Organisation],
    dice: random.Random,
    reach: int,
    scale: str,
    rest: int,
    say: Callable[[str], None],
) -> None:
    """As many calls as the scale asks, each in its phase; says now and then how far it is."""
    calling = found[:5] if scale == "small" else found[:-NOT_CALLED]
    wanted = []
    for turn in range(ROUNDS.get(scale, 1)):
        for body in calling:
            titles = names[body.code][1][: 1 if scale == "small" else 2]
            wanted += [(body, title if turn == 0 else f"{title} {turn + 1}", title) for title in titles]
    taking = sum(PHASES[n % len(PHASES)][0] not in {"open", "annulled"} for n in range(len(wanted)))
    trail, owners, applied = bulk.Trail(), _owners(organisations), 0
    for n, (body, title, plan) in enumerate(wanted):
        if n % TOLD == 0 and n:
            say(f"calls of all bodies: {n} of {len(wanted)}, with {applied} applications")
        phase, days, least = PHASES[n % len(PHASES)]
        if reach < least:
            continue
        stand = Stand(people, body, found.index(body) + 1)
        call = stand.publish(title, plan, names[body.code][0], days)
        if phase not in {"open", "annulled"}:
            chosen = dice.sample(owners, min(len(owners), max(2, -(-rest // taking))))
            stand.carry(call, chosen, phase, dice, trail)
            applied += len(chosen)
        elif phase == "annulled":
            with standing_at(calls.after(call, -5)):
                verbs.cancel_call(
                    call=call, note=ours("Sredstva su rebalansom budžeta preusmjerena."), by=stand.president
                )
        trail.write()


def _owners(organisations: list[Organisation]) -> list[tuple[Organisation, User]]:
    """Organisations that somebody acts for, with that person; the demo's own NGOs apply elsewhere."""
    found = []
    numbers = [each.pk for each in organisations[2:]]
    acting = Organisation.objects.filter(pk__in=numbers, memberships__isnull=False).order_by("number")
    for organisation in acting.select_related("municipality").prefetch_related("memberships__user"):
        found.append((organisation, organisation.memberships.all()[0].user))
    return found


class Stand:
    """The people of one body and what they do with a call."""

    def __init__(self, people: People, body: Body, number: int) -> None:
        self.people, self.body = people, body
        self.seats = people.others(body, number)
        self.president, self.officer = self.seats[0], self.seats[1]
        self.head = people.known[f"{body.code}4"]
        self.commission = calls.commission_of(body, people, self.seats)

    def publish(self, title: str, plan: str, area: str, days: int) -> Call:
        """A published call of this body."""
        basis = {"item": self.body.priority_items.first()}
        if not has_feature("priorities"):
            basis = {"plan": self.body.call_plans.filter(name=ours(plan)).first()}
        return calls.publish(
            self.commission,
            title,
            TOTAL,
            days=days,
            area=Area.objects.get(code=area),
            by=self.president,
            **basis,
        )

    def scorers(self) -> list[bulk.Scorer]:
        """Two people of the list, or every member where members score."""
        if has_feature("commission_scores"):
            return [(seat.user, "member", seat) for seat in self.commission.members.order_by("pk")]
        people = [self.people.known[login] for login in ("evaluator5", "evaluator6")]
        return [(user, "evaluator", Evaluator.objects.get(user=user)) for user in people]

    def carry(
        self,
        call: Call,
        chosen: list[tuple[Organisation, User]],
        phase: str,
        dice: random.Random,
        trail: bulk.Trail,
    ) -> None:
        """Applications, then as far as the phase goes."""
        made = bulk.file(call, chosen, dice, trail)
        if phase == "filed":
            return
        bulk.check(call, made, self.president, trail)
        bulk.score(call, made, self.scorers(), dice, self.president, trail)
        trail.write()
        if phase == "scored":
            return
        second = self.head if has_feature("body_decides") else self.people.known["head"]
        decision = bulk_money.decide(call, made, self.president, self.officer, second, trail)
        if phase == "contracted":
            bulk_money.contract(call, decision, self.officer, dice, trail)
