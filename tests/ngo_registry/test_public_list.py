"""The public list: filters by years and money, what was matched, chips, downloads of exactly what is filtered."""

import datetime
import io
from decimal import Decimal

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertHTMLEqual

from ngo_registry.forms.quick_controls import CheckboxInput, Select, TextInput
from ngo_registry.forms.search import SearchForm
from ngo_registry.queries.matched import matched
from office.exports import csv_lines, xlsx_file
from office.templatetags.filters import as_filter_field
from reports.models import SpendingReturn, SpendingRow
from tests.drawn import drawn
from tests.factories.grants import body
from tests.factories.registry import MunicipalityFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty(empty_cache):
    """Counts of filters are kept in the cache."""


def names(response) -> list[str]:
    """Names of the rows."""
    return [row.name for row in response.context["found"].rows]


def money(ngo, *sums, year=2025):
    """Awards of an organisation in spending that was accepted."""
    by, at = UserFactory(), datetime.datetime(year + 1, 2, 1, tzinfo=datetime.UTC)
    facts = {"submitted_at": at, "submitted_by": by, "accepted_at": at, "accepted_by": by}
    spending = SpendingReturn.objects.create(body=body(), year=year, state="accepted", **facts)
    for n, amount in enumerate(sums):
        SpendingRow.objects.create(
            spending=spending, source="list.xlsx", source_row=str(n), organisation=ngo, title=f"Projekat {n}",
            organisation_name=ngo.name, recipient_kind="association", awarded=amount,
        )  # fmt: skip
    return spending


@pytest.fixture
def years():
    """Three organisations of different years."""
    day = datetime.date
    OrganisationFactory(name="Stara", founded_on=day(2009, 12, 1), registered_on=day(2010, 1, 1))
    OrganisationFactory(
        name="Bivša", founded_on=day(2010, 3, 1), registered_on=day(2010, 12, 31), status="deleted",
        deleted_on=day(2015, 6, 1), deletion_reason="odluka organa",
    )  # fmt: skip
    OrganisationFactory(name="Nova", founded_on=day(2020, 1, 1), registered_on=day(2020, 2, 1))
    OrganisationFactory(name="Bez dana", founded_on=None, registered_on=None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("founded=2010", ["Bivša"]),
        ("entered=2010", ["Bivša", "Stara"]),
        ("deleted=2015", ["Bivša"]),
        ("standing=2014", ["Bivša", "Stara"]),
        ("standing=2015", ["Stara"]),
        ("standing=2020", ["Nova", "Stara"]),
        ("status=existing", ["Bez dana", "Nova", "Stara"]),
        ("entered=2010&status=deleted", ["Bivša"]),
        ("entered=abcd", ["Bez dana", "Bivša", "Nova", "Stara"]),
        ("entered=٢٠١٠", ["Bez dana", "Bivša", "Nova", "Stara"]),
    ],
)
def test_years_narrow_the_list_and_its_download(client, years, query, found):
    assert names(client.get(f"/en/register/?{query}")) == found
    file = b"".join(client.get(f"/en/register/register.csv?{query}").streaming_content).decode()
    assert [line.split(",")[1] for line in file.splitlines()[1:]] == found


def test_counts_beside_filters_follow_the_years(client, years):
    form = client.get("/en/register/?entered=2010").context["form"]
    labels = [str(label) for _value, label in form.fields["status"].choices]
    assert labels == ["all statuses", "not deleted (1)", "active (1)", "deleted (1)"]


def test_every_chip_takes_off_one_filter(client, years):
    page = client.get("/en/register/?q=stara&kind=association&entered=2010&page=1")
    chips = page.context["chips"]
    assert [chip["label"] for chip in chips] == ["„stara“", "association", "entered in 2010"]
    assert [chip["url"] for chip in chips] == [
        "/en/register/?kind=association&entered=2010",
        "/en/register/?q=stara&entered=2010",
        "/en/register/?q=stara&kind=association",
    ]


def test_nothing_found_says_how_many_each_filter_hides(client, years):
    page = drawn(client.get("/en/register/?q=nova&entered=2010").content)
    assert "Search without entered in 2010</a> (1)" in page
    assert "Search without „nova“</a> (2)" in page


def test_rows_say_what_was_matched_and_how_much_money_there_is(client):
    ngo = OrganisationFactory(name="Zelena rijeka", former_names="Klub ribolovaca")
    money(ngo, 1000, 234)
    page = client.get("/en/register/?q=ribolovaca").content.decode()
    assert "found by: former name" in page
    assert "2 awards of public money, €1,234.00" in page
    OrganisationFactory(name="Bez novca")
    assert names(client.get("/en/register/?funded=1")) == ["Zelena rijeka"]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("zena", ""),
        ("ЖЕНА данас", ""),
        ("pok nad dan", ""),
        ("2019-7", "register number"),
        ("02345678", "tax number"),
        ("zdn", "short name"),
        ("biv", "former name"),
        ("women", "name in another language"),
        ("zena niksic", "name and place"),
        ("zen nik", "name and place"),
        ("zena bivse", "several facts together"),
        ("pn", "the first letters of the name"),
        ("", ""),
    ],
)
def test_what_of_the_organisation_was_typed(typed, label):
    ngo = OrganisationFactory.build(
        name="Pokret Nade, Žena danas", number="2019-7", pib="02345678", short_name="ŽDN", former_names="Bivše ime",
        other_names="Women today", place="Nikšić",
    )  # fmt: skip
    assert matched(ngo, typed) == label


