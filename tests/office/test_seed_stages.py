"""Stages of the demo year: each goes as far as its name says and no farther."""

import pytest
from django.db import connection, connections

from grants.models import Application, Call, Contract, Decision
from reports.models import Report
from tests.seeded import environment, run

FILL = """
import django
django.setup()
from django.core.management import call_command
for command in ("load_code_lists", "load_rulebooks"):
    call_command(command, verbosity=0)
call_command("seed_demo", stage="{stage}", verbosity=0)
"""
# Calls by state; are there decisions, contracts, reports?
BY_HAND = {
    "open": ({"draft", "cancelled", "published"}, False, False),
    "evaluation": ({"draft", "cancelled", "published"}, False, False),
    "decided": ({"draft", "cancelled", "published", "decided"}, True, False),
}


@pytest.mark.parametrize("stage", BY_HAND)
def test_a_stage_goes_as_far_as_its_name(stage, fresh_database, tmp_path):
    name = connections["default"].settings_dict["NAME"]
    connection.close()
    run(FILL.format(stage=stage), environment("montenegro", name, tmp_path))
    states, decided, reported = BY_HAND[stage]
    assert set(Call.objects.values_list("state", flat=True)) == states
    assert (Decision.objects.exists(), Contract.objects.exists()) == (decided, decided)
    assert Report.objects.exists() == reported
    filed = set(Application.objects.values_list("state", flat=True))
    assert ("draft" in filed, "awarded" in filed) == (True, decided)
    assert bool(filed & {"eligible", "scored"}) == (stage != "open")
