"""Every action that is written in the audit trail has words for people."""

import ast

import pytest

from office.audit_words import ACTIONS, action_words, state_words, thing_words
from office.workflow_tables import workflows
from tests.architecture.code import modules, tree

ROOMS = ("council.", "grants.", "reports.")


def recorded() -> set[tuple[str, str]]:
    """App and action of every `record("action", …)` in the code."""
    found = set()
    for module, path in modules().items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
                if name == "record":
                    found.add((module.split(".")[0], node.args[0].value))
    return found


@pytest.mark.parametrize(("app", "action"), sorted(recorded()))
def test_action_has_words(app, action, english):
    assert action in ACTIONS or action_words(f"{app}.thing", action) != action.replace("_", " ")


STEPS = sorted((subject, step.name) for subject, table in workflows().items() for step in table.transitions)


@pytest.mark.parametrize(("subject", "step"), [step for step in STEPS if step[0].startswith(ROOMS)])
def test_a_step_that_was_taken_is_told_in_the_past_not_as_the_button_says_it(subject, step, english):
    button = next(each.label for each in workflows()[subject].transitions if each.name == step)
    assert action_words(subject, step) != str(button)


def test_steps_of_workflows_speak_in_their_words(english):
    assert action_words("grants.application", "submit") == "application submitted"
    assert state_words("grants.application", "draft") != "draft" or workflows()["grants.application"]
    assert (
        thing_words("grants.application") == "Application" and thing_words("nothing.here") == "nothing.here"
    )