def test_a_workbook_has_days_sums_and_numbers_with_their_noughts():
    rows = [
        ("02001234", datetime.date(2021, 1, 9), 3, Decimal("1250.50"), "=1+1", datetime.date(1899, 5, 1)),
        ("", None, 0, Decimal("-1.00"), "-", datetime.datetime(2026, 7, 1, 22, 30, tzinfo=datetime.UTC)),
    ]
    with xlsx_file(tuple("abcdef"), rows) as out:
        sheet = load_workbook(io.BytesIO(out.read())).active
    assert [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)] == [
        ["02001234", datetime.datetime(2021, 1, 9), 3, 1250.5, "=1+1", "1899-05-01"],
        [None, None, 0, -1, "-", datetime.datetime(2026, 7, 2, 0, 30)],
    ]
    assert [sheet["B2"].number_format, sheet["D2"].number_format] == ["dd.mm.yyyy.", "#,##0.00"]
    assert (sheet["E2"].data_type, sheet.auto_filter.ref, sheet.freeze_panes) == ("s", "A1:F3", "A2")
    assert "".join(csv_lines(("a",), [("=1+1",), (Decimal("-1.00"),), (datetime.date(2021, 1, 9),)])) == (
        "\ufeffa\r\n'=1+1\r\n-1.00\r\n2021-01-09\r\n"
    )


def test_nothing_is_matched_where_nothing_is_searched():
    sorts = {
        text: [value for value, _label in SearchForm(QueryDict(text)).fields["sort"].choices]
        for text in ("", "q=a")
    }
    assert sorts == {"": ["", "date"], "q=a": ["", "name", "date"]}


def test_too_many_files_are_refused_as_files(client, empty_cache):
    answers = [client.get("/en/register/register.csv") for _n in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "more than 10 files" in answers[-1].content.decode()


def test_the_same_search_always_has_the_same_address():
    place = MunicipalityFactory(code="X1", name="Mjesto")
    one = SearchForm(QueryDict("page=3&municipality=X1&q=a++b&kind=&sort=name&entered=2010&evil=1"))
    other = SearchForm(QueryDict("q=a b&entered=2010&municipality=X1&funded="))
    assert one.query == other.query == "q=a+b&municipality=X1&entered=2010"
    assert one.in_words == f"„a b“, {place.name}, entered in 2010"


@pytest.mark.parametrize(
    "address", ["/en/register/", "/en/register/?entered=2020", "/en/register/?q=primjer&funded=1"]
)
def test_the_list_asks_the_same_for_one_and_three(client, address):
    counts = []
    for more in (1, 2):
        money(OrganisationFactory(), 10, year=2020 + more)
        for _n in range(more - 1):
            OrganisationFactory()
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


def test_suggestions_may_be_kept_five_minutes(client):
    OrganisationFactory(name="Centar za mlade")
    answer = client.get("/en/register/suggest/?q=cen")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert [item["name"] for item in answer.json()["items"]] == ["Centar za mlade"]
    assert client.get("/en/register/suggest/?q=ce").json() == {"items": []}
    page = client.get("/en/register/").content.decode()
    assert 'data-suggest="/en/register/suggest/"' in page and "office/js/suggest.js" in page


HOSTILE = [
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "\x00",
    "‮evil",
    "a" * 10_000,
    "%",
    "=cmd|' /C calc'!A0",
    "🏳️‍🌈",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_are_words(client, typed):
    OrganisationFactory()
    for address in ("/en/register/", "/register/feed/", "/en/register/watch/", "/en/register/suggest/"):
        answer = client.get(address, {"q": typed, "entered": typed, "standing": typed})
        assert answer.status_code == 200, address
        assert b"<script>alert" not in answer.content


def test_lists_of_choices_are_written_as_django_writes_them():
    choices = [("", "all"), ("a&b", "A <b> “c”"), ("x", "X")]
    for value, attrs in (
        ("x", {"id": "id_kind", "class": "select"}),
        ("", {"required": True, "hidden": False}),
    ):
        ours, theirs = Select(choices=choices), forms.Select(choices=choices)
        assert ours.render("kind", value, attrs) == theirs.render("kind", value, attrs)


def test_controls_are_written_as_django_writes_them():
    for ours, theirs, value in (
        (TextInput({"size": 4}), forms.TextInput({"size": 4}), 'a "b" <c>'),
        (TextInput(), forms.TextInput(), ""),
        (CheckboxInput(), forms.CheckboxInput(), True),
        (CheckboxInput(), forms.CheckboxInput(), False),
    ):
        attrs = {"id": "id_x", "class": "c"}
        assert ours.render("x", value, attrs) == theirs.render("x", value, attrs)


def test_fields_of_a_filter_are_those_of_the_form_template():
    form = SearchForm(QueryDict("q=žena&kind=association&founded=2001&entered=%22x&funded=on"))
    for field in form:
        assertHTMLEqual(as_filter_field(field), as_crispy_field(field))

    class Asks(forms.Form):
        year = forms.CharField(help_text="Four digits.", required=True)
        many = forms.MultipleChoiceField(choices=[("a", "A")], required=False)

    for field in Asks({"many": "b"}):
        assertHTMLEqual(as_filter_field(field), as_crispy_field(field))


def test_a_number_with_signs_leads_to_its_page(client):
    OrganisationFactory(number="5/2009 a?b#č", name="Prvo udruženje")
    row = client.get("/en/register/").context["found"].rows[0]
    page = client.get("/en/register/").content.decode()
    assert (
        f'<a href="{reverse("ngo_registry_public:organisation", args=[row.number])}" translate="no">' in page
    )
