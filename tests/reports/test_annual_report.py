"""The annual report: sums to the para, a second person, corrections, work that was stopped."""

import datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from office import jobs
from office.jurisdiction import current
from office.models import Job
from office.refusal import Refused, allowed
from reports.models import Report
from reports.services import reports as verbs
from reports.snapshots.annual_spending import collect
from reports.workflows.spending import REPORT
from tests.conftest import SHARED_DATA
from tests.factories.registry import UserFactory
from tests.reports.test_open_data import spent

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


@pytest.fixture
def office():
    spent(2024)
    return UserFactory(roles=("office_officer",)), UserFactory(roles=("office_head",))


def published(officer, head, **facts) -> Report:
    """A report that went the whole way."""
    report = verbs.order_report(year=2024, language="cnr", by=officer, **facts)
    jobs.run_job(report.job_id)
    verbs.approve(report=report, by=head)
    verbs.send(report=report, sent_on=datetime.date(2025, 3, 1), sent_to="Vlada", by=officer)
    return verbs.publish(report=report, by=officer)


def test_twice_ordered_is_built_once(office):
    officer, _head = office
    verbs.order_report(year=2024, language="cnr", by=officer)
    with pytest.raises(Refused):
        verbs.order_report(year=2024, language="cnr", by=officer)
    assert Report.objects.count() == 1


def test_a_correction_replaces_and_both_stay_readable(office, client):
    officer, head = office
    first = published(officer, head)
    spent(2024, awarded=Decimal("55.55"))
    second = published(officer, head, replaces=first)
    first.refresh_from_db()
    assert (first.document.status, first.document.replaced_by) == ("replaced", second.document)
    assert (first.snapshot["total"]["awarded"], second.snapshot["total"]["awarded"]) == ("100.00", "155.55")
    page = client.get(f"/en/reports/{first.slug}/").content.decode()
    assert "replaced by a newer one" in page and "€100.00" in page
    with pytest.raises(Refused):
        verbs.order_report(year=2024, language="cnr", replaces=Report(state="built"), by=officer)


def test_a_stopped_building_is_ordered_again_and_a_running_one_is_not(office):
    officer, _head = office
    report = verbs.order_report(year=2024, language="cnr", by=officer)
    with pytest.raises(Refused):
        verbs.order_again(report=report, by=officer)
    Job.objects.filter(pk=report.job_id).update(state="cancelled", finished_at=report.ordered_at)
    again = verbs.order_again(report=report, by=officer)
    jobs.run_job(again.job_id)
    again.refresh_from_db()
    assert (again.state, Job.objects.count()) == ("built", 2)
