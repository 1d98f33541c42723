"""Filings as staff see them: lists, the desk, one file."""

import datetime
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import ExtractDay, Now
from django.utils import timezone
from django.utils.translation import gettext

from ngo_registry.conditions import Condition, conditions
from ngo_registry.models import (
    PARTY,
    ClaimRequest,
    Complaint,
    ConditionNote,
    Letter,
    Organisation,
    RegisterFiling,
)
from office.models import RoleGrant, User
from office.roles import Permission, Role, permissions_of
from office.rulebooks import rules_for

S = RegisterFiling.State
OPEN = (S.DRAFT, S.SUBMITTED, S.IN_PROCESS, S.COMPLETION_ASKED, S.APPEALED)


def handed_in() -> QuerySet:
    """What staff may see: papers they enter themselves, and online filings from the moment they are filed."""
    online = Q(origin=RegisterFiling.Origin.ONLINE)
    return RegisterFiling.objects.exclude(online, submitted_at__isnull=True)


def filings_about(organisation: Organisation) -> QuerySet:
    """Filings about an organisation; what it only drafts in the portal is nobody else's yet."""
    return handed_in().filter(organisation=organisation)


def decision_law(day: datetime.date, kind: str = "", state: str = "") -> str:
    """The article of the term that runs; a term without a source says so. Parties have a law of their own."""
    rules = rules_for(None, day).register
    rule = rules.party_decision_days if kind == PARTY else rules.decision_days
    if state == S.APPEALED:
        rule = rules.complaint_decision_days
    if state == S.COMPLETION_ASKED:
        rule = rules.completion_days
    if rule.confirmed:
        return rule.law
    return f"{rule.law} ({gettext('not confirmed')})" if rule.law else gettext("not confirmed")


def term_laws(day: datetime.date) -> Callable[[RegisterFiling], str]:
    """The article of the term of each filing of a list, read from the rulebook once for each kind of term."""
    known = cache(lambda kind, state: decision_law(day, kind, state))
    terms = {S.APPEALED, S.COMPLETION_ASKED}
    return lambda row: known(PARTY if row.of_party else "", row.state if row.state in terms else "")


def colleagues(filing: RegisterFiling) -> QuerySet:
    """Officers of the register who may carry this filing on; for a complaint heads who did not sign the act."""
    contested = filing.state == S.APPEALED
    needed = Permission.DECIDE_REGISTER if contested else Permission.EDIT_REGISTER
    roles = [role for role in Role.values if needed in permissions_of(role)]
    grants = RoleGrant.objects.current(timezone.localdate()).filter(role__in=roles)
    people = User.objects.filter(is_active=True, pk__in=grants.values("user")).exclude(pk=filing.taken_by_id)
    return (people.exclude(pk=filing.decided_by_id) if contested else people).order_by("full_name")


def letters() -> QuerySet:
    """Every letter, for the address of one."""
    return Letter.objects.select_related("filing__organisation", "document__file")


def letters_to_serve() -> QuerySet:
    """Letters nobody has recorded the service of, the oldest first: until then no term runs from them."""
    waits = ExtractDay(Now() - F("created_at"))
    unserved = letters().filter(served_at__isnull=True).annotate(waits=waits)
    return unserved.order_by("created_at", "pk")


def complaints() -> QuerySet:
    """Every complaint, for the address of its enclosure."""
    return Complaint.objects.select_related("paper")


def file_facts(filing: RegisterFiling) -> dict[str, Any]:
    """Letters, complaints and kept reasons of one file."""
    return {
        "letters": list(filing.letters.select_related("document__file", "served_by")),
        "complaints": list(filing.complaints.select_related("paper", "decision__file", "decided_by")),
        "findings": list(filing.findings.all()),
    }


def all_filings() -> QuerySet:
    """Every filing staff may see, for the address of one."""
    notes = Prefetch("condition_notes", ConditionNote.objects.select_related("by"))
    rows = handed_in().prefetch_related(notes)
    return rows.select_related(
        "organisation",
        "municipality",
        "decision__file",
        "extract__file",
        "application",
        "founding_act",
        "minutes",
        "statute",
        "identity_papers",
        "home_proof",
        "name_consent",
        "deletion_paper",
        "change_paper",
        "closing_account",
        "party",
        "programme",
        "sign",
        "created_by",
        "taken_by",
        "decided_by",
    )


def open_claims() -> QuerySet:
    """Claims by papers that wait for a decision, the oldest first."""
    rows = ClaimRequest.objects.filter(state=ClaimRequest.State.FILED, method=ClaimRequest.Method.PAPERS)
    return rows.select_related("user", "organisation__municipality", "party__municipality", "paper").order_by(
        "created_at", "pk"
    )


def organisations() -> QuerySet:
    """Every organisation, for the address of one; merged doubles too, so that officers find them."""
    return Organisation.whole.select_related("municipality", "merged_into")


def checked(filing: RegisterFiling) -> list[Condition]:
    """All conditions of a filing; of a decided one as they stood is kept in its act, so none."""
    return conditions(filing) if filing.is_open else []


def asked_and_missing(filing: RegisterFiling) -> dict[str, Any]:
    """The letter that asked for the completion, and what a machine still misses in the filing."""
    missing = [row for row in checked(filing) if row.met is False and not row.look]
    return {"letter": filing.letters.filter(kind=Letter.Kind.COMPLETION).last(), "missing": missing}


def overdue(filing: RegisterFiling, today: datetime.date) -> bool:
    """The legal term has passed."""
    return filing.due is not None and filing.due < today


def ready_to_dismiss(filing: RegisterFiling, today: datetime.date) -> bool:
    """The term for completion has passed and nothing came."""
    return filing.state == S.COMPLETION_ASKED and bool(
        filing.completion_due and filing.completion_due < today
    )
