"""The statement of accessibility: in every language, with whom to write to; each claim names a test that exists."""

import re

import pytest
from django.conf import settings

from office.jurisdiction import current
from tests.words import strangers

DOCS = settings.BASE_DIR / "docs" / "accessibility.md"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["cnr", "cnr-cyrl", "en"])
def test_it_says_what_is_tested_what_is_not_and_whom_to_write_to(client, language):
    page = client.get(f"/{language}/accessibility/").content.decode()
    assert page.count("<h2") == 5 and page.count("<li>") >= 13
    assert str(current().name) in page and f'href="/{language}/contact/"' in page
    assert "WCAG 3.1.2" in page and "PDF/UA-1" in page and "320" in page
    assert strangers(page, language) == []


def test_every_claim_names_a_test_that_exists():
    named = set(re.findall(r"tests/[\w/]+\.py", DOCS.read_text(encoding="utf-8")))
    assert len(named) == 8
    assert [name for name in sorted(named) if not (settings.BASE_DIR / name).exists()] == []
