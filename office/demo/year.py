"""One demo year of an office, from the register to the report, for each of the three offices."""

import csv
import datetime
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from grants.models import Call, CallPlan, EvaluatorList, PriorityDecision, PriorityItem
from grants.models.evaluators import EvaluatorStatement
from grants.services import decisions, evaluators, priorities, ranking, variants
from ngo_registry.models import Organisation
from office.demo import (
    bans,
    call_forms,
    calls,
    checks,
    council,
    filing,
    filings,
    life,
    many,
    marks,
    money,
    parties,
    programming,
    public_record,
    register,
    spending,
    stages,
    wallet,
)
from office.demo import evaluators as around_evaluators
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.jurisdiction import current, has_feature
from office.models import Area, Body, User
from office.scripts import sort_key

BODIES = Path(__file__).parent / "data" / "bodies.csv"
STAGES = ("open", "evaluation", "decided", "reported")
# Organisations; applications of each call of the first body; applications of all other calls.
SIZES = {"small": (120, 5, 30), "year": (1500, 10, 280), "national": (100_000, 10, 9980)}
Say = Callable[[str], None]
Names = dict[str, tuple[str, tuple[str, ...]]]  # code of the body: code of its area, names of its calls


def bodies() -> tuple[list[Body], Names]:
    """The funding bodies of this office and the calls of each."""
    office = "state" if has_feature("priorities") else "city" if current().default_kind == "city" else "plans"
    names: Names = {}
    with BODIES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["office"] == office:
                name = ours(row["name"])
                kind = "department" if office == "city" else "national"
                defaults = {"name": name, "kind": kind, "sort_key": sort_key(name)}
                Body.objects.get_or_create(code=row["code"], defaults=defaults)
                names[row["code"]] = (row["area"], tuple(row["calls"].split("; ")))
    found = {body.code: body for body in Body.objects.filter(code__in=names)}
    return [found[code] for code in names], names


