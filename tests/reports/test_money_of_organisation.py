"""Public money on the page of an organisation: columns by body, the same sums as a table, each leading to its rows."""

import json
import re
from decimal import Decimal

import pytest

from reports.documents.money_of_organisation import money_of_years
from reports.queries.awards import money_of
from tests.factories.grants import body
from tests.factories.registry import OrganisationFactory
from tests.reports.test_open_data import spent

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid():
    """Three bodies in two years; two awards of one of them in one year."""
    row = OrganisationFactory(name="Udruženje <b>Rijeka</b> & more", number="2020-00777", pib="02000989")
    ada, bar, kotor = (body(name=f"Opština {name}") for name in ("Ada", "Bar", "Kotor"))
    facts = {"organisation": row, "organisation_name": row.name}
    spent(2023, of=ada, awarded=Decimal("100.10"), title="Prvi", **facts)
    spent(2024, of=ada, awarded=Decimal("200.20"), title="Drugi", **facts)
    spent(2024, of=ada, awarded=Decimal("50.00"), title="Treći", **facts)
    spent(2024, of=bar, awarded=Decimal("300.30"), title="Četvrti", **facts)
    spent(2024, of=kotor, awarded=Decimal("9.00"), title="Drugome", organisation_name="Drugo")
    return row


def test_sums_by_year_and_body_are_those_of_the_rows(paid):
    money = money_of_years(list(money_of(paid)))
    found = [(year, [(each.body, each.awarded, len(each.rows)) for each in groups], total)
             for year, groups, total in money.years]  # fmt: skip
    assert found == [
        (
            2024,
            [("Opština Bar", Decimal("300.30"), 1), ("Opština Ada", Decimal("250.20"), 2)],
            Decimal("550.50"),
        ),
        (2023, [("Opština Ada", Decimal("100.10"), 1)], Decimal("100.10")),
    ]


def test_each_sum_leads_to_its_rows_on_the_page(client, paid):
    page = client.get(f"/en/register/{paid.number}/").content.decode()
    assert 'class="chart"' in page and "Public money from 2023 to 2024 by body: " in page
    links = re.findall(r'href="#(reported-[0-9]+-[0-9]+)"', page)
    bodies = re.findall(r'<tbody id="(reported-[0-9]+-[0-9]+)">', page)
    assert links == bodies and len(links) == 3
    assert "Drugome" not in page


def test_with_more_bodies_than_colours_the_smallest_stand_together(paid):
    for n in range(6):
        facts = {"organisation": paid, "organisation_name": paid.name, "awarded": Decimal(n + 1)}
        spent(2022, of=body(name=f"Tijelo {n}"), title=f"T{n}", **facts)
    drawn = money_of_years(list(money_of(paid))).draw()
    assert "Opština Bar" in drawn and "Tijelo 5" in drawn and "Tijelo 0" not in drawn
    assert len(set(re.findall(r'fill="(#[0-9a-f]{6})"', drawn))) == 5


def test_programs_read_the_public_facts_and_nothing_else(client, paid):
    page = client.get(f"/en/register/{paid.number}/")
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode())
    assert "<" not in data and "&" not in data
    facts = json.loads(data)
    assert (facts["@type"], facts["name"], facts["identifier"], facts["taxID"]) == (
        "NGO", paid.name, "2020-00777", "02000989",
    )  # fmt: skip
    assert (facts["address"]["streetAddress"], facts["foundingDate"]) == ("Trg slobode 1", "2020-03-02")
    assert set(facts) <= {
        "@context", "@type", "@id", "url", "name", "alternateName", "identifier", "taxID", "address", "foundingDate",
        "dissolutionDate", "email", "telephone", "sameAs",
    }  # fmt: skip
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]
