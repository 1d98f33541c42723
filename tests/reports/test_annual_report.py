"""The annual report: sums to the para in snapshot and PDF, the same bytes twice, a second person."""

import datetime
import subprocess
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from office.jurisdiction import current
from office.refusal import Refused, allowed
from reports.models import Report
from reports.services import reports as verbs
from reports.snapshots.annual_spending import collect
from reports.workflows.spending import REPORT
from tests.conftest import SHARED_DATA
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
BASIS = "Zakon o javnom informisanju i medijima"


@pytest.fixture
def year_2016(settings):
    settings.OFFICE_JURISDICTION = "serbia"
    call_command("load_code_lists", verbosity=0, stdout=StringIO())
    call_command("load_rulebooks", all=True, verbosity=0, stdout=StringIO())
    path = SHARED_DATA / "rs" / "media_cofinancing_2015_2021.csv"
    call_command("import_spending", path, year=2016, legal_basis=BASIS, stdout=StringIO())


def test_figures_are_those_published(year_2016):
    s = collect(2016, office=current(), as_of=datetime.date(2017, 1, 1))
    assert (s.total.rows, s.total.awarded, s.no_award_rows) == (1540, "1235728852.10", 36)
    assert Decimal(s.ngo.awarded) + Decimal(s.others.awarded) == Decimal("1235728852.10")
    assert sum(Decimal(g.awarded) for g in s.by_body) == Decimal("1235728852.10")
    assert [g.name for g in s.by_basis] == [BASIS]
    assert len(s.rows) == 1540


def test_the_same_order_gives_the_same_bytes_and_the_published_sum(year_2016, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        call_command(
            "build_report",
            "annual_spending",
            year=2016,
            out=tmp_path / name,
            language="sr-latn",
            stdout=StringIO(),
        )
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "1.235.728.852,10" in text


BY_HAND = {
    "ordered": {"discard"},
    "built": {"discard"},
    "approved": {"send"},
    "sent": {"publish"},
    "published": set(),
    "discarded": set(),
}


@pytest.mark.parametrize("state", BY_HAND)
def test_steps_match_the_table_written_by_hand(state):
    officer = UserFactory(roles=("office_officer",))
    head = UserFactory(roles=("office_head",))
    report = Report(state=state, ordered_by=officer)
    names = ("approve", "send", "publish", "discard")
    assert {n for n in names if allowed(REPORT.check, report, n, by=officer, note="r")} == BY_HAND[state]
    approves = {n for n in ("approve",) if allowed(REPORT.check, report, n, by=head, note="r")}
    assert approves == ({"approve"} if state == "built" else set())
    report.ordered_by = head
    assert not allowed(REPORT.check, report, "approve", by=head)


def test_an_empty_year_is_refused():
    with pytest.raises(Refused):
        verbs.order_report(year=2001, language="cnr", by=UserFactory(roles=("office_officer",)))
