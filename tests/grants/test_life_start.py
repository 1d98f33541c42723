"""Beginning a call from what is there, repeating one, a second call for what is left."""

from decimal import Decimal

import pytest
from django.utils import timezone, translation

from grants.call_checks import remarks_on, stops_publication
from grants.call_rest import counted_calls, rest_of
from grants.cross_laws.calls import calls_within_their_item, second_call_within_the_rest
from grants.models import Call, CallLink
from grants.queries.call_life import links_to_later, sources
from grants.queries.calls import rules_of
from grants.queries.priorities import items_of
from grants.services import call_follow, call_start, call_templates, calls
from grants.services.call_start import Source, from_call, from_item, from_plan, from_template
from office.refusal import Refused
from tests.factories import calls as situations
from tests.factories import form, life
from tests.factories import grants as made
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def started(source: Source, commission, **facts) -> Call:
    """A draft begun from a source."""
    facts.setdefault("title", "Novi konkurs")
    return call_start.start_call(commission=commission, source=source, by=made.president(commission), **facts)


def test_last_years_call_gives_texts_limits_criteria_and_papers():
    commission = made.commission()
    old = made.published_call(
        commission, problems="Buka.", contact="Ana", questions_until=timezone.localdate(), months_max=9
    )
    old.criteria.filter(order=1).update(name="Javni interes")
    call = started(from_call(old), commission)
    assert (call.state, call.number, call.deadline, call.questions_until) == ("draft", "", None, None)
    assert (call.goals, call.problems, call.contact, call.months_max) == (old.goals, "Buka.", "Ana", 9)
    assert [c.name for c in call.criteria.order_by("order")] == [
        c.name for c in old.criteria.order_by("order")
    ]
    assert [c.subcriteria.count() for c in call.criteria.order_by("order")] == [3, 3, 3, 2]
    assert list(call.required_documents.values_list("name", flat=True)) == ["Statut"]
    assert set(call.areas.all()) == set(old.areas.all())
    assert {p.part for p in call.copied_parts.all()} == {
        "basics",
        "money",
        "texts",
        "criteria",
        "documents",
        "dates",
    }
    assert (call.origin.kind, call.origin.copied_from) == ("call", old)


def test_a_part_taken_over_waits_until_somebody_has_looked():
    commission = made.commission()
    call = started(from_call(made.published_call(commission)), commission)
    by = made.president(commission)
    words = [str(r.text) for r in remarks_on(call, rules_of(call)) if r.step == "steps"]
    assert words == [
        "Taken over and not looked at again: Basics, Money and limits, Texts, Criteria, Documents to attach, Dates."
    ]
    for part in ("basics", "money", "texts", "criteria", "documents", "dates"):
        call_start.look_at(call=call, part=part, by=by)
    assert [r for r in remarks_on(call, rules_of(call)) if r.step == "steps"] == []
    with pytest.raises(Refused, match="nothing to look at"):
        call_start.look_at(call=call, part="nothing", by=by)
    with pytest.raises(Refused, match="Only the commission"):
        call_start.look_at(call=call, part="money", by=made.officer(made.body()))


def test_an_area_that_ended_is_not_taken_over():
    commission = made.commission()
    old = made.published_call(commission)
    old.areas.update(valid_until="2020-01-01")
    assert started(from_call(old), commission).areas.count() == 0


def test_a_template_serves_every_body_until_it_is_ended():
    model, commission = made.published_call(contact="Petar"), made.commission()
    office = life.reviewer()
    with pytest.raises(Refused, match="kept by the office"):
        call_templates.mark_template(call=model, name="Uzor", by=made.officer(model.body))
    with pytest.raises(Refused, match="read by its body alone"):
        call_templates.mark_template(call=made.draft_call(), name="Uzor", by=office)
    template = call_templates.mark_template(call=model, name="Uzor", note="Za kulturu", by=office)
    assert template in sources(commission)["template"]
    call = started(from_template(template), commission)
    assert (call.goals, call.contact, call.origin.name) == (model.goals, "", "Uzor")
    call_templates.end_template(template=template, by=office)
    template.refresh_from_db()
    assert template not in sources(commission)["template"]
    with pytest.raises(Refused, match="does not offer"):
        from_template(template)
    call_templates.mark_template(call=model, name="Uzor 2", by=office)
    assert [each.name for each in sources(commission)["template"]] == ["Uzor 2"]


def test_an_item_gives_what_is_left_of_it_within_the_shares():
    """Rules tried: call.max_share_per_project."""
    commission = made.commission()
    decision = situations.decision(year=commission.year, state="adopted", rows=0)
    item = situations.item(decision, body=commission.body, amount=Decimal(100_000))
    made.published_call(commission, item=item, total=Decimal(60_000))
    call = started(from_item(item), commission)
    assert (call.total, call.max_amount, call.item) == (Decimal(40_000), Decimal(8_000), item)
    assert list(call.areas.all()) == [item.area]
    made.published_call(commission, item=item, total=Decimal(40_000))
    with pytest.raises(Refused, match="Nothing is left"):
        from_item(item)


def test_a_planned_call_gives_its_sum_and_one_without_a_sum_does_not():
    commission = made.commission()
    plan = situations.plan(commission.body, amount=Decimal(30_000))
    call = started(from_plan(plan), commission, title=plan.name)
    assert (call.plan, call.total, call.title) == (plan, Decimal(30_000), plan.name)
    with pytest.raises(Refused, match="no amount"):
        from_plan(situations.plan(commission.body, amount=None))


