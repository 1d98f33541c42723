"""The language of the closed pages: kept with the person, or in a cookie of the visitor."""

import pytest
from django.conf import settings
from django.urls import reverse

from office.models import User
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_a_person_keeps_the_choice(client):
    """Signed in, the choice is the person's own and the page comes back."""
    person = User.objects.create_user("reader@demo.test", "a-long-password-2026", full_name="Čitalac")
    client.force_login(person)
    answer = client.post(reverse("office_home:language"), {"language": "cnr-cyrl", "next": "/staff/"})
    person.refresh_from_db()
    assert (answer.status_code, answer.url, person.language) == (302, "/staff/", "cnr-cyrl")


def test_a_visitor_keeps_it_in_a_cookie_and_never_leaves_the_portal(client):
    """Without an account a cookie holds it; an address of another site is not followed."""
    answer = client.post(reverse("office_home:language"), {"language": "en", "next": "https://example.org/"})
    assert (answer.url, answer.cookies[settings.LANGUAGE_COOKIE_NAME].value) == ("/", "en")


def test_an_unknown_language_is_refused(client):
    """Only the languages of this office can be chosen, and only by POST."""
    address = reverse("office_home:language")
    assert client.post(address, {"language": "de", "next": "/"}).status_code == 400
    assert client.get(address).status_code == 405


def test_a_lasting_address_without_a_language_leads_to_its_page(client):
    """It stands in print, in QR codes and in letters; the language is the visitor's or the office's first."""
    ngo = OrganisationFactory()
    first = settings.OFFICE_LANGUAGES[0]
    answer = client.get(f"/register/{ngo.number}/?q=a&b=1")
    assert (answer.status_code, answer.url) == (302, f"/{first}/register/{ngo.number}/?q=a&b=1")
    assert client.get(answer.url).status_code == 200
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get(f"/register/{ngo.number}/").url == f"/en/register/{ngo.number}/"
    for address in ("/nothing/here/", "/en/nothing/here/", "/register/none/feed/", "/staff/none/"):
        assert client.get(address).status_code == 404, address
    assert client.post(f"/register/{ngo.number}/report-error/", {}).status_code == 404
