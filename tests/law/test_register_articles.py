"""Articles of the law on NGOs that the entry in the register rests on, one test each.

Rules tried: register.min_founders_association, register.min_founders_foundation,
register.min_resident_founders, register.minor_founder_age, register.decision_days.
"""

import datetime

import pytest
from django.utils import timezone, translation

from ngo_registry.conditions import conditions
from ngo_registry.models import Founder
from ngo_registry.services import changes, decisions
from ngo_registry.services import filings as services
from office import jurisdiction
from office.refusal import Refused
from office.rulebooks import rules_for
from tests.factories.filings import whole_filing
from tests.factories.registry import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def officer():
    """Who takes filings."""
    return UserFactory(roles=("registry_officer",))


def answer(filing, key: str):
    """One condition of the filing."""
    return next(row for row in conditions(filing) if row.key == key)


@pytest.mark.parametrize(
    ("kind", "count", "met"), [("association", 2, False), ("association", 3, True), ("foundation", 1, True)]
)
def test_three_founders_of_an_association_one_of_a_foundation(officer, kind, count, met):
    filing = whole_filing(officer, kind=kind)
    for founder in list(filing.founders.all())[count:]:
        founder.delete()
    assert answer(filing, "founders").met is met
    assert "Zakon o NVO" in answer(filing, "founders").law


def test_one_founder_of_an_association_lives_here_none_of_a_foundation_need_to(officer):
    filing = whole_filing(officer)
    filing.founders.update(resident=False)
    assert answer(filing, "resident").met is False
    filing.kind = "foundation"
    assert "resident" not in {row.key for row in conditions(filing)}


@pytest.mark.parametrize(("years", "met"), [(13, False), (14, True), (17, True), (18, None)])
def test_a_minor_founds_from_fourteen_with_consent(officer, years, met):
    filing = whole_filing(officer)
    today = timezone.localdate()
    born = datetime.date(today.year - years, today.month, min(today.day, 28))
    Founder.objects.create(
        filing=filing,
        name="Mladi",
        born_on=born,
        passport_number="AB1",
        passport_country="X",
        guardian_consent=filing.statute,
    )
    assert answer(filing, "minors").met is met


def test_art_13_the_name_differs_from_names_already_entered(officer):
    OrganisationFactory(name="УДРУЖЕЊЕ ЖЕНА ДАНАС")
    row = answer(whole_filing(officer), "name")
    assert (row.met, row.law) == (False, "čl. 13 Zakona o NVO")


def test_art_13_of_two_identical_filings_the_first_complete_one_wins(officer):
    head = UserFactory(roles=("registry_head",))
    first, second = (
        services.take(filing=services.submit(filing=whole_filing(officer), by=officer), by=officer)
        for _n in range(2)
    )
    decisions.enter(filing=first, by=head)
    with pytest.raises(Refused, match="already has this name"):
        decisions.enter(filing=second, by=head)


def test_ten_days_from_a_complete_filing_roll_over_a_day_off(officer):
    rule = rules_for(None, timezone.localdate()).register.decision_days
    assert (rule.value, rule.confirmed) == (10, True)
    calendar = jurisdiction.current().calendar
    assert services.decision_due(datetime.date(2026, 11, 12)) == datetime.date(2026, 11, 23)
    assert calendar.is_working(services.decision_due(datetime.date(2026, 11, 12)))
    assert services.submit(filing=whole_filing(officer, statute=None), by=officer).due is None


def test_art_29_economic_activity_only_when_the_statute_names_it(officer):
    row = answer(whole_filing(officer, economic_activity=True, economic_code="94.99"), "economic")
    assert (row.met, row.law) == (False, "čl. 29 Zakona o NVO")


def test_art_39_a_foreign_organisation_is_deleted_with_its_closing_account(officer):
    ngo = OrganisationFactory(kind="foreign_organisation")
    filing = changes.open_deletion(organisation=ngo, by=officer)
    row = answer(filing, "closing_account")
    assert (row.met, row.law) == (False, "čl. 39 Zakona o NVO")
