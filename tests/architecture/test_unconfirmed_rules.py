"""A value of the law that is not confirmed warns and says so; it refuses nobody outside the office.

Every function that reads a value which is unconfirmed in one of the three rulebooks, and can say no, asks `rule.refuses`
(or `confirmed`) first; the others are named here with the reason why nobody outside the office is refused by the value.
"""

import ast
import tomllib

import pytest

from office.rulebooks.shape import Rule
from tests.architecture.code import ROOT, functions, modules

OFFICE = "only people of the office do this, and they may order a confirmed value first"
CALL = "the text of the call sets it: what was published binds"
STEP = "without a value the procedure has no such step; a value of it is never held against anybody"
REASONS = {
    "council.conditions conditions_of": CALL,
    "council.services.calls publish_nomination_call": OFFICE,
    "council.services.checking check_proposal": OFFICE,
    "council.services.composition form_council": OFFICE,
    "council.services.sessions hold_session": OFFICE,
    "grants.eligibility _count": CALL,
    "grants.services.applications check_count": CALL,
    "grants.services.assignments _assign": OFFICE,
    "grants.services.assignments _assign_members": OFFICE,
    "grants.services.bans correct_ban": OFFICE,
    "grants.services.bans years_of": OFFICE,
    "grants.services.call_parts add_default_criteria": OFFICE,
    "grants.services.call_review ask_review": OFFICE,
    "grants.services.calls draft_call": OFFICE,
    "grants.services.checks check_completable": OFFICE,
    "grants.services.checks completion_due": OFFICE,
    "grants.services.commission_members _check_nominated": OFFICE,
    "grants.services.commission_members nominated": OFFICE,
    "grants.services.commissions missing_for_forming": OFFICE,
    "grants.services.contracts check_interim_missing": OFFICE,
    "grants.services.contracts draft_contract": OFFICE,
    "grants.services.contracts plan_interim": OFFICE,
    "grants.services.contracts plan_tranches": OFFICE,
    "grants.services.draws prepare_draw": OFFICE,
    "grants.services.grant_reports check_may_begin": STEP,
    "grants.services.inspections check_may_inspect": STEP,
    "grants.services.objections check_may_object": STEP,
    "grants.services.objections check_objections_over": OFFICE,
    "grants.services.paper record_paper": OFFICE,
    "grants.services.report_reminders remind_of_report": OFFICE,
    "grants.services.sessions open_session": OFFICE,
    "grants.services.variants make_variant": OFFICE,
}
SAYS_NO = {"Refused", "Finding", "Condition", "add_error"}


def unconfirmed() -> set[tuple[str, str]]:
    """Section and key of every value that some rulebook does not confirm."""
    found = set()
    for path in sorted((ROOT / "office" / "rulebooks").glob("*.toml")):
        for book in tomllib.loads(path.read_text(encoding="utf-8"))["rulebook"]:
            for section, rows in book.items():
                for key, row in rows.items() if isinstance(rows, dict) else ():
                    if isinstance(row, dict) and row.get("confirmed") is False:
                        found.add((section, key))
    return found


def reads(function: ast.FunctionDef, values: set[tuple[str, str]]) -> bool:
    """Does it read one of these values?"""
    keys = {key for _section, key in values}
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and node.attr in keys:
            held = node.value
            if isinstance(held, ast.Attribute) and (held.attr, node.attr) in values:
                return True
            if isinstance(held, ast.Name) and (held.id == "rules" or (held.id, node.attr) in values):
                return True
    return False


def says_no(function: ast.FunctionDef) -> bool:
    """Does it raise a refusal, or make a finding that may be one?"""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(getattr(call, "id", getattr(call, "attr", "")) in SAYS_NO for call in calls)


def names(function: ast.FunctionDef) -> set[str]:
    """Every name and attribute in it."""
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Name | ast.Attribute)
    }


def judged() -> dict[str, bool]:
    """Functions that read an unconfirmed value and can say no: do they ask whether it is confirmed?"""
    values = unconfirmed()
    found = {}
    for module in modules():
        if module.startswith(("office.demo", "office.rulebooks")):
            continue
        for function in functions(module):
            if reads(function, values) and says_no(function):
                found[f"{module} {function.name}"] = bool(names(function) & {"refuses", "confirmed"})
    return found


def test_what_is_not_confirmed_refuses_nobody_outside_the_office():
    found = judged()
    assert len(unconfirmed()) > 60 and len(found) > 30
    assert {name for name, asks in found.items() if not asks} == set(REASONS)


@pytest.mark.parametrize("value", [None, False, 0, 5, "refuse"])
def test_only_a_known_and_confirmed_value_refuses(value):
    assert Rule(value).refuses is (value is not None)
    assert Rule(value, confirmed=False).refuses is False
