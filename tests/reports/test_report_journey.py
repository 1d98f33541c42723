"""The consolidated report from order to publication with a real worker: the published totals stand, to the para, on the
page, in the PDF and in the download."""

import csv
import html
import io
import json
import re
import subprocess
import sys
import urllib.request
from collections import defaultdict
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.money import format_amount, format_number
from reports.models import Report
from reports.services import reports as verbs
from tests import processes
from tests.conftest import SHARED_DATA
from tests.factories.office import client_of, person
from tests.office.test_jobs_worker import over
from tests.reports.test_open_data import spent

YEAR = 2015  # the year with sums that are not whole dinars


@pytest.fixture
def serbian_worker(settings, monkeypatch, fresh_database):
    """A worker of the Serbian office, its year of real rows brought in."""
    settings.OFFICE_JURISDICTION = "serbia"
    monkeypatch.setenv("OFFICE_JURISDICTION", "serbia")
    call_command("load_code_lists", verbosity=0, stdout=StringIO())
    call_command("load_rulebooks", all=True, verbosity=0, stdout=StringIO())
    path = SHARED_DATA / "rs" / "media_cofinancing_2015_2021.csv"
    call_command(
        "import_spending", path, year=YEAR, legal_basis="Zakon o javnom informisanju", stdout=StringIO()
    )
    with processes.celery_worker(fresh_database):
        yield fresh_database


def expected() -> tuple[Decimal, dict[str, Decimal]]:
    """The published total of the year and of each body."""
    path = SHARED_DATA / "rs" / "media_cofinancing_totals.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["year"] == str(YEAR)]
    of = {row["body"]: Decimal(row["awarded_rsd"]) for row in rows if row["level"] == "year_body"}
    return next(Decimal(row["awarded_rsd"]) for row in rows if row["level"] == "year"), of


def on_the_page(text: str) -> dict[str, str]:
    """Sums of bodies as the page of the report shows them."""
    table = text[text.index('id="bodies"') :]
    found = re.findall(
        r'<tr><th scope="row" translate="no">(.*?)</th><td class="num">.*?</td><td[^>]*>(.*?)</td>', table
    )
    return {html.unescape(name): re.sub(r"<[^>]+>", "", money) for name, money in found}


def in_the_pdf(data: bytes) -> list[list[str]]:
    """Lines of the file, each as its cells."""
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    ).stdout
    return [re.split(r"\s{2,}", line.strip()) for line in text.decode().splitlines() if line.strip()]


def test_from_order_to_publication(serbian_worker):
    officer, head = person("officer", "office_officer"), person("head", "office_head")
    office, second = client_of(officer), client_of(head)
    report = verbs.order_report(year=YEAR, language="sr-latn", by=officer)
    address = {
        name: reverse(f"reports_staff:report_{name}", args=[report.pk]) for name in ("step", "send", "file")
    }
    assert over(report.job, 280).state == "done", report.job.error
    report.refresh_from_db()
    assert (report.state, report.job.done, report.job.total) == ("built", 3, 3)

    office.post(address["step"], {"action": "approve"})  # not by the one who ordered it
    report.refresh_from_db()
    assert report.state == "built"
    second.post(address["step"], {"action": "approve"})
    assert (
        Client().get(f"/cnr/reports/{report.slug}/").status_code == 404
    )  # nobody reads it before its publication
    office.post(address["send"], {"sent_on": timezone.localdate().isoformat(), "sent_to": "Vlada"})
    office.post(address["step"], {"action": "publish"})
    report.refresh_from_db()
    assert (report.state, report.approved_by, report.published_by) == ("published", head, officer)

    with processes.served(serbian_worker) as portal:
        check_what_citizens_read(f"{portal.url}/sr-latn", report)


def check_what_citizens_read(root: str, report: Report) -> None:
    """The page, the file, the data and the explorer of the served portal, all to the para."""
    total, of = expected()
    here = f"{root}/reports/{report.slug}/"
    text = read(here).decode()
    assert format_amount(total, "RSD") in text
    assert on_the_page(text) == {name: format_amount(money, "RSD") for name, money in of.items()}

    lines = in_the_pdf(read(f"{here}report.pdf"))
    assert any(" ".join(format_amount(total, "RSD").split()) in " ".join(line) for line in lines)
    for name, money in of.items():
        written = format_number(money)
        assert any(name.startswith(line[0]) and written in line[1:] for line in lines), (name, written)

    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in csv.DictReader(io.StringIO(read(f"{here}awards.csv").decode())):
        sums[row["body"]] += Decimal(row["awarded"])
    assert dict(sums) == {name: money for name, money in of.items() if money}
    rows = json.loads(read(f"{here}awards.json"))
    assert len(rows) == report.snapshot["total"]["rows"] == 1223
    assert sum(Decimal(row["awarded"]) for row in rows) == total
    assert format_amount(total, "RSD") in read(f"{root}/grants/?year={YEAR}").decode()


def read(address: str) -> bytes:
    """What a citizen gets."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read()


def test_the_same_data_give_the_same_bytes_in_another_process_too(fresh_database, tmp_path):
    for n in range(30):
        spent(2024, title=f"Projekat {n}", awarded=Decimal(n * 100))
    facts = {"year": 2024, "language": "cnr-cyrl", "stdout": StringIO()}
    call_command("build_report", "annual_spending", out=tmp_path / "a.pdf", **facts)
    command = [sys.executable, "manage.py", "build_report", "annual_spending", "--year", "2024"]
    subprocess.run(
        [*command, "--language", "cnr-cyrl", "--out", tmp_path / "b.pdf"],
        cwd=processes.ROOT, env=processes.environment(fresh_database), check=True, capture_output=True,
    )  # fmt: skip
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]
