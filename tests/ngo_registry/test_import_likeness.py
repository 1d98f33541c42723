"""Names that are alike: pure rules, then the real applicants rewritten in every way people write them."""

import csv
import random
import re

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from ngo_registry.importing.likeness import Known, Likeness, Spoken, halves, name_of, one_apart
from ngo_registry.models import Organisation
from ngo_registry.services.import_apply import apply_import
from ngo_registry.services.imports import check_file
from office.scripts import to_cyrillic
from tests.conftest import SHARED_DATA
from tests.factories.registry import OrganisationFactory

LETTERS = some.text("abcdefgh", min_size=6, max_size=30)


@pytest.mark.parametrize(
    ("text", "place", "parts"),
    [
        ("RTV GOLIJA DOO, IVANJICA", "", ("rtvgolija", "ivanjica")),
        ("РТВ Голија д.о.о. Ивањица", "Ivanjica", ("rtvgolija", "ivanjica")),
        ("Udruženje građana „Sunce“", "Bor", ("sunce", "bor")),
        ("Fondacija Sunce", "", ("fondacijasunce", "")),
        ("Sunce u likvidaciji", "", ("sunce", "")),
        ("DOO", "", ("doo", "")),
    ],
)
def test_parts_of_a_name(text, place, parts):
    name = name_of(text, place)
    assert (name.core, name.town) == parts


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("sunce", "sunce", False), ("sunce", "sunse", True), ("sunce", "snce", True), ("sunce", "suncee", True),
        ("sunce", "snuce", True), ("sunce", "sncue", False), ("sunce", "mesec", False), ("a", "abc", False),
    ],
)  # fmt: skip
def test_one_letter_apart(one, other, answer):
    assert one_apart(one, other) is answer


@given(
    LETTERS,
    some.integers(0, 28),
    some.sampled_from("xyz"),
    some.sampled_from(["other", "out", "in", "turned"]),
)
def test_a_name_with_one_wrong_letter_is_always_found(core, at, letter, how):
    at = min(at, len(core) - 2)
    wrong = {
        "other": core[:at] + letter + core[at + 1 :],
        "out": core[:at] + core[at + 1 :],
        "in": core[:at] + letter + core[at:],
        "turned": core[:at] + core[at + 1] + core[at] + core[at + 2 :],
    }[how]
    if wrong == core:
        return
    assert one_apart(core, wrong) and one_apart(wrong, core)
    asked = {key for length in range(len(wrong) - 1, len(wrong) + 2) for key in halves(length, wrong)}
    assert asked & set(halves(len(core), core))


def reason(row: str, known: Known, **numbers) -> str:
    """Why a row may speak of an organisation; nothing when it does not."""
    asked = Likeness.of([Spoken(1, name_of(row), "", **numbers)]).asked(known)
    return next((why for _row, why in asked), "")


@pytest.mark.parametrize(
    ("row", "known", "why"),
    [
        ("Žena danas", Known(1, "ЖЕНА ДАНАС"), "name"),
        ("Žena danas", Known(1, "Udruženje Žena danas"), "form"),
        ("Žena dana", Known(1, "Žena danas"), "letter"),
        ("Žena", Known(1, "Nova", former=("Stara", "ZENA")), "former"),
        ("CGO", Known(1, "Centar", short=("CGO",)), "short"),
        ("Klub penzionera 1", Known(1, "Klub penzionera 2"), ""),  # a number is no wrong letter
        ("Most, Bor", Known(1, "Udruženje Most", "Vršac"), ""),  # another town
        ("Sasvim drugo", Known(1, "Žena danas"), ""),
    ],
)
def test_reasons(row, known, why):
    assert reason(row, known) == why


def test_different_numbers_speak_against_any_likeness():
    known = Known(1, "Žena danas", mb="28000001", pib="101134702", number="28000001")
    assert reason("Žena danas", known, mb="28000002") == ""
    assert reason("Žena danas", known, pib="100000001") == ""
    assert reason("Žena danas", known, number="77/2010") == "name"  # theirs is no register number of its own
    assert reason("Žena danas", Known(1, "Žena danas", number="12"), number="77") == ""


