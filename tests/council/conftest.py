"""Fixtures of these tests."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared as they stand in the code."""
    with translation.override("en"):
        yield
