"""A process that loads the portal once and divides: its children are web servers and workers, there in a moment.

`python -m tests.loaded web` (or `worker`) loads what `gunicorn` (or `celery`) would load, in the environment of the
children. Each line it reads names a log and the words of a command; it answers with the number of the child that runs
this command from then on, in a session of its own. When its input ends it ends, and its children with it.
"""

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What a process loads, the folder name of its command first (the settings look at it), and what it then runs.
KINDS = {
    "web": ("gunicorn", ("office.wsgi", "gunicorn.app.wsgiapp", "gunicorn.workers.gthread"), "gunicorn.app.wsgiapp:run"),
    "worker": ("celery", ("office.celery", "celery.bin.worker", "celery.concurrency.prefork"), "celery.__main__:main"),
}  # fmt: skip


def load(kind: str) -> Callable[[], object]:
    """Everything that is the same in every child: modules, addresses, catalogs, templates, fonts. No connection."""
    program, modules, run = KINDS[kind]
    sys.argv = [str(Path(sys.executable).with_name(program))]
    loaded = [importlib.import_module(name) for name in modules]
    assert loaded
    django = importlib.import_module("django")
    django.setup()
    read_ahead()
    module, name = run.split(":")
    return getattr(importlib.import_module(module), name)


def read_ahead() -> None:
    """Addresses and words of every language, templates and fonts: else each child reads them anew."""
    settings = importlib.import_module("django.conf").settings
    translation = importlib.import_module("django.utils.translation")
    urls = importlib.import_module("django.urls")
    loader = importlib.import_module("django.template.loader")
    for language in settings.OFFICE_LANGUAGES:
        with translation.override(language):
            urls.reverse("account_login")
    folder = ROOT / "templates"
    for template in sorted(folder.rglob("*.*")):
        loader.get_template(str(template.relative_to(folder)))
    importlib.import_module("office.pdf_engine").press()
    assert not importlib.import_module("django.db").connection.connection
    importlib.import_module("office.collector").keep_what_is_loaded()


def divide(run: Callable[[], object]) -> object:
    """Answer every line with a child; only a child comes back from here, and runs its command."""
    print("loaded", flush=True)  # noqa: T201
    for line in sys.stdin:
        asked = json.loads(line)
        me = os.getpid()
        child = os.fork()
        if not child:
            begin(asked, me)
            return run()
        print(child, flush=True)  # noqa: T201
    return None


def begin(asked: dict, parent: int) -> None:
    """As a started program: a session, a log, a command line, the signals of the system, an end with its parent."""
    leash = importlib.import_module("office.embedded.process").leash
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    leash(signal.SIGTERM, parent=parent)()
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(asked["log"], os.O_WRONLY | os.O_APPEND)
    for mine, number in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(mine, number)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 -- what was read ahead of the old one is not for a child
    sys.argv = asked["command"]


if __name__ == "__main__":
    command = load(sys.argv[1])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who has ended is gone: nobody waits for it here
    sys.exit(divide(command))
