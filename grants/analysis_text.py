"""The text of a sectoral analysis as it was read: frozen when the public is asked and when it is handed in."""

import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from grants.models import ProposedCall, SectorAnalysis

PARTS = ("strategies", "goals", "needs", "contribution", "capacities")
CALL_TEXTS = ("problems", "results", "target_groups", "activities")
CALL_SUMS = ("total", "min_amount", "max_amount")


@dataclass(frozen=True, slots=True)
class CallText:
    """A proposed call as it stood."""

    name: str
    total: Decimal
    min_amount: Decimal
    max_amount: Decimal
    projects: int
    problems: str = ""
    results: str = ""
    target_groups: str = ""
    activities: str = ""

    @property
    def texts(self) -> list[tuple[Any, str]]:
        """Written parts with their headings, the empty ones left out."""
        fields = ProposedCall._meta
        return [
            (fields.get_field(name).verbose_name, getattr(self, name))
            for name in CALL_TEXTS
            if getattr(self, name)
        ]


@dataclass(frozen=True, slots=True)
class AnalysisText:
    """An analysis as it stood."""

    contact: str
    parts: dict[str, str]
    calls: tuple[CallText, ...] = field(default_factory=tuple)

    @property
    def total(self) -> Decimal:
        """The sum of the proposed calls."""
        return sum((call.total for call in self.calls), Decimal(0))

    @property
    def headed(self) -> list[tuple[Any, str]]:
        """Written parts with their headings, the empty ones left out."""
        fields = SectorAnalysis._meta
        return [(fields.get_field(name).verbose_name, text) for name, text in self.parts.items() if text]


def freeze(analysis: SectorAnalysis) -> dict[str, Any]:
    """The present text as plain values, the same for the same text."""
    return {
        "contact": analysis.contact,
        **{name: getattr(analysis, name) for name in PARTS},
        "calls": [
            {
                "name": call.name,
                "projects": call.projects,
                **{name: getattr(call, name) for name in CALL_TEXTS},
                **{name: str(getattr(call, name)) for name in CALL_SUMS},
            }
            for call in analysis.calls.all()
        ],
    }


def digest(frozen: dict[str, Any]) -> str:
    """SHA-256 of a frozen text."""
    return hashlib.sha256(json.dumps(frozen, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def text_of(frozen: dict[str, Any]) -> AnalysisText:
    """A frozen text as pages and documents read it."""
    calls = tuple(
        CallText(**{**row, **{name: Decimal(row[name]) for name in CALL_SUMS}}) for row in frozen["calls"]
    )
    return AnalysisText(frozen["contact"], {name: frozen[name] for name in PARTS}, calls)


def public_text(analysis: SectorAnalysis) -> AnalysisText:
    """What anybody may read: the text handed in last, before that the one the public was asked about."""
    return text_of(analysis.handed_in or analysis.consulted)
