"""Statistics of the register: what is counted, that every figure leads to as many rows, charts and files."""

import csv
import datetime
import io
import re
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ngo_registry.models import RegisterFigure
from ngo_registry.services.figures import count_figures
from office.models import Area, Municipality
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.django_db
YEAR = datetime.date.today().year
PAGE = "/en/register/statistics/"


def made(n: int, **facts) -> None:
    """Organisations of one kind of history."""
    areas = list(Area.objects.all()[:2])
    for ngo in OrganisationFactory.create_batch(n, **facts):
        ngo.areas.set(areas)


@pytest.fixture
def register(empty_cache):
    """Ten organisations over five years, one deleted without a day, one without a day of entry."""
    day = datetime.date
    bar, kotor = Municipality.objects.get(name="Bar"), Municipality.objects.get(name="Kotor")
    start = YEAR - 5
    made(4, municipality=bar, founded_on=day(start, 1, 1), registered_on=day(start, 2, 1))
    made(2, municipality=kotor, kind="foundation", registered_on=day(start + 2, 2, 1))
    gone = {"status": "deleted", "deletion_reason": "odluka"}
    made(1, municipality=bar, registered_on=day(start, 3, 1), deleted_on=day(start + 3, 1, 1), **gone)
    made(1, registered_on=day(start, 3, 1), deleted_on=None, **gone)
    made(1, registered_on=day(start + 1, 3, 1), deleted_on=day(start, 1, 1), **gone)
    made(1, municipality=kotor, registered_on=None)
    assert count_figures(by=None)


def test_years_are_counted_as_the_law_of_the_book_counts_them(client, register):
    found = client.get(PAGE).context["found"]
    lines = {line.year: (line.founded, line.entered, line.deleted, line.standing) for line in found.years}
    start = YEAR - 5
    assert lines == {
        start: (4, 6, 1, 5),
        start + 1: (0, 1, 0, 5),
        start + 2: (0, 2, 0, 7),
        start + 3: (0, 0, 1, 6),
        start + 4: (0, 0, 0, 6),
        start + 5: (0, 0, 0, 6),
    }
    assert (found.stands, found.gone, found.undated) == (7, 3, 1)


@pytest.mark.parametrize(
    "query",
    [
        "",
        f"?year={YEAR - 5}",
        "?kind=foundation",
        "?municipality=ME-02",
        f"?kind=association&year={YEAR - 3}",
    ],
)
def test_every_figure_leads_to_as_many_organisations(client, register, query):
    page = client.get(PAGE + query).content.decode()
    links = re.findall(r'<a href="(/en/register/\?[^"]+)">(?:<span class="tile-value">)?([\d,]+)<', page)
    assert len(links) >= 4
    for address, figure in set(links):
        assert client.get(address.replace("&amp;", "&")).context["found"].count == int(figure), address


def test_a_title_states_the_finding(client, register):
    page = client.get(PAGE).content.decode()
    assert f"The register grows: 5 at the end of {YEAR - 5}, 6 at the end of {YEAR}" in page
    assert f"The most entries were in {YEAR - 5}: 6" in page
    assert "The commonest kind: Association, 5 in the register" in page
    assert "The most organisations have their seat here: Bar, 4" in page
    assert "Organisations by area of work" in page  # two areas with the same number: no finding


def test_only_municipalities_with_an_organisation_are_offered(client, register):
    form = client.get(PAGE).context["form"]
    assert [label for _code, label in form.fields["municipality"].choices[1:]] == ["Bar", "Kotor"]


def test_files_of_figures_and_charts(client, register):
    text = b"".join(client.get(f"{PAGE}years.csv").streaming_content).decode().lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Year", "Founded", "Entered", "Deleted", "In the register at the end of the year"]
    assert rows[-1] == [str(YEAR - 5), "4", "6", "1", "5"]
    for name in ("standing", "entered", "deleted", "kinds", "municipalities"):
        answer = client.get(f"{PAGE}{name}.svg")
        assert answer["Content-Type"] == "image/svg+xml"
        root = ElementTree.fromstring(answer.content)
        assert root.tag.endswith("svg") and root.find("{http://www.w3.org/2000/svg}title").text
    assert client.get(f"{PAGE}nothing.csv").status_code == 404
    assert client.get(f"{PAGE}nothing.svg").status_code == 404


def test_municipalities_stand_where_they_lie(client, register):
    drawn = client.get(f"{PAGE}municipalities.svg").content.decode()
    assert "Bar" in drawn and "Kotor" in drawn and drawn.count("<path") >= 2


def test_counting_again_only_when_something_changed(register):
    before = RegisterFigure.objects.count()
    assert not count_figures(by=None)
    OrganisationFactory(registered_on=datetime.date(2001, 1, 1))
    assert count_figures(by=None)
    assert RegisterFigure.objects.count() > before


def test_an_empty_register_and_wrong_filters(client, empty_cache):
    assert "There is nothing to count" in client.get(PAGE).content.decode()
    OrganisationFactory()
    count_figures(by=None)
    for query in ("year=99999", "year=0", "kind=evil", "municipality=%00", "year=<script>"):
        assert client.get(f"{PAGE}?{query}").status_code == 200


def test_the_page_asks_few_questions_whatever_the_register(client, empty_cache):
    counts = []
    for more in (1, 2):
        made(more, municipality=Municipality.objects.get(name="Bar"))
        count_figures(by=None)
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            client.get(PAGE)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


def test_the_list_and_the_footer_lead_to_it(client, register):
    page = client.get("/en/register/").content.decode()
    assert page.count('href="/en/register/statistics/"') == 2
