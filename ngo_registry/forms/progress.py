"""How far a filing is written, section by section."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ngo_registry.conditions import Condition
from ngo_registry.forms.filing import Section, sections_of
from ngo_registry.forms.party_facts import counted_statements
from ngo_registry.models import RegisterFiling
from office.templatetags.saradnja import script


@dataclass(frozen=True)
class SectionState:
    """A section with its state in words for the task list."""

    section: Section
    rows: list[Any]
    unmet: list[Condition]
    begun: bool

    @property
    def state(self) -> str:
        """Code of the state, gives the tone."""
        if not self.begun:
            return "not_started"
        return "in_progress" if self.unmet else "complete"


def section_states(filing: RegisterFiling, rows: list[Condition]) -> list[SectionState]:
    """Every section with what it still lacks."""
    people = {
        "founder": list(filing.founders.all()),
        "representative": list(filing.representatives.all()),
        "member": list(filing.governingmembers.all()),
        "statement": counted_statements(filing),
    }
    states = []
    for section in sections_of(filing):
        own = people.get(section.people, [])
        begun = (
            bool(own)
            if section.people
            else section.key == "change"
            or any(
                getattr(filing, name, None)
                for name in section.form.base_fields
                if name not in {"areas", "received_on"}
            )
        )
        unmet = [row for row in rows if row.section == section.key and row.met is False]
        states.append(SectionState(section, own, unmet, begun))
    return states


LABELS = {
    "not_started": _("Not started"),
    "in_progress": _("Something is missing"),
    "complete": _("Complete"),
}


def task_list(filing: RegisterFiling, states: list[SectionState]) -> list[dict[str, Any]]:
    """The sections as the task list draws them."""
    tasks = []
    for item in states:
        names = ", ".join(script(row.name) for row in item.rows)
        lacks = " ".join(script(row.evidence) for row in item.unmet) if item.begun else ""
        address = reverse("ngo_registry_staff:section", args=[filing.pk, item.section.key])
        tasks.append(
            {
                "title": capfirst(item.section.title),
                "state": item.state,
                "label": LABELS[item.state],
                "note": " · ".join(part for part in (names, lacks) if part),
                "url": address if filing.editable else "",
            }
        )
    return tasks
