"""Calls that stand still in the middle: a list that is objected to, a decision sent back, rules of an act of its own."""

import random
from typing import Any

from django.utils import timezone

from grants.models import Call, Commission
from grants.queries.objections import terms_of
from grants.services import calls as verbs
from grants.services import decisions, inspections, objections, ranking, variants
from grants.services.own_rules import set_own_rules
from ngo_registry.models import Organisation
from office.demo import calls
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.jurisdiction import has_feature
from office.models import User

TOTAL = 10_000


class Least(random.Random):
    """Always the smallest number: two sheets with the same points."""

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        """The first of the range."""
        return start


def run(
    people: People,
    commission: Commission,
    organisations: list[Organisation],
    dice: random.Random,
    facts: dict[str, Any],
    *,
    decided: bool,
) -> None:
    """One call for each, a decision only once the stage decides; the first two organisations are the demo's own."""
    disputed(people, commission, organisations[:3], dice, facts)
    if decided:
        sent_back(people, commission, organisations[3:5], dice, facts)
    equals(people, commission, organisations[2:4], dice, facts)
    by_its_act(commission, facts)


def scored(
    people: People,
    commission: Commission,
    title: str,
    organisations: list[Organisation],
    dice: random.Random,
    facts: dict[str, Any],
    *,
    days: int = 60,
    reject: int = 0,
    points: random.Random | None = None,
) -> Call:
    """A call from its applications to the locked sheets."""
    call = calls.publish(commission, title, TOTAL, days=days, **facts)
    president = people.known["commission"]
    calls.file(call, organisations, dice)
    with standing_at(calls.after(call, 8)):
        calls.check(call, president, reject=reject)
        given = calls.assign(call, people, president)
    with standing_at(calls.after(call, 20)):
        calls.score(given, points or dice)
    return Call.objects.get(pk=call.pk)


def equals(
    people: People,
    commission: Commission,
    organisations: list[Organisation],
    dice: random.Random,
    facts: dict[str, Any],
) -> None:
    """Two applications with the same points: the commission says which comes first."""
    even = Least()
    call = scored(people, commission, "Lična asistencija", organisations, dice, facts, points=even)
    president = people.known["commission"]
    with standing_at(days_ago(2)):
        ranking.make_ranking(call=call, by=president)


def listed(
    people: People,
    commission: Commission,
    title: str,
    organisations: list[Organisation],
    dice: random.Random,
    facts: dict[str, Any],
    *,
    days: int = 60,
    reject: int = 0,
    ago: int = 0,
) -> Call:
    """A call from its applications to the published ranking list."""
    call = scored(people, commission, title, organisations, dice, facts, days=days, reject=reject)
    president = people.known["commission"]
    with standing_at(days_ago(ago) if ago else calls.after(call, 30)):
        found = ranking.make_ranking(call=Call.objects.get(pk=call.pk), by=president)
        for place, rows in ranking.open_ties(found).items():
            reason = ours("Veći broj korisnika u opštini bez usluge.")
            ranking.order_tie(ranking=found, place=place, rows=rows, reason=reason, by=president)
        chosen = variants.compare_variants(ranking=found, by=president)[-1]
        variants.choose_variant(variant=chosen, by=president)
        found = ranking.confirm_ranking(ranking=type(found).objects.get(pk=found.pk), by=president)
        ranking.publish_ranking(ranking=found, by=president)
    return Call.objects.get(pk=call.pk)


def disputed(
    people: People,
    commission: Commission,
    organisations: list[Organisation],
    dice: random.Random,
    facts: dict[str, Any],
) -> None:
    """Published and not decided: the first applicant objects, the second asks to look; both wait for an answer."""
    call = listed(people, commission, "Pomoć u kući", organisations, dice, facts, reject=1, ago=2)
    if terms_of(call) is None:
        return
    first, second = (call.applications.get(organisation=each) for each in organisations[:2])
    with standing_at(days_ago(1)):
        text = ours("Iskustvo koordinatora je dokazano ugovorima, a nije bodovano.")
        objections.file_objection(
            application=first,
            text=text,
            papers=[calls.paper(first.submitted_by)],
            at=timezone.now(),
            by=first.submitted_by,
        )
        inspections.ask_inspection(
            application=second,
            wanted=ours("Bodovne liste prijava sa više bodova."),
            at=timezone.now(),
            by=second.submitted_by,
        )


def sent_back(
    people: People,
    commission: Commission,
    organisations: list[Organisation],
    dice: random.Random,
    facts: dict[str, Any],
) -> None:
    """The decision is drafted; the second person returned it and said what is to be corrected."""
    call = listed(people, commission, "Mobilni timovi na selu", organisations, dice, facts, days=120)
    first, second = deciders(people)
    with standing_at(days_ago(1)):
        decision = decisions.sign_first(decision=decisions.draft_decision(call=call, by=first), by=first)
        note = ours("U obrazloženju prve prijave navedite partnera.")
        decisions.send_back(decision=decision, note=note, by=second)


def deciders(people: People) -> tuple[User, User]:
    """Who signs first and second."""
    if has_feature("body_decides"):
        return people.known["ministry"], people.known["bodyhead"]
    return people.known["commission"], people.known["head"]


def by_its_act(commission: Commission, facts: dict[str, Any]) -> None:
    """An open call whose act counts points its own way and gives other days."""
    with standing_at(days_ago(8)):
        call = calls.draft(commission, "Inovacije u uslugama", TOTAL, **facts)
        values = {"ranking.decimals": 1, "ranking.objection_days": 10}
        set_own_rules(
            call=call, values=values, law=ours("čl. 9 Pravilnika o raspodjeli sredstava"), by=facts["by"]
        )
    with standing_at(days_ago(5)):
        verbs.publish_call(call=Call.objects.get(pk=call.pk), by=facts["by"])
