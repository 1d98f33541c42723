"""People who log in, and the roles they hold for a time."""

import datetime

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from office.models.bodies import Body
from office.roles import Permission, Role, permissions_of


class UserManager(BaseUserManager):
    """Makes accounts known by their e-mail."""

    def create_user(self, email: str, password: str | None = None, **facts):
        """An ordinary account."""
        user = self.model(email=self.normalize_email(email).lower(), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **facts):
        """An administrator of the system."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **facts})

    def get_by_natural_key(self, username):
        """E-mail in any case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account."""

    email = models.EmailField(_("e-mail"), unique=True)
    full_name = models.CharField(_("name and surname"), max_length=150)
    language = models.CharField(_("language of the closed pages"), max_length=10, blank=True)
    compact = models.BooleanField(_("compact tables"), default=False)
    is_active = models.BooleanField(_("may log in"), default=True)
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    closed = ("email",)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(models.functions.Lower("email"), name="email_unique_in_any_case")
        ]

    def __str__(self):
        return self.full_name or self.email

    @cached_property
    def current_grants(self) -> list["RoleGrant"]:
        """Role grants in force today (one query per request)."""
        return list(self.grants.current(timezone.localdate()).select_related("body"))

    def can(self, permission: Permission, body: Body | None = None) -> bool:
        """May this person do it (for that body)? A grant without a body holds for all of them."""
        if not self.is_active:
            return False
        return any(
            permission in permissions_of(grant.role)
            and (grant.body_id is None or body is None or grant.body_id == body.pk)
            for grant in self.current_grants
        )

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """All permissions the person has for any body."""
        return frozenset().union(*(permissions_of(grant.role) for grant in self.current_grants))

    @property
    def roles(self) -> set[str]:
        """Codes of the roles in force today."""
        return {grant.role for grant in self.current_grants}


def bodies_of(user: User, permission: Permission):
    """Bodies for which the person has the permission, as a queryset."""
    scoped = set()
    for grant in user.current_grants:
        if permission in permissions_of(grant.role):
            if grant.body_id is None:
                return Body.objects.all()
            scoped.add(grant.body_id)
    return Body.objects.filter(pk__in=scoped)


class RoleGrantQuerySet(models.QuerySet):
    """Adjectives of role grants."""

    def current(self, day: datetime.date) -> "RoleGrantQuerySet":
        """Grants in force on that day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))


class RoleGrant(models.Model):
    """A role given to a person, everywhere or for one body, from a day until a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=40, choices=[(r.value, r.label) for r in Role])
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="role_grants")
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("basis"), max_length=200, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        ordering = ["user", "role", "valid_from"]

    def __str__(self):
        return f"{self.user}: {self.role}"
