"""What every page tells the browser, and what the logs keep to themselves."""

import logging

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.office import administrator, client_of

OPEN = ("/en/", "/en/about/", "/accounts/login/", "/verify/", "/en/nothing-here/", "/health/live")


def policy(answer) -> dict[str, str]:
    """The content security policy of an answer, part by part."""
    return dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))


def sound(found: dict[str, str]) -> bool:
    """Nothing is allowed but what is served here, and no code written into a page."""
    said = " ".join(found.values())
    return (
        found["default-src"] == "'none'"
        and found["script-src"] == found["style-src"] == "'self'"
        and "unsafe" not in said
        and "*" not in said
    )


@pytest.mark.django_db
@pytest.mark.parametrize("path", OPEN)
def test_no_page_allows_code_of_others_or_code_written_into_it(client: Client, path):
    assert sound(policy(client.get(path)))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/staff/", "/staff/components/", "/accounts/2fa/", "/admin/"])
def test_nor_does_a_page_behind_a_door(path):
    assert sound(policy(client_of(administrator()).get(path, follow=True)))


def test_no_other_part_of_the_settings_softens_it():
    assert "unsafe" not in str(settings.CONTENT_SECURITY_POLICY)
    assert not hasattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY")


def test_the_outbox_writes_into_our_masked_log_only():
    from post_office.logutils import setup_loghandlers  # noqa: PLC0415  it sets up logging when it is imported

    setup_loghandlers("DEBUG")
    log = logging.getLogger("post_office")
    formats = [handler.formatter for handler in log.handlers]
    assert type(formats[0]).__name__ == "ProcessorFormatter"
    assert [each for each in formats if "PID" in (getattr(each, "_fmt", "") or "")] == []
    assert (log.level, log.propagate) == (logging.WARNING, False)
