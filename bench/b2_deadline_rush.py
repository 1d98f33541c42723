"""B2: the rush before a deadline: 300 NGOs save and save again, 300 submits in the last minute, on the same two cores.

The shortened default keeps the rate of the whole rush (ten saves a second, five submits a second) for three minutes;
the whole one is `SAVES=20 SECONDS=600 make bench ARGS=b2`. A web worker is killed with -9 in the middle of the submits.
Whoever is cut off presses again with the same key, as a browser does; a person who comes a second late is refused.
"""

import contextlib
import datetime
import http.client
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from bench.measure import percentile, say  # noqa: E402
from bench.rush_scene import draft, open_call  # noqa: E402
from bench.served import served  # noqa: E402
from grants.models import Call, HandedIn  # noqa: E402
from office.embedded.process import leash  # noqa: E402
from office.models import AuditEvent  # noqa: E402
from office.starter import programs  # noqa: E402

NGOS, LATE = int(os.environ.get("NGOS", "300")), int(os.environ.get("LATE", "20"))
SAVES, SECONDS = int(os.environ.get("SAVES", "6")), int(os.environ.get("SECONDS", "180"))
LAST = min(60, SECONDS // 3)  # seconds before the deadline in which everybody submits
PEOPLE, TRIES = 48, 12  # requests that may be under way at once; times a cut-off one is sent again
IDLE = 1.5  # seconds after which a line that rests is opened anew
BAR = {"submit_p95_ms": 2000}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET = "b2" * 16  # of the double-submit cookie
TEXT = "Trideset volontera i tri zaposlena. " * 20
OLD = datetime.date(2020, 1, 2)


@dataclass
class Ngo:
    """One organisation at its computer: its session, its draft, what it saved last."""

    pk: int
    session: str
    late: bool
    key: str = field(default_factory=lambda: str(uuid.uuid4()))
    version: int = 0
    text: str = ""
    line: http.client.HTTPConnection | None = None
    used: float = 0.0  # when the line was last used
    done: int = 0
    turn: threading.Condition = field(default_factory=threading.Condition)


def fill() -> tuple[Call, list[Ngo]]:
    """A call, and everybody who will apply to it in time or too late."""
    call = open_call()
    return call, [Ngo(*draft(call, n), late=n >= NGOS) for n in range(NGOS + LATE)]


Act = tuple[float, str, Ngo, int]  # when it is due, what, whose, the how many-th of that NGO


class Rush:
    """Everybody's requests at their times, with what became of them."""

    def __init__(self, address: str, deadline: float) -> None:
        self.place, self.deadline = urllib.parse.urlsplit(address).netloc, deadline
        self.lock, self.times, self.counted = threading.Lock(), {"save": [], "submit": []}, Counter()

    def send(
        self, ngo: Ngo, method: str, path: str, data: dict[str, str] | None = None, **headers: str
    ) -> Any:
        """One request of this NGO; a broken line raises."""
        rested = time.monotonic() - ngo.used > IDLE  # the portal has closed the line; a browser knows
        if ngo.line is None or rested:
            ngo.line = http.client.HTTPConnection(self.place, timeout=60)
        cookies = f"{settings.SESSION_COOKIE_NAME}={ngo.session}; {settings.CSRF_COOKIE_NAME}={SECRET}"
        sent = {
            "Cookie": cookies,
            "X-CSRFToken": SECRET,
            "X-Forwarded-For": f"10.2.{ngo.pk % 250}.{ngo.pk // 250 % 250}",
        }
        if data is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        ngo.line.request(
            method, path, urllib.parse.urlencode(data) if data is not None else None, {**sent, **headers}
        )
        answer = ngo.line.getresponse()
        ngo.used = time.monotonic()
        return answer.status, answer.getheader("Location") or "", answer.read().decode(errors="replace")

    def insisted(self, ngo: Ngo, kind: str, *facts: Any, **headers: str) -> Any:
        """The same request again when the line breaks, as a person presses again."""
        for turn in range(TRIES):
            try:
                return (*self.send(ngo, *facts, **headers), turn)
            except (OSError, http.client.HTTPException):
                ngo.line = None
                self.count(f"{kind}_cut_off")
                time.sleep(0.3 * (turn + 1))
        return 0, "", "", TRIES

    def count(self, what: str) -> None:
        """One more of this."""
        with self.lock:
            self.counted[what] += 1

    def save(self, ngo: Ngo, due: float) -> None:
        """A save of the open page, with the version it knows."""
        text = f"{TEXT}{uuid.uuid4()}"
        path = f"/portal/applications/{ngo.pk}/capacity/"
        data = {"capacity": text, "sustainability": "", "visibility": "", "version": str(ngo.version)}
        status, _place, body, turn = self.insisted(ngo, "save", "POST", path, data, **{"X-Autosave": "1"})
        if status == http.HTTPStatus.CONFLICT and turn:  # cut off after it was kept: the page says so
            body = self.insisted(ngo, "save", "GET", path)[2]
            found = re.search(r'name="version" value="(\d+)"', body)
            status, kept = (200, int(found.group(1))) if found and text[-36:] in body else (status, 0)
        else:
            kept = json.loads(body)["version"] if status == http.HTTPStatus.OK else 0
        if status != http.HTTPStatus.OK:
            self.count(f"save_{status}")
            return
        ngo.version, ngo.text = kept, text
        self.took("save", due)

    def submit(self, ngo: Ngo, due: float) -> None:
        """The button; the moment it is pressed is what a proxy before the queue would stamp."""
        path, stamp = f"/portal/applications/{ngo.pk}/submit/", f"t={due:.6f}"
        status, place, _body, _turn = self.insisted(
            ngo, "submit", "POST", path, {"key": ngo.key}, **{"X-Request-Start": stamp}
        )
        done = status == http.HTTPStatus.FOUND and place.endswith("/submitted/")
        if done is ngo.late:
            self.count(f"late_{status}" if ngo.late else f"submit_{status}")
        if not ngo.late:
            self.took("submit", due)

    def took(self, kind: str, due: float) -> None:
        """From the moment the person wanted it to the answer."""
        with self.lock:
            self.times[kind].append((time.time() - due) * 1000)


def plan(ngos: list[Ngo], begin: float) -> list[Act]:
    """Who does what when: saves all along, submits in the last seconds, some a second and more too late."""
    chance, end, acts = random.Random(2), begin + SECONDS, []
    for ngo in ngos:
        leaves = end + chance.uniform(1.2, 3) if ngo.late else end - chance.uniform(1, LAST)
        acts += [(chance.uniform(begin, min(leaves, end) - 1), "save", ngo) for _save in range(SAVES)]
        acts.append((leaves, "submit", ngo))
    seen: Counter[int] = Counter()
    numbered = []
    for due, kind, ngo in sorted(acts, key=lambda act: act[0]):
        numbered.append((due, kind, ngo, seen[ngo.pk]))
        seen[ngo.pk] += 1
    return numbered


def played(rush: Rush, acts: list[Act]) -> None:
    """Every act at its time; one person does one thing after the other."""
    waiting, lock = iter(acts), threading.Lock()

    def person() -> None:
        while True:
            with lock:
                act = next(waiting, None)
            if act is None:
                return
            time.sleep(max(0.0, act[0] - time.time()))
            in_turn(rush, act)

    people = [threading.Thread(target=person) for _person in range(PEOPLE)]
    for each in people:
        each.start()
    for each in people:
        each.join()


def in_turn(rush: Rush, act: Act) -> None:
    """One act, after everything its NGO did before."""
    due, kind, ngo, number = act
    with ngo.turn:
        ngo.turn.wait_for(lambda: ngo.done == number)
        try:
            getattr(rush, kind)(ngo, due)
        except Exception as error:
            rush.count(f"{kind}_{type(error).__name__}")
        ngo.done += 1
        ngo.turn.notify_all()


def children(pid: int) -> list[int]:
    """Processes that this process started."""
    folder = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in folder.read_text().split()]


