"""People and roles: given and taken with dates and reasons, never by oneself, never the last way back."""

import datetime

import pytest
from django.utils import timezone
from post_office.models import Email

from office.audit import timeline
from office.models import Body, RoleGrant, User
from office.refusal import Refused
from office.roles import Permission, Role
from office.services.people import change_settings, create_person, give_role, set_access, take_role
from tests.factories.office import administrator, client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = datetime.timedelta(days=1)


def given(by: User, to: User, role: str, **facts) -> RoleGrant:
    """Give a role from today."""
    facts = {
        "body": None,
        "valid_from": timezone.localdate(),
        "valid_until": None,
        "reason": "decision 1",
        **facts,
    }
    return give_role(person=to, role=role, by=by, **facts)


def again(user: User) -> User:
    """The person as the next request reads it."""
    return User.objects.get(pk=user.pk)


def test_role_holds_from_its_first_to_its_last_day():
    admin, ana, today = administrator(), person(), timezone.localdate()
    given(admin, ana, Role.READER, valid_from=today, valid_until=today)
    given(admin, ana, Role.REGISTRY_HEAD, valid_from=today + DAY)
    given(admin, ana, Role.OFFICE_OFFICER, valid_from=today - 5 * DAY, valid_until=today - DAY)
    ana = again(ana)
    assert (
        ana.roles == {Role.READER}
        and ana.can(Permission.READ_AUDIT)
        and not ana.can(Permission.DECIDE_REGISTER)
    )
    assert [event.action for event in timeline(ana)] == ["give_role"] * 3
    assert timeline(ana)[0].data == {"role": "reader", "body": "", "from": str(today), "until": str(today)}


def test_role_of_a_body_holds_for_that_body_only():
    admin, ana = administrator(), person()
    one, other = (Body.objects.create(code=code, kind="national", name=code) for code in ("m1", "m2"))
    with pytest.raises(Refused, match="Choose the body"):
        given(admin, ana, Role.BODY_OFFICER)
    given(admin, ana, Role.BODY_OFFICER, body=one)
    ana = again(ana)
    assert ana.can(Permission.MANAGE_CALLS, one) and not ana.can(Permission.MANAGE_CALLS, other)


def test_taken_role_ends_at_once_and_stays_as_history():
    admin, ana = administrator(), person("ana", Role.READER)
    grant = take_role(grant=ana.grants.get(), reason="left", by=admin)
    assert again(ana).roles == set() and grant.valid_until == timezone.localdate() - DAY
    with pytest.raises(Refused, match="already ended"):
        take_role(grant=grant, reason="left", by=admin)
    assert timeline(ana)[-1].action == "take_role" and timeline(ana)[-1].note == "left"


@pytest.mark.parametrize(
    ("role", "given_role", "to_self", "sentence"),
    [
        (Role.OFFICE_OFFICER, Role.READER, False, "does not allow you"),
        (Role.OFFICE_HEAD, Role.ADMINISTRATOR, False, "Only an administrator"),
        (Role.OFFICE_HEAD, Role.REGISTRY_HEAD, True, "Nobody gives a role to himself"),
    ],
)
def test_who_may_not_give(role, given_role, to_self, sentence):
    by, other = person("head", role), person("other")
    with pytest.raises(Refused, match=sentence):
        given(by, by if to_self else other, given_role)
    assert RoleGrant.objects.filter(role=given_role).count() == 0


def test_own_last_role_of_administrator_is_not_taken():
    admin = administrator()
    with pytest.raises(Refused, match="your own last role"):
        take_role(grant=admin.grants.get(), reason="x", by=admin)
    second = administrator("second")
    take_role(grant=admin.grants.get(), reason="x", by=second)
    assert again(admin).roles == set()


def test_same_role_twice_and_backward_dates_are_refused():
    admin, ana, today = administrator(), person("ana", Role.READER), timezone.localdate()
    with pytest.raises(Refused, match="already holds"):
        given(admin, ana, Role.READER)
    with pytest.raises(Refused, match="last day is before"):
        given(admin, ana, Role.EVALUATOR, valid_until=today - DAY)


def test_closed_account_cannot_act_and_nobody_closes_himself():
    admin, ana = administrator(), person("ana", Role.READER)
    with pytest.raises(Refused, match="your own account"):
        set_access(person=admin, active=False, reason="x", by=admin)
    with pytest.raises(Refused, match="Only an administrator closes"):
        set_access(person=admin, active=False, reason="x", by=person("head", Role.OFFICE_HEAD))
    browser = client_of(ana)
    assert browser.get("/staff/jobs/").status_code == 200
    set_access(person=ana, active=False, reason="left", by=admin)
    assert not again(ana).can(Permission.READ_AUDIT)
    assert browser.get("/staff/jobs/").status_code == 302


def test_account_is_opened_once_and_the_person_is_told_in_his_language():
    admin = administrator()
    marko = create_person(email="Marko@Example.test", full_name="Marko Marić", language="en", by=admin)
    assert not marko.has_usable_password() and marko.email == "marko@example.test"
    assert "/accounts/password/reset/" in Email.objects.get().message
    with pytest.raises(Refused, match="already open") as no:
        create_person(email="marko@example.TEST", full_name="M", language="en", by=admin)
    assert no.value.field == "email"


def test_settings_of_oneself():
    ana = person()
    change_settings(full_name="Ana Anić", language="cnr", compact=True, by=ana)
    assert (again(ana).full_name, again(ana).language, again(ana).compact) == ("Ana Anić", "cnr", True)


def test_screens_give_and_take_and_say_why_not():
    admin, ana, today = administrator(), person(), timezone.localdate()
    browser = client_of(admin)
    page = f"/staff/people/{ana.pk}/"
    facts = {"role": "reader", "valid_from": today.isoformat(), "reason": "decision 7"}
    assert browser.post(f"{page}give/", facts).status_code == 302
    shown = browser.get(page).content.decode()
    assert "decision 7" in shown and "reader of the audit trail" in shown
    refused = browser.post(f"{page}give/", facts)
    assert refused.status_code == 200 and "already holds this role" in refused.content.decode()
    assert browser.post(f"{page}take/{ana.grants.get().pk}/", {"reason": "left"}).status_code == 302
    assert again(ana).roles == set()
    assert browser.post(f"{page}access/", {"reason": "left"}).status_code == 302
    assert again(ana).is_active is False
    assert browser.get("/staff/people/?words=ana&only=closed").content.decode().count("/staff/people/") >= 2


def test_new_account_by_screen():
    browser = client_of(administrator())
    assert browser.get("/staff/people/new/").status_code == 200
    answer = browser.post(
        "/staff/people/new/", {"full_name": "Marko", "email": "marko@example.test", "language": "cnr"}
    )
    assert answer["Location"] == f"/staff/people/{User.objects.get(email='marko@example.test').pk}/"


def test_list_of_people_asks_the_same_number_of_questions(django_assert_num_queries):
    browser = client_of(administrator())
    for count in (1, 3):
        for number in range(count):
            person(f"p{count}{number}", Role.READER, Role.EVALUATOR)
        with django_assert_num_queries(7):
            browser.get("/staff/people/")


def test_settings_page_is_everybodys_own():
    browser = client_of(person("ngo"))
    assert browser.get("/accounts/settings/").status_code == 200
    assert browser.post("/accounts/settings/", {"full_name": "Ng O", "language": "en"}).status_code == 302
    assert User.objects.get(email="ngo@example.test").full_name == "Ng O"
