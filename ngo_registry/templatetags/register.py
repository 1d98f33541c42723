"""Words for the audit lines of the register."""

from django import template
from django.utils.translation import gettext_lazy as _

from ngo_registry.workflows import WORKFLOWS
from office.models import AuditEvent

register = template.Library()
PLAIN = {
    "open": _("Filing begun"),
    "write": _("Facts written"),
    "remove": _("Row removed"),
    "attach": _("Paper enclosed"),
    "enter": _("Entered in the register"),
    "delete": _("Deleted from the register"),
    "issue": _("Act issued"),
    "change contacts": _("Contacts changed"),
    "let in": _("Person let in"),
    "file": _("Request filed"),
    "check": _("File read"),
    "change entered data": _("Entered data changed"),
    "end membership": _("Membership ended"),
    "hand over": _("Handed over"),
    "remind of the end": _("Reminded of the end"),
    "put in folder": _("Paper put in the folder"),
    "serve": _("Letter served"),
    "report an error": _("Error reported"),
    "forget words": _("Words and address forgotten"),
}


@register.filter
def action_words(event: AuditEvent) -> str:
    """What was done, in words; an unknown action keeps its name."""
    for workflow in WORKFLOWS:
        if workflow.subject == event.subject:
            for step in workflow.transitions:
                if step.name == event.action:
                    return str(step.label)
    return str(PLAIN.get(event.action, event.action))
