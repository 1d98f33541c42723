"""The state diagrams in docs/states are those of the tables in the code."""

import pytest

from office.management.commands.draw_states import drawings, present
from office.workflow_tables import workflows


def test_there_are_tables():
    assert "grants.application" in workflows()


@pytest.mark.parametrize("name", sorted(drawings().keys() | present().keys()))
def test_page_equals_table(name):
    assert present().get(name) == drawings().get(name), "run manage.py draw_states"
