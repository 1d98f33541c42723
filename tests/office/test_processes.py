"""The real processes of browser tests: the served portal and the worker, on a database of their own."""

import json
import urllib.request


def test_portal_is_served_from_the_fresh_database(live, fresh_database, page):
    with urllib.request.urlopen(f"{live.url}/health/ready", timeout=30) as answer:
        assert json.load(answer)["checks"]["database"]["well"] is True
    page.goto(f"{live.url}/accounts/login/")
    assert page.locator("h1").count() == 1


def test_worker_is_ready_and_has_no_old_work(worker):
    assert "ready." in worker.text()
    assert "Traceback" not in worker.text()
    assert worker.process.poll() is None
