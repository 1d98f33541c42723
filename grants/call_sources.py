"""From what was chosen on the page to the source of a new call."""

from typing import Any

from grants.services.call_start import Source, from_analysis, from_call, from_item, from_plan, from_template

MAKERS = {
    "call": from_call,
    "template": from_template,
    "item": from_item,
    "plan": from_plan,
    "analysis": from_analysis,
}


def source_of(chosen: dict[str, Any]) -> Source:
    """The source a person chose; Refused when nothing can be taken from it."""
    kind = chosen["source"]
    return MAKERS[kind](chosen[kind])
