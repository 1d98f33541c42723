"""From accepted analyses to the published decision: assembled, opinion, sums with reasons, three sums compared."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from grants.models import PriorityDecision
from grants.queries import programming as queries
from grants.services import analyses, priorities
from grants.services import programming as verbs
from office.refusal import Refused
from tests.factories import calls as situations
from tests.factories import grants as made
from tests.factories import year as programmed
from tests.factories.applications import enter

pytestmark = pytest.mark.django_db
BUDGET = Decimal("1262489660.47")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_a_year_is_opened_once_by_the_office_for_a_year_to_come():
    body, office = made.body(), situations.office()
    year = timezone.localdate().year
    with pytest.raises(Refused, match="led by the office"):
        verbs.open_cycle(year=year + 1, bodies=[body], by=made.officer(body))
    for wrong, field in ((year, "year"), (year - 1, "year")):
        with pytest.raises(Refused) as no:
            verbs.open_cycle(year=wrong, bodies=[body], by=office)
        assert no.value.field == field
    with pytest.raises(Refused) as no:
        verbs.open_cycle(year=year + 1, bodies=[], by=office)
    assert no.value.field == "bodies"
    cycle = verbs.open_cycle(year=year + 1, bodies=[body], by=office)
    assert [duty.body for duty in cycle.duties.all()] == [body]
    with pytest.raises(Refused, match="is open already"):
        verbs.open_cycle(year=year + 1, bodies=[body], by=office)


def test_a_body_that_has_begun_stays_among_those_asked():
    one, other, third = made.body(), made.body(), made.body()
    cycle, office = programmed.cycle(one, other), situations.office()
    programmed.analysis(of=cycle, body=one)
    with pytest.raises(Refused, match="has begun its analysis"):
        verbs.change_cycle(cycle=cycle, bodies=[other], by=office)
    verbs.change_cycle(cycle=cycle, bodies=[one, third], note="Novo.", by=office)
    assert set(cycle.duties.values_list("body", flat=True)) == {one.pk, third.pk}


def test_no_call_is_said_with_a_reason_and_taken_back():
    body = made.body()
    cycle, by = programmed.cycle(body), made.officer(body)
    duty = cycle.duties.get()
    with pytest.raises(Refused):
        verbs.propose_no_call(duty=duty, reason="Nema.", by=made.officer(made.body()))
    with pytest.raises(Refused) as no:
        verbs.propose_no_call(duty=duty, reason=" ", by=by)
    assert no.value.field == "reason"
    assert verbs.propose_no_call(duty=duty, reason="Nema sredstava.", by=by).none_by == by
    assert verbs.take_back_no_call(duty=duty, by=by).none_at is None
    programmed.analysis(of=cycle, body=body)
    with pytest.raises(Refused, match="Discard or withdraw"):
        verbs.propose_no_call(duty=duty, reason="Nema.", by=by)


def test_the_draft_is_assembled_from_accepted_analyses_and_again_from_later_ones():
    cycle, office = programmed.cycle(), situations.office()
    first = programmed.analysis(state="accepted", of=cycle, total=120_000)
    programmed.analysis(state="refused", of=cycle)
    later = programmed.analysis(state="submitted", of=cycle, total=30_000)
    with pytest.raises(Refused) as no:
        verbs.assemble_decision(cycle=cycle, by=office)
    assert no.value.field == "current_budget"
    decision = verbs.assemble_decision(cycle=cycle, current_budget=BUDGET, by=office)
    assert [(i.body, i.area, i.amount) for i in decision.items.all()] == [
        (first.body, first.area, Decimal(120_000))
    ]
    with pytest.raises(Refused, match="No accepted analysis waits"):
        verbs.assemble_decision(cycle=cycle, by=office)
    analyses.accept_analysis(analysis=later, by=office)
    verbs.assemble_decision(cycle=cycle, by=office)
    assert sum(i.amount for i in decision.items.all()) == Decimal(150_000)
    for analysis in (first, later):
        with pytest.raises(Refused, match="Remove its row there first"):
            analyses.reopen_analysis(analysis=analysis, note="Greška.", by=office)
    priorities.remove_item(item=later.sums.item, by=office)
    later.refresh_from_db()
    assert analyses.reopen_analysis(analysis=later, note="Greška.", by=office).state == "submitted"


def test_another_sum_than_asked_has_a_reason():
    cycle, office = programmed.cycle(), situations.office()
    analysis = programmed.analysis(state="accepted", of=cycle, total=120_000)
    decision = verbs.assemble_decision(cycle=cycle, current_budget=BUDGET, by=office)
    item = decision.items.get()
    facts = {"decision": decision, "item": item, "body": item.body, "area": item.area, "kind": item.kind}
    with pytest.raises(Refused) as no:
        priorities.save_item(amount=Decimal(90_000), by=office, **facts)
    assert no.value.field == "note"
    with pytest.raises(Refused) as no:
        priorities.save_item(amount=Decimal(120_000), by=office, **{**facts, "area": made.area()})
    assert no.value.field == "body"
    priorities.save_item(amount=Decimal(90_000), note="Manji budžet.", by=office, **facts)
    row = queries.sum_rows(cycle.year, decision)[0]
    assert (row.asked, row.proposed, row.decided, row.difference, row.note) == (
        Decimal(120_000), Decimal(90_000), None, Decimal(-30_000), "Manji budžet.",
    )  # fmt: skip
    assert row.analysis == analysis


def test_opinion_of_the_council_is_put_right_only_while_the_decision_is_drafted():
    decision, office = situations.decision(rows=1), situations.office()
    facts = {
        "decision": decision,
        "outcome": "remarks",
        "given_on": timezone.localdate(),
        "text": "Povećati.",
    }
    with pytest.raises(Refused) as no:
        verbs.record_opinion(**{**facts, "given_on": timezone.localdate() + programmed.DAY}, by=office)
    assert no.value.field == "given_on"
    with pytest.raises(Refused) as no:
        verbs.record_opinion(**{**facts, "text": " "}, by=office)
    assert no.value.field == "text"
    with pytest.raises(Refused):
        verbs.record_opinion(**facts, by=made.officer(made.body()))
    verbs.record_opinion(**facts, by=office)
    assert verbs.record_opinion(**{**facts, "outcome": "positive"}, by=office).pk == decision.opinion.pk
    assert decision.opinion.after_proposal is False
    priorities.propose(decision=decision, by=office)
    with pytest.raises(Refused, match="not a draft any more"):
        verbs.record_opinion(**facts, by=office)


def test_an_opinion_that_comes_after_the_proposal_is_recorded_beside_it(client, settings):
    """The step warns with its article and goes on; the opinion comes later, is put right until the publication."""
    settings.SECOND_FACTOR_REQUIRED = False
    decision, office = situations.decision(rows=1), situations.office()
    enter(client, office)
    page = reverse("grants_staff:priority", args=[decision.year])
    before = client.get(page).content.decode()
    assert before.count("may be proposed without it") == 2 and "(Odluka o Savjetu)" in before
    done = client.post(f"{page}step/", {"action": "propose"}, follow=True).content.decode()
    assert "The decision is proposed without the opinion of the Council. (Odluka o Savjetu)" in done
    assert "the proposal stays where it is" in done and "proposed without the opinion of the Council" in done
    form = reverse("grants_staff:priority_opinion", args=[decision.year])
    day = timezone.localdate()
    facts = {"outcome": "remarks", "given_on": day.isoformat(), "text": "Povećati."}
    assert client.post(form, facts).status_code == 302
    decision.refresh_from_db()
    assert (decision.state, decision.opinion.after_proposal) == ("proposed", True)
    assert "after the decision was proposed to the Government" in client.get(page).content.decode()
    again = {"decision": decision, "outcome": "positive", "given_on": day, "text": "Podržava."}
    verbs.record_opinion(**again, by=office)
    head = situations.office("office_head")
    priorities.adopt(decision=decision, number="07-1", decided_on=day, by=head)
    priorities.publish(decision=decision, gazette="1/27", by=office)
    again["decision"] = PriorityDecision.objects.get(pk=decision.pk)
    with pytest.raises(Refused):
        verbs.record_opinion(**again, by=office)


def test_asked_proposed_decided_to_the_public_page(client):
    """100,000 asked, 90,000 proposed, 70,000 decided; 40,000 asked and not accepted; each leads to its analysis."""
    cycle, office, head = programmed.cycle(), situations.office(), situations.office("office_head")
    analysis = programmed.analysis(state="accepted", of=cycle)
    refused = programmed.analysis(state="refused", of=cycle, total=40_000)
    decision = verbs.assemble_decision(cycle=cycle, current_budget=BUDGET, by=office)
    item = decision.items.get()
    facts = {"decision": decision, "item": item, "body": item.body, "area": item.area, "kind": item.kind}
    priorities.save_item(amount=Decimal(90_000), note="Manji budžet.", by=office, **facts)
    text = {"outcome": "positive", "given_on": timezone.localdate(), "text": "Savjet podržava nacrt."}
    verbs.record_opinion(decision=decision, by=office, **text)
    item.refresh_from_db()
    with pytest.raises(Refused, match="between the proposal and the publication"):
        verbs.enter_decided_sum(item=item, amount=Decimal(70_000), reason="Rebalans.", by=office)
    priorities.propose(decision=decision, by=office)
    priorities.adopt(decision=decision, number="07-1", decided_on=timezone.localdate(), by=head)
    for amount, reason, field in ((0, "Rebalans.", "amount"), (1, " ", "reason")):
        with pytest.raises(Refused) as no:
            verbs.enter_decided_sum(item=item, amount=Decimal(amount), reason=reason, by=office)
        assert no.value.field == field
    verbs.enter_decided_sum(item=item, amount=Decimal(70_000), reason="Rebalans.", by=office)
    address = f"/en/calls/priorities/{cycle.year}/"
    assert client.get(address).status_code == 404
    priorities.publish(decision=decision, gazette="119/26", by=office)
    decision = PriorityDecision.objects.get(pk=decision.pk)
    rows = {row.analysis.pk: row for row in queries.sum_rows(cycle.year, decision)}
    assert [(row.to_proposed, row.to_decided) for row in (rows[analysis.pk], rows[refused.pk])] == [
        (Decimal(-10_000), Decimal(-20_000)),
        (Decimal(-40_000), Decimal(0)),
    ]
    assert queries.totals(list(rows.values())) == {
        "asked": Decimal(140_000), "proposed": Decimal(90_000), "decided": Decimal(70_000),
        "to_proposed": Decimal(-50_000), "to_decided": Decimal(-20_000), "difference": Decimal(-70_000),
    }  # fmt: skip
    assert [
        (row.asked, row.proposed, row.decided, row.difference, row.note)
        for row in (rows[analysis.pk], rows[refused.pk])
    ] == [
        (Decimal(100_000), Decimal(90_000), Decimal(70_000), Decimal(-30_000), "Manji budžet.; Rebalans."),
        (Decimal(40_000), Decimal(0), Decimal(0), Decimal(-40_000), "Nedostaju podaci."),
    ]
    page = client.get(address).content.decode()
    for row in (analysis, refused):
        assert f'href="/en/calls/consultations/{row.pk}/"' in page
    assert "€100,000.00" in page and "€70,000.00" in page and "Savjet podržava nacrt." in page
    assert f'href="#row-{item.pk}"' in page and f'id="row-{item.pk}"' in page
    assert "-€10,000.00 against the sum asked" in page and "-€20,000.00 against the proposal" in page
    table = b"".join(client.get(reverse("grants_files:sums_csv", args=[cycle.year])).streaming_content)
    head, first, second = table.decode("utf-8-sig").splitlines()
    assert len(re.split("[;,\t]", head)) == 11
    assert re.search("100000.00.90000.00.-10000.00.70000.00.-20000.00.-30000.00", first + second)
    sheet = client.get(reverse("grants_files:sums_xlsx", args=[cycle.year]))
    assert sheet.status_code == 200 and b"".join(sheet.streaming_content)[:2] == b"PK"
    told = client.get(f"/en/calls/consultations/{analysis.pk}/").content.decode()
    assert "€70,000.00" in told


def test_a_sum_changed_between_proposal_and_adoption_keeps_what_was_proposed():
    decision, office = situations.decision(rows=1), situations.office()
    priorities.propose(decision=decision, by=office)
    item = decision.items.get()
    verbs.enter_decided_sum(item=item, amount=Decimal(80_000), reason="Sjednica Vlade.", by=office)
    item.refresh_from_db()
    assert (item.amount, item.sums.proposed) == (Decimal(80_000), Decimal(100_000))
    note = "Nova sjednica."
    decision.refresh_from_db()
    priorities.take_back(decision=decision, note=note, by=office)
    decision.refresh_from_db()
    priorities.propose(decision=decision, by=office)
    item.sums.refresh_from_db()
    assert (item.sums.proposed, item.sums.decided_reason) == (Decimal(80_000), "")
