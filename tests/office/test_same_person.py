"""Whose a certificate is: the name of its holder against the name of a person, in either script and any order."""

import pytest

from office.signatures import same_person, without_numbers


# By hand: the holder as issuers write it, the name in the portal, whether it is the same person.
@pytest.mark.parametrize(
    ("holder", "name", "same"),
    [
        ("Jovana Marković", "Jovana Marković", True),
        ("ЈОВАНА МАРКОВИЋ 200012345", "Jovana Marković", True),
        ("MARKOVIC JOVANA", "Јована Марковић", True),
        ("Jovana Marković Perić", "Jovana Marković", True),
        ("dr Jovana M. Marković", "dr. Jovana Marković", True),
        ("Đorđe Đukić", "Djordje Djukic", True),
        ("Marko Marković", "Jovana Marković", False),
        ("Marković", "Jovana Marković", False),
        ("Jovana Marković Ilić", "Jovana Marković Perić", False),
        ("Ministarstvo javne uprave", "Jovana Marković", False),
        ("", "Jovana Marković", False),
        ("", "", False),
    ],
)
def test_the_holder_is_the_person(holder, name, same):
    assert same_person(holder, name) is same


def test_numbers_beside_the_name_of_a_holder_are_not_kept():
    assert without_numbers("Jovana Marković 0101980715012-99") == "Jovana Marković"
    assert without_numbers("Uprava") == "Uprava"
    assert without_numbers("0101980715012") == ""
