"""Bodies end and are succeeded; their years still compare: in the report, in the explorer, in who has to send data."""

import datetime
import html
from decimal import Decimal

import pytest
from django.utils import timezone

from office.jurisdiction import current
from office.queries.bodies import heirs, predecessors_of
from office.services.bodies import end_body, rename_body
from reports.documents.annual_spending import context_of
from reports.queries.spending import bodies_without_return
from reports.snapshots.annual_spending import collect
from tests.factories.grants import body
from tests.factories.office import administrator
from tests.factories.registry import UserFactory
from tests.reports.test_open_data import spent

pytestmark = pytest.mark.django_db


@pytest.fixture
def joined():
    """Labour and Welfare gave in 2023; Welfare was joined to Labour at the end of it, which got a new name."""
    labour = body(name="Ministarstvo rada", valid_from="2010-01-01")
    welfare = body(name="Ministarstvo socijalnog staranja")
    youth = body(name="Uprava za mlade")
    for of, year, awarded in (
        (labour, 2023, "100.00"), (welfare, 2023, "40.50"), (youth, 2023, "7.00"),
        (labour, 2024, "150.00"), (youth, 2024, "9.00"),
    ):  # fmt: skip
        spent(year, of=of, awarded=Decimal(awarded))
    by = administrator()
    end_body(body=welfare, last_day=datetime.date(2023, 12, 31), successor=labour, by=by)
    since = datetime.date(2024, 2, 1)
    labour = rename_body(body=labour, name="Ministarstvo rada i socijalnog staranja", since=since, by=by)
    return labour, welfare, youth


def test_the_report_sets_a_body_beside_what_it_took_over(joined):
    made = collect(2024, office=current(), as_of=datetime.date(2025, 1, 31))
    codes = {group.name: group.key for group in made.by_body}
    assert made.body_years == [
        {
            "key": codes["Ministarstvo rada i socijalnog staranja"],
            "name": "Ministarstvo rada i socijalnog staranja",
            "before": "140.50",
            "now": "150.00",
            "took_over": ["Ministarstvo socijalnog staranja"],
        },
        {
            "key": codes["Uprava za mlade"],
            "name": "Uprava za mlade",
            "before": "7.00",
            "now": "9.00",
            "took_over": [],
        },
    ]
    table = context_of(made.as_json(), "cnr")["body_years"]
    assert [cell for cell, _look in table["rows"][0]] == [
        "Ministarstvo rada i socijalnog staranja (preuzeto od: Ministarstvo socijalnog staranja)",
        "140,50", "150,00", "9,50",
    ]  # fmt: skip


def test_the_year_of_the_reorganisation_itself_is_told_as_it_was(joined):
    made = collect(2023, office=current(), as_of=datetime.date(2024, 1, 31))
    assert made.body_years == []  # no year before
    assert [group.name for group in made.by_body] == [
        "Ministarstvo rada",
        "Ministarstvo socijalnog staranja",
        "Uprava za mlade",
    ]


def test_a_report_of_an_older_portal_is_read_without_the_comparison(joined):
    old = collect(2024, office=current(), as_of=datetime.date(2025, 1, 31)).as_json()
    del old["body_years"]
    assert context_of(old, "en")["body_years"] is None


def test_the_explorer_offers_the_years_before_the_reorganisation(client, joined):
    labour, welfare, _youth = joined
    page = client.get(f"/en/grants/?body={labour.pk}")
    assert page.context["sums"]["awarded"] == Decimal("250.00")
    text = html.unescape(page.content.decode())
    assert "This body took over the work of:" in text and welfare.name in text
    assert f"?body={labour.pk}&past=on&page=1" in text
    whole = client.get(f"/en/grants/?body={labour.pk}&past=on&page=1")
    assert (whole.context["sums"]["awarded"], whole.context["page"].paginator.count) == (Decimal("290.50"), 3)
    assert [chip["label"] for chip in whole.context["chips"]] == [
        labour.name,
        "with the bodies whose work it took over",
    ]
    file = client.get(f"/en/grants/awards.csv?body={labour.pk}&past=on")
    assert len(b"".join(file.streaming_content).splitlines()) == 4


def test_the_successor_is_expected_to_send_its_data(joined, client, settings):
    _labour, welfare, _youth = joined
    heir = body(name="Agencija")
    end_body(body=welfare, last_day=datetime.date(2023, 12, 31), successor=heir, by=administrator("b"))
    assert bodies_without_return(2024) == ["Agencija"]
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(roles=("office_officer",), language="en"))
    page = client.get("/staff/spending/2024/").content.decode()
    assert "1 body has begun nothing for this year." in page and "Agencija</li>" in page
    assert f'href="/staff/spending/{timezone.localdate().year}/"' in page  # the way back to the present year


def test_chains_are_followed_to_the_end_and_circles_end():
    first, second, third = body(), body(), body()
    for each, next_one, last in ((first, second, "2020-12-31"), (second, third, "2022-12-31")):
        type(each).objects.filter(pk=each.pk).update(successor=next_one, valid_until=last)
    assert heirs(datetime.date(2021, 6, 1)) == {first.pk: second.pk}
    assert heirs(datetime.date(2023, 6, 1)) == {first.pk: third.pk, second.pk: third.pk}
    assert predecessors_of(third) == [first, second] and predecessors_of(first) == []
    type(third).objects.filter(pk=third.pk).update(successor=first, valid_until="2023-12-31")
    assert set(heirs(datetime.date(2024, 6, 1))) == {first.pk, second.pk, third.pk}
    assert {each.pk for each in predecessors_of(third)} == {first.pk, second.pk}
