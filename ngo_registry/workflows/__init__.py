"""Workflows of the register, one table per file."""

from ngo_registry.workflows.claim import CLAIM
from ngo_registry.workflows.filing import FILING
from ngo_registry.workflows.imports import IMPORT

WORKFLOWS = (FILING, CLAIM, IMPORT)

__all__ = ["CLAIM", "FILING", "IMPORT", "WORKFLOWS"]
