"""The print of a line as its page shows it, for the button that removes it."""

from typing import Any

from django import template

from grants.line_prints import print_of_line

register = template.Library()


@register.filter
def opened(line: Any) -> str:
    """How the line stood when the page was made."""
    return print_of_line(line)
