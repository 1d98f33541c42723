"""Bad luck with a real worker: a disk that fills while the report is drawn, a broker that is down at the order."""

import resource
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from office import jobs
from office.models import IssuedDocument, Job, NumberSeries, StoredFile
from reports.models import Report
from tests import processes
from tests.factories.office import client_of, person
from tests.office.test_jobs import dead_app
from tests.office.test_jobs_worker import over
from tests.reports.test_open_data import spent


@pytest.fixture
def officer(fresh_database):
    for n in range(40):
        spent(2024, title=f"Projekat {n}")
    return person("officer", "office_officer")


def limit(pid: int, size: int) -> None:
    """No file of the worker and its children grows beyond this."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for each in (pid, *map(int, children)):
        _soft, hard = resource.prlimit(each, resource.RLIMIT_FSIZE)
        resource.prlimit(each, resource.RLIMIT_FSIZE, (size, hard))


def kept() -> set[str]:
    """Every file under its final or any other name."""
    root = Path(settings.FILES_ROOT)
    return (
        {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
        if root.is_dir()
        else set()
    )


def ordered(officer) -> Report:
    """A report ordered in the browser."""
    answer = client_of(officer).post(reverse("reports_staff:reports"), {"year": 2024, "language": "cnr"})
    assert answer.status_code == 302
    return Report.objects.get()


def test_a_disk_that_fills_leaves_nothing_half_written_and_the_report_is_built_later(officer, worker):
    before = kept()
    limit(worker.process.pid, 16_384)
    report = ordered(officer)
    job = over(report.job, 120)
    assert job.state == "failed" and "no room left" in job.error, job.error
    report.refresh_from_db()
    assert (report.state, report.number, report.document) == ("ordered", "", None)
    assert kept() == before
    assert not (
        StoredFile.objects.exists() or IssuedDocument.objects.exists() or NumberSeries.objects.exists()
    )
    client, page = client_of(officer), reverse("reports_staff:report", args=[report.pk])
    assert "no room left" in client.get(page).content.decode()

    limit(worker.process.pid, resource.RLIM_INFINITY)
    client.post(reverse("reports_staff:report_step", args=[report.pk]), {"action": "again"})
    report.refresh_from_db()
    again = over(report.job, 120)
    assert (again.state, again.error) == ("done", "") and again != job
    report.refresh_from_db()
    assert report.state == "built" and report.document.file.path.is_file()
    assert len(kept() - before) == 1


def test_a_broker_that_is_down_at_the_order_only_delays_the_report(officer, monkeypatch, fresh_database):
    with monkeypatch.context() as down:
        down.setattr(jobs, "app", dead_app())
        down.setattr(jobs.BELL, "silent_until", 0.0)
        report = ordered(officer)
        assert (report.state, report.job.state) == ("ordered", "waiting")
    monkeypatch.setattr(jobs.BELL, "silent_until", 0.0)
    with processes.celery_worker(fresh_database):
        Job.objects.update(ordered_at=timezone.now() - 2 * jobs.PATIENCE)
        assert jobs.sweep() == 1
        assert over(report.job, 120).state == "done"
    report.refresh_from_db()
    assert report.state == "built"
