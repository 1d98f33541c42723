"""The production shape: the Compose file follows its schema, holds no secret, stops gently."""

import re
import subprocess
import sys
from pathlib import Path

import yaml
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
PORTAL = ("web", "worker", "beat")


def test_compose_follows_its_schema():
    program = Path(sys.executable).parent / "check-jsonschema"
    checked = subprocess.run(
        [program, "--builtin-schema", "vendor.compose-spec", ROOT / "docker-compose.yml"],
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stdout.strip()) == (0, "ok -- validation done")


def test_all_parts_stand_in_it():
    assert set(COMPOSE["services"]) == {"proxy", "migrate", "web", "worker", "beat", "postgres", "valkey"}
    assert set(COMPOSE["volumes"]) == {"database", "valkey", "files", "caddy"}


def test_every_lasting_service_tells_its_health():
    without = {name for name, service in COMPOSE["services"].items() if "healthcheck" not in service}
    assert without == {"proxy", "migrate"}


def test_processes_are_reaped():
    for name in (*PORTAL, "postgres", "valkey"):
        assert COMPOSE["services"][name]["init"] is True, name


def test_worker_may_finish_its_task():
    grace = COMPOSE["services"]["worker"]["stop_grace_period"]
    assert int(grace.removesuffix("m")) * 60 > settings.CELERY_TASK_TIME_LIMIT


def test_secrets_are_files():
    text = (ROOT / "docker-compose.yml").read_text() + (ROOT / ".env.example").read_text()
    named = re.findall(
        r"^\s*-?\s*#?\s*(\w*(?:SECRET|PASSWORD|P12|DATABASE_URL|EMAIL_URL)\w*)\s*[:=]", text, re.M
    )
    assert named
    assert [name for name in named if not name.endswith("_FILE")] == []
    assert all(secret["file"].startswith("./secrets/") for secret in COMPOSE["secrets"].values())


def test_image_runs_as_an_ordinary_user():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert lines.index("USER saradnja") < next(n for n, line in enumerate(lines) if line.startswith("CMD"))
    assert "secrets" in (ROOT / ".dockerignore").read_text().split()
    assert ".env" in (ROOT / ".dockerignore").read_text().split()
