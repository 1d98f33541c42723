"""Open data: published facts alone, no personal data, safe for spreadsheets, tagged, by the standard."""

import csv
import io
import json
from decimal import Decimal

import openpyxl
import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from ngo_registry.models import Organisation
from reports.models import SpendingReturn, SpendingRow
from reports.open_data.sets import SETS
from tests.conftest import SHARED_DATA
from tests.factories.grants import body, closed_call, contract, decided_call, draft_call
from tests.factories.registry import MunicipalityFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
STANDARD = SHARED_DATA / "std" / "360giving"
PERSONAL = {
    "email_of_record": "zatvorena@primjer.test",
    "phone_public": "067111222",
    "iban": "ME25505000012345678951",
}


def spent(year=2024, *, state="accepted", of=None, **facts) -> SpendingRow:
    """An award in a body's spending."""
    of = of or body()
    by = UserFactory() if state != "draft" else None
    handed = {"submitted_at": "2025-01-31T10:00Z", "submitted_by": by} if by else {}
    spending, _made = SpendingReturn.objects.get_or_create(
        body=of, year=year, defaults={"state": state, **handed}
    )
    n = spending.rows.count() + 1
    facts = {
        "organisation_name": f"Udruženje {n}",
        "recipient_kind": "association",
        "awarded": Decimal(100),
        **facts,
    }
    return SpendingRow.objects.create(spending=spending, source="datoteka", source_row=str(n), **facts)


def bytes_of(response) -> bytes:
    data = b"".join(response.streaming_content) if response.streaming else response.content
    for (
        close
    ) in response._resource_closers:  # the file behind it; not the connection, as response.close() would
        close()
    return data


def table(client, address: str) -> list[dict[str, str]]:
    """A CSV file as rows."""
    return list(csv.DictReader(io.StringIO(bytes_of(client.get(address)).decode())))


def test_only_what_is_published(client):
    draft_call()
    undecided, decided = closed_call(), decided_call()
    assert {row["reference"] for row in table(client, "/open-data/calls.csv")} == {
        undecided.number,
        decided.number,
    }
    rows = {row["reference"]: row for row in table(client, "/open-data/calls.csv")}
    assert rows[undecided.number]["applications"] == ""  # nobody knows it before the decision
    assert rows[decided.number]["awarded_sum"] == "10000.00"
    assert len(table(client, "/open-data/awards.csv")) == 2
    decided.decision.state = "drafted"
    decided.decision.published_at = decided.decision.published_by = None
    decided.decision.save()
    assert table(client, "/open-data/awards.csv") == []
    rows = {row["reference"]: row for row in table(client, "/open-data/calls.csv")}
    assert rows[decided.number]["awarded_sum"] == ""
    for state in ("draft", "submitted", "returned", "accepted"):
        spent(state=state, title=state)
    assert {row["title"] for row in table(client, "/open-data/spending.csv")} == {"submitted", "accepted"}


def test_no_personal_data_in_any_set_or_format(client):
    call = decided_call()
    for application in call.applications.all():
        Organisation.objects.filter(pk=application.organisation_id).update(
            **PERSONAL, address="Tajna ulica 5"
        )
    row = call.decision.rows.filter(outcome="awarded").first()
    contract(row)
    spent(recipient_kind="sole_trader", organisation_name="PERA PERIĆ PR", organisation_number="61234567")
    people = {application.created_by for application in call.applications.all()}
    secrets = [
        *PERSONAL.values(),
        "Tajna ulica",
        "PERA",
        *(p.full_name for p in people),
        *(p.email for p in people),
    ]
    addresses = [f"/open-data/{key}.{form}" for key in SETS for form in ("csv", "json")]
    addresses += [
        "/open-data/awards.360giving.json",
        *(f"/api/v1/{n}" for n in ("organisations", "calls", "awards")),
    ]
    for address in addresses:
        text = bytes_of(client.get(address)).decode()
        assert [secret for secret in secrets if secret in text] == [], address
    assert "61234567" in bytes_of(client.get("/open-data/spending.csv")).decode()


def test_formulas_stay_text_and_sums_stay_numbers(client):
    OrganisationFactory(name='=HYPERLINK("http://zlo.test")')
    spent(title="+1", awarded=Decimal("1234.50"), paid=None)
    assert table(client, "/open-data/register.csv")[0]["name"].startswith("'=")
    row = table(client, "/open-data/spending.csv")[0]
    assert (row["title"], row["awarded"], row["paid"]) == ("'+1", "1234.50", "")
    assert json.loads(bytes_of(client.get("/open-data/spending.json")))[0]["paid"] is None
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(client.get("/open-data/spending.xlsx"))))
    head, line = book["spending"].iter_rows(values_only=True)
    cells = dict(zip(head, line, strict=True))
    assert (cells["title"], cells["awarded"], cells["source_row"]) == ("+1", 1234.5, "1")
    assert book["Meta"]["A1"].value == "publisher"


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_who_has_it_already_is_answered_304(client, form):
    spent()
    address = f"/open-data/spending.{form}"
    first = client.get(address)
    assert first.status_code == 200 and bytes_of(first) and first["ETag"]
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    spent()
    newer = client.get(address, headers={"if-none-match": first["ETag"]})
    assert newer.status_code == 200 and bytes_of(newer)
    assert (
        client.get("/open-data/nothing.csv").status_code
        == client.get("/open-data/spending.pdf").status_code
        == 404
    )


def schemas() -> Draft202012Validator:
    """The schema of one grant with the formats it asks for."""
    schema = json.loads((STANDARD / "360-giving-schema.json").read_text())
    registry = Registry().with_resource(schema.get("$id", "grant"), DRAFT202012.create_resource(schema))
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


def test_the_360giving_file_keeps_to_the_standard(client):
    call = decided_call(requested=(5000, Decimal("4321.10"), 3000))
    contract(call.decision.rows.filter(outcome="awarded").first())
    for application in call.applications.all():
        application.municipalities.add(application.organisation.municipality or MunicipalityFactory())
    data = json.loads(bytes_of(client.get("/open-data/awards.360giving.json")), parse_float=Decimal)
    package = json.loads((STANDARD / "360-giving-package-schema.json").read_text())
    assert set(data) <= set(package["properties"])
    assert (data["version"], len(data["grants"])) == ("1.4", 2)
    validator = schemas()
    assert [error.message for grant in data["grants"] for error in validator.iter_errors(grant)] == []
    assert len({grant["id"] for grant in data["grants"]}) == 2
    assert sum(Decimal(grant["amountAwarded"]) for grant in data["grants"]) == Decimal("9321.10")
    assert data["grants"][0]["amountDisbursed"] == 5000
    assert "amountDisbursed" not in data["grants"][1]
    bad = {**data["grants"][0], "awardDate": "9.10.2020", "fromOpenCall": "yes"}
    assert len(list(validator.iter_errors(bad))) == 2  # the validator does see faults


@pytest.mark.parametrize(
    ("kind", "form"), [(k, f) for k in SETS for f in ("csv", "json", "xlsx")] + [("awards", "360giving")]
)
def test_the_command_writes_the_same_file(client, tmp_path, kind, form):
    decided_call()
    spent()
    out = tmp_path / f"{kind}.{form}"
    call_command("export_open_data", kind, format=form, out=out)
    address = f"/open-data/{kind}.{'360giving.json' if form == '360giving' else form}"
    assert out.read_bytes() == bytes_of(client.get(address))
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
