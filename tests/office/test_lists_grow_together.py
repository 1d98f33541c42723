"""The lists that are read less often ask the database as often for two hundred things as for ten, and have pages."""

import datetime
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from grants.models import (
    Ban,
    Evaluator,
    EvaluatorDraw,
    EvaluatorList,
    EvaluatorListEntry,
    GrantLetter,
    WorkStatement,
)
from ngo_registry.models import (
    ClaimRequest,
    ErrorReport,
    Letter,
    RegisterEntry,
    RegisterFiling,
    RegisterImport,
)
from office.models import Body, StoredFile, User
from reports.models import Report, SpendingImport, SpendingReturn
from tests.factories import council as seats
from tests.factories import grants as made
from tests.factories.office import administrator, client_of
from tests.office.test_lists_grow import awards, more, organisations, people, statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]
FEW, MANY, MOST = 10, 200, 24
SUMMARY = {"created": 1, "updated": 0, "rejected": 0}

PAGED = (
    "council_staff:nominations",
    "grants_public:draws",
    "grants_staff:bans",
    "grants_staff:contracts",
    "grants_staff:letters",
    "grants_staff:work_statements",
    "ngo_registry_staff:claims",
    "ngo_registry_staff:error_reports",
    "ngo_registry_staff:filings",
    "ngo_registry_staff:imports",
    "ngo_registry_staff:letters",
    "office_staff:bodies",
    "office_staff:outbox",
    "reports_staff:imports",
)
WHOLE = (  # of a year or of all years, short by their nature: no pages, and no question per row either
    "council_public:participation",
    "grants_public:evaluators",
    "grants_staff:evaluators",
    "ngo_registry_staff:book",  # in parts of two hundred lines, as it is printed
    "reports_public:list",
    "reports_staff:reports",
    "reports_staff:spending",
)


@pytest.fixture
def grow() -> Callable[[int, int], None]:
    """A function that adds so many of everything, numbered from a start on."""
    by, now, today = administrator("pred"), timezone.now(), timezone.localdate()
    stored = StoredFile.objects.create(sha256="0" * 64, size=1, content_type="application/pdf", name="a.pdf")
    contract = made.contract()
    row, call = contract.row, contract.row.application.call
    listed = EvaluatorList.objects.first() or made.evaluators_list(made.evaluator())
    nomination = seats.draft_call(by=seats.officer())
    draw = EvaluatorDraw(
        call=call, of_list=listed, seed_source="Loto", frozen={}, input_sha256="0" * 64, prepared_at=now,
        prepared_by=by, state="cancelled",
    )  # fmt: skip

    def add(start: int, number: int) -> None:
        def named(prefix: str) -> Callable[[int], str]:
            return lambda n: f"{prefix}-mnogo-{start + n}"

        new = organisations(start, number)
        of = lambda n: new[n]  # noqa: E731
        applications = more(
            row.application, number, organisation=of, number=named("PP"), draft_code=named("Q"),
            submit_key=lambda _n: None,
        )  # fmt: skip
        rows = more(row, number, application=lambda n: applications[n], order=lambda n: 100 + start + n)
        contracts = more(contract, number, row=lambda n: rows[n], number=named("UG"))
        more(GrantLetter(kind="completion", text="x", made_at=now, made_by=by), number,
             application=lambda n: applications[n], number=named("D"))  # fmt: skip
        more(Ban(law="čl. 1", reason="x", since=today, until=today, entered_at=now, entered_by=by, body=call.body),
             number, organisation=of, contract=lambda n: contracts[n])  # fmt: skip
        people(10_000 + start, number)
        users = list(User.objects.filter(email__startswith="p1").order_by("-pk")[:number])
        evaluators = more(Evaluator(years_of_experience=5, evaluation_experience="x"), number,
                          user=lambda n: users[n], full_name=named("Osoba"))  # fmt: skip
        more(EvaluatorListEntry(list=listed), number, evaluator=lambda n: evaluators[n],
             order=lambda n: 100 + start + n)  # fmt: skip
        more(WorkStatement(call=call, year=2026, fee=1, earlier=0, gross=1, payable=1, basis="x", issued_at=now,
                           issued_by=by), number, evaluator=lambda n: evaluators[n], number=named("OR"))  # fmt: skip
        more(draw, number, number=named("Ž"))
        more(nomination, number, title=named("Poziv"))
        filings = more(RegisterFiling(kind="association", created_by=by, state="submitted", submitted_at=now,
                                      submitted_by=by, received_on=today), number, name=named("Udruženje"),
                       case_number=named("UP"))  # fmt: skip
        more(Letter(kind="completion", text="x", created_by=by), number, filing=lambda n: filings[n],
             number=named("L"))  # fmt: skip
        more(
            RegisterEntry(kind="change", on=today, text="x", by=by),
            number,
            organisation=of,
            number=named("K"),
        )
        more(ErrorReport(wrong="x", right="y"), number, organisation=of, number=named("G"))
        more(ClaimRequest(method="papers", paper=stored), number, organisation=of, user=lambda n: users[n])
        more(RegisterImport(as_of=today, created_by=by), number, name=named("spisak"))
        bodies = more(Body(kind="national", valid_from=today - datetime.timedelta(days=9)), number,
                      code=named("o"), name=named("Organ"))  # fmt: skip
        more(SpendingReturn(year=2025, state="draft"), number, body=lambda n: bodies[n])
        more(SpendingImport(year=2025, file=stored, made_by=by, summary=SUMMARY), number)
        more(Report(year=2025, language="cnr", state="discarded", ordered_at=now, ordered_by=by), number,
             slug=named("r"), title=named("Izvještaj"))  # fmt: skip
        awards(start, number)
        more(Email(from_email="a@example.test", status=0), number, to=lambda n: [f"x{start + n}@example.test"],
             subject=named("Poruka"))  # fmt: skip

    return add


def test_two_hundred_of_everything_ask_as_often_as_ten(grow):
    staff = client_of(administrator())
    grow(0, FEW)
    few = {name: statements(staff, reverse(name)) for name in (*PAGED, *WHOLE)}
    grow(FEW, MANY - FEW)
    many, without_pages = {}, []
    for name in few:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            page = staff.get(reverse(name)).content.decode()
        many[name] = len(asked)
        without_pages += [name] if name in PAGED and 'class="pager"' not in page else []
    assert many == few
    assert {name: number for name, number in few.items() if number > MOST} == {}
    assert without_pages == []
