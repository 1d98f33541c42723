"""People of the office, each with a role."""

import datetime

from django.test import Client

from office.models import Body, RoleGrant, User
from office.roles import Role

LONG_AGO = datetime.date(2020, 1, 1)


def person(name: str = "ana", *roles: str, body: Body | None = None, language: str = "en", **facts) -> User:
    """Somebody with these roles (for the body, when one is given)."""
    user = User.objects.create_user(
        f"{name}@example.test", full_name=facts.pop("full_name", name.title()), language=language, **facts
    )
    for role in roles:
        RoleGrant.objects.create(user=user, role=role, body=body, valid_from=LONG_AGO)
    return user


def administrator(name: str = "admin") -> User:
    """Somebody who may do everything."""
    return person(name, Role.ADMINISTRATOR)


def client_of(user: User) -> Client:
    """A browser in which the person is signed in with a second factor."""
    user.authenticator_set.get_or_create(type="totp", defaults={"data": {"secret": "x"}})
    client = Client()
    client.force_login(user)
    return client
