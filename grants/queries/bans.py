"""Questions about bans on applying: which stand on a day, which a person may read, when a contract ended."""

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from grants.models import Ban, Contract, ContractEnd
from grants.queries.staff_applications import applications_seen_by
from ngo_registry.models import Organisation
from office.audit import subject_of
from office.models import AuditEvent, Body, StoredFile, User, bodies_of
from office.roles import Permission as P
from office.rulebooks import from_version

WHOLE = (
    "organisation",
    "body",
    "document",
    "entered_by",
    "lifted_by",
    "contract__row__decision__call__body",
    "contract__row__decision__call__rulebook",
)


def last_day(start: datetime.date, years: int) -> datetime.date:
    """The same day so many years later; 29 February becomes 28 February."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def standing(day: datetime.date) -> QuerySet[Ban]:
    """Bans that hold on that day."""
    return Ban.objects.filter(since__lte=day, until__gte=day, lifted_at__isnull=True)


def standing_of(organisation: int, day: datetime.date) -> QuerySet[Ban]:
    """Bans that keep the organisation from applying on that day, the one that ends last first."""
    return standing(day).filter(organisation=organisation).select_related("contract", "body")


def bans(*, show: str = "standing", q: str = "") -> QuerySet[Ban]:
    """Bans of all bodies, as everybody who checks applications reads them."""
    found = Ban.objects.select_related(*WHOLE)
    if show != "all":
        found = found.filter(lifted_at__isnull=True, until__gte=timezone.localdate())
    if q:
        found = found.filter(
            Q(organisation__name__icontains=q)
            | Q(organisation__number__iexact=q)
            | Q(contract__number__icontains=q)
            | Q(earlier_number__icontains=q)
        )
    return found.order_by("-until", "-pk")


def bodies_that_ban(user: User) -> QuerySet[Body]:
    """Bodies for which the person keeps contracts."""
    return bodies_of(user, P.MANAGE_CONTRACTS).order_by("name")


def paper_of(ban: Ban, user: User) -> StoredFile | None:
    """The paper of a ban: for its body, and for whoever checks an application of that organisation."""
    if ban.document is None:
        return None
    if user.can(P.MANAGE_CONTRACTS, ban.body):
        return ban.document
    checked = applications_seen_by(user).filter(organisation=ban.organisation_id)
    return ban.document if checked.exists() else None


def bans_of(organisation: Organisation) -> list[Ban]:
    """What an organisation reads of itself: bans that stand or come, the last to end first."""
    today = timezone.localdate()
    found = Ban.objects.filter(organisation=organisation, lifted_at__isnull=True, until__gte=today)
    return list(found.select_related("contract", "body").order_by("-until", "-pk"))


def ending_of(contract: Contract) -> ContractEnd | None:
    """On what ground the contract ended before its time."""
    return ContractEnd.objects.filter(contract=contract).first()


def bans_of_contract(contract: Contract) -> list[Ban]:
    """Bans that rested on this contract, the newest first."""
    return list(contract.bans.select_related("contract").order_by("-pk"))


def standing_of_contract(contract: Contract) -> Ban | None:
    """The ban that was not lifted."""
    return contract.bans.filter(lifted_at__isnull=True).first()


def ended_before(contract: Contract) -> datetime.date:
    """The day on which a contract was ended, as its file says."""
    events = AuditEvent.objects.filter(
        subject=subject_of(Contract), subject_id=str(contract.pk), action="terminate"
    )
    event = events.order_by("pk").last()
    return timezone.localdate(event.at) if event else timezone.localdate()


def article_of_breach(contract: Contract) -> str:
    """The article of the rulebook that bars whoever breaks a contract."""
    return str(from_version(contract.row.decision.call.rulebook).contract.ban_years.law)
