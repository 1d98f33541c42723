"""How far a filing is written, section by section."""

from dataclasses import dataclass
from typing import Any

from ngo_registry.conditions import Condition
from ngo_registry.forms.filing import Section, sections_of
from ngo_registry.models import RegisterFiling


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
    }
    states = []
    for section in sections_of(filing):
        own = people.get(section.people, [])
        begun = (
            bool(own)
            if section.people
            else any(
                getattr(filing, name, None)
                for name in section.form.base_fields
                if name not in {"areas", "received_on"}
            )
        )
        unmet = [row for row in rows if row.section == section.key and row.met is False]
        states.append(SectionState(section, own, unmet, begun))
    return states
