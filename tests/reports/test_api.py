"""The API: described truly, read by key, published facts only, tagged and limited."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from office import rate_limits
from reports.views import api
from tests.factories.grants import closed_call, decided_call, draft_call
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.django_db
PATHS = ("/api/v1/organisations", "/api/v1/calls", "/api/v1/awards")


@pytest.fixture
def description(client) -> dict:
    return client.get("/api/v1/openapi.json").json()


def resolved(schema, whole: dict):
    """A schema with its references put in."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            part = whole
            for name in schema["$ref"].removeprefix("#/").split("/"):
                part = part[name]  # a reference to nothing fails here
            return resolved(part, whole)
        return {key: resolved(value, whole) for key, value in schema.items()}
    return [resolved(each, whole) for each in schema] if isinstance(schema, list) else schema


def test_the_description_is_whole_and_for_reading_only(description):
    assert re.fullmatch(r"3\.1\.\d+", description["openapi"])
    assert {"title", "version"} <= set(description["info"])
    assert set(description["paths"]) == set(PATHS)
    assert {method for path in description["paths"].values() for method in path} == {"get"}
    names = [operation["get"]["operationId"] for operation in description["paths"].values()]
    assert len(set(names)) == len(names)
    for operation in description["paths"].values():
        for parameter in operation["get"]["parameters"]:
            assert parameter["in"] == "query"
            Draft202012Validator.check_schema(resolved(parameter["schema"], description))
        for answer in operation["get"]["responses"].values():
            assert answer["description"]
            Draft202012Validator.check_schema(
                resolved(answer["content"]["application/json"]["schema"], description)
            )


@pytest.mark.parametrize("path", PATHS)
def test_answers_keep_to_the_description(client, description, path):
    decided_call()
    closed_call()
    answer = client.get(path)
    schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer.json()["items"]
    Draft202012Validator(resolved(schema, description)).validate(answer.json())


def test_pages_by_key_leave_nothing_out(client):
    numbers = [OrganisationFactory().number for _n in range(7)]
    seen, address = [], "/api/v1/organisations?limit=3"
    while address:
        page = client.get(address).json()
        seen += [item["register_no"] for item in page["items"]]
        address = page["next"]
        assert address is None or "limit=3" in address
    assert seen == numbers


def test_filters_and_published_facts_only(client):
    draft_call()
    decided = decided_call()
    assert [item["reference"] for item in client.get("/api/v1/calls").json()["items"]] == [decided.number]
    rows = client.get(f"/api/v1/awards?call_id={decided.number}").json()["items"]
    assert [row["awarded"] for row in rows] == ["5000.00", "5000.00"]
    assert client.get("/api/v1/awards?year=1999").json() == {"items": [], "next": None}
    assert client.get("/api/v1/organisations?status=deleted").json()["items"] == []


@pytest.mark.parametrize(
    "query", ["limit=501", "limit=0", "after=-1", "after=x", "after=99999999999999999999"]
)
def test_a_wrong_question_is_said(client, query):
    answer = client.get(f"/api/v1/organisations?{query}")
    assert answer.status_code == 422 and answer.json()["detail"]


@pytest.mark.parametrize("path", PATHS)
def test_nobody_writes(client, path):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(path).status_code == 405


def test_who_has_it_already_is_answered_304(client):
    OrganisationFactory()
    first = client.get("/api/v1/organisations")
    assert client.get("/api/v1/organisations", headers={"if-none-match": first["ETag"]}).status_code == 304
    OrganisationFactory()
    assert client.get("/api/v1/organisations", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_too_many_questions_are_refused_for_a_minute(client, empty_cache, monkeypatch):
    monkeypatch.setattr(api, "RATE", "2/minute")
    address = {"REMOTE_ADDR": "192.0.2.77"}
    rate_limits._storage.cache_clear()
    answers = [client.get("/api/v1/calls", **address) for _n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60" and "2 questions" in json.loads(answers[2].content)["detail"]


# The rows; then what hangs on all of them at once (areas, rows of decisions, extensions, municipalities).
QUERIES = {"/api/v1/organisations": 2, "/api/v1/calls": 4, "/api/v1/awards": 3}


@pytest.mark.parametrize("path", PATHS)
def test_as_many_questions_to_the_database_for_many_rows(client, path, django_assert_num_queries):
    decided_call()
    closed_call()
    counts = []
    for address in (f"{path}?limit=1", path):
        with django_assert_num_queries(QUERIES[path]):
            counts.append(len(client.get(address).json()["items"]))
    assert counts[0] == 1 < counts[1]
