"""Who may give and take roles, and close accounts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from office.models import Body, RoleGrant, User
from office.refusal import Refused
from office.roles import Permission, Role

OF_A_BODY = frozenset({Role.BODY_OFFICER, Role.BODY_HEAD})


def check_may_manage_people(by: Any) -> None:
    """Only those whose work it is."""
    if not by.can(Permission.MANAGE_PEOPLE):
        raise Refused(_("Your role does not allow you to give and take roles."))


def check_may_handle_role(by: User, role: str) -> None:
    """An administrator is made and unmade by an administrator alone."""
    check_may_manage_people(by)
    if role == Role.ADMINISTRATOR and Role.ADMINISTRATOR not in by.roles:
        raise Refused(_("Only an administrator gives and takes the role of administrator."), field="role")


def check_may_give(by: User, person: User, role: str, body: Body | None) -> None:
    """Nobody raises himself, and a role of a body names the body."""
    check_may_handle_role(by, role)
    if by.pk == person.pk and Role.ADMINISTRATOR not in by.roles:
        raise Refused(_("Nobody gives a role to himself. Ask a colleague who may give roles."))
    if role in OF_A_BODY and body is None:
        raise Refused(_("Choose the body: this role holds for one body only."), field="body")


def check_may_take(by: User, grant: RoleGrant) -> None:
    """The last way back into the administration is not closed by the one who stands in it."""
    check_may_handle_role(by, grant.role)
    if grant.role == Role.ADMINISTRATOR and grant.user_id == by.pk:
        own = [each for each in by.current_grants if each.role == Role.ADMINISTRATOR]
        if len(own) <= 1:
            raise Refused(
                _("This is your own last role of administrator. Another administrator must take it.")
            )


def check_may_close(by: User, person: User) -> None:
    """Nobody locks himself out, and administrators are locked out by administrators."""
    check_may_manage_people(by)
    if by.pk == person.pk:
        raise Refused(_("You cannot close your own account."))
    if Role.ADMINISTRATOR in person.roles and Role.ADMINISTRATOR not in by.roles:
        raise Refused(_("Only an administrator closes the account of an administrator."))
