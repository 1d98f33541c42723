"""Roles: who may do what, door by door; the table of roles against a second copy written by hand."""

import pytest
from django.test import Client

from office.models import User
from office.models.user import bodies_of
from office.roles import PERMISSION_TEXTS, ROLE_PERMISSIONS, Permission, Role
from tests.factories.office import administrator, client_of, person

# What each role must never do, whatever else changes.
NEVER = {
    Role.REGISTRY_OFFICER: {"decide_register", "manage_people", "sign_decisions", "pay", "read_audit"},
    Role.REGISTRY_HEAD: {"manage_people", "sign_decisions", "pay"},
    Role.OFFICE_OFFICER: {
        "sign_decisions",
        "approve_reports",
        "manage_people",
        "adopt_priorities",
        "evaluate",
    },
    Role.OFFICE_HEAD: {"evaluate", "decide_register"},
    Role.BODY_OFFICER: {
        "sign_decisions",
        "manage_people",
        "collect_spending",
        "read_outbox",
        "read_audit",
        "evaluate",
    },
    Role.BODY_HEAD: {"manage_people", "approve_reports", "read_outbox", "evaluate"},
    Role.COMMISSION_MEMBER: {"manage_calls", "publish_calls", "pay", "sign_decisions", "read_audit"},
    Role.EVALUATOR: set(Permission) - {"evaluate"},
    Role.READER: set(Permission) - {"enter_staff", "read_audit"},
    Role.PAYROLL_OFFICER: set(Permission) - {"enter_staff", "keep_payroll"},
    Role.ADMINISTRATOR: {"keep_payroll"},
}


@pytest.mark.parametrize("role", Role.values)
def test_role_never_does(role):
    assert {p.value for p in ROLE_PERMISSIONS[role]} & NEVER[role] == set()


def test_every_role_and_permission_is_explained():
    assert set(ROLE_PERMISSIONS) == set(Role.values) == set(NEVER)
    assert set(PERMISSION_TEXTS) == set(Permission)


# Which screen opens for whom: 200 for those, 403 for every other signed-in person.
SCREENS = {
    "/staff/people/": {Role.OFFICE_HEAD, Role.ADMINISTRATOR},
    "/staff/people/new/": {Role.OFFICE_HEAD, Role.ADMINISTRATOR},
    "/staff/bodies/": {Role.OFFICE_OFFICER, Role.OFFICE_HEAD, Role.ADMINISTRATOR},
    "/staff/pages/": {Role.OFFICE_OFFICER, Role.OFFICE_HEAD, Role.ADMINISTRATOR},
    "/staff/outbox/": {Role.OFFICE_OFFICER, Role.OFFICE_HEAD, Role.ADMINISTRATOR},
    "/staff/audit/": {Role.OFFICE_HEAD, Role.READER, Role.ADMINISTRATOR},
    "/staff/jobs/": set(Role.values) - {Role.EVALUATOR},
}


@pytest.mark.django_db
@pytest.mark.parametrize("screen", SCREENS)
def test_screen_opens_for_its_roles_only(screen):
    assert Client().get(screen)["Location"].startswith("/accounts/login/")
    assert client_of(person("nobody")).get(screen).status_code == 403
    for role in Role.values:
        wanted = 200 if role in SCREENS[screen] else 403
        assert client_of(person(role, role)).get(screen).status_code == wanted, role


@pytest.mark.django_db
def test_staff_without_a_second_factor_is_led_to_set_it_up():
    browser = Client()
    browser.force_login(administrator())
    assert browser.get("/staff/people/")["Location"] == "/accounts/2fa/"


@pytest.mark.django_db
def test_bodies_of_a_person():
    admin = administrator()
    assert bodies_of(admin, Permission.MANAGE_CALLS).query.where.children == []
    assert list(bodies_of(person("x", Role.EVALUATOR), Permission.MANAGE_CALLS)) == []


@pytest.mark.django_db
def test_email_is_one_in_any_case():
    User.objects.create_user("Ana@Example.test", full_name="Ana")
    assert User.objects.get_by_natural_key("ANA@example.test").email == "ana@example.test"
