"""One demo year of an office, from the register to the report, for each of the three offices."""

import datetime
import random
from collections.abc import Callable
from decimal import Decimal

from django.utils import timezone

from grants.models import Call, EvaluatorList, PriorityDecision
from grants.models.evaluators import EvaluatorStatement
from grants.services import contracts, decisions, evaluators, grant_reports, priorities, ranking, variants
from ngo_registry.models import Organisation
from office.demo import calls, council, register, spending
from office.demo.people import People
from office.demo.words import BODIES_ME, BODIES_NS, BODIES_RS
from office.jurisdiction import current, has_feature
from office.models import Area, Body
from office.scripts import sort_key

STAGES = ("open", "evaluation", "decided", "reported")
SIZES = {
    "small": (120, 5),
    "year": (1500, 14),
    "national": (100_000, 24),
}  # organisations, applications per call
Say = Callable[[str], None]


def bodies() -> list[Body]:
    """The funding bodies of this office."""
    names = (
        BODIES_ME
        if has_feature("priorities")
        else BODIES_NS
        if current().default_kind in {"city", "municipality"}
        else BODIES_RS
    )
    kind = "department" if names is BODIES_NS else "national"
    for code, name in names:
        Body.objects.get_or_create(
            code=code, defaults={"name": name, "kind": kind, "sort_key": sort_key(name)}
        )
    return list(Body.objects.filter(code__in=[code for code, _name in names]).order_by("pk"))


def seed(*, scale: str, stage: str, number: int, password: str, say: Say) -> None:
    """Fill an empty database; a second run finds what is there."""
    dice = random.Random(number)
    people = People(password)
    found_bodies = bodies()
    people.office(found_bodies[0])
    count, per_call = SIZES[scale]
    say(f"organisations: {count}")
    found = register.organisations(count, dice)
    register.members(people, found)
    if Call.objects.exists():
        say("the demo year is there already")
        return
    if has_feature("council"):
        council.compose(people, found)
    if has_feature("priorities"):
        decide_priorities(people, found_bodies)
    if has_feature("evaluators_list"):
        list_evaluators(people)
    say("calls in every phase")
    run_calls(people, found_bodies, found, dice, STAGES.index(stage), per_call)
    if stage == "reported":
        say("spending and last year's report")
        if has_feature("priorities"):
            spending.history(people)
        spending.last_year(people, found_bodies, found[:60], dice)
        spending.report(people)


def decide_priorities(people: People, found: list[Body]) -> None:
    """This year's decision on priority areas, published."""
    staff, head, year = people.known["staff"], people.known["head"], timezone.localdate().year
    decision = priorities.open_year(year=year, current_budget=Decimal("1262489660.47"), by=staff)
    areas = list(Area.objects.order_by("order", "pk"))
    for n, body in enumerate(found):
        kind = "disability" if n == 0 else "eu" if n == len(found) - 1 else "priority"
        amount = Decimal("910000.00") if n == 0 else Decimal(300_000 + 90_000 * n)
        priorities.save_item(
            decision=decision, body=body, area=areas[n % len(areas)], kind=kind, amount=amount, by=staff
        )
    priorities.propose(decision=decision, by=staff)
    decision = PriorityDecision.objects.get(pk=decision.pk)
    priorities.adopt(decision=decision, number="07-6012", decided_on=datetime.date(year - 1, 12, 12), by=head)
    decision = PriorityDecision.objects.get(pk=decision.pk)
    priorities.publish(decision=decision, gazette=f"Sl. list CG {year - 1}/123", by=staff)


def list_evaluators(people: People) -> EvaluatorList:
    """The year's numbered list with three people."""
    staff = people.known["staff"]
    areas = list(Area.objects.order_by("order", "pk")[:5])
    made = evaluators.begin_list(
        year=timezone.localdate().year, reason="Javni poziv za izbor nezavisnih procjenjivača", by=staff
    )
    for login in ("evaluator", "evaluator2", "evaluator3"):
        person = evaluators.enter_evaluator(
            user=people.known[login],
            years_of_experience=8,
            evaluation_experience="Procjena projekata na pet konkursa.",
            areas=areas,
            statements=[bar.value for bar in EvaluatorStatement.Bar],
            by=staff,
        )
        evaluators.put_on_list(evaluators=made, evaluator=person, by=staff)
    return evaluators.adopt_list(evaluators=made, by=staff)


