"""`make demo`: embedded servers, a filled database, then web, worker and beat in one terminal.

Every process is on a leash: it ends when its parent ends, however that happens. Ctrl-C ends all of them.
"""

import os
import secrets
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from honcho.manager import Manager
from honcho.process import Popen, Process

from office import embedded
from office.embedded.process import leash, port_problem
from office.embedded.server import BASE

PROGRAMS = Path(sys.executable).parent
LOGINS = (
    ("staff@demo.test", "officer of the office and of the register"),
    ("head@demo.test", "head, second signer"),
    ("ministry@demo.test", "officer of a ministry"),
    ("ngo@demo.test", "an NGO"),
    ("ngo2@demo.test", "another NGO"),
    ("evaluator@demo.test", "independent evaluator"),
    ("evaluator2@demo.test", "second evaluator"),
    ("evaluator3@demo.test", "third evaluator; evaluator4@, 5@ and 6@ are three more"),
    ("candidate@demo.test", "candidate for the list of evaluators"),
    ("commission@demo.test", "president of the commission"),
    ("payroll@demo.test", "pays the evaluators"),
    ("admin@demo.test", "administrator"),
)
START_SECONDS = 120


def say(text: str) -> None:
    """One line for the person at the keyboard."""
    print(text, flush=True)  # noqa: T201


class LeashedPopen(Popen):
    """A program of the demo; it ends when the process that watches it ends.

    gunicorn then ends its workers itself; Celery is killed, because it cannot end calmly once nobody reads
    what it says; its task is taken up again at the next start.
    """

    def __init__(self, command: str, **options: object) -> None:
        end = signal.SIGTERM if "gunicorn" in command else signal.SIGKILL
        super().__init__(command, preexec_fn=leash(end), **options)


class LeashedProcess(Process):
    """honcho's watcher of one program; it ends at once when the starter ends."""

    starter = os.getpid()

    def run(self, *args: object, **options: object) -> None:
        """Watch the program, on a leash."""
        leash(signal.SIGKILL, parent=self.starter)()
        self._child_ctor = LeashedPopen
        super().run(*args, **options)


def programs(port: str) -> dict[str, str]:
    """The three programs of the portal."""
    # The web server comes first: the others start at a lower priority and do not say who they are.
    celery = f"exec nice -n 5 {PROGRAMS}/celery --quiet -A office"
    return {
        "web": f"exec {PROGRAMS}/gunicorn office.wsgi:application --bind 127.0.0.1:{port} --preload"
        " --worker-class gthread --workers 3 --threads 3 --timeout 60 --graceful-timeout 3"
        " --log-level warning",
        "worker": f"{celery} worker --concurrency 1 --loglevel WARNING --without-gossip --without-mingle",
        "beat": f"{celery} beat --loglevel WARNING --schedule {embedded.HOME}/beat --pidfile=",
    }


def environment(port: str) -> dict[str, str]:
    """What the demo needs to be told; whatever is set already stays."""
    key = embedded.HOME / "secret_key"
    if not key.exists():
        key.touch(0o600)
        key.write_text(secrets.token_urlsafe(50))
    return {
        "DJANGO_SETTINGS_MODULE": "office.settings",
        "OFFICE_DEMO": "1",
        "SECRET_KEY": key.read_text(),
        "DEMO_PASSWORD": "demo-saradnja-2026",
        "OFFICE_VAR": str(embedded.HOME),
        "PORT": port,
        "REMAP_SIGTERM": "SIGQUIT",  # the worker ends at once; its task is taken up again at the next start
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
    }


def announce(port: str) -> None:
    """When the first page is served, tell where it is and who may log in."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=30):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    password = os.environ["DEMO_PASSWORD"]
    people = "\n".join(f"    {email:<22} {who}" for email, who in LOGINS)
    say(
        f"\n  Saradnja is at   http://127.0.0.1:{port}/\n"
        f"  for passkeys     http://localhost:{port}/\n"
        f"  doors            /portal/  /evaluation/  /staff/  /admin/\n"
        f"\n  Everybody's password: {password}\n{people}\n\n  Ctrl-C ends it; the data stay.\n"
    )


def serve(port: str) -> int:
    """Run the programs until Ctrl-C or until one of them ends."""
    manager = Manager()
    manager._process_ctor = LeashedProcess
    for name, command in programs(port).items():
        manager.add_process(name, command, env=os.environ.copy(), cwd=str(BASE))
    threading.Thread(target=announce, args=(port,), daemon=True).start()
    manager.loop()
    return 0 if manager.returncode in {0, 130, 143} else 1


def start(port: str) -> int:
    """Servers, database, programs."""
    if problem := port_problem(port, "make demo"):
        sys.exit(problem)
    for name, value in environment(port).items():
        os.environ.setdefault(name, value)
    with embedded.servers():
        prepare = [sys.executable, str(BASE / "manage.py"), "prepare_demo"]
        if subprocess.run(prepare, cwd=BASE, preexec_fn=leash(signal.SIGTERM)).returncode:
            sys.exit("The demo could not be prepared; the lines above say why.")
        return serve(port)


def interrupted(*_: object) -> None:
    """SIGTERM and a closed terminal end it like Ctrl-C."""
    raise KeyboardInterrupt


def main() -> None:
    """Start the demo; end with a sentence when it cannot be started."""
    signal.signal(signal.SIGTERM, interrupted)
    signal.signal(signal.SIGHUP, signal.SIG_IGN if not sys.stdin.isatty() else interrupted)
    parent = os.getppid()
    if Path(f"/proc/{parent}/comm").exists() and Path(f"/proc/{parent}/comm").read_text().strip() == "make":
        leash(signal.SIGTERM, parent=parent)()
    code = 130
    try:
        with embedded.only_starter():
            code = start(os.environ.get("PORT", "8000"))
    except embedded.EmbeddedError as no:
        sys.exit(str(no))
    except KeyboardInterrupt:
        say("ended")
    sys.exit(code)


if __name__ == "__main__":
    main()
