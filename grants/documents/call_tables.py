"""A call as open tables: steps, formal check, points, results, contracts; each only when it is public.

The heads are names that do not change with the language, as programs read them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.milestones import milestones
from grants.models import Application, Call
from grants.queries import public_calls as queries
from grants.queries.checks import published_rows
from grants.queries.objections import objections_of
from grants.queries.public_scores import contracts_of_call, score_lines
from grants.queries.results import result_lines, results_of
from grants.visibility import Part, seen_by_citizen
from office.rulebooks import from_version

Lines = tuple[tuple[str, ...], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its title, and what makes the names of its columns and its rows."""

    title: Any
    lines: Callable[[], Lines]


STEPS = ("step", "on", "due", "days_late", "law")
CHECK = ("number", "register_number", "organisation", "title", "outcome", "reason", "law")
POINTS = (
    "number", "register_number", "sheet", "scored_by", "criterion", "sub_criterion", "points", "most", "reason",
)  # fmt: skip
RESULTS = ("place", "number", "register_number", "organisation", "title", "requested")
RESULTS_END = ("points", "awarded", "amount", "reason", "refused_by_organisation", "order_of_equals")
CONTRACTS = (
    "contract", "number", "register_number", "organisation", "title", "amount", "paid", "signed_on", "starts_on",
    "ends_on", "state", "unspent",
)  # fmt: skip


def tables(call: Call) -> dict[str, Table]:
    """Tables of this call that the public may read now, by the name of their file."""
    found = {"steps": Table(_("Steps and deadlines"), lambda: (STEPS, steps(call)))}
    if call.check_published_at is not None:
        found["formal-check"] = Table(_("Formal check"), lambda: (CHECK, check_lines(call)))
    if Part.SHEETS in seen_by_citizen(call):
        names = from_version(call.rulebook).evaluation.names_published.value
        found["points"] = Table(
            _("Points and reasons"), lambda: (POINTS, score_lines(call, with_names=names))
        )
        found["results"] = Table(_("Decision and results"), lambda: result_table(call))
        found["contracts"] = Table(_("Contracts"), lambda: (CONTRACTS, contract_lines(call)))
    return found


def result_table(call: Call) -> Lines:
    """The results; as many columns of points as the most sheets of an application."""
    results = results_of(call)
    most = max((len(row.sheets) for row in results), default=0)
    return (*RESULTS, *(f"sheet_{n}" for n in range(1, most + 1)), *RESULTS_END), map(
        tuple, result_lines(results)
    )


def steps(call: Call) -> Iterable[tuple[Any, ...]]:
    """The steps that have happened or are due, with the days they are late."""
    ranking, decision = queries.ranking_of(call), queries.decision_of(call)
    rules = from_version(call.rulebook)
    facts = {"ranking": ranking, "decision": decision}
    if ranking or decision:
        facts |= {"objections": list(objections_of(call)), "contracts": list(contracts_of_call(call))}
        facts["awarded"] = sum(row.awarded and not row.declined for row in results_of(call))
    for row in milestones(call, rules, timezone.localdate(), **facts):
        on = "" if row.future or row.at is None else day(row.at)
        yield row.title, on, row.due or "", row.late, row.law


def day(moment: Any) -> Any:
    """The local day of a moment or a day."""
    return timezone.localtime(moment).date() if hasattr(moment, "hour") else moment


def check_lines(call: Call) -> Iterable[tuple[Any, ...]]:
    """The published list of the formal check; with its defects as published, the reason of the act stays closed."""
    published = {row.application_id: row for row in published_rows(call)}
    for row in queries.checked(call):
        rejected = row.state == Application.State.REJECTED
        listed = published.get(row.pk)
        yield (
            row.number,
            row.organisation.number,
            row.organisation.name,
            row.title,
            "rejected" if rejected else "complete",
            listed.defects if listed else row.rejection_reason,
            listed.law if listed else row.rejection_law,
        )


def contract_lines(call: Call) -> Iterable[tuple[Any, ...]]:
    """Signed contracts with what is paid."""
    for row in contracts_of_call(call):
        application = row.row.application
        yield (
            row.number,
            application.number,
            application.organisation.number,
            application.organisation.name,
            application.title,
            row.amount,
            row.paid,
            row.signed_on,
            row.starts_on,
            row.ends_on,
            row.state,
            row.unspent,
        )