def kill_a_web_worker(rush: Rush) -> None:
    """The kernel takes one of the two web workers away; gunicorn starts another."""
    for master in children(os.getpid()):
        workers = children(master)
        if b"gunicorn" in Path(f"/proc/{master}/cmdline").read_bytes() and workers:
            os.kill(workers[0], signal.SIGKILL)
            rush.count("killed")


@contextlib.contextmanager
def worker() -> Iterator[None]:
    """The worker as `make demo` starts it."""
    command = programs("0")["worker"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings", "REMAP_SIGTERM": "SIGQUIT"}
    process = subprocess.Popen(
        command,
        shell=True,
        env=environment,
        stdout=sys.stderr,
        start_new_session=True,
        preexec_fn=leash(signal.SIGKILL),
    )
    try:
        yield
    finally:
        process.kill()
        process.wait(15)


def receipts_seconds(call: Call) -> float:
    """How long the worker takes until everybody has a receipt; minus one when it does not get there."""
    began = time.monotonic()
    with worker():
        while time.monotonic() - began < 10 + 4 * NGOS:
            if not call.applications.filter(state="submitted", receipt__isnull=True).exists():
                return round(time.monotonic() - began, 1)
            time.sleep(1)
    return -1.0


def lost(call: Call, ngos: list[Ngo]) -> int:
    """Applications that are not in, or whose frozen text is not the last one that was answered as saved."""
    rows = {row.pk: row for row in call.applications.defer("snapshot")}
    frozen = dict(call.applications.values_list("pk", "snapshot__answers__capacity"))
    timely = [ngo for ngo in ngos if not ngo.late]
    return sum(rows[ngo.pk].state != "submitted" or frozen[ngo.pk] != ngo.text.strip() for ngo in timely)


def doubles(call: Call) -> int:
    """Numbers, audit lines and circumstances beyond one for each application."""
    filed = list(call.applications.exclude(number="").values_list("pk", "number"))
    keys = [str(pk) for pk, _number in filed]
    lines = AuditEvent.objects.filter(
        subject="grants.application", action="submit", subject_id__in=keys
    ).count()
    kept = HandedIn.objects.filter(application__call=call).count()
    return (
        (len(filed) - len({number for _pk, number in filed}))
        + abs(lines - len(filed))
        + abs(kept - len(filed))
    )


def main() -> int:
    """The rush, then what is left of it."""
    call, ngos = fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with served(os.environ["DATABASE_URL"]) as address:
        begin = float(int(time.time()) + 3)
        deadline = datetime.datetime.fromtimestamp(
            begin + SECONDS - 1, datetime.UTC
        )  # its last second counts whole
        Call.objects.filter(pk=call.pk).update(deadline=deadline)
        rush = Rush(address, begin + SECONDS)
        killer = threading.Timer(begin + SECONDS - LAST / 2 - time.time(), kill_a_web_worker, [rush])
        killer.start()
        played(rush, plan(ngos, begin))
        killer.join()
    counted = dict(rush.counted)
    errors = {
        name: n for name, n in counted.items() if name not in {"killed", "save_cut_off", "submit_cut_off"}
    }
    late = (
        call.applications.filter(pk__in=[ngo.pk for ngo in ngos if ngo.late]).exclude(state="draft").count()
    )
    line = {
        "workload": "b2 deadline rush", "ngos": NGOS, "saves": len(rush.times["save"]), "seconds": SECONDS,
        "submits": len(rush.times["submit"]), "killed": counted.get("killed", 0),
        "cut_off": counted.get("save_cut_off", 0) + counted.get("submit_cut_off", 0),
        "errors": errors, "lost": lost(call, ngos), "doubles": doubles(call), "late_accepted": late,
        **figures("save", rush), **figures("submit", rush), "receipts_seconds": receipts_seconds(call), "bar": BAR,
    }  # fmt: skip
    fine = not (errors or line["lost"] or line["doubles"] or late) and line["killed"] == 1
    fine = fine and line["receipts_seconds"] >= 0 and line["submits"] == NGOS
    say(line | {"held": fine and line["submit_p95_ms"] <= BAR["submit_p95_ms"], "whole": fine})
    return int(not fine)


def figures(kind: str, rush: Rush) -> dict[str, float]:
    """Median and 95th of a hundred, in milliseconds."""
    times = sorted(rush.times[kind]) or [0.0]
    return {
        f"{kind}_p50_ms": round(statistics.median(times), 1),
        f"{kind}_p95_ms": round(percentile(times, 0.95), 1),
    }


if __name__ == "__main__":
    sys.exit(main())
