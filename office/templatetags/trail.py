"""Audit lines in a timeline, in the words of the reader."""

from typing import Any

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from office.audit_words import action_words
from office.models import AuditEvent
from office.templatetags.saradnja import script

register = template.Library()
NOBODY = "system"


@register.filter
def actor(name: str) -> str:
    """Who did it, in the script of the page; what no person did, the portal did."""
    return _("the portal") if name == NOBODY else script(name)


@register.filter
def event_title(event: Any) -> str:
    """What happened: the action of an audit line in words; other events carry their own title."""
    if isinstance(event, AuditEvent):
        return capfirst(action_words(event.subject, event.action))
    for name in ("title", "label", "action"):
        value = event.get(name) if isinstance(event, dict) else getattr(event, name, "")
        if value:
            return str(value)
    return ""
