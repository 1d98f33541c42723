"""The reader of workflow tables: who may move what from which state to which, and why not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.audit import record
from office.refusal import Refused


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of a workflow table."""

    name: str
    source: frozenset[str]
    target: str
    label: Any = ""
    checks: tuple[Callable[[Any, Any], None], ...] = ()  # check(by, obj) raises Refused
    note_required: bool = False
    only_if: Callable[[Any], bool] = lambda obj: True
    law: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A transition as a page may show it: a button, or the sentence that says why there is none."""

    name: str
    label: Any
    note_required: bool
    refusal: Refused | None


def told(obj: Any, facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as the audit line keeps them: no closed column; a frozen snapshot is told by the sum beside it."""
    closed = getattr(type(obj), "closed", ())
    return {
        name: value for name, value in facts.items() if name not in closed and not isinstance(value, dict)
    }


@dataclass(frozen=True)
class Workflow:
    """States, where they begin and end, and the table of transitions between them."""

    subject: str
    states: type[models.TextChoices]
    initial: str
    transitions: tuple[Transition, ...]
    final: frozenset[str]

    def __post_init__(self) -> None:
        names = [t.name for t in self.transitions]
        problems = []
        if len(names) != len(set(names)):
            problems.append("names of transitions repeat")
        known = set(self.states.values)
        used = {self.initial} | self.final
        for t in self.transitions:
            used |= t.source | {t.target}
        if used - known:
            problems.append(f"unknown states {sorted(used - known)}")
        reached = {self.initial} | {t.target for t in self.transitions}
        if known - reached:
            problems.append(f"unreachable states {sorted(known - reached)}")
        dead_ends = known - {s for t in self.transitions for s in t.source}
        if dead_ends != set(self.final):
            problems.append(f"dead ends {sorted(dead_ends)} differ from final {sorted(self.final)}")
        if problems:
            raise ValueError(f"workflow {self.subject}: {'; '.join(problems)}")

    def transition(self, name: str) -> Transition:
        """The row of this name; a KeyError is a mistake of the programmer."""
        for t in self.transitions:
            if t.name == name:
                return t
        raise KeyError(f"{self.subject} has no transition {name!r}")

    def check(self, obj: Any, name: str, *, by: Any, note: str = "") -> Transition:
        """Raise Refused when `by` may not move `obj` so now; else give the row."""
        t = self.transition(name)
        if obj.state not in t.source or not t.only_if(obj):
            raise Refused(
                _("This step is not possible now: the state is “%(state)s”.")
                % {"state": self.states(obj.state).label},
                law=t.law,
            )
        for check in t.checks:
            check(by, obj)
        if t.note_required and not note.strip():
            raise Refused(_("Write the reason: it becomes part of the file."), law=t.law, field="note")
        return t

    def offered(self, obj: Any, *, by: Any) -> list[Offer]:
        """Transitions that start in the present state, each with its why-not."""
        offers = []
        for t in self.transitions:
            if obj.state not in t.source or not t.only_if(obj):
                continue
            refusal = None
            try:
                for check in t.checks:
                    check(by, obj)
            except Refused as no:
                refusal = no
            offers.append(Offer(t.name, t.label or t.name, t.note_required, refusal))
        return offers

    def apply(self, obj: Any, name: str, *, by: Any, note: str = "", **facts: Any) -> Any:
        """Check, set state and facts, save just those, write one audit line."""
        t = self.check(obj, name, by=by, note=note)
        before, obj.state = obj.state, t.target
        for field, value in facts.items():
            setattr(obj, field, value)
        obj.save(update_fields=["state", *facts])
        record(
            name,
            obj,
            by=by,
            note=note,
            subject=self.subject,
            from_state=before,
            to_state=t.target,
            data=told(obj, facts),
        )
        return obj

    def mermaid(self) -> str:
        """The table as a state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for t in self.transitions:
            lines += [f"    {source} --> {t.target}: {t.name}" for source in sorted(t.source)]
        lines += [f"    {state} --> [*]" for state in sorted(self.final)]
        return "\n".join(lines) + "\n"
