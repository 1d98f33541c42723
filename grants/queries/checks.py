"""Questions of the formal check: own conditions, proposals of rejection, letters, published lists."""

import datetime

from django.db.models import Q, QuerySet

from grants.models import (
    Application,
    Call,
    CallCondition,
    CheckList,
    CheckListRow,
    GrantLetter,
    RejectionProposal,
)
from grants.queries.staff_applications import applications_seen_by
from ngo_registry.models import Organisation
from office.models import User


def conditions_of(call: Call) -> QuerySet[CallCondition]:
    """Own conditions of a call in their order."""
    return call.conditions.order_by("order")


def proposals_of(application: Application) -> QuerySet[RejectionProposal]:
    """Proposals to reject this application, with their people."""
    rows = application.rejection_proposals.select_related("proposed_by", "answered_by")
    return rows.order_by("pk")


def proposals_waiting(user: User) -> QuerySet[RejectionProposal]:
    """Rejections another person proposed, which this person may answer."""
    rows = RejectionProposal.objects.filter(
        state=RejectionProposal.State.PROPOSED, application__in=applications_seen_by(user)
    ).exclude(proposed_by=user)
    mine = Q(application__exemptions__member__user=user)
    return rows.exclude(mine).select_related("application__call", "application__organisation").order_by("pk")


def letters_seen_by(user: User) -> QuerySet[GrantLetter]:
    """Letters about applications the person may read."""
    return GrantLetter.objects.filter(application__in=applications_seen_by(user)).select_related(
        "application__call__commission", "application__organisation", "document__file"
    )


def letter_list(user: User, *, show: str = "waiting", kind: str = "") -> QuerySet[GrantLetter]:
    """Letters still to be served, the oldest first; or all, the newest first."""
    rows = letters_seen_by(user)
    if kind:
        rows = rows.filter(kind=kind)
    if show == "all":
        return rows.order_by("-pk")
    return rows.filter(served_on__isnull=True).order_by("made_at", "pk")


def unserved(user: User) -> tuple[int, datetime.datetime | None]:
    """How many letters wait to be served, and since when the oldest does."""
    rows = letters_seen_by(user).filter(served_on__isnull=True).order_by("made_at")
    made = list(rows.values_list("made_at", flat=True))
    return len(made), made[0] if made else None


def letters_of(application: Application) -> list[GrantLetter]:
    """Letters about one application, the oldest first."""
    return list(application.letters.select_related("document__file", "served_by").order_by("pk"))


def letters_to(organisation: Organisation) -> QuerySet[GrantLetter]:
    """Letters to an organisation."""
    return GrantLetter.objects.filter(application__organisation=organisation).select_related(
        "application__call", "document__file"
    )


def present_list(call: Call) -> CheckList | None:
    """The list that holds."""
    return call.check_lists.filter(annulled=False).select_related("document__file").last()


def published_rows(call: Call) -> list[CheckListRow]:
    """Rows of the list that holds; none for a list published before the portal kept its rows."""
    present = present_list(call)
    return list(present.rows.all()) if present else []
