"""Celery entry of the worker and beat."""

import os
import signal
from typing import Any

from celery import Celery
from celery.signals import worker_process_init

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
