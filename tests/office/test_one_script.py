"""Every public page is written in one script: nothing untranslated, nothing typed in the other letters."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from tests.words import strangers

SCRIPTS = ("cnr-cyrl", "cnr")
CLOSED = ("admin/", "staff/", "portal/", "evaluation/", "health/", "metrics")
LANGUAGE_ROOT = "cnr/"


def fixed_paths(patterns: list, prefix: str = "") -> list[str]:
    """Addresses without parameters, as the resolver knows them."""
    found = []
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += fixed_paths(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern) and "<" not in here and "\\" not in here and "^" not in here:
            found.append(here)
    return found


def public_paths() -> list[str]:
    """Every public page without parameters, for one language; other languages differ by their prefix."""
    with translation.override(LANGUAGE_ROOT.strip("/")):
        paths = [path for path in fixed_paths(get_resolver().url_patterns) if not path.startswith(CLOSED)]
    return [path for path in paths if path.startswith((LANGUAGE_ROOT, "accounts/", "verify/"))]


@pytest.mark.django_db
@pytest.mark.parametrize("language", SCRIPTS)
def test_public_pages_are_in_one_script(client: Client, language: str, settings) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    told = {}
    for path in public_paths():
        response = client.get("/" + path.replace(LANGUAGE_ROOT, f"{language}/", 1))
        if response.status_code in {200, 404} and "text/html" in response.get("Content-Type", ""):
            told[path] = strangers(response.content.decode(), language)
    assert len(told) > 5
    assert {path: found for path, found in told.items() if found} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("language", SCRIPTS)
def test_a_missing_page_is_in_one_script(client: Client, language: str) -> None:
    response = client.get(f"/{language}/nothing-is-here/")
    assert response.status_code == 404
    assert strangers(response.content.decode(), language) == []
