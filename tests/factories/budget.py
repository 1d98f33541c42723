"""Budgets, wallets and earlier applications, as an organisation has them."""

import datetime
from decimal import Decimal

from grants.models import Application, BudgetLine, WalletPaper
from office.models import StoredFile

SHEET = (
    "Grupa\tOpis\tJedinica\tKoličina\tCijena\tUkupno\n"
    "Ljudski resursi\tKoordinatorka projekta\tmjesec\t6\t500,00\t3.000,00\n"
    "Putni troškovi\tPrevoz\ttura\t10\t45,50\t455,00\n"
    "Ukupno\t\t\t\t\t3.455,00\n"
)


def lines(application: Application, count: int) -> list[BudgetLine]:
    """So many lines more, each of one cent less than three."""
    return BudgetLine.objects.bulk_create(
        BudgetLine(
            application=application,
            order=n + 2,
            group="staff",
            description=f"Trošak {n}",
            unit="kom",
            quantity=1,
            price=Decimal("2.99"),
            total=Decimal("2.99"),
            requested=Decimal("2.99"),
        )
        for n in range(count)
    )


def paper(organisation, by, *, ends: datetime.date | None = None, **facts) -> WalletPaper:
    """A paper of the wallet (its bytes are not kept)."""
    stored = StoredFile.objects.create(
        sha256="b" * 64, size=9, content_type="application/pdf", name="statut.pdf", created_by=by
    )
    return WalletPaper.objects.create(
        **{
            "organisation": organisation,
            "kind": "statute",
            "title": "Statut",
            "valid_until": ends,
            "file": stored,
            "added_by": by,
            **facts,
        }
    )
