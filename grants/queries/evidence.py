"""Which pieces of evidence a person may open; whoever may not is led to the public page of the call."""

from collections.abc import Iterable

from grants.queries.contracts import contracts_for_staff
from grants.queries.past_findings import Line
from grants.queries.staff_applications import applications_seen_by
from office.models import User


def open_to(user: User, lines: Iterable[Line]) -> set[tuple[str, int]]:
    """Kinds and keys of what the person reads in the staff rooms; bans are read by everybody who checks."""
    wanted: dict[str, set[int]] = {}
    for line in lines:
        wanted.setdefault(line.kind, set()).add(line.pk)
    found = {("ban", pk) for pk in wanted.get("ban", ())}
    if contracts := wanted.get("contract"):
        keys = contracts_for_staff(user).filter(pk__in=contracts).values_list("pk", flat=True)
        found |= {("contract", pk) for pk in keys}
    if applications := wanted.get("application"):
        keys = applications_seen_by(user).filter(pk__in=applications).values_list("pk", flat=True)
        found |= {("application", pk) for pk in keys}
    return found