def run_calls(
    people: People,
    found: list[Body],
    organisations: list[Organisation],
    dice: random.Random,
    reach: int,
    per_call: int,
) -> None:
    """Calls of the first body: one open, one being scored, one decided with contracts, as far as the stage goes."""
    body, president = found[0], people.known["commission"]
    member = organisations[6]
    nomination = None
    if has_feature("evaluators_list"):
        nomination = council.nominated(body, people, organisations[2:6], people.known["member3"].full_name)
        member = organisations[2]
    commission = calls.commission_of(body, people, nomination=nomination, ngo=member if nomination else None)
    item = body.priority_items.first() if has_feature("priorities") else None
    area = item.area if item else Area.objects.order_by("order", "pk").first()
    per_call = min(per_call, 22)
    start = 7

    def call(title: str, total: int, days_ago: int) -> Call:
        made = calls.draft(commission, title, total, area=area, by=president, item=item)
        return calls.publish(made, president, days_ago=days_ago)

    opened = call("Podrška licima sa invaliditetom u lokalnoj zajednici", 120_000, 8)
    owner = organisations[0].memberships.first().user
    calls.fill(opened, organisations[0], owner, dice, 0)
    if reach >= 1:
        scored = call("Usluge podrške porodicama", 90_000, 20)
        calls.file(scored, [organisations[1], *organisations[start : start + per_call - 1]], dice, per_call)
        calls.backdate(scored, 25)
        calls.check(scored, president)
        calls.score(calls.assign(scored, people, president), dice, leave=4)
    if reach >= 2:
        decided = call("Samostalan život i zapošljavanje", 60_000, 25)
        calls.file(decided, organisations[:1] + organisations[start : start + per_call - 1], dice, per_call)
        calls.backdate(decided, 120)
        calls.check(decided, president)
        calls.score(calls.assign(decided, people, president), dice)
        decide(Call.objects.get(pk=decided.pk), people, body)
        contract_all(Call.objects.get(pk=decided.pk), people, report=reach >= 3)


def decide(call: Call, people: People, body: Body) -> None:
    """Ranking, the least share to all (or the full sum), two signatures, publication."""
    president, head = people.known["commission"], people.known["head"]
    ranked = ranking.make_ranking(call=call, by=president)
    for place in sorted({row.place for row in ranked.rows.all() if row.order is None}):
        rows = list(ranked.rows.filter(place=place).order_by("pk"))
        ranking.order_tie(
            ranking=ranked,
            place=place,
            rows=rows,
            reason="Veći broj korisnika u opštini bez usluge.",
            by=president,
        )
    made = variants.compare_variants(ranking=ranked, by=president)
    chosen = made[-1]
    variants.choose_variant(variant=chosen, by=president)
    ranked = ranking.confirm_ranking(ranking=type(ranked).objects.get(pk=ranked.pk), by=president)
    ranking.publish_ranking(ranking=ranked, by=president)
    first, second = (
        (people.known["ministry"], people.known["bodyhead"])
        if has_feature("body_decides")
        else (president, head)
    )
    decision = decisions.draft_decision(call=Call.objects.get(pk=call.pk), by=first)
    decision = decisions.sign_first(decision=decision, by=first)
    decision = decisions.sign_second(decision=decision, by=second)
    decisions.publish_decision(decision=decision, by=first)


def contract_all(call: Call, people: People, *, report: bool) -> None:
    """Contracts signed and paid; one NGO has handed in its final report."""
    officer, today = people.known["ministry"], timezone.localdate()
    rows = list(call.decision.rows.filter(outcome="awarded").select_related("application").order_by("order"))
    for n, row in enumerate(rows[:-1] if len(rows) > 1 else rows):
        application = row.application
        contract = contracts.draft_contract(
            row=row, starts_on=application.starts_on, ends_on=application.ends_on, bank_account="", by=officer
        )
        contract = contracts.sign_contract(contract=contract, signed_on=today, by=officer)
        if n < 3:
            contracts.pay(
                tranche=contract.tranches.first(), paid_on=today, reference=f"IZV-{n + 1}/26", by=officer
            )
        if report and n == 0:
            hand_in(type(contract).objects.get(pk=contract.pk), application.submitted_by)


def hand_in(contract, owner) -> None:
    """The final report of the first NGO waits for the body."""
    made = grant_reports.begin_report(contract=contract, kind="final", by=owner)
    for line in made.lines.all():
        grant_reports.save_report_line(
            line=line, spent=line.planned * Decimal("0.95"), note="Računi 1–4", by=owner
        )
    made = grant_reports.save_report(
        report=made,
        by=owner,
        activities="Održano je dvanaest radionica u tri opštine.",
        results="Obuhvaćeno je 64 korisnika, obučeno 12 volontera.",
        users=64,
        deviations="",
    )
    grant_reports.submit_report(report=made, by=owner)
