"""Whom people act for, an organisation or a party, and what each role may do for it: asked here and nowhere else."""

from enum import StrEnum
from typing import Any

from ngo_registry.models import NgoMembership, Organisation, Party, PartyMembership

Holder = Organisation | Party
Membership = NgoMembership | PartyMembership
Role = NgoMembership.Role


class Deed(StrEnum):
    """What a person does for the organisation or the party."""

    READ = "read"  # its file
    PREPARE = "prepare"  # begins a change in the register and writes it
    SEND = "send"  # sends it, gives it up once it is sent, opens its letters, complains
    ADMIT = "admit"  # decides who acts


ALL, WRITERS, OWNERS = (Role.OWNER, Role.EDITOR, Role.VIEWER), (Role.OWNER, Role.EDITOR), (Role.OWNER,)
# An editor of an organisation writes its applications and contacts; what the register is asked is its owner's.
MAY: dict[type, dict[Deed, tuple[str, ...]]] = {
    Organisation: {Deed.READ: ALL, Deed.PREPARE: OWNERS, Deed.SEND: OWNERS, Deed.ADMIT: OWNERS},
    Party: {Deed.READ: ALL, Deed.PREPARE: WRITERS, Deed.SEND: OWNERS, Deed.ADMIT: OWNERS},
}


def roles_for(kind: type, deed: Deed) -> tuple[str, ...]:
    """The roles that may do it for an organisation or for a party."""
    return MAY[kind][deed]


def as_column(holder: Holder) -> dict[str, Holder]:
    """The organisation or the party under the name of its column."""
    return {"party": holder} if isinstance(holder, Party) else {"organisation": holder}


def said(holder: Holder, of_organisation: Any, of_party: Any) -> Any:
    """The sentence that fits whom it is about."""
    return of_party if isinstance(holder, Party) else of_organisation
