"""No closed value stands anywhere the public can look; every column that sounds like personal data is declared."""

import json

import pytest

from office.closed import closed_columns, undeclared
from tests.seeded import run, seeded

pytestmark = pytest.mark.timeout(900)

WALK = "import runpy, sys; sys.argv = ['privacy', {target!r}]; runpy.run_module('tests.privacy', run_name='__main__')"


@pytest.fixture(scope="module")
def told(django_db_blocker, tmp_path_factory):
    """What the walk through the seeded demo saw."""
    target = tmp_path_factory.mktemp("privacy") / "found.json"
    with django_db_blocker.unblock(), seeded("montenegro") as portal:
        run(WALK.format(target=str(target)), portal.environment(), seconds=600)
    return json.loads(target.read_text())


def test_the_public_meets_no_closed_value(told):
    assert told["hits"] == []


def test_the_walk_looked_everywhere(told):
    least = {
        "pages": 250,
        "public papers": 1,
        "searches": 20,
        "search columns": 4,
        "book": 3,
        "audit": 50,
        "error pages": 6,
    }
    assert {room: told["looked"].get(room, 0) >= count for room, count in least.items()} == dict.fromkeys(
        least, True
    )
    assert told["looked"]["log"] == 1 and told["log"] > 1000
    watched = {column.split(".")[-1] for column in told["columns"]}
    assert {
        "jmbg",
        "passport_number",
        "address",
        "born_on",
        "applicant_phone",
        "applicant_email",
        "email_of_record",
    } <= watched
    assert {"ngo_registry.views.public.listing", "ngo_registry.views.public.organisation"} <= set(
        told["views"]
    )


def test_the_walk_sees_what_is_planted(told):
    seen = told["planted"]
    columns = {room: {hit.rsplit(".", 1)[-1] for hit in seen[room]} for room in ("page", "csv", "xlsx")}
    assert columns == {key: {"jmbg", "address"} for key in columns}
    assert any(("search" in hit and "jmbg" in hit) or "search_text" in hit for hit in seen["search"]), seen


def test_every_column_that_sounds_personal_is_declared():
    assert undeclared() == []
    names = {model._meta.label: names for model, names in closed_columns().items()}
    assert names["ngo_registry.Founder"] == names["ngo_registry.FounderEvent"]
    assert "jmbg" in names["ngo_registry.Representative"]
