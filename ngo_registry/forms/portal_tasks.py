"""The parts of an online filing as the task list draws them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ngo_registry.condition import Condition
from ngo_registry.conditions import required_papers
from ngo_registry.conditions_online import online_conditions
from ngo_registry.forms.online import Part, part_form, parts_of
from ngo_registry.forms.party_facts import counted_statements
from ngo_registry.models import FilingSave, RegisterFiling
from office.templatetags.saradnja import day, script

LABELS = {
    "not_started": _("Not started"),
    "in_progress": _("Something is missing"),
    "complete": _("Complete"),
    "optional": _("Not obligatory"),
}


@dataclass(frozen=True)
class PartState:
    """A part with its people, what it lacks and when it was saved."""

    part: Part
    rows: list[Any]
    unmet: list[Condition]
    saved: FilingSave | None

    @property
    def state(self) -> str:
        """Code of the state, gives the tone."""
        if self.unmet:
            return "in_progress" if self.saved or self.rows else "not_started"
        if self.part.optional and not self.saved and not self.rows:
            return "optional"
        return "complete"


def part_states(filing: RegisterFiling) -> list[PartState]:
    """Every part with what it still lacks."""
    people = {
        "founder": list(filing.founders.all()),
        "representative": list(filing.representatives.all()),
        "member": list(filing.governingmembers.all()),
        "statement": counted_statements(filing),
    }
    saves = {save.key: save for save in filing.saves.all()}
    rows = online_conditions(filing)
    return [
        PartState(
            part,
            people.get(part.people, []),
            [row for row in rows if row.section == part.key and row.met is False],
            saves.get(part.people or part.key),
        )
        for part in parts_of(filing)
    ]


def task_rows(filing: RegisterFiling, states: list[PartState], current: str = "") -> list[dict[str, Any]]:
    """Lines of the task list with their addresses and what is missing in words."""
    tasks = []
    for item in states:
        names = ", ".join(script(row.name) for row in item.rows)
        lacks = " ".join(script(row.evidence) for row in item.unmet) if item.state == "in_progress" else ""
        tasks.append(
            {
                "title": item.part.title,
                "state": item.state,
                "tone": "quiet" if item.state == "optional" else "",
                "label": LABELS[item.state],
                "note": "" if current else " · ".join(text for text in (names, lacks) if text),
                "url": reverse("ngo_registry_portal:filing_part", args=[filing.pk, item.part.key]),
                "current": item.part.key == current,
            }
        )
    return tasks


def progress_of(states: list[PartState]) -> dict[str, int]:
    """How many parts are complete."""
    return {"all": len(states), "done": sum(not item.unmet for item in states)}


def answers_of(filing: RegisterFiling, states: list[PartState]) -> list[dict[str, Any]]:
    """All answers of all parts, part by part, for the page on which they are checked."""
    return [
        {
            "part": item.part,
            "rows": [(row.name, people_words(row)) for row in item.rows]
            if item.part.people
            else written(filing, item.part),
            "unmet": item.unmet,
        }
        for item in states
    ]


def people_words(row: Any) -> str:
    """Kind, number and address of a person, shown to the applicant who wrote them."""
    known = (
        getattr(row, "position", "") or (row.get_body_display() if hasattr(row, "body") else ""),
        getattr(row, "jmbg", "") or getattr(row, "pib", "") or getattr(row, "passport_number", ""),
        getattr(row, "address", ""),
    )
    return ", ".join(str(part) for part in known if part) or "–"


def written(filing: RegisterFiling, part: Part) -> list[tuple[Any, str]]:
    """Label and value of every field of a part."""
    if part.key == "documents":
        papers = [(field, getattr(filing, field)) for field in required_papers(filing)]
        return [
            (filing._meta.get_field(field).verbose_name, paper.name if paper else "–")
            for field, paper in papers
        ]
    form = part_form(part, filing)
    return [(bound.label, shown(bound)) for bound in form.visible_fields()]


def shown(bound: Any) -> str:
    """A value in words and in the script of the page."""
    value, choices = bound.value(), getattr(bound.field, "queryset", None)
    if isinstance(value, bool):
        return str(_("yes")) if value else str(_("no"))
    if isinstance(value, datetime.date):
        return day(value)
    if choices is not None:
        wanted = {str(each.pk if hasattr(each, "pk") else each) for each in listed(value)}
        return "; ".join(str(script(row)) for row in choices if str(row.pk) in wanted) or "–"
    known = dict(getattr(bound.field, "choices", None) or {})
    return str(known.get(value, value)) if value not in (None, "") else "–"


def listed(value: Any) -> list[Any]:
    """One or many chosen rows as a list."""
    if value in (None, ""):
        return []
    return list(value) if isinstance(value, list | tuple | QuerySet) else [value]
