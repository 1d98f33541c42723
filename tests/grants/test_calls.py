"""Calls: the table of states by hand, the remarks of the rulebook, verbs that refuse, two officers at once."""

from decimal import Decimal

import pytest
from django.utils import translation

from grants.call_checks import remarks_on, stops_publication
from grants.models import Call
from grants.queries.calls import rules_of
from grants.services import calls
from grants.workflows.call import CALL
from office.refusal import Refused, allowed
from tests.factories import calls as situations
from tests.factories import grants as made
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db

# The second copy of the law: who may take which step from which state; the deadline has not passed, and the
# decision of the decided call is published.
BY_HAND = {
    ("draft", "president"): {"publish"},
    ("published", "president"): {"extend", "correct", "cancel"},
    ("decided", "president"): {"close", "annul_decision"},
    ("decided", "official"): {"close", "annul_decision"},
    ("decided", "ngo_member"): {"close", "annul_decision"},
    ("decided", "officer"): {"close", "annul_decision"},
    ("decided", "office"): {"close", "annul_decision"},
    ("closed", "president"): {"annul_decision"},
    ("closed", "official"): {"annul_decision"},
    ("closed", "ngo_member"): {"annul_decision"},
    ("closed", "officer"): {"annul_decision"},
    ("closed", "office"): {"annul_decision"},
}
PEOPLE = ("president", "official", "ngo_member", "officer", "office", "other_officer", "evaluator", "ngo")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def person(who: str, call: Call):
    """The account of one of the people around a call."""
    seats = {"president", "official", "ngo_member"}
    if who in seats:
        return call.commission.members.get(role=who).user
    return {
        "officer": lambda: made.officer(call.body),
        "office": lambda: situations.office(),
        "other_officer": lambda: made.officer(made.body()),
        "evaluator": lambda: UserFactory(roles=("evaluator",)),
        "ngo": lambda: made.ngo_person()[0],
    }[who]()


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", [str(state) for state in Call.State.values])
def test_table_of_states(state, who):
    call = made.draft_call() if state == "draft" else made.published_call()
    call.state = state
    by = person(who, call)
    steps = {t.name for t in CALL.transitions}
    possible = {step for step in steps if allowed(CALL.check, call, step, by=by, note="Razlog.")}
    assert possible == BY_HAND.get((state, who), set())


def test_only_a_published_decision_decides():
    call = made.decided_call()
    call.state = "published"
    assert allowed(CALL.check, call, "decide", by=made.president(call.commission))
    call.decision.state = "signed"
    assert not allowed(CALL.check, call, "decide", by=made.president(call.commission))


def stopping(call: Call) -> list[str]:
    """Sentences that stand in the way."""
    return [str(remark.text) for remark in stops_publication(remarks_on(call, rules_of(call)))]


def test_a_whole_draft_has_nothing_in_its_way():
    assert stopping(made.draft_call()) == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda call: call.areas.clear(), "at least one area"),
        (lambda call: call.criteria.all().delete(), "no criteria"),
        (lambda call: call.criteria.first().subcriteria.last().delete(), "sub-criteria give"),
        (lambda call: setattr(call, "goals", " "), "goals"),
        (lambda call: setattr(call, "min_score", Decimal(101)), "more than a project can get"),
    ],
)
def test_what_stops_publication(spoil, words):
    call = made.draft_call()
    spoil(call)
    found = stopping(call)
    assert len(found) == 1 and words in found[0]


def test_unconfirmed_values_warn_and_do_not_stop():
    call = made.draft_call(max_amount=Decimal(20000))  # 40 % of the money; 20 % has no source
    remarks = remarks_on(call, rules_of(call))
    assert stopping(call) == []
    assert any(remark.unconfirmed and "20 %" in remark.text for remark in remarks)


