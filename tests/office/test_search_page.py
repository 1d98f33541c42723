"""One search of the whole portal: grouped by kind, few statements, only what is public."""

import datetime

import pytest
from django.utils import timezone

from ngo_registry.models import Party
from ngo_registry.services.lookup import refresh_search
from office.panels import Hit, HitGroup
from office.rate_limits import within_limit
from reports.models import SpendingReturn, SpendingRow
from tests.factories import grants as made
from tests.factories.registry import MunicipalityFactory, OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]
PAGE = "/en/search/"


def titles(page) -> dict[str, list[str]]:
    """What the page lists, by kind."""
    return {str(group.title): [hit.title for hit in group.hits] for group in page.context["groups"]}


@pytest.fixture
def everything():
    """A word that stands in an organisation, a call and an award."""
    organisation = OrganisationFactory(name="Udruženje „Zelena Zeta“", number="2021-0007")
    call = made.published_call(title="Zelena mreža opština")
    spending = SpendingReturn.objects.create(body=call.body, year=2024, collected=True)
    SpendingRow.objects.create(
        spending=spending, source="own", source_row="1", organisation_name="Kulturni krug", title="Zelena škola",
        recipient_kind="association", awarded=5000,
    )  # fmt: skip
    refresh_search(by=None)
    return organisation, call


def test_answers_are_grouped_by_kind(client, everything):
    page = client.get(PAGE, {"q": "zelena"})
    assert titles(page) == {
        "Organisations": ["Udruženje „Zelena Zeta“"],
        "Public calls": ["Zelena mreža opština"],
        "Awarded funds": ["Zelena škola"],
    }
    assert "3 results" in page.content.decode()
    corrected_last = ["Public calls", "Organisations"]
    assert list(titles(client.get(PAGE, {"q": "зелена мрежа"}))) == corrected_last


def test_mistyped_words_are_corrected_and_a_number_is_found(client, everything):
    page = client.get(PAGE, {"q": "zleena zeta"})
    assert titles(page) == {"Organisations": ["Udruženje „Zelena Zeta“"]}
    assert "Shown for: <strong>zelena zeta</strong>" in page.content.decode().replace(
        "Zelena Zeta</s", "zelena zeta</s"
    )
    assert titles(client.get(PAGE, {"q": "2021/0007"})) == {"Organisations": ["Udruženje „Zelena Zeta“"]}


def test_a_party_is_found_where_the_office_keeps_their_register(client, everything, settings):
    day = datetime.date(2020, 5, 4)
    party = Party.objects.create(
        number="17", name="Stranka zelene obale", municipality=MunicipalityFactory(), address="Obala bb",
        represented_by="Ana Anić", founded_on=day, statute_on=day, programme_on=day, founders=200, registered_on=day,
    )  # fmt: skip
    page = client.get(PAGE, {"q": "зелене обале"})
    assert titles(page)["Political parties"] == ["Stranka zelene obale"]
    group = next(each for each in page.context["groups"] if str(each.title) == "Political parties")
    assert group.hits[0].url == f"/en/parties/{party.number}/"
    assert "Report an error" in client.get(group.hits[0].url).content.decode()
    settings.OFFICE_JURISDICTION = "serbia"
    assert "Political parties" not in titles(client.get(PAGE, {"q": "зелене обале"}))


def test_what_is_not_published_is_not_found(client):
    made.draft_call(title="Tajni nacrt poziva")
    made.evaluator(full_name="Nevidljiva Osoba")
    page = client.get(PAGE, {"q": "tajni nacrt"})
    assert titles(page) == {}
    assert "Nothing was found for “tajni nacrt”." in page.content.decode()
    assert titles(client.get(PAGE, {"q": "nevidljiva"})) == {}


@pytest.mark.parametrize(("typed", "statements"), [("zelena", 8), ("zleena zeta", 12), ("2021-0007", 7)])
def test_few_statements_whatever_is_found(client, everything, django_assert_num_queries, typed, statements):
    client.get(PAGE)
    with django_assert_num_queries(statements):
        client.get(PAGE, {"q": typed})


def test_nothing_typed_asks_nothing(client, django_assert_num_queries):
    client.get(PAGE)
    with django_assert_num_queries(0):
        page = client.get(PAGE, {"q": " „“ "})
    assert "Write a name, a number or a few words." in page.content.decode()


def test_who_asks_too_often_reads_why(client, rf):
    for _time in range(60):
        assert within_limit(rf.get(PAGE), "search", "60/minute")
    page = client.get(PAGE, {"q": "a"})
    assert page.status_code == 429
    assert "Wait a minute" in page.content.decode()


def test_the_front_page_and_every_head_lead_to_it(client):
    front = client.get("/en/").content.decode()
    assert 'action="/en/search/"' in front
    assert 'class="head-search" href="/en/search/"' in client.get("/en/about/").content.decode()


def test_a_group_leads_to_all_of_its_kind(client, settings):
    settings.SEARCHES = ["tests.office.test_search_page.many"]
    text = client.get(PAGE, {"q": "x"}).content.decode()
    assert "At least 5,001 results" in text
    assert '<a href="/all/">Things: see all, at least 5,000</a>' in text
    assert '<a href="/few/">Others: see all' not in text


def many(words: str) -> list[HitGroup]:
    """A provider with more than fits and one with less."""
    assert words == "x"
    now = timezone.now() - datetime.timedelta(days=1)
    return [
        HitGroup("Others", [Hit("One", "/1/")], 1, "/few/", order=20),
        HitGroup("Things", [Hit(f"Thing of {now:%Y}", "/2/")], 5000, "/all/", more=True, order=10),
    ]
