"""Celery entry of the worker and beat."""

import os
import signal
import sys
from typing import Any

from celery import Celery
from celery.signals import worker_process_init, worker_process_shutdown

from office.embedded.process import leash

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "office.settings")
os.environ.setdefault("OFFICE_PROCESS", "worker")  # the web server and commands said what they are before
app = Celery("saradnja")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect(weak=False)
def end_with_parent(**_: Any) -> None:
    """A child of the worker ends with it, also when the worker is killed; its task is done again."""
    leash(signal.SIGKILL, parent=os.getppid())()


@worker_process_shutdown.connect(weak=False)
def leave_press(**_: Any) -> None:
    """A child of the worker ends without tidying up by itself: the fonts of its acts are removed here."""
    if engine := sys.modules.get("office.pdf_engine"):
        engine.press.cache_clear()
