"""What bodies report and what the office reports on."""

from reports.models.report import Report
from reports.models.spending import SpendingImport, SpendingReturn, SpendingRow

__all__ = ["Report", "SpendingImport", "SpendingReturn", "SpendingRow"]
