"""What the demo shows of the register: likely doubles and a merge."""

import random

import pytest

from ngo_registry.models import DuplicatePair, Organisation, OrganisationMerge
from office.demo import register
from office.demo.people import People
from office.demo.year import bodies

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
