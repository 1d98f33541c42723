"""Laws across rows of contracts: instalments make the contract, payments stay within it, the contract follows the award."""

from collections.abc import Iterator

from django.db.models import F, Q, Sum

from grants.models import Contract
from office.laws import law


@law("the instalments of a contract make its amount")
def instalments_make_the_contract() -> Iterator[str]:
    """Contracts whose instalments sum to something else."""
    for contract in Contract.objects.annotate(planned=Sum("tranches__amount")).exclude(planned=F("amount")):
        yield f"contract {contract.number}: instalments {contract.planned}, amount {contract.amount}"


@law("a contract has the amount of its award")
def contract_follows_award() -> Iterator[str]:
    """Contracts above or below their award."""
    for contract in Contract.objects.exclude(amount=F("row__amount")).select_related("row"):
        yield f"contract {contract.number}: {contract.amount}, award {contract.row.amount}"


@law("only signed contracts are paid")
def only_signed_are_paid() -> Iterator[str]:
    """Payments on contracts without signatures."""
    paid = Contract.objects.filter(Q(tranches__paid_on__isnull=False), signed_on__isnull=True)
    for contract in paid.distinct():
        yield f"contract {contract.number}: paid without signatures"
