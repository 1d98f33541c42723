"""What would happen to several filings at once, what has just happened, and until when it is taken back."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry.models import RegisterFiling
from ngo_registry.queries.filings import handed_in
from ngo_registry.rules import FILING as SUBJECT
from ngo_registry.rules_of_taking import TAKE_BACK, check_hands_over, check_receives
from ngo_registry.workflows import FILING
from office.models import AuditEvent, RoleGrant, User
from office.refusal import Refused
from office.roles import Permission, Role, permissions_of
from office.templatetags.saradnja import script

MOST = 100
TAKEN, HANDED = "take", "hand over"


@dataclass(frozen=True)
class Judged:
    """A filing and why the verb would not pass; nothing when it would."""

    filing: RegisterFiling
    refusal: Refused | None = None


@dataclass(frozen=True)
class Lately:
    """A filing, whether this officer has just taken or handed it over, and until when it is taken back."""

    filing: RegisterFiling
    action: str = ""
    until: datetime.datetime | None = None


def chosen(numbers: Iterable[str]) -> list[RegisterFiling]:
    """Filings marked in the list, those with the nearest term first; what is no number is none."""
    wanted = [int(n) for n in numbers if n.isdecimal() and len(n) < 16][:MOST]
    rows = handed_in().select_related("organisation", "party", "taken_by", "decided_by")
    return sorted(rows.filter(pk__in=wanted), key=lambda row: (row.due or datetime.date.max, row.pk))


def to_take(rows: Iterable[RegisterFiling], by: User) -> list[Judged]:
    """Which of them this officer takes."""

    def check(row: RegisterFiling) -> None:
        if row.taken_by_id == by.pk:
            raise Refused(_("You already have it."))
        if row.taken_by is not None:
            raise Refused(
                _("An officer already has it: %(name)s.") % {"name": script(row.taken_by.full_name)}
            )
        FILING.check(row, "take", by=by)

    return [judged(row, check) for row in rows]


def to_hand_over(rows: Iterable[RegisterFiling], by: User, to: User | None) -> list[Judged]:
    """Which of them this officer hands over, to this colleague when one is chosen."""

    def check(row: RegisterFiling) -> None:
        check_hands_over(by, row)
        if to is not None:
            check_receives(to, row)

    return [judged(row, check) for row in rows]


def judged(row: RegisterFiling, check: Callable[[RegisterFiling], Any]) -> Judged:
    """The row with the answer of the check."""
    try:
        check(row)
    except Refused as no:
        return Judged(row, no)
    return Judged(row)


def officers() -> QuerySet:
    """Everybody who may carry a filing on."""
    roles = [role for role in Role.values if Permission.EDIT_REGISTER in permissions_of(role)]
    grants = RoleGrant.objects.current(timezone.localdate()).filter(role__in=roles)
    return User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("full_name")


def until_now() -> datetime.datetime:
    """Until when what happens now is taken back."""
    return timezone.now() + TAKE_BACK


def lately(rows: Iterable[RegisterFiling], by: User) -> list[Lately]:
    """What this officer has just done with each, read from the last line of its trail."""
    rows = list(rows)
    lines = AuditEvent.objects.filter(subject=SUBJECT, subject_id__in=[str(row.pk) for row in rows])
    last = {line.subject_id: line for line in lines.order_by("subject_id", "-pk").distinct("subject_id")}
    return [just_done(row, last.get(str(row.pk)), by) for row in rows]


def just_done(row: RegisterFiling, line: AuditEvent | None, by: User) -> Lately:
    """The last line of one filing, when it is this officer's taking or handing over of a moment ago."""
    fresh = line is not None and line.at > timezone.now() - TAKE_BACK
    if not fresh or line.action not in {TAKEN, HANDED} or line.actor_id_text != str(by.pk):
        return Lately(row)
    return Lately(row, line.action, line.at + TAKE_BACK)
