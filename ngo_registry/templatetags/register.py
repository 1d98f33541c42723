"""Words for the audit lines of the register, and the pages of what stands in it."""

from django import template
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngo_registry.audit_words import ACTIONS
from ngo_registry.models import FounderStatement, Organisation, Party
from ngo_registry.statements import Verdict
from ngo_registry.workflows import WORKFLOWS
from office.models import AuditEvent

register = template.Library()
PLAIN = {
    "open": _("Filing begun"),
    "write": _("Facts written"),
    "remove": _("Row removed"),
    "attach": _("Paper enclosed"),
    "note a condition": _("Condition noted"),
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
    "check statements": _("Table of statements checked"),
    "import statements": _("Statements taken from a table"),
    "give up statements": _("Table of statements given up"),
    "leave out statement": _("Statement left out of the count"),
    "count statement": _("Statement counted again"),
    "compare signs": _("Names and signs compared"),
}


@register.filter
def action_words(event: AuditEvent) -> str:
    """What was done, in words; an unknown action keeps its name."""
    if looking_back := ACTIONS.get(f"{event.subject}.{event.action}"):
        return capfirst(str(looking_back))
    for workflow in WORKFLOWS:
        if workflow.subject == event.subject:
            for step in workflow.transitions:
                if step.name == event.action:
                    return str(step.label)
    return str(PLAIN.get(event.action, event.action))


@register.simple_tag
def statement_fault(row: FounderStatement, verdict: Verdict) -> str:
    """Why a founder's statement does not hold, in words; nothing when it does."""
    said = []
    if row.pk in verdict.doubles:
        said.append(gettext("The founder signed an earlier statement."))
    if row.pk in verdict.young:
        said.append(gettext("Not of age on the day of signing."))
    if row.pk in verdict.barred:
        said.append(gettext("Does not declare to hold no barred office."))
    if row.pk in verdict.wrong:
        said.append(verdict.wrong[row.pk])
    return " ".join(said)


@register.simple_tag
def public_page(holder: Organisation | Party) -> str:
    """The public page of an organisation or a party."""
    kind = "party" if isinstance(holder, Party) else "organisation"
    return reverse(f"ngo_registry_public:{kind}", args=[holder.number])


@register.simple_tag
def portal_page(name: str, holder: Organisation | Party, *args: object) -> str:
    """A page of an organisation or a party in the portal: its room, its people, where one goes who acts for it no more."""
    if isinstance(holder, Party):
        known = {"room": "party", "home": "parties"}.get(name, f"party_{name}")
        return reverse(f"ngo_registry_portal:{known}", args=[] if name == "home" else [holder.pk, *args])
    known = {"room": "organisation", "home": "organisation"}.get(name, name)
    return reverse(f"ngo_registry_portal:{known}", args=list(args))


@register.simple_tag
def staff_page(holder: Organisation | Party) -> str:
    """The file of an organisation or a party in the office."""
    kind = "party" if isinstance(holder, Party) else "organisation"
    return reverse(f"ngo_registry_staff:{kind}", args=[holder.pk])
