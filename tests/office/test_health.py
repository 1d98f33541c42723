"""Health and metrics: what breaks pages is 503, what only delays work says `degraded`."""

import datetime
import shutil
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from office.models import Job
from office.queries import health


@pytest.fixture
def well(client, db):
    """Answers of /health/ready."""
    return lambda: client.get("/health/ready")


def test_live_needs_nothing(client):
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ok\n", "text/plain")


def test_ready_when_all_is_well(well):
    answer = well()
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert set(answer.json()["checks"]) == set(health.CHECKS)
    assert "no-store" in answer.get("Cache-Control", "no-store")


def test_shifted_clock_is_503(well, monkeypatch):
    real = health.time.time
    monkeypatch.setattr(health, "time", SimpleNamespace(time=lambda: real() + 5, perf_counter=lambda: 0.0))
    answer = well()
    assert answer.status_code == 503
    assert answer.json()["status"] == "broken"
    assert 4 < answer.json()["checks"]["clock"]["value"] < 6


def test_full_disk_is_503(well, monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda place: SimpleNamespace(free=4, total=100))
    assert well().json()["checks"]["disk"] == {"well": False, "value": 0.04}
    assert well().status_code == 503
    monkeypatch.setattr(health.shutil, "disk_usage", lambda place: SimpleNamespace(free=5, total=100))
    assert well().status_code == 200


def test_broker_that_is_down_is_degraded(well, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = well()
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["checks"]["redis"] == {"well": False, "value": -1.0}


def test_old_waiting_job_is_degraded(well):
    job = Job.objects.create(kind="test")
    Job.objects.filter(pk=job.pk).update(ordered_at=timezone.now() - datetime.timedelta(minutes=6))
    answer = well()
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert 360 <= answer.json()["checks"]["oldest_waiting_job"]["value"] < 400


def test_database_that_is_down_is_503(client, fresh_database, monkeypatch):
    host = connection.settings_dict["OPTIONS"]["host"]
    connection.close()
    connection.settings_dict["OPTIONS"]["host"] = "/nowhere"
    try:
        answer = client.get("/health/ready")
        said = client.get("/metrics")
    finally:
        connection.settings_dict["OPTIONS"]["host"] = host
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"]["well"] is False
    assert said.status_code == 200
    assert 'saradnja_check_well{check="database"} 0.0' in said.content.decode()


def test_metrics_are_read_by_prometheus(client, db):
    Job.objects.create(kind="test")
    families = {f.name: f for f in text_string_to_metric_families(client.get("/metrics").content.decode())}
    jobs = {sample.labels["state"]: sample.value for sample in families["saradnja_jobs"].samples}
    assert jobs == {"waiting": 1, "running": 0, "done": 0, "failed": 0, "cancelled": 0}
    assert {s.labels["check"] for s in families["saradnja_check_well"].samples} == set(health.CHECKS)


def test_disk_is_that_of_the_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "not" / "yet"
    usage = shutil.disk_usage(tmp_path)
    assert health.disk().value == pytest.approx(usage.free / usage.total, abs=0.01)
