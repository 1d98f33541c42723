"""Fixtures of the kernel's tests."""

import pytest
from django.utils import translation


@pytest.fixture
def english():
    """Sentences in English, as the tests quote them."""
    with translation.override("en"):
        yield
