"""Who got what: filters, sums that lead to their rows, downloads of what is filtered, as few questions for many rows."""

import csv
import html
import io
import json
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import SpendingReturn
from reports.panels import desk_items, front_panels, organisation_panels
from reports.services import spending as verbs
from tests.factories.grants import body
from tests.factories.office import client_of, person
from tests.factories.registry import OrganisationFactory, UserFactory
from tests.reports.test_open_data import bytes_of, spent, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def awards():
    """Five awards of two bodies in two years."""
    ada, bar = body(name="Opština Ada"), body(name="Opština Bar")
    made = [
        spent(2023, of=ada, awarded=Decimal("100.10"), title="Čista rijeka", area="životna sredina"),
        spent(2024, of=ada, awarded=Decimal("200.20"), title="Čista šuma", recipient_kind="foundation"),
        spent(2024, of=bar, awarded=Decimal("300.30"), title="Radio", recipient_kind="company"),
        spent(2024, of=bar, awarded=Decimal("400.40"), title="Pozorište", area="kultura"),
        spent(2024, of=bar, awarded=Decimal(0), no_award=True, title="Sredstva nisu dodeljena"),
    ]
    return ada, bar, made


def shown(client, query: str) -> tuple[Decimal, int]:
    """The sum and the number of rows the explorer shows."""
    answer = client.get(f"/cnr/grants/?{query}")
    assert answer.status_code == 200
    return answer.context["sums"]["awarded"], len(answer.context["page"].object_list)


def test_filters(client, awards):
    ada, bar, _made = awards
    for query, total, rows in (
        ("", "1001.00", 4),
        ("year=2024", "900.90", 3),
        (f"body={ada.pk}", "300.30", 2),
        ("kind=ngo", "700.70", 3),
        ("kind=company", "300.30", 1),
        ("area=kultura", "400.40", 1),
        ("q=cista", "300.30", 2),
        ("q=чиста+rijeka", "100.10", 1),
        (f"year=2024&body={bar.pk}&kind=ngo&q=pozoriste", "400.40", 1),
        ("q=nema", "0", 0),
    ):
        assert shown(client, query) == (Decimal(total), rows), query


def test_every_sum_of_the_charts_leads_to_its_rows(client, awards):
    page = client.get("/cnr/grants/?kind=ngo")
    links = 0
    for picture in page.context["groups"]:
        for each in picture.groups:
            assert shown(client, f"kind=ngo&{picture.field}={each.key}") == (each.awarded, each.count)
            links += 1
    assert links == 6  # two years, two kinds, two bodies
    hrefs = [html.unescape(h) for h in re.findall(r'<a href="(\?[^"]*page=1)">', page.content.decode())]
    assert len(hrefs) == links and all(client.get(f"/cnr/grants/{h}").status_code == 200 for h in hrefs)


@pytest.mark.parametrize("query", ["", "year=2024", "kind=ngo", "q=cista", "q=nema"])
def test_the_download_is_what_is_filtered(client, awards, query):
    total, rows = shown(client, query)
    lines = table(client, f"/cnr/grants/awards.csv?{query}")
    assert (sum((Decimal(line["awarded"]) for line in lines), Decimal(0)), len(lines)) == (total, rows)
    facts = json.loads(bytes_of(client.get(f"/cnr/grants/awards.json?{query}")))
    assert [fact["id"] for fact in facts] == [int(line["id"]) for line in lines]
    assert bytes_of(client.get(f"/cnr/grants/awards.xlsx?{query}")).startswith(b"PK")


def test_wrong_filters_are_said_and_give_no_file(client, awards):
    assert client.get("/cnr/grants/?year=abc").status_code == 200
    assert client.get("/cnr/grants/awards.csv?year=abc").status_code == 404
    assert client.get("/cnr/grants/awards.pdf").status_code == 404


def test_nothing_of_a_draft_is_public(client):
    spending = spent(state="draft").spending
    assert shown(client, "") == (Decimal(0), 0)
    SpendingReturn.objects.filter(pk=spending.pk).update(collected=True)
    assert shown(client, "")[1] == 1


def questions(client, address: str) -> int:
    """How many questions a page asks the database, warm."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address)
    return len(asked)


def many(rows: int) -> None:
    """So many awards of as many organisations, twenty a body."""
    for n in range(rows):
        if n % 20 == 0:
            of = body()
        spent(2024, of=of, organisation=OrganisationFactory(), title=f"T {n}", state="submitted")


PUBLIC = ("/cnr/", "/cnr/grants/", "/cnr/grants/?year=2024&q=t", "/cnr/reports/", "/cnr/open-data/")
LISTS = ("spending", "imports", "reports")


def test_as_many_questions_for_ten_and_for_a_thousand_rows(client):
    staff = client_of(person("officer", "office_officer"))
    many(10)
    one = SpendingReturn.objects.first()
    closed = [reverse(f"reports_staff:{name}") for name in LISTS]
    closed += [
        reverse("reports_staff:spending_year", args=[2024]),
        reverse("reports_staff:return", args=[one.pk]),
    ]
    few = {**{a: questions(client, a) for a in PUBLIC}, **{a: questions(staff, a) for a in closed}}
    many(990)
    lots = {**{a: questions(client, a) for a in PUBLIC}, **{a: questions(staff, a) for a in closed}}
    assert few == lots
    assert [(a, n) for a, n in lots.items() if n > (25 if "/returns/" in a else 12)] == []


def test_the_front_page_and_an_organisation_show_their_money(client, rf, awards):
    ngo = OrganisationFactory()
    spent(2024, of=awards[0], organisation=ngo, awarded=Decimal(7))
    (panel,) = front_panels(rf.get("/"))
    assert (panel.context["year"], panel.context["sums"]["awarded"]) == (2024, Decimal("907.90"))
    (own,) = organisation_panels(ngo)
    assert [(each.year, each.awarded) for each in own.context["money"].groups] == [(2024, Decimal(7))]
    assert organisation_panels(OrganisationFactory()) == []


def test_the_desk_shows_each_person_what_waits():
    of = body()
    clerk, officer = person("clerk", "body_officer", body=of), person("officer", "office_officer")
    stranger = person("stranger", "body_officer", body=body())
    spending = verbs.begin(body=of, year=2024, by=clerk)
    assert desk_items(clerk) == desk_items(officer) == []
    verbs.submit(spending=spending, by=clerk)
    assert [item.url for item in desk_items(officer)] == [reverse("reports_staff:return", args=[spending.pk])]
    assert desk_items(clerk) == []
    verbs.give_back(spending=spending, note="nedostaje red", by=officer)
    assert [item.title for item in desk_items(clerk)] == [of.name]
    assert desk_items(stranger) == desk_items(UserFactory()) == []


def test_csv_of_the_explorer_reads_as_a_table(client, awards):
    text = bytes_of(client.get("/cnr/grants/awards.csv")).decode()
    head = next(csv.reader(io.StringIO(text)))
    assert head[:3] == ["id", "year", "body_id"] and text.count("\r\n") == 5
