"""What a log line shows of people: nothing; of days, hours and prints: everything."""

import io
import logging

import pytest
from django.test import Client

from office.logs import Denials, mask_event, masked
from tests.factories.office import person


@pytest.mark.parametrize(
    "number",
    [
        "067111222",
        "067 111 222",
        "067/111-222",
        "020/123-456",
        "0641234567",
        "011 3456 789",
        "+382 67 111 222",
        "+381641234567",
        "00382 (67) 111-222",
        "+49 30 901820",
    ],
)
def test_telephones_are_masked_however_they_are_written(number):
    assert masked(f"call {number}, please") == "call [telephone], please"
    assert masked({"contact": [number]}) == {"contact": ["[telephone]"]}


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-26T05:32:04.123456Z",
        "26.11.2026 05:32:04",
        "01.02.2026",
        "2026-02-01 00:00:00+0100",
        "127.0.0.1:8000",
        "job 100234 done in 0.0123456 s",
        "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "/en/calls/poziv-2026/",
    ],
)
def test_what_is_no_telephone_stays(text):
    assert masked(text) == text


def test_text_typed_into_a_search_is_masked_and_its_field_stays():
    line = "GET /staff/register/?q=Marija+Mari%C4%87&page=2 HTTP/1.1"
    assert masked(line) == "GET /staff/register/?q=[typed]&page=[typed] HTTP/1.1"
    event = {"event": "slow", "path": "/search/?text=Petar%20Petrović", "took": 1.5}
    assert mask_event(None, "info", event) == {"event": "slow", "path": "/search/?text=[typed]", "took": 1.5}


def test_numbers_of_persons_accounts_and_addresses_are_masked():
    line = "0101990210005 ME25505000012345678951 ana@primjer.me"
    assert masked(line) == "[JMBG] [IBAN] [e-mail]"


@pytest.mark.django_db
def test_whoever_is_not_let_in_is_one_line_without_code_or_person(monkeypatch, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    console = next(
        each for each in logging.root.handlers if any(isinstance(f, Denials) for f in each.filters)
    )
    written = io.StringIO()
    monkeypatch.setattr(console, "stream", written)
    marko = person("marko")
    client = Client()
    client.force_login(marko, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/staff/audit/?q=Marija").status_code == 403
    lines = [line for line in written.getvalue().splitlines() if "django.request" in line]
    assert [line.count("Forbidden (Permission denied): /staff/audit/") for line in lines] == [1]
    said = written.getvalue()
    assert not {word for word in ("Traceback", "Marija", marko.email, marko.full_name) if word in said}
