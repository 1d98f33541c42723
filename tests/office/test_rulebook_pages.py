"""Staff pages of the rulebooks: what they show, who may add a version, what the form refuses."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from office.models import RulebookVersion
from office.rulebooks import from_version, rules_for
from office.rulebooks.criteria_text import criteria_from_text, criteria_to_text
from office.rulebooks.forms import VersionForm
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def base():
    return RulebookVersion.objects.get(code="me-2018")


@pytest.fixture
def enter(client, settings):
    """Log a person of a role in, in English."""
    settings.SECOND_FACTOR_REQUIRED = False

    def entered(*roles):
        user = UserFactory(roles=roles, language="en")
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return entered


def filled(base, **changes):
    """What the browser sends when only these fields are changed."""
    with override("en"):
        form = VersionForm(base=base)
        data = {}
        for bound in [form[name] for name in form.fields]:
            value = bound.value()
            if value not in (None, False):
                data[bound.html_name] = "on" if value is True else value
    head = {
        "code": "me-2027",
        "title": "Zakon",
        "legal_basis": "Sl. list CG 84/24",
        "in_force_from": "2027-01-01",
    }
    return {**data, **head, **changes}


def test_the_list_names_every_version_with_its_unconfirmed_values(enter, base):
    page = enter("office_officer").get(reverse("office_staff:rulebooks")).content.decode()
    assert base.title in page
    assert "in force" in page
    assert f'<td class="num">{len(from_version(base).unconfirmed())}</td>' in page


def test_a_version_shows_every_value_with_its_article_and_marks_the_unconfirmed_in_words(enter, base):
    page = enter("office_officer").get(reverse("office_staff:rulebook", args=[base.code])).content.decode()
    for _section, rows in from_version(base).sections():
        for _key, rule in rows:
            with override("en"):
                assert str(rule.label).replace("'", "&#x27;") in page
            assert rule.law in page
    assert page.count("unconfirmed</span>") >= len(from_version(base).unconfirmed())
    assert "never refuse a person outside it" in page
    assert "Add a version" not in page


def test_the_page_speaks_the_script_of_the_person(client, settings, base):
    settings.SECOND_FACTOR_REQUIRED = False
    user = UserFactory(roles=("office_head",), language="cnr-cyrl")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("office_staff:rulebook", args=[base.code])).content.decode()
    assert "чл. 32в Закона о НВО" in page
    assert "Допринос остваривању јавног интереса" in page


def test_only_who_keeps_the_rulebooks_may_open_the_form(enter, base):
    address = f"{reverse('office_staff:rulebook_new')}?from={base.code}"
    assert enter("office_officer").get(address).status_code == 403
    assert enter("office_head").get(address).status_code == 200
    answer = enter("office_head").get(reverse("office_staff:rulebook_new"))
    assert (answer.status_code, answer.url) == (302, reverse("office_staff:rulebooks"))


def test_a_version_is_added_in_the_browser(enter, base):
    address = f"{reverse('office_staff:rulebook_new')}?from={base.code}"
    changes = {"call-open_days-value": "20", "call-open_days-source": "Sl. list CG 84/24"}
    response = enter("office_head").post(address, filled(base, **changes))
    assert response.url == reverse("office_staff:rulebook", args=["me-2027"])
    old, new = from_version(base), rules_for(None, date(2027, 1, 1))
    assert (old.call.open_days.value, new.call.open_days.value) == (30, 20)
    assert old.evaluation == new.evaluation
    assert old.call.budget_share_priorities == new.call.budget_share_priorities
    page = enter("office_head").get(response.url).content.decode()
    assert page.count("changed</span>") == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Nothing differs from the version before"),
        ({"call-open_days-value": ""}, "This field is required."),
        ({"call-open_days-value": "20", "in_force_from": "2018-01-01"}, "after the one before it"),
        ({"call-open_days-value": "20", "code": "me-2018"}, "This code is taken"),
        ({"call-publish_by-value": "31"}, "Write the day and the month"),
        ({"evaluation-criteria-value": "35 | Interes\n- 15 | 1 | Ciljevi"}, "add up to 15, not to 35"),
        ({"evaluation-criteria-value": "trideset"}, "Line 1 is not written as shown above."),
        ({"call-min_share_of_requested-value": "osamdeset"}, "is not a sum of money"),
        (
            {"call-open_days-value": "20", "call-open_days-law": "", "call-open_days-source": ""},
            "names neither law nor source",
        ),
    ],
)
def test_what_the_form_refuses(enter, base, changes, sentence):
    address = f"{reverse('office_staff:rulebook_new')}?from={base.code}"
    page = enter("office_head").post(address, filled(base, **changes)).content.decode()
    assert sentence in page
    assert not RulebookVersion.objects.filter(code="me-2027").exists()


def test_criteria_survive_the_way_through_text(base):
    criteria = from_version(base).evaluation.criteria.value
    read = criteria_from_text(criteria_to_text(criteria))
    assert [(each["name"], each["max_points"], each["law"]) for each in read] == [
        (each.name, f"{each.max_points:f}", each.law) for each in criteria
    ]
    assert [len(each["sub"]) for each in read] == [len(each.sub) for each in criteria]
