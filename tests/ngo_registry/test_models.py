"""What the database itself refuses, and what it computes."""

import pytest
from django.db import IntegrityError, transaction

from ngo_registry.models import Organisation, RegisterEntry
from ngo_registry.queries import organisation_by_number, organisations_of
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def refuses(**facts) -> str:
    """Name of the constraint that refuses these facts."""
    with pytest.raises(IntegrityError) as no, transaction.atomic():
        OrganisationFactory(**facts)
    return no.value.__cause__.diag.constraint_name


def test_search_column_folds_both_scripts_and_leaves_out_closed_data():
    ngo = OrganisationFactory(
        name="Удружење „Ђурђевак“",
        short_name="UĐ",
        place="Жабљак",
        email_of_record="tajno@example.test",
        address="Skrivena 5",
    )
    ngo.refresh_from_db()
    assert ngo.search_text == "udruzenje djurdjevak udj zabljak"
    assert ngo.name_key == "udruzenjedjurdjevak"


@pytest.mark.parametrize("other", ["Žena danas", "Жена данас", "„ŽENA-DANAS“", "zena  danas!"])
def test_a_name_is_taken_in_any_script_case_and_punctuation(other):
    OrganisationFactory(name="Žena danas")
    assert refuses(name=other) == "organisation_name_not_taken"


def test_a_deleted_organisation_frees_its_name_and_another_register_may_repeat_names():
    OrganisationFactory(name="Žena danas", deleted=True)
    OrganisationFactory(name="Žena danas")
    OrganisationFactory(name="Žena danas", imported=True)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"pib": "0265528A"}, "organisation_pib_is_digits"),
        ({"mb": "11111111"}, "organisation_mb_is_real"),
        ({"mb": "22222222"}, "organisation_mb_is_real"),
        ({"mb": "1234"}, "organisation_mb_is_real"),
        ({"status": "deleted"}, "organisation_deleted_says_why"),
        ({"name": ""}, "organisation_has_number_and_name"),
        ({"founded_on": "2021-01-01", "registered_on": "2020-01-01"}, "organisation_entered_after_founding"),
    ],
)
def test_the_database_refuses(facts, constraint):
    assert refuses(**facts) == constraint


def test_the_book_is_append_only():
    entry = RegisterEntry.objects.create(
        number="U-1", organisation=OrganisationFactory(), kind="entry", on="2020-03-02", act_number="1"
    )
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        RegisterEntry.objects.filter(pk=entry.pk).update(act_number="2")
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        entry.delete()


def test_history_sees_bulk_updates():
    ngo = OrganisationFactory()
    Organisation.objects.filter(pk=ngo.pk).update(address="Nova 2")
    assert [row.address for row in ngo.events.order_by("pk")] == ["Trg slobode 1", "Nova 2"]


def test_dummy_numbers_name_nobody():
    OrganisationFactory(number="11111111")
    ngo = OrganisationFactory(mb="28000001")
    assert organisation_by_number("11111111") is None
    assert organisation_by_number(" 28000001 ") == ngo


def test_organisations_of_a_person_end_with_the_membership():
    person = UserFactory()
    kept = MembershipFactory(user=person).organisation
    MembershipFactory(user=person, valid_until="2026-01-01", valid_from="2025-01-01")
    MembershipFactory()
    assert list(organisations_of(person)) == [kept]
