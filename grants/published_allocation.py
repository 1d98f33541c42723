"""The chosen variant as a plain text that is published; its SHA-256 is the hash it was locked with."""

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal

from grants.models import AllocationVariant


def published_text(variant: AllocationVariant) -> str:
    """The terms, then a line for each application in the order of the list; the same facts give the same text."""
    return "".join(f"{line}\n" for line in _lines(variant))


def _lines(variant: AllocationVariant) -> Iterator[str]:
    call = variant.ranking.call
    yield f"call;{call.number}"
    yield f"mode;{variant.mode}"
    for name in ("money", "min_score", "floor_percent", "owner_cap", "area_cap", "allocated", "unallocated"):
        yield f"{name};{_number(getattr(variant, name))}"
    yield "order;application;amount;outcome;reason"
    for row in variant.rows.select_related("application").order_by("order"):
        yield f"{row.order};{row.application.number};{row.amount:.2f};{row.outcome};{row.reason_code}"


def _number(value: Decimal | None) -> str:
    """Two decimals, or nothing."""
    return "" if value is None else f"{value:.2f}"


def variant_digest(variant: AllocationVariant) -> str:
    """SHA-256 of the text that is published; anybody can compute it again from that text."""
    return hashlib.sha256(published_text(variant).encode()).hexdigest()


def former_digest(variant: AllocationVariant) -> str:
    """The hash of variants chosen before the text was published: over mode, money and every row."""
    rows = [[r.application_id, f"{r.amount:.2f}", r.outcome, r.reason_code] for r in variant.rows.all()]
    return hashlib.sha256(json.dumps([variant.mode, f"{variant.money:.2f}", rows]).encode()).hexdigest()
