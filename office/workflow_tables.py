"""All workflow tables of the house, found in `<app>/workflows/`."""

import functools
import importlib
import importlib.util
import pkgutil

from django.apps import apps

from office.workflow import Workflow


@functools.cache
def workflows() -> dict[str, Workflow]:
    """Every table by its subject, in the order of the subjects."""
    found: dict[str, Workflow] = {}
    for config in apps.get_app_configs():
        folder = f"{config.name}.workflows"
        if not importlib.util.find_spec(folder):
            continue
        package = importlib.import_module(folder)
        for part in pkgutil.iter_modules(package.__path__):
            for value in vars(importlib.import_module(f"{folder}.{part.name}")).values():
                if isinstance(value, Workflow):
                    found[value.subject] = value
    return dict(sorted(found.items()))


def app_of(subject: str) -> str:
    """The app a table belongs to: `grants.application` → `grants`."""
    return subject.split(".", 1)[0]
