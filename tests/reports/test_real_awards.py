"""The state's own small real awards stand in the demo as the history of their bodies, to the cent as published."""

import csv
from collections import Counter
from decimal import Decimal

import pytest

from office.demo.people import People
from office.demo.spending import history
from office.models import Body
from reports.models import SpendingRow
from tests.conftest import SHARED_DATA
from tests.factories.office import person

pytestmark = pytest.mark.django_db
# The file names one grantor as a note did; its official name of that year stands in the demo.
OFFICIAL = {"Ministry of Labour": "Ministarstvo rada i socijalnog staranja"}


@pytest.fixture
def published() -> Counter[tuple[str, int]]:
    """Awarded by body and year in the file of published acts."""
    sums: Counter[tuple[str, int]] = Counter()
    with (SHARED_DATA / "me" / "real_awards_me.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["row_type"] == "award" and row["awarded"]:
                name = OFFICIAL.get(row["grantor"].split(" (")[0], row["grantor"])
                sums[name, int(row["year"])] += Decimal(row["awarded"])
    return sums


@pytest.fixture
def told(settings) -> None:
    """The demo's history, brought in twice."""
    settings.OFFICE_JURISDICTION = "montenegro"
    people = People("x")
    people.known["staff"] = person("staff", "office_officer")
    history(people)
    history(people)


def test_each_body_and_year_has_its_published_sum(told, published):
    entered: Counter[tuple[str, int]] = Counter()
    for row in SpendingRow.objects.counted().select_related("spending__body"):
        entered[row.spending.body.name, row.spending.year] += row.awarded
    assert entered == published
    assert entered["Opština Bijelo Polje", 2020] == Decimal("26432.00")
    assert entered["Opština Danilovgrad", 2019] == Decimal("8400.00")


def test_the_explorer_shows_them_under_their_body_with_the_act_they_come_from(told, client):
    place = Body.objects.get(name="Opština Bijelo Polje")
    page = client.get(f"/cnr/grants/?body={place.pk}&year=2020")
    assert (page.context["sums"]["awarded"], page.context["sums"]["count"]) == (Decimal("26432.00"), 9)
    text = page.content.decode()
    assert "Sportska školica Agoge" in text and "2.496,00\u00a0€" in text
    assert "bijelopolje.co.me" in text
