"""Questions about the wallet of an organisation."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from grants.models import Application, ApplicationDocument, PaperUse, WalletPaper
from ngo_registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Offered:
    """A paper of the wallet as an application may take it."""

    paper: WalletPaper
    expired: bool
    ends_before: bool  # valid today, but not on the last day of the call


def wallet_of(organisation: Organisation) -> QuerySet[WalletPaper]:
    """Every paper with its file, who added it, and how often it is used."""
    return (
        WalletPaper.objects.filter(organisation=organisation)
        .select_related("file", "added_by")
        .annotate(used=Count("uses"))
    )


def uses_of(paper: WalletPaper) -> list[PaperUse]:
    """Applications that were given the paper, the newest first."""
    return list(paper.uses.select_related("document__application__call").order_by("-pk"))


def offered(application: Application, day: datetime.date) -> list[Offered]:
    """Papers the application may take: valid ones first, expired ones last and marked."""
    last = application.call.deadline.date() if application.call.deadline else day
    rows = [
        Offered(paper, paper.expired(day), not paper.expired(day) and paper.expired(last))
        for paper in wallet_of(application.organisation)
    ]
    return sorted(rows, key=lambda row: row.expired)


def with_papers(documents: Iterable[ApplicationDocument]) -> list[ApplicationDocument]:
    """Documents of an application, each with the paper of the wallet it came from, or None."""
    rows = list(documents)
    for row in rows:
        row.wallet_paper = row.from_wallet.paper if hasattr(row, "from_wallet") else None
    return rows


def ending(organisation: Organisation, day: datetime.date, days: int = 30) -> list[WalletPaper]:
    """Papers that end within so many days, or ended in the last ones, the soonest first."""
    around = datetime.timedelta(days=days)
    rows = WalletPaper.objects.filter(
        organisation=organisation, valid_until__gte=day - around, valid_until__lte=day + around
    )
    return list(rows.order_by("valid_until", "pk")[:10])
