"""Between the preview of a list and its applying the register may change: then the rows are compared anew, else not."""

import datetime
from unittest.mock import patch

import pytest

from ngo_registry.models import Organisation
from ngo_registry.services import import_apply
from ngo_registry.services.imports import check_file
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.django_db
LIST = "Matični broj;Naziv;Mesto\n28000001;Udruženje Prva;Bar\n28000002;Udruženje Druga;Bar\n"


def previewed():
    """Two rows that nothing in the register resembles."""
    batch = check_file(data=LIST.encode(), name="lista.csv", as_of=datetime.date(2026, 11, 1), by=None)
    assert (batch.created, batch.unchanged) == (2, 0)
    return batch


def test_rows_are_not_compared_twice_when_nobody_wrote():
    batch = previewed()
    with patch.object(import_apply, "weigh") as weighed:
        batch = import_apply.apply_import(batch=batch, by=None)
    assert not weighed.called
    assert Organisation.objects.filter(mb__in=["28000001", "28000002"]).count() == 2


def test_an_organisation_entered_meanwhile_is_met_and_not_entered_twice():
    batch = previewed()
    OrganisationFactory(name="Udruženje Prva", mb="28000001", place="Bar")
    batch = import_apply.apply_import(batch=batch, by=None)
    assert (batch.created, batch.updated + batch.unchanged) == (1, 1)
    assert Organisation.objects.filter(mb="28000001").count() == 1


def test_a_change_of_an_organisation_in_the_list_is_seen():
    OrganisationFactory(name="Udruženje Prva", mb="28000001", number="28000001", place="Bar")
    batch = check_file(data=LIST.encode(), name="lista.csv", as_of=datetime.date(2026, 11, 1), by=None)
    before = batch.register_seen
    Organisation.objects.filter(mb="28000001").update(place="Ulcinj")
    with patch.object(import_apply, "weigh", wraps=import_apply.weigh) as weighed:
        batch = import_apply.apply_import(batch=batch, by=None)
    assert weighed.called and batch.register_seen != before
    assert Organisation.objects.get(mb="28000001").place == "Bar"
