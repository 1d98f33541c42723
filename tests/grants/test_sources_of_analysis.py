"""From the sectoral analysis to the call: begun from what was proposed and accepted; both say where the other is."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from grants.models import Call, CallOrigin, ItemSum
from grants.queries.call_life import sources
from grants.services import call_follow, call_start, calls
from grants.services.call_start import Source, from_analysis, from_item
from office.refusal import Refused
from tests.factories import calls as situations
from tests.factories import grants as made
from tests.factories import year as programmed
from tests.factories.applications import enter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


def accepted(commission, *, state="accepted", **facts):
    """An analysis of the commission's body for its year, and the call it proposes."""
    cycle = programmed.cycle(commission.body, year=commission.year)
    analysis = programmed.analysis(state=state, of=cycle, body=commission.body, ended=True, **facts)
    proposed = analysis.calls.get()
    proposed.problems, proposed.results = "Otpad na obali.", "Deset čistih plaža."
    proposed.target_groups, proposed.activities = "Mještani.", "Akcije čišćenja."
    proposed.save()
    return analysis, proposed


def decided(analysis, amount, *, state="adopted"):
    """The row of the decision that came of the analysis."""
    decision = situations.decision(year=analysis.cycle.year, state=state, rows=0)
    item = situations.item(decision, body=analysis.body, area=analysis.area, amount=Decimal(amount))
    ItemSum.objects.create(item=item, analysis=analysis, asked=Decimal(100_000), proposed=Decimal(amount))
    return item


def begun(source: Source, commission) -> Call:
    """A draft of the commission."""
    by = made.president(commission)
    return call_start.start_call(commission=commission, source=source, title=source.name, by=by)


def test_the_texts_and_sums_of_a_proposed_call_come_along_and_wait_to_be_looked_at():
    commission = made.commission()
    analysis, proposed = accepted(commission)
    assert list(sources(commission)["analysis"]) == [proposed]
    call = begun(from_analysis(proposed), commission)
    assert (call.title, call.total, call.min_amount, call.max_amount) == (
        "Čisto more",
        Decimal(100_000),
        Decimal(1_000),
        Decimal(10_000),
    )
    assert call.goals == "Čisto more.\n\nDeset čistih plaža."
    assert (call.problems, call.target_groups, call.activities) == (
        "Otpad na obali.",
        "Mještani.",
        "Akcije čišćenja.",
    )
    assert (call.strategies, call.contact, call.item) == ("Strategija 2027", "Sektor za more", None)
    assert list(call.areas.all()) == [analysis.area]
    assert {part.part for part in call.copied_parts.all()} == {"basics", "money", "texts"}
    origin = call.origin
    assert (origin.kind, origin.analysis, origin.proposed) == ("analysis", analysis, proposed)


def test_no_more_money_comes_along_than_the_decision_left():
    commission = made.commission()
    analysis, proposed = accepted(commission)
    item = decided(analysis, 12_000)
    made.published_call(commission, item=item, total=Decimal(5_000), max_amount=Decimal(5_000))
    call = begun(from_analysis(proposed), commission)
    assert (call.item, call.total, call.max_amount, call.min_amount) == (
        item,
        Decimal(7_000),
        Decimal(7_000),
        Decimal(1_000),
    )
    made.published_call(commission, item=item, total=Decimal(7_000), max_amount=Decimal(7_000))
    with pytest.raises(Refused, match="Nothing is left"):
        from_analysis(proposed)


def test_an_item_brings_what_its_analysis_proposed():
    commission = made.commission()
    analysis, proposed = accepted(commission)
    item = decided(analysis, 60_000)
    call = begun(from_item(item), commission)
    assert (call.origin.kind, call.origin.analysis, call.origin.proposed) == ("item", analysis, proposed)
    assert (call.total, call.max_amount, call.activities) == (
        Decimal(60_000),
        Decimal(10_000),
        "Akcije čišćenja.",
    )
    programmed.proposed(analysis, 40_000)
    item.amount = Decimal(120_000)
    item.save()
    several = begun(from_item(item), commission)
    assert (several.origin.analysis, several.origin.proposed, several.activities) == (analysis, None, "")
    assert (several.goals, several.max_amount) == ("Čisto more.", Decimal(12_000))


