"""A line of a list as it stood when its page was opened, so that a change somebody else made is seen."""

import hashlib
from typing import Any

from grants.models import ActivityLine, ApplicationPartner, BudgetLine, FundingSource, WalletPaper

FIELDS: dict[type, tuple[str, ...]] = {
    ActivityLine: ("name", "description", "month_from", "month_until", "carrier"),
    BudgetLine: ("group", "description", "unit", "quantity", "price", "requested"),
    ApplicationPartner: ("organisation_id", "name", "role"),
    FundingSource: ("name", "amount", "state"),
    WalletPaper: ("kind", "title", "year", "valid_from", "valid_until"),
}


def print_of_line(line: Any) -> str:
    """A short print of what a stored line says; the same text gives the same print."""
    texts = (str(getattr(line, name)) for name in FIELDS[type(line)])
    return hashlib.blake2s("\x1f".join(texts).encode(), digest_size=8).hexdigest()
