"""What audit lines of nominations and of the Council are called on pages."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

WORDS: dict[str, Any] = {
    "draft": _("draft made"),
    "edit": _("draft changed"),
    "publish": _("call published"),
    "publish_list": _("list published"),
    "end_without_valid": _("ended without a valid proposal"),
    "appoint": _("appointment entered"),
    "cancel": _("cancelled"),
    "choose_between_equal": _("chosen between equal candidates"),
    "join_candidates": _("two spellings counted together"),
    "separate_candidate": _("spelling counted separately"),
    "submit": _("handed in"),
    "withdraw": _("withdrawn"),
    "accept": _("found valid"),
    "reject": _("found not valid"),
    "amend_check": _("check changed"),
    "add_file": _("paper attached"),
    "remove_file": _("paper removed"),
    "form": _("composition entered"),
    "schedule": _("session called"),
    "move": _("session moved"),
    "add_item": _("point put on the agenda"),
    "remove_item": _("point taken off the agenda"),
    "hold": _("session held"),
    "write_minutes": _("minutes written"),
    "adopt_minutes": _("minutes adopted"),
    "add_conclusion": _("conclusion written"),
}


@register.filter
def action_words(action: str) -> Any:
    """The step of an audit line in words."""
    return WORDS.get(action, action)
