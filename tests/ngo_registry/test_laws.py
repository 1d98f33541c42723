"""Laws over many rows find what was broken by hand, and nothing in what was entered by the verbs."""

import pytest

from ngo_registry import laws
from ngo_registry.models import Organisation, RegisterEntry
from ngo_registry.services import decisions
from ngo_registry.services import filings as services
from tests.factories.filings import whole_filing
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
CHECKS = (laws.names_once, laws.filings_in_book, laws.deletions_hold, laws.members_once, laws.sorted_by_name)


@pytest.fixture
def entered():
    """An organisation entered from its papers."""
    officer, head = UserFactory(roles=("registry_officer",)), UserFactory(roles=("registry_head",))
    filing = services.take(filing=services.submit(filing=whole_filing(officer), by=officer), by=officer)
    return decisions.enter(filing=filing, by=head)


def broken() -> list[str]:
    """All sentences."""
    return [sentence for check in CHECKS for sentence in check()]


def test_what_the_verbs_write_is_whole(entered):
    assert broken() == []


def test_a_changed_decision_number_a_wrong_key_and_an_undone_deletion_are_found(entered):
    entered.decision_number = "O-1"
    entered.save()
    Organisation.objects.update(sort_key="x")
    RegisterEntry.objects.create(
        number="U-X", organisation=entered.organisation, kind="deletion", on="2026-01-01"
    )
    assert len(broken()) == 3
