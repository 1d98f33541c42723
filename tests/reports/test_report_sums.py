"""Every sum of a published report leads to its rows; what was paid and left unspent comes from the contract to the page."""

import datetime
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils.translation import override

from grants.models import Contract
from reports.documents.annual_spending import context_of
from reports.models import SpendingReturn, SpendingRow
from reports.services.spending import KINDS, begin, fill_from_portal
from tests.factories import grants as made
from tests.factories.registry import UserFactory
from tests.reports.test_annual_report import published
from tests.reports.test_open_data import spent, table

pytestmark = pytest.mark.django_db


class Links(HTMLParser):
    """Addresses and words of the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append([dict(attrs).get("href", ""), ""])
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "a"

    def handle_data(self, data):
        if self.inside:
            self.found[-1][1] += data


def links_of(page: str) -> list[list[str]]:
    """What a page leads to."""
    reader = Links()
    reader.feed(page)
    return reader.found


@pytest.fixture
def year():
    """Two bodies with many kinds, areas and bases, one that took over another's work, and a year before."""
    old, new, other = made.body(), made.body(), made.body()
    type(old).objects.filter(pk=old.pk).update(valid_until=datetime.date(2024, 6, 30), successor=new)
    spent(2023, of=old, awarded=Decimal("11.10"))
    spent(2023, of=other, awarded=Decimal("7.30"), recipient_kind="company")
    spent(2024, of=old, awarded=Decimal("1.25"), area="Kultura")
    spent(
        2024,
        of=new,
        awarded=Decimal("20.50"),
        area="Kultura",
        legal_basis="Zakon o kulturi",
        paid=Decimal("18.50"),
    )
    spent(2024, of=new, awarded=Decimal("31.70"), recipient_kind="company", returned=Decimal("3.40"))
    spent(2024, of=other, awarded=Decimal("41.01"), recipient_kind="foundation", area="Sport & rekreacija")
    spent(2024, of=other, awarded=Decimal("0"), no_award=True)
    officer, head = UserFactory(roles=("office_officer",)), UserFactory(roles=("office_head",))
    return published(officer, head)


def test_every_sum_of_the_report_leads_to_rows_that_make_it(year, client):
    with override("en"):
        address = reverse("reports_public:awards")
        page = client.get(f"/en/reports/{year.slug}/").content.decode()
        main = page[page.index("<main") : page.index("</main")]
        sums = [(url, words) for url, words in links_of(main) if url.startswith(f"{address}?")]
        assert len(sums) == 43
        for url, words in sums:
            found = client.get(url).context["sums"]
            assert words in {f"€{found[name]}" for name in ("awarded", "paid", "returned")}, url
    every = {"€94.46", "€62.76", "€31.70", "€1.25", "€18.50", "€3.40", "€11.10", "€18.40", "€53.45"}
    assert {words for _url, words in sums} >= every


def test_paid_and_unspent_stand_on_the_page_in_the_file_and_in_the_document(year, client):
    page = client.get(f"/en/reports/{year.slug}/").content.decode()
    assert "Paid in the year" in page and "Unspent, returned" in page and "€3.40" in page
    rows = table(client, f"/en/reports/{year.slug}/awards.csv")
    assert [(r["awarded"], r["paid"], r["returned"]) for r in rows if r["paid"] or r["returned"]] == [
        ("20.50", "18.50", ""), ("31.70", "", "3.40"),
    ]  # fmt: skip
    context = context_of(year.snapshot, "en")
    assert [name for name, _look in context["annex"][0]["head"]][-2:] == [
        "Paid (EUR)",
        "Unspent, returned (EUR)",
    ]
    assert context["bodies"]["foot"][-2:] == [("18,50", "num"), ("3,40", "num")]


def test_a_report_of_an_older_portal_is_read_without_them(year, client):
    old = {**year.snapshot, "rows": [[*row[:7], "", row[8]] for row in year.snapshot["rows"]]}
    old["body_years"] = [{k: v for k, v in row.items() if k != "key"} for row in old["body_years"]]
    for group in (old["total"], old["ngo"], old["others"]):
        group["paid"] = group["returned"] = "0.00"
    type(year).objects.filter(pk=year.pk).update(snapshot=old)
    page = client.get(f"/en/reports/{year.slug}/").content.decode()
    assert "Paid in the year" not in page and "Bodies beside the year before" in page
    assert {row["returned"] for row in table(client, f"/en/reports/{year.slug}/awards.csv")} == {""}
    assert context_of(old, "en")["annex"][0]["head"][-1][0] == "Awarded (EUR)"


def test_unspent_money_of_a_contract_stands_in_the_year_of_its_closing():
    contract = made.contract()
    body, by = contract.row.decision.call.body, UserFactory(roles=("office_officer",))
    closed = datetime.datetime(2027, 2, 3, 9, tzinfo=datetime.UTC)
    Contract.objects.filter(pk=contract.pk).update(
        state="closed", closed_at=closed, closed_by=by, unspent=Decimal("99.50")
    )
    earlier = begin(body=body, year=2026, by=by)
    row = SpendingRow.objects.get(spending=earlier)
    assert (row.awarded, row.paid, row.returned) == (Decimal(5000), Decimal(5000), None)
    later = SpendingReturn.objects.create(body=body, year=2027)
    fill_from_portal(spending=later, by=by)
    row = SpendingRow.objects.get(spending=later)
    assert (row.awarded, row.paid, row.returned) == (Decimal(0), Decimal(0), Decimal("99.50"))
    assert row.recipient_kind == KINDS[contract.row.application.organisation.kind]