# The real applicants, rewritten


def real() -> list[list[str]]:
    """Number and name of the applicants that are legal persons with a real number."""
    with (SHARED_DATA / "rs" / "applicants.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(row["applicant_id"], row["applicant"]) for row in csv.DictReader(lines)]
    return [[mb, name] for mb, name in rows if mb.isdecimal() and mb not in ("11111111", "22222222")]


def without_form_and_town(name: str) -> str:
    """As people call a company: without DOO or AD and the town after it."""
    return re.sub(r" (DOO|AD)\b.*$", "", name)


def mistyped(name: str) -> str:
    """One letter in the first half is changed for its neighbour on the keyboard."""
    places = [n for n, letter in enumerate(name[: max(8, len(name) // 2)]) if letter in "AEIOURTNS"]
    at = random.Random(name).choice(places)
    return name[:at] + {"A": "S", "S": "A"}.get(name[at], "X") + name[at + 1 :]


def imported(pairs: list[tuple[str, str]]) -> tuple[int, ...]:
    """Certain, doubtful, unmatched, rejected rows of a list without numbers; how many show the right organisation."""
    text = "Naziv\n" + "".join(f'"{written}"\n' for written, _right in pairs)
    batch = check_file(data=text.encode(), name="a.csv", as_of=timezone.localdate(), by=None)
    right = {line: name for line, (_written, name) in enumerate(pairs, start=2)}
    joined = batch.rows.filter(outcome__in=("updated", "unchanged")).select_related("organisation")
    assert [
        row.line for row in joined if row.organisation.name != right[row.line]
    ] == []  # never the wrong one
    doubtful = batch.rows.filter(outcome="doubtful").prefetch_related("candidates__organisation")
    shown = sum(right[row.line] in {c.organisation.name for c in row.candidates.all()} for row in doubtful)
    return batch.updated + batch.unchanged, batch.doubtful, batch.created, batch.rejected, shown


@pytest.fixture
def register(db, settings) -> list[str]:
    """The names of the real applicants, which stand in the register with their numbers."""
    settings.OFFICE_JURISDICTION = "serbia"
    text = "MB,Naziv\n" + "".join(f'{mb},"{name}"\n' for mb, name in real())
    batch = check_file(data=text.encode(), name="a.csv", as_of=timezone.localdate(), by=None)
    apply_import(batch=batch, by=None)
    return list(Organisation.objects.order_by("mb").values_list("name", flat=True))


# How the register's own 1,162 names look when others write them, without any number: certain, doubtful,
# unmatched, rejected (the same name twice in the list), and doubtful rows that show the right organisation.
VARIANTS = {
    "in Cyrillic": (to_cyrillic, (1162, 0, 0, 0, 0)),
    "in other case": (str.title, (1162, 0, 0, 0, 0)),
    "without form and town": (without_form_and_town, (0, 391, 32, 2, 390)),
    "with one wrong letter": (mistyped, (0, 1156, 6, 0, 1156)),
}


@pytest.mark.parametrize("how", VARIANTS)
def test_the_real_applicants_written_otherwise(register, how):
    rewrite, expected = VARIANTS[how]
    changed = [(rewrite(name), name) for name in register if rewrite(name) != name]
    assert imported(changed) == expected


def test_a_former_name_is_doubtful(register):
    ngo = Organisation.objects.get(name=register[0])
    Organisation.objects.filter(pk=ngo.pk).update(name="SASVIM NOVO IME", former_names=register[0])
    assert imported([(register[0], "SASVIM NOVO IME")]) == (0, 1, 0, 0, 1)


def test_placeholder_numbers_match_nobody(register):
    OrganisationFactory(number="BB-1", name="Prvo bez broja", imported=True)
    text = "MB,Naziv\n11111111,Novo jedan\n22222222,Novo dva\n33333333,Novo tri\n11111111,Novo četiri\n"
    batch = check_file(data=text.encode(), name="a.csv", as_of=timezone.localdate(), by=None)
    assert (batch.created, batch.doubtful, batch.rejected) == (4, 0, 0)
    assert set(batch.rows.values_list("mb", flat=True)) == {""}
