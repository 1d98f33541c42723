"""A call as open tables, everything that stands on its page; each only when it is public and holds anything.

The heads are names that do not change with the language, as programs read them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.documents import call_text_tables as texts
from grants.documents import ranking_tables as lists
from grants.documents.call_text_tables import has_changes
from grants.milestones import milestones
from grants.models import Application, Call
from grants.queries import public_calls as queries
from grants.queries.call_life import public_questions
from grants.queries.checks import published_rows
from grants.queries.objections import objections_of
from grants.queries.public_applicants import applicants_public
from grants.queries.public_scores import contracts_of_call, score_lines
from grants.queries.public_sessions import sessions_about
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
SESSIONS = ("session", "on", "members_present", "members", "points_about_the_call", "minutes")
CONTRACTS = (
    "contract", "number", "register_number", "organisation", "title", "amount", "paid", "signed_on", "starts_on",
    "ends_on", "state", "unspent",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rooms:
    """Which rooms of a call hold anything: a table without a row is not offered."""

    questions: bool
    changes: bool
    objections: bool
    earlier: bool
    judgments: bool


def rooms_of(call: Call) -> Rooms:
    """The rooms of a call that a page has not read."""
    return Rooms(
        questions=bool(public_questions(call)),
        changes=has_changes(call),
        objections=objections_of(call).exists(),
        earlier=call.past_rankings.filter(published_at__isnull=False).exists(),
        judgments=call.annulments.exists(),
    )


def tables(call: Call, rooms: Rooms | None = None) -> dict[str, Table]:
    """Tables of this call that the public may read now, by the name of their file."""
    rooms = rooms or rooms_of(call)
    return said_tables(call, rooms) | checked_tables(call) | ranked_tables(call, rooms) | decided_tables(call)


def said_tables(call: Call, rooms: Rooms) -> dict[str, Table]:
    """What the call says and what was asked and changed."""
    found = {
        "call": Table(_("The call in short"), lambda: (texts.CALL, texts.call_lines(call))),
        "criteria": Table(_("Criteria and points"), lambda: (texts.CRITERIA, texts.criterion_lines(call))),
        "documents": Table(_("Documents to attach"), lambda: (texts.DOCUMENTS, texts.document_lines(call))),
    }
    if rooms.questions:
        found["questions"] = Table(
            _("Questions and answers"), lambda: (texts.QUESTIONS, texts.question_lines(call))
        )
    if rooms.changes:
        found["changes"] = Table(
            _("Extensions and corrections"), lambda: (texts.CHANGES, texts.change_lines(call))
        )
    return found | {"steps": Table(_("Steps and deadlines"), lambda: (STEPS, steps(call)))}


def checked_tables(call: Call) -> dict[str, Table]:
    """Who applied and what the formal check found."""
    found = {}
    if applicants_public(call):
        found["applicants"] = Table(
            _("All applicants"), lambda: (texts.APPLICANTS, texts.applicant_lines(call))
        )
    if call.check_published_at is not None:
        found["formal-check"] = Table(_("Formal check"), lambda: (CHECK, check_lines(call)))
    return found


def ranked_tables(call: Call, rooms: Rooms) -> dict[str, Table]:
    """The ranking list, objections to it, and acts that no longer hold."""
    found: dict[str, Table] = {}
    if Part.PLACE in seen_by_citizen(call) and queries.ranking_of(call) is not None:
        found["ranking"] = Table(_("Ranking list"), lambda: lists.ranking_table(call))
    if rooms.earlier:
        found["earlier-rankings"] = Table(_("Earlier ranking lists"), lambda: lists.earlier_table(call))
    if rooms.objections:
        found["objections"] = Table(
            _("Objections and replies"), lambda: (lists.OBJECTIONS, lists.objection_lines(call))
        )
        found["corrected-points"] = Table(
            _("Points corrected after objections"), lambda: (lists.CORRECTED, lists.corrected_lines(call))
        )
    if rooms.judgments:
        found["judgments"] = Table(_("Judgments"), lambda: (lists.JUDGMENTS, lists.judgment_lines(call)))
        found["annulled-decisions"] = Table(
            _("Annulled decisions"), lambda: (lists.FALLEN, lists.fallen_lines(call))
        )
        found["annulled-points"] = Table(
            _("Points and reasons of annulled decisions"),
            lambda: (lists.FALLEN_POINTS, lists.fallen_points(call)),
        )
    return found


def decided_tables(call: Call) -> dict[str, Table]:
    """What becomes public with the decision."""
    if Part.SHEETS not in seen_by_citizen(call):
        return {}
    names = from_version(call.rulebook).evaluation.names_published.value
    found = {
        "points": Table(_("Points and reasons"), lambda: (POINTS, score_lines(call, with_names=names))),
        "results": Table(_("Decision and results"), lambda: result_table(call)),
    }
    if sessions_about(call):
        found["sessions"] = Table(_("Sessions of the commission"), lambda: (SESSIONS, session_lines(call)))
    return found | {"contracts": Table(_("Contracts"), lambda: (CONTRACTS, contract_lines(call)))}


def session_lines(call: Call) -> Iterable[tuple[Any, ...]]:
    """Sessions about this call in numbers."""
    for row in sessions_about(call):
        yield row.number, day(row.opened_at), row.came, row.seats, row.points, row.minutes_number


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
