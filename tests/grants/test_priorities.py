"""Priorities and plans: the table of states by hand, shares of the budget, verbs that refuse.

Rules tried: call.budget_share_priorities, call.budget_share_disability, call.budget_share_eu.
"""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from grants.models import PriorityDecision
from grants.queries import priorities as queries
from grants.services import priorities as verbs
from grants.workflows.priorities import PRIORITIES
from office.refusal import Refused, allowed
from tests.factories import calls as situations
from tests.factories import grants as made
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db

# The second copy of the law: who may take which step from which state.
BY_HAND = {
    ("draft", "office_officer"): {"propose"},
    ("draft", "office_head"): {"propose"},
    ("proposed", "office_officer"): {"take_back"},
    ("proposed", "office_head"): {"take_back", "adopt"},
    ("adopted", "office_officer"): {"publish"},
    ("adopted", "office_head"): {"publish"},
}
PEOPLE = (
    "office_officer",
    "office_head",
    "body_officer",
    "body_head",
    "registry_head",
    "evaluator",
    "reader",
)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("state", [str(state) for state in PriorityDecision.State.values])
def test_table_of_states(state, role):
    found = situations.decision(state=state)
    by = UserFactory(roles=(role,))
    steps = [t.name for t in PRIORITIES.transitions]
    possible = {step for step in steps if allowed(PRIORITIES.check, found, step, by=by, note="Razlog.")}
    assert possible == BY_HAND.get((state, role), set())


def test_an_empty_decision_goes_nowhere():
    with pytest.raises(Refused):
        verbs.propose(decision=situations.decision(rows=0), by=situations.office())


def test_shares_of_2023():
    """The published case: 0.3 + 0.1 + 0.1 % of 1,262,489,660.47 is 6,312,448.30; 2,968,216.71 was planned."""
    found = situations.decision(rows=0)
    situations.item(found, amount=Decimal("2968216.71"))
    rows = queries.shares(found, queries.items_of(found))
    assert [row.needed for row in rows] == [
        Decimal("3787468.98"),
        Decimal("1262489.66"),
        Decimal("1262489.66"),
    ]
    assert sum(row.needed for row in rows) == Decimal("6312448.30")
    assert [row.below for row in rows] == [True, True, True]
    assert rows[0].missing == Decimal("819252.27")
    assert all(row.law for row in rows)


def test_below_the_share_warns_and_does_not_block():
    found = situations.decision(rows=1)
    head = situations.office("office_head")
    verbs.propose(decision=found, by=head)
    adopted = verbs.adopt(decision=found, number="07-1", decided_on=timezone.localdate(), by=head)
    assert adopted.state == "adopted"


def test_what_is_not_a_draft_is_not_edited():
    found = situations.decision(state="proposed")
    by, item = situations.office(), found.items.get()
    for verb, facts in (
        (verbs.set_budget, {"decision": found, "current_budget": Decimal(5)}),
        (verbs.remove_item, {"item": item}),
        (
            verbs.save_item,
            {"decision": found, "body": item.body, "area": made.area(), "kind": "eu", "amount": 5},
        ),
    ):
        with pytest.raises(Refused):
            verb(by=by, **facts)


def test_refusals_of_rows_years_and_days():
    found = situations.decision(year=2027)
    by, head, item = situations.office(), situations.office("office_head"), found.items.get()
    row = {"decision": found, "body": item.body, "kind": "priority", "by": by}
    for amount, area in ((Decimal(1), item.area), (Decimal(0), made.area())):
        with pytest.raises(Refused):
            verbs.save_item(amount=amount, area=area, **row)
    with pytest.raises(Refused):
        verbs.open_year(year=2027, current_budget=Decimal(5), by=by)
    verbs.propose(decision=found, by=by)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(Refused):
        verbs.adopt(decision=found, number="1", decided_on=tomorrow, by=head)
    with pytest.raises(Refused):
        verbs.take_back(decision=found, note=" ", by=by)


def test_plans_are_the_bodys_own_and_stay_when_published():
    body = made.body()
    officer, other = made.officer(body), made.officer(made.body())
    year = timezone.localdate().year
    facts = {"body": body, "year": year, "name": "Konkurs", "planned_from": datetime.date(year, 5, 1)}
    with pytest.raises(Refused):
        verbs.save_plan(by=other, **facts)
    with pytest.raises(Refused) as no:
        verbs.save_plan(by=officer, **facts, planned_until=datetime.date(year, 4, 1))
    assert no.value.field == "planned_until"
    plan = verbs.save_plan(by=officer, **facts)
    with pytest.raises(Refused):
        verbs.publish_plans(body=body, year=year, by=other)
    assert verbs.publish_plans(body=body, year=year, by=officer) == 1
    for verb, extra in ((verbs.save_plan, facts), (verbs.remove_plan, {})):
        with pytest.raises(Refused):
            verb(plan=plan, by=officer, **extra)
    with pytest.raises(Refused):
        verbs.publish_plans(body=body, year=year, by=officer)
