"""Who may do what with spending and reports: tables written by hand, and every closed page asked by everybody."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.refusal import allowed
from reports.models import SpendingImport, SpendingReturn
from reports.workflows.imports import IMPORT
from reports.workflows.spending import SPENDING
from tests.factories.grants import body
from tests.factories.office import client_of, person
from tests.reports.test_open_data import spent

pytestmark = pytest.mark.django_db
OFFICE, CLERK, STRANGER, EVALUATOR = "office_officer", "clerk", "stranger", "evaluator"
BY_HAND = {
    ("draft", OFFICE): {"submit"},
    ("draft", CLERK): {"submit"},
    ("submitted", OFFICE): {"return", "accept"},
    ("submitted", CLERK): set(),
    ("returned", OFFICE): {"submit"},
    ("returned", CLERK): {"submit"},
    ("accepted", OFFICE): {"reopen"},
    ("accepted", CLERK): set(),
}
FILES_BY_HAND = {
    ("checked", OFFICE): {"order", "apply", "give_up"},
    ("checked", CLERK): {"order", "apply", "give_up"},
    ("ordered", OFFICE): {"order", "apply", "give_up"},
    ("ordered", CLERK): {"order", "apply", "give_up"},
    ("applied", OFFICE): {"undo"},
    ("applied", CLERK): {"undo"},
    ("undone", OFFICE): set(),
    ("undone", CLERK): set(),
    ("cancelled", OFFICE): set(),
    ("cancelled", CLERK): set(),
}


@pytest.fixture
def people():
    """One person of each kind and the body of the clerk."""
    of = body()
    return of, {
        OFFICE: person("office", "office_officer"),
        CLERK: person("clerk", "body_officer", body=of),
        STRANGER: person("stranger", "body_officer", body=body()),
        EVALUATOR: person("evaluator", "evaluator"),
    }


def may(table, thing, by) -> set[str]:
    names = {transition.name for transition in table.transitions}
    return {name for name in names if allowed(table.check, thing, name, by=by, note="razlog")}


@pytest.mark.parametrize("state", SpendingReturn.State.values)
def test_spending_of_a_body(people, state):
    of, who = people
    spending = SpendingReturn(body=of, year=2024, state=state)
    found = {(state, role): may(SPENDING, spending, by) for role, by in who.items()}
    assert found == {(state, role): BY_HAND.get((state, role), set()) for role in who}


@pytest.mark.parametrize("state", SpendingImport.State.values)
def test_file_of_a_body(people, state):
    of, who = people
    spent(state="draft", of=of)
    batch = SpendingImport(pk=1, body=of, year=2024, state=state, summary={"created": 1})
    found = {(state, role): may(IMPORT, batch, by) for role, by in who.items()}
    assert found == {(state, role): FILES_BY_HAND.get((state, role), set()) for role in who}
    if state == "checked":
        batch.body = None  # a file of many bodies is the office's
        assert may(IMPORT, batch, who[CLERK]) == set() and may(IMPORT, batch, who[OFFICE])


def test_closed_pages(people):
    of, who = people
    row = spent(state="draft", of=of)
    year, pk = timezone.localdate().year, row.spending_id
    lists = [reverse(f"reports_staff:{name}") for name in ("spending", "imports")]
    own = [reverse(f"reports_staff:{name}", args=[pk]) for name in ("return", "return_upload", "row_new")]
    own.append(reverse("reports_staff:row", args=[pk, row.pk]))
    wanted = {
        OFFICE: (200, 200, 200),
        CLERK: (200, 200, 200),
        STRANGER: (200, 404, 200),
        EVALUATOR: (403, 403, 403),
    }
    for role, (list_code, own_code, reports_code) in wanted.items():
        client = client_of(who[role])
        assert {client.get(address).status_code for address in lists} == {list_code}, role
        assert {client.get(address).status_code for address in own} == {own_code}, role
        assert client.get(reverse("reports_staff:reports")).status_code == reports_code, role
    for address in (*lists, *own, reverse("reports_staff:spending_year", args=[year])):
        answer = Client().get(address)
        assert answer.status_code == 302 and "/accounts/login/" in answer["Location"]


def test_a_row_of_another_body_is_not_found(people):
    of, who = people
    row = spent(state="draft", of=of)
    client = client_of(who[STRANGER])
    one = [row.spending_id]
    for name, args in (("row", [*one, row.pk]), ("row_remove", [*one, row.pk]), ("return_step", one)):
        assert (
            client.post(reverse(f"reports_staff:{name}", args=args), {"action": "submit"}).status_code == 404
        )
    row.refresh_from_db()


def test_only_the_office_orders_reports(people):
    _of, who = people
    spent(2024)
    for role in (CLERK, STRANGER):
        answer = client_of(who[role]).post(
            reverse("reports_staff:reports"), {"year": 2024, "language": "cnr"}
        )
        assert "Reports are made by the office." in answer.content.decode()
