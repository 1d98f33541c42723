"""What the demo shows of the register: likely doubles and a merge."""

import random

import pytest

from ngo_registry.models import DuplicatePair, Organisation, OrganisationMerge, RegisterImport
from ngo_registry.queries.imports import unknown_names
from office.demo import register
from office.demo.people import People
from office.demo.year import bodies
from office.models import Municipality

pytestmark = pytest.mark.django_db


def seeded() -> People:
    """The people of the demo and a small register."""
    people = People("lozinka-za-probu-2026")
    found, _names = bodies()
    people.office(found[0])
    register.members(people, register.organisations(12, random.Random(1), people), 4)
    return people


def test_where_the_list_is_imported_two_pairs_wait_and_one_double_is_joined(settings):
    settings.OFFICE_JURISDICTION = "serbia"
    seeded()
    assert Organisation.whole.count() == 12
    assert Organisation.objects.count() == 11
    merge = OrganisationMerge.objects.get()
    assert (merge.goes.number, merge.stays.number) == ("28000012", "28000003")
    waiting = DuplicatePair.objects.filter(state="open")
    assert {(pair.one.number, pair.other.number) for pair in waiting} >= {
        ("28000001", "28000010"),
        ("28000002", "28000011"),
    }


@pytest.mark.parametrize("office", ["montenegro", "serbia"])
def test_a_list_waits_with_doubtful_rejected_and_remarked_rows(settings, office):
    settings.OFFICE_JURISDICTION = office
    seeded()
    batch = RegisterImport.objects.get(state="checked")
    assert (batch.read, batch.doubtful, batch.rejected, batch.remarked > 0) == (8, 2, 2, True)
    assert next(one.near for one in unknown_names(batch)) in set(
        Municipality.objects.values_list("name", flat=True)
    )
