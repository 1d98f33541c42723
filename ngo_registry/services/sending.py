"""The one door through which what is written online is sent, and sent again when completed: only when it is whole."""

import datetime

from django.utils import timezone

from ngo_registry.conditions import enclosures_complete
from ngo_registry.conditions_online import missing
from ngo_registry.models import OnlineFiling, OrganisationKind, RegisterFiling
from ngo_registry.queries.told import told_at
from ngo_registry.services.terms import decision_due
from ngo_registry.workflows import FILING
from ngo_registry.writing import check_writable
from office.jobs import order_job
from office.mail import send
from office.models import User
from office.numbers import next_number
from office.refusal import Refused

COMPLETED = "ngo_registry/emails/completion_received.txt"
STATUTORY = (OrganisationKind.ASSOCIATION, OrganisationKind.FOUNDATION)


def answers_of(filing: RegisterFiling) -> OnlineFiling:
    """The answers the papers are made from; a filing begun before it had any gets its row."""
    return OnlineFiling.objects.get_or_create(filing=filing)[0]


def with_day_of_statute(filing: RegisterFiling) -> RegisterFiling:
    """A statute was adopted at the founding unless the founders say otherwise; the register holds its day."""
    if filing.statute_on is None and filing.kind in STATUTORY:
        filing.statute_on = filing.founded_on
        filing.save(update_fields=["statute_on"])
    return filing


def check_nothing_missing(filing: RegisterFiling) -> None:
    """Everything a machine can see is there."""
    lacking = missing(filing)
    if lacking:
        first = lacking[0]
        raise Refused(f"{first.title}: {first.evidence}", law=first.law)


def sent(filing: RegisterFiling, at: datetime.datetime, by: User) -> RegisterFiling:
    """The locked draft is received at this moment and numbered, its legal term begins, its receipt is ordered."""
    FILING.check(filing, "submit", by=by)
    check_nothing_missing(filing)
    answers_of(filing)  # keeps the receipt
    today = timezone.localdate(at)
    filing = with_day_of_statute(filing)
    filing = FILING.apply(
        filing,
        "submit",
        by=by,
        submitted_at=at,
        submitted_by=by,
        received_on=today,
        complete_at=at,
        due=decision_due(today, filing.kind),
        case_number=next_number("filing", year=today.year),
    )
    order_job("ngo_registry.filing_receipt", subject=filing, by=by)
    return filing


def sent_again(filing: RegisterFiling, at: datetime.datetime, by: User) -> RegisterFiling:
    """The locked filing with its completion; the term of the decision begins anew."""
    check_writable(by, filing, at)
    FILING.check(filing, "complete", by=by)
    check_nothing_missing(filing)
    whole = enclosures_complete(with_day_of_statute(filing))
    due = decision_due(timezone.localdate(at), filing.kind) if whole else None
    filing = FILING.apply(filing, "complete", by=by, complete_at=at if whole else None, due=due)
    facts = {"filing": filing, "at": timezone.localtime(at).strftime("%d.%m.%Y. %H:%M:%S %Z")}
    for address, language in told_at(filing).items():
        send(COMPLETED, to=address, about=filing, context=facts, language=language)
    return filing
