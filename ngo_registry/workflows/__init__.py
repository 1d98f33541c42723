"""Workflows of the register, one table per file."""

from ngo_registry.workflows.claim import CLAIM
from ngo_registry.workflows.error_report import ERROR_REPORT
from ngo_registry.workflows.filing import FILING
from ngo_registry.workflows.imports import IMPORT

WORKFLOWS = (FILING, CLAIM, IMPORT, ERROR_REPORT)

__all__ = ["CLAIM", "ERROR_REPORT", "FILING", "IMPORT", "WORKFLOWS"]
