"""The pages of docs that the code writes are those of the code."""

import pytest
from django.core.management import call_command

from office.workflow_tables import workflows


def test_there_are_tables():
    assert "grants.application" in workflows()


@pytest.mark.parametrize("command", ["draw_states", "draw_law"])
def test_pages_equal_the_code(command):
    call_command(command, check=True)
