"""Conditions of the check list in the reader's words."""

from typing import Any

from grants.eligibility import CONDITIONS
from grants.models import FormalCheckItem
from grants.past_conditions import TEXTS as PAST_TEXTS
from office.templatetags.saradnja import script

TEXTS = {condition.key: condition.text for condition in CONDITIONS} | PAST_TEXTS


def condition_text(item: FormalCheckItem) -> Any:
    """The condition in the reader's words; a condition of the call itself as the call wrote it."""
    return script(item.own.text) if item.own_id else TEXTS.get(item.key, item.key)
