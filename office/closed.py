"""Which columns hold personal data: each model declares them as `closed`, this module collects them.

A closed column never leaves the closed rooms: not on a public page, not in an export, a feed, a log or a search.
Tests read this list, so that a new closed column is watched from the day it is declared.
"""

from django.apps import apps
from django.db import models

# Columns with these words in their names hold personal data unless the model says that they are open.
TELLING = ("jmbg", "passport", "born", "birth", "phone", "mail", "address", "iban", "account", "identity")


def closed_columns() -> dict[type[models.Model], tuple[str, ...]]:
    """Every model with the columns it declares closed; history tables follow the model they watch."""
    found = {}
    for model in apps.get_models():
        source = getattr(model, "pgh_tracked_model", None) or model
        names = getattr(source, "closed", ())
        own = {field.name for field in model._meta.concrete_fields}
        if kept := tuple(name for name in names if name in own):
            found[model] = kept
    return found


def undeclared() -> list[str]:
    """Columns that sound like personal data and are declared neither closed nor open."""
    silent = []
    for model in apps.get_models():
        if model.__module__.split(".")[0] not in {"office", "ngo_registry", "council", "grants", "reports"}:
            continue
        source = getattr(model, "pgh_tracked_model", None) or model
        said = {*getattr(source, "closed", ()), *getattr(source, "open_contacts", ())}
        silent += [
            f"{model._meta.label}.{field.name}"
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.DateField)
            and any(word in field.name for word in TELLING)
            and field.name not in said
        ]
    return silent
