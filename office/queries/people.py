"""Questions about people and the roles they hold."""

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from office.models import RoleGrant, User


def people(*, words: str = "", role: str = "", only: str = "") -> QuerySet[User]:
    """People by name or e-mail, by the role they hold today, by state of the account."""
    today = timezone.localdate()
    current = RoleGrant.objects.current(today)
    found = User.objects.order_by("full_name", "pk").prefetch_related(
        Prefetch("grants", current.select_related("body").order_by("role"), to_attr="held")
    )
    if words:
        found = found.filter(Q(full_name__icontains=words) | Q(email__icontains=words))
    if role:
        found = found.filter(pk__in=current.filter(role=role).values("user"))
    if only == "staff":
        found = found.filter(pk__in=current.values("user"))
    if only == "closed":
        found = found.filter(is_active=False)
    return found


def grants_of(person: User) -> list[RoleGrant]:
    """All roles a person has or had, the present ones first; each knows whether it holds today."""
    today = timezone.localdate()
    grants = list(person.grants.select_related("body").order_by("-valid_from", "role"))
    for grant in grants:
        grant.holds = grant.valid_from <= today and (grant.valid_until is None or grant.valid_until >= today)
        grant.comes = grant.valid_from > today and (grant.valid_until is None or grant.valid_until >= today)
    return sorted(grants, key=lambda grant: not (grant.holds or grant.comes))


def has_second_factor(person: User) -> bool:
    """Is a second factor set up?"""
    return person.authenticator_set.exists()
