"""A party is found as an organisation is: number, short and former names, first letters, either script, one typo."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ngo_registry.models import Party
from ngo_registry.panels import party_group
from ngo_registry.queries.parties import party_search
from ngo_registry.queries.party_search import found_parties, suggested_parties
from office.models import Municipality
from office.scripts import sort_key

pytestmark = pytest.mark.django_db
DAY = datetime.date(2020, 5, 4)
PARTIES = (
    (
        "PP-2020-0001",
        "Stranka bistrih rijeka",
        "SBR",
        "Savez čistih voda\nStranka žuborećih potoka",
        "Nikšić",
    ),
    ("PP-2020-0002", "Pokret otvorenih vrata", "Vrata", "", "Bar"),
    ("PP-2020-0003", "Савез Њива и Ђурђевак", "СЊЂ", "", "Kotor"),
    ("PP-2020-0004", "Bistri izvor", "BI", "", "Budva"),
    ("PP-2020-0005", "Nova bistra stranka", "", "", "Bar"),
)
SEARCHES = (
    ("PP-2020-0002", 1), ("pp 2020 0002", 1), ("broj PP20200002", 1),
    ("stranka bistrih rijeka", 0), ("СТРАНКА БИСТРИХ РИЈЕКА", 0), ("rijeka bistrih", 0), ("bistirh rijeka", 0),
    ("partija bistrih rijeka", 0), ("sbr", 0), ("СБР", 0), ("s.b.r.", 0),
    ("savez cistih voda", 0), ("чистих вода", 0), ("zuborecih potoka", 0), ("žuborečih potoka", 0),
    ("pov", 1), ("ПОВ", 1), ("vrata", 1), ("otvoernih", 1), ("politička partija Pokret otvorenih vrata", 1),
    ("njiva", 2), ("њива", 2), ("djurdjevak", 2), ("durdevak", 2), ("ђурђевак котор", 2), ("snjđ", 2),
    ("bi", 3), ("nbs", 4), ("nova bistra", 4), ("bistri izvor", 3),
)  # fmt: skip


@pytest.fixture
def register() -> list[Party]:
    """Five parties with names of every kind."""
    return [
        Party.objects.create(
            number=number, name=name, short_name=short, former_names=former, place=place, address="Trg 1",
            municipality=Municipality.objects.get(name=place), represented_by="Ana Anić", founded_on=DAY,
            statute_on=DAY, programme_on=DAY, founders=200, registered_on=DAY, sort_key=sort_key(name),
        )
        for number, name, short, former, place in PARTIES
    ]  # fmt: skip


def test_each_search_has_the_right_party_first(register):
    first = {words: next(iter(party_search(words).rows), None) for words, _place in SEARCHES}
    assert {words: row and row.name for words, row in first.items()} == {
        words: PARTIES[place][1] for words, place in SEARCHES
    }


def test_words_are_beginnings_and_the_exact_name_comes_before_what_only_holds_it(register):
    assert found_parties("istri", 5) == ([], 0)
    assert [row.number[-1] for row in party_search("bistr").rows] == ["4", "5", "1"]
    Party.objects.filter(number="PP-2020-0004").update(status="deleted", deleted_on=DAY, deletion_reason="x")
    assert [row.number[-1] for row in party_search("bistr").rows] == ["5", "1", "4"]
    assert party_search("“%_'\\ --").count == 5 and party_search("\u202e").count == 5  # nothing was typed
    assert party_search("x" * 10_000).count == 0


def test_the_file_and_the_search_of_the_portal_find_the_same(client, register):
    for words in ("чистих вода", "pov", "partija bistrih rijeka"):
        rows = b"".join(client.get("/en/parties/parties.csv", {"q": words}).streaming_content).decode()
        name = party_search(words).rows[0].name
        assert name in rows and rows.count("PP-2020-") == 1
    assert [hit.title for hit in party_group("ПОВ").hits] == ["Pokret otvorenih vrata"]
    assert party_group("").count == 0


def test_names_are_offered_while_one_writes(client, register):
    items = client.get("/en/parties/suggest/", {"q": "чистих"}).json()["items"]
    assert items == [{"name": "Stranka bistrih rijeka", "url": "/en/parties/PP-2020-0001/"}]
    assert client.get("/en/parties/suggest/", {"q": "x\x00"}).json() == {"items": []}
    assert 'data-suggest="/en/parties/suggest/"' in client.get("/en/parties/").content.decode()
    Party.objects.update(status="deleted", deleted_on=DAY, deletion_reason="x")
    with CaptureQueriesContext(connection) as seen:
        assert suggested_parties("bistrih") == []
    assert len(seen) == 1
