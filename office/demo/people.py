"""The demo logins (contract: docs/how-to/operate.md) and other invented people."""

import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from office.demo.words import FIRST, LAST, ours
from office.models import Body, RoleGrant, User
from office.roles import Role

SINCE = datetime.date(2025, 1, 1)


class People:
    """Accounts by their short name; one password for all."""

    def __init__(self, password: str) -> None:
        self.password = make_password(password)
        self.known: dict[str, User] = {}

    def person(self, login: str, full_name: str, **facts: Any) -> User:
        """An account with a confirmed e-mail; found again on a second run."""
        email = login if "@" in login else f"{login}@demo.test"
        user, _made = User.objects.get_or_create(
            email=email,
            defaults={
                "full_name": ours(full_name),
                "password": self.password,
                "language": settings.OFFICE_LANGUAGES[0],
                **facts,
            },
        )
        EmailAddress.objects.get_or_create(
            user=user, email=email, defaults={"verified": True, "primary": True}
        )
        self.known[login] = user
        return user

    def role(self, user: User, role: str, body: Body | None = None) -> None:
        """A role since last year."""
        RoleGrant.objects.get_or_create(
            user=user,
            role=role,
            body=body,
            defaults={"valid_from": SINCE, "reason": ours("Rješenje o rasporedu")},
        )
        user.__dict__.pop("current_grants", None)

    def office(self, ministry: Body) -> None:
        """The people of the office and of one funding body."""
        staff = self.person("staff", "Jelena Radović")
        for role in (Role.REGISTRY_OFFICER, Role.OFFICE_OFFICER):
            self.role(staff, role)
        head = self.person("head", "Nikola Vujović")
        for role in (Role.REGISTRY_HEAD, Role.OFFICE_HEAD):
            self.role(head, role)
        self.role(self.person("ministry", "Marija Đurović"), Role.BODY_OFFICER, ministry)
        self.role(self.person("bodyhead", "Petar Kovačević"), Role.BODY_HEAD, ministry)
        admin = self.person("admin", "Administrator demo", is_staff=True, is_superuser=True)
        self.role(admin, Role.ADMINISTRATOR)
        for login, name in (
            ("commission", "Vesna Perović"),
            ("member2", "Igor Tomić"),
            ("member3", "Lejla Hodžić"),
        ):
            self.person(login, name)
        for login, name in (
            ("evaluator", "Andrija Milić"),
            ("evaluator2", "Sanja Lukić"),
            ("evaluator3", "Bojan Zeković"),
        ):
            self.person(login, name)

    def others(self, body: Body, number: int) -> list[User]:
        """Three more people of another body: the president of its commission, an official, an NGO's candidate."""
        found = []
        for place in range(3):
            name = f"{FIRST[(3 * number + place) % len(FIRST)]} {LAST[(5 * number + place) % len(LAST)]}"
            found.append(self.person(f"{body.code}{place + 1}", name))
        self.role(found[1], Role.BODY_OFFICER, body)
        self.role(
            self.person(f"{body.code}4", f"{FIRST[number % len(FIRST)]} {LAST[-number]}"),
            Role.BODY_HEAD,
            body,
        )
        return found
