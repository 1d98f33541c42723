"""Addresses of the evidence of the formal check: the thing itself, or the public page of its call."""

from typing import Any

from django.urls import reverse

from grants.queries.evidence import open_to
from grants.queries.past_findings import Line
from office.models import User


def with_addresses(user: User, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the check list, each piece of evidence with where it can be read."""
    seen = open_to(user, [line for row in rows for line in row["lines"]])
    for row in rows:
        row["lines"] = [{"text": line.text, "url": address(line, seen)} for line in row["lines"]]
    return rows


def address(line: Line, seen: set[tuple[str, int]]) -> str:
    """Where a line leads for somebody who may open what is in `seen`; nothing for a line that names no thing."""
    if (line.kind, line.pk) in seen:
        return reverse(f"grants_staff:{line.kind}", args=[line.pk])
    return line.url or (reverse("grants_public:call", args=[line.call]) if line.call else "")
