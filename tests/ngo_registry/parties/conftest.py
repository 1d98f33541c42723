"""People of the register of parties; pages without a second factor."""

import pytest

from office.models import User
from tests.factories.registry import UserFactory


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer() -> User:
    """Who writes filings from their papers."""
    return UserFactory(full_name="Milica Prva", roles=("registry_officer",), language="en")


@pytest.fixture
def head() -> User:
    """Who signs."""
    return UserFactory(full_name="Petar Drugi", roles=("registry_head",), language="en")


@pytest.fixture
def applicant() -> User:
    """Who represents a party that files online."""
    return UserFactory(full_name="Ana Anić", language="en")
