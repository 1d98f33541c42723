"""A list of a thousand things asks the database as often as a list of ten: no question per row, on any page."""

import copy
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.models import Application, Call
from ngo_registry.models import Organisation
from office.models import AuditEvent, Job, User
from office.scripts import sort_key
from reports.models import SpendingReturn, SpendingRow
from tests.factories import grants as made
from tests.factories.office import administrator, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]
FEW, MANY, MOST = 10, 1000, 12


def more(like: models.Model, many: int, **different: Callable[[int], object]) -> list:
    """So many rows like this one, written in one go, different in these facts."""
    rows = []
    for n in range(many):
        row = copy.copy(like)
        row.pk, row._state = None, models.base.ModelState()
        row._state.adding = True
        for name, value in different.items():
            setattr(row, name, value(n))
        rows.append(row)
    return type(like)._base_manager.bulk_create(rows, batch_size=500)


def organisations(start: int, number: int) -> list[Organisation]:
    """Organisations of one name but for its number."""
    names = [f"Zeleni krug {n}" for n in range(start, start + number)]
    return Organisation.objects.bulk_create(
        Organisation(name=name, number=f"Z-{name[12:]}", place="Nikšić", sort_key=sort_key(name))
        for name in names
    )


def applications(start: int, number: int) -> None:
    """Applications to one call, each of another organisation."""
    like = Application.objects.first() or made.application(made.closed_call())
    new = iter(organisations(start, number))
    more(
        like,
        number,
        organisation=lambda _n: next(new),
        number=lambda n: f"PP-{start + n}",
        draft_code=lambda n: f"Q-{start + n}",
        submit_key=lambda _n: None,
    )


def calls(start: int, number: int) -> None:
    """Published calls of one body."""
    like = Call.objects.first() or made.published_call(title="Zeleni poziv")
    more(like, number, slug=lambda n: f"s-{start + n}", number=lambda n: f"KK-{start + n}")


def awards(start: int, number: int) -> None:
    """Awards of one body."""
    spending = SpendingReturn.objects.first()
    spending = spending or SpendingReturn.objects.create(body=made.body(), year=2024, collected=True)
    SpendingRow.objects.bulk_create(
        SpendingRow(
            spending=spending, source="own", source_row=str(start + n), organisation_name=f"Zeleni krug {n}",
            title=f"Put {n}", recipient_kind="association", awarded=Decimal(100 + n),
        )
        for n in range(number)
    )  # fmt: skip


def people(start: int, number: int) -> None:
    """Accounts of the office."""
    User.objects.bulk_create(
        User(email=f"p{start + n}@example.test", full_name=f"Osoba {start + n}") for n in range(number)
    )


def jobs(start: int, number: int) -> None:
    """Long work that waits."""
    by = User.objects.first()
    Job.objects.bulk_create(Job(kind=f"bench.{start + n}", ordered_by=by) for n in range(number))


def trail(start: int, number: int) -> None:
    """Audit lines."""
    AuditEvent.objects.bulk_create(
        AuditEvent(
            at=timezone.now(),
            actor="Ana",
            action="submit",
            subject="grants.application",
            subject_id=str(start + n),
            hash=f"{start + n:064d}",
        )
        for n in range(number)
    )


PAGES = {
    "register": ("/en/register/", organisations),
    "register, searched": ("/en/register/?q=zeleni", organisations),
    "register by day": ("/en/register/?sort=date", organisations),
    "portal, searched": ("/en/search/?q=zeleni", organisations),
    "awards": ("/en/grants/?year=2024", awards),
    "awards, searched": ("/en/search/?q=krug", awards),
    "calls": ("/en/calls/", calls),
    "calls, searched": ("/en/search/?q=poziv", calls),
    "staff: register": ("ngo_registry_staff:list", organisations),
    "staff: applications": ("grants_staff:applications", applications),
    "staff: calls": ("grants_staff:calls", calls),
    "staff: people": ("office_staff:people", people),
    "staff: jobs": ("office_staff:jobs", jobs),
    "staff: audit": ("office_staff:audit", trail),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_thousand_ask_as_often_as_ten(page):
    address, grow = PAGES[page]
    staff = client_of(administrator())
    client, address = (Client(), address) if address.startswith("/") else (staff, reverse(address))
    grow(0, FEW)
    few = statements(client, address)
    grow(FEW, MANY - FEW)
    assert statements(client, address) == few
    assert few <= (MOST if client is not staff else 2 * MOST)


def statements(client: Client, address: str) -> int:
    """Statements of the page, opened once before so that only its own questions count."""
    assert client.get(address).status_code == 200
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
