"""Verbs of the own rules of a call: chosen while it is drafted, frozen into its rulebook when it is published."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from grants.models import Call, OwnRule
from grants.own_rules import laid_over
from grants.services.call_parts import open_draft
from office.audit import record
from office.models import RulebookVersion, User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import service
from office.services.rulebooks import freeze_own

MOST = {"evaluation.scorers": 20, "ranking.decimals": 4}
MOST_DAYS = 90


@service
def set_own_rules(*, call: Call, values: Mapping[str, Any], law: str, by: User) -> list[OwnRule]:
    """Replace the own values of a draft; every one rests on the act that is named. None leaves the rulebook's."""
    call = open_draft(call, by)
    own = {key: value for key, value in values.items() if value is not None}
    if own and not law.strip():
        raise Refused(
            _("Name the act and its article: the call shows them beside its own rules."), field="law"
        )
    for key, value in own.items():
        check_value(key, value)
    call.own_rules.all().delete()
    OwnRule.objects.bulk_create(
        OwnRule(call=call, key=key, value=own[key], law=law.strip())
        for key in OwnRule.Key.values
        if key in own
    )
    record("set_own_rules", call, by=by, note=law.strip(), data=own)
    return list(call.own_rules.all())


def check_value(key: str, value: Any) -> None:
    """A known rule and a value that can be worked with."""
    if key not in OwnRule.Key.values:
        raise Refused(_("A call may not set this rule itself."))
    if isinstance(value, int) and not 0 <= value <= MOST.get(key, MOST_DAYS):
        raise Refused(_("This number is out of what can be worked with."), field=field_of(key))
    if value == 0 and key != "ranking.decimals":
        raise Refused(_("This number is out of what can be worked with."), field=field_of(key))


def field_of(key: str) -> str:
    """The field of the form that holds a rule."""
    return key.rpartition(".")[2]


def copy_own_rules(earlier: Call, call: Call) -> None:
    """The own rules of the earlier call, with their act."""
    OwnRule.objects.bulk_create(
        OwnRule(call=call, key=each.key, value=each.value, law=each.law) for each in earlier.own_rules.all()
    )


def frozen_version(call: Call, version: RulebookVersion, by: User) -> RulebookVersion:
    """The version the call freezes: the body's, or one of its own where it sets rules itself."""
    own = list(call.own_rules.all())
    if not own:
        return version
    act = own[0].law
    return freeze_own(
        base=version, rules=laid_over(from_version(version), own), number=call.pk, act=act, by=by
    )
