"""The fee of an evaluator: so much for each locked sheet, in a year no more than the ceiling; pure."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Fee:
    """Fees for the sheets, and what of them is paid under the ceiling."""

    gross: Decimal
    payable: Decimal

    @property
    def cut(self) -> Decimal:
        """What the ceiling takes away."""
        return self.gross - self.payable


def fee_for(sheets: int, each: Decimal, ceiling: Decimal | None, earlier: Decimal = Decimal(0)) -> Fee:
    """Fee for so many sheets; `earlier` was counted in the same year before. ValueError for negative numbers."""
    if sheets < 0 or each < 0 or earlier < 0 or (ceiling is not None and ceiling < 0):
        raise ValueError("a fee is made of numbers that are not negative")
    gross = sheets * each
    if ceiling is None:
        return Fee(gross, gross)
    return Fee(gross, min(gross, max(Decimal(0), ceiling - earlier)))