@pytest.mark.parametrize("state", ["submitted", "refused", "returned"])
def test_an_analysis_that_is_not_accepted_gives_no_call(state):
    commission = made.commission()
    _analysis, proposed = accepted(commission, state=state)
    assert list(sources(commission)["analysis"]) == []
    with pytest.raises(Refused, match="the office has accepted"):
        from_analysis(proposed)


def test_another_body_and_another_year_are_not_offered():
    commission, other = made.commission(), made.commission()
    _analysis, proposed = accepted(commission)
    programmed.analysis(state="accepted", of=programmed.cycle(commission.body, year=commission.year + 3))
    assert list(sources(other)["analysis"]) == []
    with pytest.raises(Refused, match="belongs to another body"):
        begun(from_analysis(proposed), other)
    with pytest.raises(IntegrityError, match="call_of_analysis_says_which"), transaction.atomic():
        CallOrigin.objects.create(call=made.draft_call(other), kind="analysis", name="Bez analize")


def test_a_repetition_comes_from_the_same_analysis():
    commission = made.commission()
    analysis, proposed = accepted(commission)
    call, by = made.published_call(commission), made.president(commission)
    CallOrigin.objects.create(call=call, kind="item", analysis=analysis, proposed=proposed, name="Čisto more")
    calls.cancel_call(call=call, note="Greška.", by=by)
    later = call_follow.repeat_call(call=Call.objects.get(pk=call.pk), reason="Ponovo.", by=by)
    assert (later.origin.analysis, later.origin.proposed) == (analysis, proposed)


def test_in_pages_both_say_where_the_other_is(client):
    commission = made.commission()
    analysis, proposed = accepted(commission)
    by = made.president(commission)
    enter(client, by)
    page = reverse("grants_staff:call_source", args=[commission.pk])
    assert "Čisto more · " in client.get(page).content.decode()
    missing = client.post(page, {"source": "analysis"})
    assert missing.context["form"].errors["analysis"]
    assert client.post(page, {"source": "analysis", "analysis": proposed.pk}).status_code == 302
    call = Call.objects.get(origin__analysis=analysis)
    file = client.get(reverse("grants_staff:call", args=[call.pk])).content.decode()
    room = reverse("grants_staff:analysis", args=[analysis.pk])
    assert room not in file  # a commission reads the public page
    enter(client, made.officer(call.body))
    assert room in client.get(reverse("grants_staff:call", args=[call.pk])).content.decode()
    enter(client, by)
    assert reverse("grants_public:consultation", args=[analysis.pk]) in file
    public = reverse("grants_public:consultation", args=[analysis.pk])
    assert "came of it" not in client.get(public).content.decode()
    for part in ("basics", "money", "texts"):
        call_start.look_at(call=call, part=part, by=by)
    calls.save_document(call=call, name="Statut", by=by)
    calls.edit_call(call=call, legal_basis="Zakon.", max_amount=Decimal(10_000), by=by)
    calls.publish_call(call=Call.objects.get(pk=call.pk), by=by)
    call.refresh_from_db()
    client.logout()
    at_call = f"/en/calls/{call.slug}/"
    public = f"/en/calls/consultations/{analysis.pk}/"
    assert f'href="{public}"' in client.get(at_call).content.decode()
    text = client.get(public).content.decode()
    assert "Public calls that came of it" in text and f'href="{at_call}"' in text
    enter(client, made.officer(commission.body))
    inside = client.get(reverse("grants_staff:analysis", args=[analysis.pk])).content.decode()
    assert reverse("grants_staff:call", args=[call.pk]) in inside
