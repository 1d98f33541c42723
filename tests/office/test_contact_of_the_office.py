"""The contact of an office whose e-mail and telephone nobody has written yet, and where its staff write them."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from office.models import Page
from tests.factories.office import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    """Who writes the pages of the office, reading English."""
    one = person("urednik", "administrator")
    one.language = "en"
    one.save()
    return one


def test_what_is_not_known_is_not_shown_and_an_error_is_reported_where_the_organisation_stands(client):
    with override("en"):
        page = client.get(reverse("office_public:contact")).content.decode()
    assert "E-mail" not in page and "Telephone" not in page and "mailto:" not in page
    assert 'href="/en/register/"' in page and "there is “Report an error”" in page


def test_staff_are_told_to_write_it_and_what_their_text_replaces(officer):
    client = client_of(officer)
    assert "names no e-mail or no telephone" in client.get(reverse("office_staff:pages")).content.decode()
    address = reverse("office_staff:page", args=["contact", "en"])
    page = client.get(address).content.decode()
    assert "replaces the whole text that came with the portal" in page and 'href="/en/contact/"' in page
    Page.objects.create(slug="contact", language="en", title="Contact", body="Tel. 020 000 000")
    assert "replaces the whole text" not in client.get(address).content.decode()


@pytest.mark.parametrize(("office", "title"), [("novi_sad", "The City"), ("montenegro", "The State")])
def test_the_front_page_says_who_works_together(client, settings, office, title):
    settings.OFFICE_JURISDICTION = office
    with override("en"):
        assert f"{title} and NGOs together" in client.get(reverse("office_public:front")).content.decode()
