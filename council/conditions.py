"""The conditions a proposing NGO and its candidate must fulfil: which ones apply the rulebook says."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from office.rulebooks import Rules

NGO, CANDIDATE = "ngo", "candidate"

TEXTS: dict[str, Any] = {
    "registered": _("The organisation was entered in the register before this call."),
    "statute": _("Its statute names goals and activities in the field of this call."),
    "activity": _(
        "In the last {years} years it did research, a document, an event or a project on the matter."
    ),
    "tax": _("It filed its tax return (balance sheet and income statement) for the previous year."),
    "governing": _(
        "More than half of the members of its governing body are not members of party bodies, "
        "public officials, managers or civil servants."
    ),
    "residence": _("The candidate has residence in the state."),
    "experience": _("The candidate has experience in the field of this call."),
    "independent": _(
        "The candidate is not a member of a party body, a public official, civil servant or state employee."
    ),
}
SIDES = {NGO: _("Conditions of the organisation"), CANDIDATE: _("Conditions of the candidate")}
SIDE_OF = {
    "registered": NGO,
    "statute": NGO,
    "activity": NGO,
    "tax": NGO,
    "governing": NGO,
    "residence": CANDIDATE,
    "experience": CANDIDATE,
    "independent": CANDIDATE,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition with its sentence and its article."""

    key: str
    side: str
    text: Any
    law: str
    order: int


def text_of(key: str, years: int | None) -> Any:
    """The sentence of a condition, in the language of the page."""
    return format_lazy(TEXTS[key], years=years or 3)


def conditions_of(rules: Rules) -> tuple[Condition, ...]:
    """All conditions of a rulebook: first those of the organisation, then those of the candidate."""
    council = rules.council
    years = council.experience_years.value
    named = [(key, council.ngo_conditions.law) for key in council.ngo_conditions.value]
    named += [(key, council.candidate_conditions.law) for key in council.candidate_conditions.value]
    return tuple(
        Condition(key=key, side=SIDE_OF[key], text=text_of(key, years), law=law, order=order)
        for order, (key, law) in enumerate(named, start=1)
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of one side under their heading; their article once when it is the same for all."""

    title: Any
    law: str
    conditions: tuple[Condition, ...]


def grouped(conditions: tuple[Condition, ...]) -> list[Group]:
    """Conditions of the organisation, then of the candidate."""
    groups = []
    for side, title in SIDES.items():
        rows = tuple(c for c in conditions if c.side == side)
        laws = {c.law for c in rows}
        if rows:
            groups.append(Group(title, laws.pop() if len(laws) == 1 else "", rows))
    return groups
