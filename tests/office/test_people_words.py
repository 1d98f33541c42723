"""What people are told at the doors stands in their own language and script."""

import pytest
from django.test import Client
from django.utils.translation import override

from office.refusal import Refused
from office.views.helpers import sentence
from tests.factories.office import person
from tests.words import strangers

pytestmark = pytest.mark.django_db
PASSWORD = "duga-lozinka-2026"


def greeted(language: str) -> str:
    """The first page after signing in on the Latin page of a browser that chose nothing."""
    user = person("ana", language=language, full_name="Željka Đukić")
    user.set_password(PASSWORD)
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    answer = Client().post("/accounts/login/", {"login": user.email, "password": PASSWORD}, follow=True)
    assert answer.status_code == 200 and answer.redirect_chain
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "greeting"),
    [
        ("cnr-cyrl", "Успјешно сте се пријавили као Жељка Ђукић."),
        ("cnr", "Uspješno ste se prijavili kao Željka Đukić."),
    ],
)
def test_greeting_at_the_door(language, greeting):
    page = greeted(language)
    assert greeting in page and strangers(page, language) == []


def test_goodbye_on_the_public_page_of_the_same_language():
    user = person("ana", language="cnr-cyrl")
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/accounts/logout/")
    assert (answer.status_code, answer["Location"]) == (302, "/cnr-cyrl/")


def test_article_of_a_refusal_in_the_script_of_the_page():
    no = Refused("Није могуће.", law="čl. 32v Zakona o NVO")
    with override("cnr-cyrl"):
        assert sentence(no) == "Није могуће. (чл. 32в Закона о НВО)"
