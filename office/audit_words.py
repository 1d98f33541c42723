"""Audit lines in the words of the reader: the action, the thing, the states."""

import importlib.util
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from office.models import AuditEvent
from office.workflow_tables import workflows

ACTIONS: dict[str, Any] = {
    "create": _("entered"), "change": _("changed"), "rename": _("renamed"), "end": _("ended"),
    "save": _("saved"),
    "give_role": _("role given"), "take_role": _("role taken"), "open_account": _("account opened"),
    "close_account": _("account closed"), "cancel": _("cancelled"), "retry": _("ordered again"),
    "resend": _("sent again"), "scan": _("checked for viruses"), "issue": _("document issued"),
    "replace": _("document replaced"), "revoke": _("document revoked"), "import": _("imported"),
    "edit": _("edited"), "draft": _("drafted"), "rulebook.added": _("rulebook version added"),
    "rulebook.loaded": _("rulebook loaded from its file"), "code_list.kept": _("code list kept"),
    "code_list.ended": _("code ended"), "rulebook.own": _("rulebook of one call kept"),
}  # fmt: skip


def action_words(subject: str, action: str) -> str:
    """The action as its workflow, its app (`<app>/audit_words.py: ACTIONS`) or the kernel calls it."""
    own = f"{subject.split('.')[0]}.audit_words"
    words = import_string(f"{own}.ACTIONS") if importlib.util.find_spec(own) else {}
    if looking_back := words.get(f"{subject}.{action}"):
        return str(looking_back)
    table = workflows().get(subject)
    if table:
        for transition in table.transitions:
            if transition.name == action and transition.label:
                return str(transition.label)
    return str(words.get(action) or ACTIONS.get(action) or action.replace("_", " "))


def thing_words(subject: str) -> str:
    """The kind of thing as its model calls itself."""
    try:
        return capfirst(str(apps.get_model(subject)._meta.verbose_name))
    except (LookupError, ValueError):
        return subject


def state_words(subject: str, state: str) -> str:
    """A state as staff reads it."""
    table = workflows().get(subject)
    return str(table.states(state).label) if table and state in table.states.values else state


def worded(events: Iterable[AuditEvent]) -> list[AuditEvent]:
    """The same lines, each with `title`, `thing`, `from_words` and `to_words` in the language of the page."""
    events = list(events)
    for event in events:
        event.title = capfirst(action_words(event.subject, event.action))
        event.thing = thing_words(event.subject)
        event.from_words = state_words(event.subject, event.from_state)
        event.to_words = state_words(event.subject, event.to_state)
    return events
