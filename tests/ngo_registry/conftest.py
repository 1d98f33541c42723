"""Tests of the register read English sentences; pages choose their own language."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Sentences of refusals in the language of the code."""
    with translation.override("en"):
        yield
