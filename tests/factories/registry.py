"""Invented people with roles, organisations and memberships."""

import datetime

import factory
from django.utils import timezone

from ngo_registry.models import NgoMembership, Organisation
from office.models import Municipality, RoleGrant, User
from office.scripts import sort_key


class UserFactory(factory.django.DjangoModelFactory):
    """A person; `roles=("registry_officer",)` gives roles in force today."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"osoba{n}@example.test")
    full_name = factory.Sequence(lambda n: f"Osoba {n} Primjer")

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        """Grants from a year ago, without end."""
        since = timezone.localdate() - datetime.timedelta(days=365)
        for role in extracted or ():
            RoleGrant.objects.create(user=self, role=role, valid_from=since)


class MunicipalityFactory(factory.django.DjangoModelFactory):
    """A municipality beside the real code list."""

    class Meta:
        model = Municipality

    code = factory.Sequence(lambda n: f"T{n}")
    name = factory.Sequence(lambda n: f"Mjesto {n}")
    sort_key = factory.LazyAttribute(lambda self: sort_key(self.name))


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An active association; traits: deleted, imported."""

    class Meta:
        model = Organisation

    class Params:
        deleted = factory.Trait(
            status="deleted",
            deleted_on=datetime.date(2024, 5, 6),
            deletion_reason="odluka organa",
            deletion_act="R-1",
        )
        imported = factory.Trait(source="imported", as_of=datetime.date(2026, 10, 1))

    kind = "association"
    number = factory.Sequence(lambda n: f"2020-{n:05d}")
    name = factory.Sequence(lambda n: f"Udruženje građana Primjer {n}")
    place = "Nikšić"
    address = "Trg slobode 1"
    registered_on = datetime.date(2020, 3, 2)
    decision_number = factory.LazyAttribute(lambda self: f"UPI-{self.number}")
    sort_key = factory.LazyAttribute(lambda self: sort_key(self.name))


class MembershipFactory(factory.django.DjangoModelFactory):
    """An owner since a year ago."""

    class Meta:
        model = NgoMembership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "owner"
    valid_from = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=365))
