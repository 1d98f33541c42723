"""What people type finds the organisation among the first three."""

from unittest.mock import patch

import pytest

from ngo_registry.queries.search import Filters, public_search
from tests.factories.registry import MunicipalityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    """A few organisations with real shapes of names."""
    names = {
        "sos": ("SOS telefon za žene i djecu žrtve nasilja Nikšić", "SOS Nikšić"),
        "djurdjevak": ("Удружење „Ђурђевак“", ""),
        "zena": ("Žena", ""),
        "zena_danas": ("Žena danas", ""),
        "krst": ("Društvo Crveni krst Ljubišnja", "CKLJ"),
        "other": ("Centar za razvoj", "CZR"),
    }
    return {
        key: OrganisationFactory(
            name=name, short_name=short, number=f"2021-{n:04d}", pib=f"0{n}655284", mb=f"2800000{n}"
        )
        for n, (key, (name, short)) in enumerate(names.items())
    }


@pytest.mark.parametrize(
    ("typed", "key", "step"),
    [
        ("2021-0001", "djurdjevak", "number"),
        ("02655284", "zena", "number"),
        ("28000004", "krst", "number"),
        ("Žena danas", "zena_danas", "exact"),
        ("жена данас", "zena_danas", "exact"),
        ("ZENA", "zena", "exact"),
        ("udruzenje djur", "djurdjevak", "prefix"),
        ("Удружење Ђ", "djurdjevak", "prefix"),
        ("krst crveni", "krst", "words"),
        ("nasilja žrtve", "sos", "words"),
        ("djecu telefon", "sos", "words"),
        ("љубишња", "krst", "words"),
        ("cklj", "krst", "acronym"),
    ],
)
def test_finds(register, typed, key, step):
    found = public_search(typed)
    assert found.rows[0] == register[key]
    assert found.step == step


def test_an_exact_name_comes_first_and_hides_nothing(register):
    assert [row.name for row in public_search("žena").rows] == ["Žena", "Žena danas"]


@pytest.mark.parametrize(
    "typed", ["nema takvog", "'; drop table", "& | !", "<->", "\\", "a:*b", "'''", "%", "12 & 3"]
)
def test_strange_input_finds_nothing_and_breaks_nothing(register, typed):
    assert public_search(typed).count in {0, 6}


def test_filters_narrow(register):
    bar = MunicipalityFactory(name="Bar")
    here = OrganisationFactory(name="Žena sa mora", municipality=bar, kind="foundation")
    gone = OrganisationFactory(name="Žena juče", deleted=True)
    assert public_search("žena", Filters(municipalities=(bar.pk,))).rows == [here]
    assert public_search("", Filters(kinds=("foundation",))).rows == [here]
    assert public_search("", Filters(statuses=("deleted",))).rows == [gone]


def test_pages_after_the_tenth_go_on_by_key():
    OrganisationFactory.create_batch(560)
    tenth = public_search(page=10)
    assert (tenth.count, tenth.page, tenth.has_next) == (560, 10, True)
    eleventh = public_search(after=tenth.after)
    assert [row.sort_key for row in eleventh.rows] == sorted(row.sort_key for row in eleventh.rows)
    assert len(eleventh.rows) == 50
    last = public_search(after=eleventh.after)
    assert (len(last.rows), last.has_next) == (10, False)
    assert not set(tenth.rows) & set(eleventh.rows)
    by_date = public_search(page=10, sort="date")
    assert len(public_search(after=by_date.after, sort="date").rows) == 50
    by_word = public_search("primjer", page=11)
    assert len(public_search("primjer", after=by_word.after).rows) == 10


def test_a_last_word_of_two_letters_narrows_and_is_found_whole():
    """The begun word narrows the names with the others; whole, it is found however many names have the others."""
    for name in ("Udruženje žena EU Bar", "Udruženje žena Euridika", "Udruženje žena Budva"):
        OrganisationFactory(name=name)
    with patch("ngo_registry.queries.rungs.NARROWED", 1):
        found = {row.name for row in public_search("žena udruženje eu").rows}
    assert "Udruženje žena EU Bar" in found and "Udruženje žena Budva" not in found
    assert {row.name for row in public_search("žena udruženje eu").rows} == {
        "Udruženje žena EU Bar",
        "Udruženje žena Euridika",
    }


def test_names_that_begin_as_typed_are_enough_when_they_fill_the_pages():
    """Looser names are not read then, and the count says that there are more."""
    for name in ("Zeleni put Bar", "Zeleni put Kotor", "Klub Zeleni put"):
        OrganisationFactory(name=name)
    whole = public_search("zeleni put")
    assert ([row.name for row in whole.rows][-1], whole.count, whole.more) == ("Klub Zeleni put", 3, False)
    with patch("ngo_registry.queries.rungs.ENOUGH", 2), patch("ngo_registry.queries.search.ENOUGH", 2):
        first = public_search("zeleni put")
    assert ({row.name for row in first.rows}, first.more) == ({"Zeleni put Bar", "Zeleni put Kotor"}, True)
