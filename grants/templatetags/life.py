"""Names of corrected texts."""

from typing import Any

from django import template

from grants.corrections import CORRECTABLE

register = template.Library()


@register.filter
def corrected_name(field: str) -> Any:
    """How people call a text a correction changed."""
    return CORRECTABLE.get(field, field)
