"""The wallet of the first organisation of the demo: valid papers, one that has expired, one given last year."""

import datetime
from decimal import Decimal

from django.utils import timezone

from grants.models import Application, PaperUse, WalletPaper
from ngo_registry.models import Organisation
from office.demo.calls import paper
from office.demo.clock import days_ago, standing_at
from office.demo.words import ours
from office.models import User

# Kind, name, years ago the paper was issued, days from today until it ends (0: it does not).
PAPERS = (
    ("statute", "Statut, prečišćeni tekst", 4, 0),
    ("decision", "Rješenje o upisu od osnivanja", 6, 0),
    ("accounts", "Bilans stanja i bilans uspjeha", 1, 0),
    ("tax", "Uvjerenje o plaćenim porezima i doprinosima", 1, -12),
    ("court", "Uvjerenje da se ne vodi postupak", 0, 20),
)


def fill(organisation: Organisation, owner: User) -> None:
    """Papers kept over the years; last year's application took the statute from here."""
    if organisation.wallet.exists():
        return
    today = timezone.localdate()
    for kind, title, years, ends in PAPERS:
        with standing_at(days_ago(230)):
            WalletPaper.objects.create(
                organisation=organisation,
                kind=kind,
                title=ours(title),
                year=today.year - 1 if kind == "accounts" else None,
                valid_from=today - datetime.timedelta(days=365 * years + 5),
                valid_until=today + datetime.timedelta(days=ends) if ends else None,
                file=paper(owner),
                added_by=owner,
            )
    give_statute(organisation)


def give_statute(organisation: Organisation) -> None:
    """The first filed application holds the statute of the wallet; its open draft names a donor."""
    statute = organisation.wallet.get(kind="statute")
    filed = Application.objects.filter(organisation=organisation).filed().order_by("pk").first()
    document = filed.documents.order_by("pk").first() if filed else None
    if document:
        PaperUse.objects.get_or_create(document=document, defaults={"paper": statute})
    draft = Application.objects.filter(organisation=organisation, state=Application.State.DRAFT).first()
    if draft and not draft.funding_sources.exists():
        name, part = ours("Opština, za prostor i prevoz"), Decimal(300)
        draft.funding_sources.create(order=1, name=name, amount=part, state="secured")
        line = draft.budget_lines.order_by("order").last()
        line.requested, line.other = line.requested - part, part
        line.save(update_fields=["requested", "other"])
        draft.requested, draft.other_sources = draft.requested - part, part
        draft.save(update_fields=["requested", "other_sources"])