def test_calls_under_one_item_stay_within_its_sum():
    commission = made.commission()
    item = situations.item(
        situations.decision(state="adopted", rows=0), body=commission.body, amount=Decimal(80000)
    )
    first, second = (made.draft_call(commission, item=item) for _n in range(2))
    assert stopping(first) == []
    assert any("other drafts" in r.text for r in remarks_on(first, rules_of(first)))
    by = made.president(commission)
    calls.publish_call(call=first, by=by)
    with pytest.raises(Refused) as no:
        calls.publish_call(call=Call.objects.get(pk=second.pk), by=by)
    assert "€20,000.00" in str(no.value.reason)


def test_draft_under_what_is_not_decided_or_not_ones_own():
    commission = made.commission()
    by = made.president(commission)
    facts = {
        "title": "Poziv",
        "year": 2026,
        "areas": [made.area()],
        "total": Decimal(10),
        "min_amount": Decimal(1),
        "max_amount": Decimal(5),
        "by": by,
    }
    drafted = situations.item(situations.decision(rows=0), body=commission.body)
    foreign = situations.item(situations.decision(year=2020, state="adopted", rows=0))
    plan = situations.plan()
    for basis in ({"item": drafted}, {"item": foreign}, {"plan": plan}):
        with pytest.raises(Refused):
            calls.draft_call(commission=commission, **facts, **basis)
    with pytest.raises(Refused):
        calls.draft_call(commission=made.commission(formed=False), **facts)
    with pytest.raises(Refused) as no:
        calls.draft_call(commission=commission, **{**facts, "max_amount": Decimal(11)})
    assert no.value.field == "max_amount"
    call = calls.draft_call(commission=commission, **facts)
    assert [str(c.max_points.normalize()) for c in call.criteria.all()] == ["35", "3E+1", "3E+1", "5"]
    twin = calls.draft_call(commission=commission, **facts)
    assert twin.slug == f"{call.slug}-2"


def test_publication_freezes_everything():
    call = made.draft_call()
    by = made.president(call.commission)
    call = calls.publish_call(call=call, by=by)
    criterion = call.criteria.first()
    for verb, facts in (
        (calls.edit_call, {"call": call, "goals": "Drugo"}),
        (calls.save_criterion, {"call": call, "name": "Novi", "max_points": Decimal(5)}),
        (calls.save_subcriterion, {"criterion": criterion, "name": "Novo", "max_points": Decimal(5)}),
        (calls.remove_part, {"part": criterion}),
        (calls.save_document, {"call": call, "name": "Papir"}),
        (calls.add_default_criteria, {"call": call}),
        (calls.publish_call, {"call": call}),
    ):
        with pytest.raises(Refused):
            verb(**facts, by=by)


def test_without_a_statement_nobody_publishes():
    commission = made.commission(statements=False)
    with pytest.raises(Refused) as no:
        calls.publish_call(call=made.draft_call(commission), by=made.president(commission))
    assert "statement" in str(no.value.reason)


def test_removed_criteria_close_up():
    call = made.draft_call()
    calls.remove_part(part=call.criteria.get(order=2), by=made.president(call.commission))
    assert list(call.criteria.values_list("order", flat=True)) == [1, 2, 3]


def test_annulment_tells_those_who_began():
    from post_office.models import Email  # noqa: PLC0415  the outbox

    call = made.published_call()
    draft = made.application(call, state="draft")
    calls.cancel_call(call=call, note="Nema sredstava.", by=made.president(call.commission))
    assert Email.objects.get().to == [draft.created_by.email]


def test_the_list_of_the_check_waits_for_every_application():
    call = made.closed_call()
    waiting = made.application(call)
    by = made.president(call.commission)
    with pytest.raises(Refused) as no:
        calls.publish_check(call=call, by=by)
    assert "1" in str(no.value.reason)
    type(waiting).objects.filter(pk=waiting.pk).update(state="eligible")
    call = calls.publish_check(call=call, by=by)
    assert call.check_published_at
    with pytest.raises(Refused):
        calls.publish_check(call=call, by=by)
    with pytest.raises(Refused):
        calls.publish_check(call=made.published_call(call.commission), by=by)