def test_who_does_not_work_for_the_body_begins_nothing():
    commission = made.commission()
    source = from_call(made.published_call(commission))
    with pytest.raises(Refused, match="Only the commission"):
        call_start.start_call(commission=commission, source=source, title="X", by=UserFactory())
    assert Call.objects.filter(title="X").count() == 0


def annulled(**facts) -> Call:
    """An annulled call."""
    call = made.published_call(**facts)
    return calls.cancel_call(call=call, note="Greška u iznosu.", by=made.president(call.commission))


def test_an_annulled_call_is_repeated_once_and_linked_both_ways():
    old = annulled()
    by = made.president(old.commission)
    later = call_follow.repeat_call(call=old, reason="Ispravljen iznos.", by=by)
    assert (later.state, later.total, later.earlier_link.kind) == ("draft", old.total, "repetition")
    assert links_to_later(old, public=True) == []
    with pytest.raises(Refused, match="there already"):
        call_follow.repeat_call(call=old, reason="Opet.", by=by)
    calls.publish_call(call=later, by=by)
    assert [link.later_id for link in links_to_later(old, public=True)] == [later.pk]
    calls.cancel_call(call=Call.objects.get(pk=later.pk), note="I ovo.", by=by)
    assert call_follow.repeat_call(call=old, reason="Treći put.", by=by).state == "draft"


@pytest.mark.parametrize(
    ("situation", "words"),
    [
        (lambda: made.published_call(), "annulled or nobody"),
        (lambda: made.draft_call(), "annulled or nobody"),
        (lambda: made.application(made.closed_call()).call, "still to be decided"),
        (lambda: made.decided_call(), "second call"),
    ],
)
def test_a_call_that_goes_on_is_not_repeated(situation, words):
    call = situation()
    with pytest.raises(Refused, match=words):
        call_follow.repeat_call(call=call, reason="Razlog.", by=made.president(call.commission))


def test_a_call_nobody_applied_to_and_one_nobody_won_are_repeated():
    empty = made.closed_call()
    made.application(empty, state="draft")
    lost = made.decided_call(awarded=0)
    for call in (empty, lost):
        later = call_follow.repeat_call(
            call=call, reason="Nije bilo prijava.", by=made.president(call.commission)
        )
        assert later.earlier_link.earlier == call


def test_the_second_call_never_gives_more_than_the_decision_left():
    call = made.decided_call(awarded=2)  # 50,000 less two times 5,000
    by = made.president(call.commission)
    assert rest_of(call) == Decimal(40_000)
    with pytest.raises(Refused, match="What is left"):
        call_follow.second_call(call=call, total=Decimal("40000.01"), reason="Ostatak.", by=by)
    first = call_follow.second_call(call=call, total=Decimal(30_000), reason="Ostatak.", by=by)
    assert (first.total, first.max_amount, rest_of(call)) == (
        Decimal(30_000),
        Decimal(10_000),
        Decimal(10_000),
    )
    calls.edit_call(call=first, total=Decimal(41_000), by=by)
    first.refresh_from_db()
    assert "What is left of the call" in str(stops_publication(remarks_on(first, rules_of(first)))[0].text)


def test_limits_of_a_small_rest_shrink_with_it():
    small = made.decided_call(awarded=0, total=Decimal(10_000))
    later = call_follow.second_call(
        call=small, total=Decimal(400), reason="Ostatak.", by=made.president(small.commission)
    )
    assert (later.max_amount, later.min_amount) == (Decimal(400), Decimal(400))


def test_nothing_left_nothing_called():
    call = made.decided_call(totals=((90, 88),), requested=(10_000,), awarded=1, total=Decimal(10_000))
    with pytest.raises(Refused, match="Nothing is left"):
        call_follow.second_call(call=call, total=Decimal(1), reason="R.", by=made.president(call.commission))
    with pytest.raises(Refused, match="decision on the first"):
        open_call = made.published_call()
        call_follow.second_call(
            call=open_call, total=Decimal(1), reason="R.", by=made.president(open_call.commission)
        )


def test_money_of_an_item_counts_the_second_call_once():
    commission = made.commission()
    decision = situations.decision(year=commission.year, state="published", rows=0)
    item = situations.item(decision, body=commission.body, amount=Decimal(50_000))
    first = made.decided_call(awarded=2, of=commission, item=item)
    by = made.president(commission)
    second = call_follow.second_call(call=first, total=Decimal(40_000), reason="Ostatak.", by=by)
    assert second.item == item and counted_calls(item) == [first]
    assert stops_publication(remarks_on(second, rules_of(second))) == []
    calls.publish_call(call=second, by=by)
    assert [row.called for row in items_of(decision)] == [Decimal(50_000)]
    assert list(calls_within_their_item()) == [] and list(second_call_within_the_rest()) == []
    Call.objects.filter(pk=second.pk).update(total=Decimal(45_000))
    assert len(list(second_call_within_the_rest())) == 1


def test_a_reason_is_always_written():
    old = annulled()
    with pytest.raises(Refused, match="Write the reason"):
        call_follow.repeat_call(call=old, reason="  ", by=made.president(old.commission))
    assert CallLink.objects.count() == 0 and Call.objects.filter(state="draft").count() == 0


def test_the_form_of_the_earlier_call_comes_along_and_waits_to_be_looked_at():
    commission = made.commission()
    earlier = made.draft_call(commission)
    asked = form.question(earlier)
    made_from = started(from_call(earlier), commission)
    assert [question.text for question in made_from.questions.all()] == [asked.text]
    assert made_from.copied_parts.filter(part="form").exists()
