"""Celery entry of the worker and beat."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "office.settings")
app = Celery("saradnja")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
