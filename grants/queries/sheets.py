"""Questions about sheets besides their points: whose term comes, which corrections wait, what was signed."""

import datetime
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from grants.models import Application, Assignment, SheetCorrection, SheetReminder, SignedSheet
from grants.queries.evaluation import GONE, calls_seen_by
from grants.queries.staff_applications import current_seats
from office.models import User

A = Assignment.State


class Queue(NamedTuple):
    """Where a sheet stands among the person's sheets of the call, and how far all of them are."""

    before: int | None
    after: int | None
    place: int
    total: int
    locked: int
    unlocked: int | None  # the next sheet that is not locked


def queue_of(user: User, assignment: Assignment) -> Queue:
    """The neighbours of a sheet and the progress of the person in this call; one question."""
    rows = Assignment.objects.filter(user=user, application__call_id=assignment.application.call_id).exclude(
        state__in=GONE
    )
    found = list(rows.order_by("application__number", "pk").values_list("pk", "state"))
    keys = [pk for pk, _state in found]
    locked = sum(state == A.SUBMITTED for _pk, state in found)
    if assignment.pk not in keys:
        return Queue(None, None, 0, len(keys), locked, None)
    at = keys.index(assignment.pk)
    rest = [pk for pk, state in found[at + 1 :] + found[:at] if state != A.SUBMITTED]
    return Queue(
        keys[at - 1] if at else None,
        keys[at + 1] if at + 1 < len(keys) else None,
        at + 1,
        len(keys),
        locked,
        rest[0] if rest else None,
    )


LATE = -1  # the term has passed
OLDEST = 60  # days; a sheet late for longer is not written about any more


def due_soon(today: datetime.date, days_before: Collection[int]) -> Iterator[list[Assignment]]:
    """Open sheets whose term is near or has passed, not yet told of so close to it: by person, call and term."""
    for days in sorted(days_before):
        nearer = [n for n in days_before if 0 <= n < days]
        least = max(nearer) + 1 if nearer else 0
        if days == LATE:
            least = -OLDEST
        told = SheetReminder.objects.filter(
            assignment=OuterRef("pk"), due=OuterRef("due"), days_before__lte=days
        )
        rows = (
            Assignment.objects.filter(
                state__in=[A.ASSIGNED, A.ACCEPTED],
                application__state=Application.State.ELIGIBLE,
                due__range=(today + datetime.timedelta(days=least), today + datetime.timedelta(days=days)),
            )
            .exclude(Exists(told))
            .select_related("user", "application__call")
            .order_by("user", "application__call", "due", "application__number")
        )
        for _key, group in groupby(rows, key=lambda each: (each.user_id, each.application.call_id, each.due)):
            yield list(group)


def corrections_of(assignment: Assignment) -> list[SheetCorrection]:
    """Requests for correction of a sheet, the newest first, with the old sheets that were kept."""
    rows = assignment.corrections.select_related("answered_by", "document__file", "asked_by")
    return list(rows.order_by("-pk"))


def why_open_again(assignment: Assignment) -> SheetCorrection | None:
    """The allowed request by which a sheet was opened for correction; asked only where there is one."""
    if not getattr(assignment, "reopened", False):
        return None
    rows = assignment.corrections.filter(state=SheetCorrection.State.ALLOWED).select_related("answered_by")
    return rows.order_by("-pk").first()


def former_sheets(assignment: Assignment) -> QuerySet[SheetCorrection]:
    """Corrections that kept the document that stood before."""
    return assignment.corrections.filter(document__isnull=False).select_related("document__file")


def corrections_of_application(application: Application) -> list[SheetCorrection]:
    """Requests for correction of all sheets of an application, the open ones first."""
    rows = SheetCorrection.objects.filter(assignment__application=application).select_related(
        "assignment__application__call__commission",
        "assignment__user",
        "assignment__evaluator",
        "assignment__member",
        "asked_by",
        "answered_by",
        "document__file",
    )
    return sorted(rows, key=lambda each: (each.state != SheetCorrection.State.ASKED, -each.pk))


def corrections_seen_by(user: User) -> QuerySet[SheetCorrection]:
    """Requests in the calls the person sees for the commission."""
    calls = calls_seen_by(user).order_by().values("pk")
    return SheetCorrection.objects.filter(assignment__application__call__in=calls).select_related(
        "assignment__application__call__commission", "assignment__application__organisation", "document__file"
    )


def corrections_waiting(user: User) -> QuerySet[SheetCorrection]:
    """Open requests a person may answer: as president of the commission."""
    seats = current_seats(user).filter(role="president").values("commission")
    return (
        SheetCorrection.objects.filter(
            state=SheetCorrection.State.ASKED, assignment__application__call__commission__in=seats
        )
        .exclude(assignment__user=user)
        .select_related("assignment__application__call")
        .order_by("asked_at")
    )


def signed_copy(assignment: Assignment) -> SignedSheet | None:
    """The signed copy of the sheet that stands now."""
    if assignment.document_id is None:
        return None
    return SignedSheet.objects.filter(document=assignment.document_id).select_related("file").first()


def signed_copies(application: Application) -> dict[int, SignedSheet]:
    """Signed copies of the sheets of an application by assignment."""
    rows = SignedSheet.objects.filter(assignment__application=application).select_related("file")
    return {each.assignment_id: each for each in rows.order_by("pk")}
