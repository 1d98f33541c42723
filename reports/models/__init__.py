"""What bodies report and what the office reports on."""

from reports.models.imports import SpendingChange, SpendingImport
from reports.models.report import Report
from reports.models.spending import SpendingReturn, SpendingRow

__all__ = ["Report", "SpendingChange", "SpendingImport", "SpendingReturn", "SpendingRow"]