def seed(*, scale: str, stage: str, number: int, password: str, say: Say) -> None:
    """Fill an empty database; a second run finds what is there."""
    dice = random.Random(number)
    people = People(password)
    found_bodies, names = bodies()
    people.office(found_bodies[0])
    count, per_call, rest = SIZES[scale]
    say(f"organisations: {count}")
    found = register.organisations(count, dice, people)
    say("members, parties and public record")
    register.members(people, found, 30 if scale == "small" else max(300, rest // 2))
    if has_feature("parties"):
        parties.register(people)
    if Call.objects.exists():
        say("the demo year is there already")
        return
    public_record.live(people, found)
    if has_feature("own_register"):
        say("filings to the register")
        filings.run(people, found)
    if has_feature("council"):
        council.compose(people, found, found_bodies[0])
    areas = {code: area for code, (area, _calls) in names.items()}
    if has_feature("priorities"):
        programming.last_cycle(people, found_bodies, areas, found[:2])
        decide_priorities(people, found_bodies, names, scale)
    if has_feature("calendar_plan"):
        plan_calls(people, found_bodies, names, scale)
        programming.late_planners(people)
    if has_feature("evaluators_list"):
        list_evaluators(people)
        around_evaluators.run(people)
    say("calls in every phase")
    run_calls(people, found_bodies[0], names, found, dice, STAGES.index(stage), per_call)
    many.run(people, found_bodies[1:], names, found, dice, STAGES.index(stage), scale, rest, say)
    bans.enter(people, found_bodies[0], found[-1])
    if has_feature("priorities"):
        say("next year's programming")
        programming.next_cycle(people, found_bodies, areas, found[:2])
    if stage == "reported":
        say("spending and last year's report")
        report_year(people, found_bodies, found[:60], dice, 9 if scale == "small" else 40)


def report_year(
    people: People, found: list[Body], organisations: list[Organisation], dice: random.Random, most: int
) -> None:
    """What bodies gave last year, and the report on it."""
    if has_feature("priorities"):
        spending.history(people)
    spending.last_year(people, found, organisations, dice, most=most)
    spending.report(people)


def decide_priorities(people: People, found: list[Body], names: Names, scale: str) -> None:
    """This year's decision on priority areas, published."""
    staff, head, year = people.known["staff"], people.known["head"], timezone.localdate().year
    with standing_at(
        min(days_ago(340), days_ago((timezone.localdate() - datetime.date(year - 1, 12, 12)).days))
    ):
        decision = priorities.open_year(year=year, current_budget=Decimal("1262489660.47"), by=staff)
        for n, body in enumerate(found):
            kind = "disability" if n == 0 else "eu" if names[body.code][0] == "integration" else "priority"
            amount = (
                Decimal(910_000)
                if n == 0
                else Decimal(420_000 if kind == "eu" else 180_000 + 15_000 * (n % 7))
            )
            amount += many.beside(len(names[body.code][1]), scale)
            area = Area.objects.get(code=names[body.code][0])
            priorities.save_item(decision=decision, body=body, area=area, kind=kind, amount=amount, by=staff)
        programming.into_decision(people, decision)
        priorities.propose(decision=decision, by=staff)
        decision = PriorityDecision.objects.get(pk=decision.pk)
        today = timezone.localdate()
        priorities.adopt(decision=decision, number="07-6012", decided_on=today, by=head)
        decision = PriorityDecision.objects.get(pk=decision.pk)
        programming.decided_otherwise(people, decision)
        priorities.publish(decision=decision, gazette=f"{current().gazette} {today.year}/123", by=staff)


def plan_calls(people: People, found: list[Body], names: Names, scale: str) -> None:
    """Every body sends its plan of calls for the year, and publishes it."""
    year = timezone.localdate().year
    for n, body in enumerate(found):
        officer = people.known["ministry"] if n == 0 else people.others(body, n)[1]
        area, titles = names[body.code]
        with standing_at(programming.plan_day(n)):
            for month, title in enumerate(titles, start=2 + n % 3):
                priorities.save_plan(
                    body=body, year=year, by=officer, name=ours(title), area=Area.objects.get(code=area),
                    planned_from=datetime.date(year, month, 10), planned_until=datetime.date(year, month + 1, 10),
                    amount=Decimal(9_000_000 + 100 * many.beside(1, scale)), budget_line="481000",
                )  # fmt: skip
            priorities.publish_plans(body=body, year=year, by=officer)


def basis(body: Body, title: str) -> dict[str, PriorityItem | CallPlan | None]:
    """What the call rests on: an item of the decision or a planned call."""
    if has_feature("priorities"):
        return {"item": body.priority_items.first()}
    return {"plan": body.call_plans.filter(name=ours(title)).first()}


def list_evaluators(people: People) -> EvaluatorList:
    """The year's numbered list with six people."""
    staff = people.known["staff"]
    areas = list(Area.objects.order_by("order", "pk")[:5])
    names = {"evaluator4": "Tamara Bulatović", "evaluator5": "Emir Ćetković", "evaluator6": "Ivana Raičević"}
    with standing_at(days_ago(280)):
        made = evaluators.begin_list(
            year=timezone.localdate().year,
            reason=ours("Javni poziv za izbor nezavisnih procjenjivača"),
            by=staff,
        )
        for login in ("evaluator", "evaluator2", "evaluator3", *names):
            person = evaluators.enter_evaluator(
                user=people.known.get(login) or people.person(login, names[login]),
                years_of_experience=8,
                evaluation_experience=ours("Procjena projekata na pet konkursa."),
                areas=areas,
                statements=[bar.value for bar in EvaluatorStatement.Bar],
                by=staff,
            )
            evaluators.put_on_list(evaluators=made, evaluator=person, by=staff)
        return evaluators.adopt_list(evaluators=made, by=staff)


def run_calls(
    people: People,
    body: Body,
    names: Names,
    organisations: list[Organisation],
    dice: random.Random,
    reach: int,
    per_call: int,
) -> None:
    """Calls of the first body: open, being checked, being scored, decided with contracts, as far as the stage goes."""
    scorers = ("evaluator", "evaluator2") if has_feature("commission_scores") else ("member2", "member3")
    seats = [people.known[login] for login in ("commission", *scorers)]
    president, nomination = seats[0], None
    if has_feature("evaluators_list"):
        nomination = council.nominated(body, people, organisations[2:6], seats[2].full_name)
    ngo = organisations[2] if nomination else None
    commission = calls.commission_of(body, people, seats, nomination=nomination, ngo=ngo)
    code, titles = names[body.code]
    area, some = Area.objects.get(code=code), organisations[7 : 6 + per_call]

    def call(number: int, total: int, days: int, *, form: bool = False) -> Call:
        title = titles[number]
        return calls.publish(
            commission, title, total, days=days, area=area, by=president, form=form, **basis(body, title)
        )

    if reach >= 2:
        to_contracts(call(2, 60_000, 200), people, [*organisations[:2], *some], dice, report=reach >= 3)
    if reach >= 1:
        scored = call(1, 90_000, 55)
        calls.file(scored, [organisations[1], *some], dice)
        evaluate(scored, people, dice, leave=4)
        marks.correction(scored)
        being_checked(call(3, 80_000, 40), organisations[:2], some[:3], president, dice)
        if len(titles) > 4:
            marks.simulate(people, call(4, 70_000, 58), [organisations[1], *some[:4]], dice)
    life.run(people, commission, area, organisations, basis(body, titles[0]))
    if has_feature("priorities"):
        programming.call_of_analysis(commission, president)
    opened = call(0, 120_000, 8, form=True)
    fill_open(people, opened, organisations, dice)
    facts = {"area": area, "by": president, **basis(body, titles[0])}
    plain = calls.publish(commission, f"{titles[0]} III", 20_000, days=9, **facts)
    filing.run(people, plain, organisations, dice)
    if reach >= 1:
        stages.run(people, commission, [*organisations[:2], *some], dice, facts, decided=reach >= 2)
    with standing_at(days_ago(1)):
        call_forms.compose(calls.draft(commission, f"{titles[0]} II", 10_000, **facts), president)


def being_checked(
    call: Call, own: list[Organisation], others: list[Organisation], president: User, dice: random.Random
) -> None:
    """The formal check in its middle: completed, asked to complete, not met, proposed for rejection, sessions."""
    calls.file(call, [*own, *others], dice)
    calls.ask_completion(call, own[1], president)
    calls.complete(call, own[0], president)
    with standing_at(days_ago(1)):
        calls.unmet(call, others[0], president)
        checks.propose_one(call, president)
        checks.call_next(call, president)
        checks.sit_now(call, president)


def to_contracts(
    call: Call, people: People, organisations: list[Organisation], dice: random.Random, *, report: bool
) -> None:
    """A call from its applications to contracts and adapted budgets."""
    calls.file(call, organisations, dice)
    evaluate(call, people, dice, by_lot=has_feature("evaluators_list"))
    decide(Call.objects.get(pk=call.pk), people)
    if has_feature("evaluators_list"):
        around_evaluators.settle(Call.objects.get(pk=call.pk), people)
    money.contract_all(Call.objects.get(pk=call.pk), people, report=report)
    marks.adapt(call, people)


def fill_open(people: People, opened: Call, organisations: list[Organisation], dice: random.Random) -> None:
    """A draft with answers to an own form that is corrected meanwhile; a wallet of papers."""
    owner = organisations[0].memberships.first().user
    with standing_at(days_ago(2)):
        begun = calls.fill(opened, organisations[0], owner, dice, 0)
        call_forms.answer(begun, owner)
    call_forms.correct(opened, people.known["commission"])
    wallet.fill(organisations[0], owner)


def evaluate(
    call: Call, people: People, dice: random.Random, leave: int = 0, *, by_lot: bool = False
) -> None:
    """Formal check, published list, sheets; the last ones stay open."""
    president = people.known["commission"]
    with standing_at(calls.after(call, 8)):
        checks.state_for(call)
        checks.hold_session(call, president)
        calls.check(call, president)
        checks.serve_letters(call, president)
        draw = around_evaluators.draw_for
        made = draw(call, president) if by_lot else calls.assign(call, people, president)
    with standing_at(calls.after(call, 20)):
        calls.score(made, dice, leave=leave)


def decide(call: Call, people: People) -> None:
    """Ranking, the least share to all (or the full sum), two signatures, publication."""
    president, head = people.known["commission"], people.known["head"]
    with standing_at(calls.after(call, 30)):
        ranked = ranking.make_ranking(call=call, by=president)
        for place in sorted({row.place for row in ranked.rows.all() if row.order is None}):
            rows = list(ranked.rows.filter(place=place).order_by("pk"))
            reason = ours("Veći broj korisnika u opštini bez usluge.")
            ranking.order_tie(ranking=ranked, place=place, rows=rows, reason=reason, by=president)
        chosen = variants.compare_variants(ranking=ranked, by=president)[-1]
        variants.choose_variant(variant=chosen, by=president)
        ranked = ranking.confirm_ranking(ranking=type(ranked).objects.get(pk=ranked.pk), by=president)
        ranking.publish_ranking(ranking=ranked, by=president)
        checks.object_to(Call.objects.get(pk=call.pk), people)
    first, second = president, head
    if has_feature("body_decides"):
        first, second = people.known["ministry"], people.known["bodyhead"]
    with standing_at(calls.after(call, 46)):  # after the time for objections, also over holidays
        decision = decisions.draft_decision(call=Call.objects.get(pk=call.pk), by=first)
        decision = decisions.sign_first(decision=decision, by=first)
        decision = decisions.sign_second(decision=decision, by=second)
        decisions.publish_decision(decision=decision, by=first)
    with standing_at(calls.after(call, 48)):
        checks.judge(Call.objects.get(pk=call.pk), people, first, second)
