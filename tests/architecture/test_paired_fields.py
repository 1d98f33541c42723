"""A fact and who did it stand together: `_at` and `_by` both or neither, in the database."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from office.models import User
from tests.architecture.code import FLOORS

# The copies of rows that the history keeps are written by triggers from the paired rows themselves.
MODELS = [
    model
    for app in FLOORS
    for model in apps.get_app_config(app).get_models()
    if not hasattr(model, "pgh_tracked_model")
]


def names_in(condition: object) -> Iterator[str]:
    """Names of fields a condition speaks about."""
    if isinstance(condition, models.Q):
        for child in condition.children:
            yield from names_in(child)
    elif isinstance(condition, tuple):
        yield condition[0].split("__")[0].removesuffix("_id")


def paired(model: type[models.Model], one: str, other: str) -> bool:
    """Does a constraint of the table speak about both?"""
    checks = [check for check in model._meta.constraints if isinstance(check, models.CheckConstraint)]
    return any({one, other} <= set(names_in(check.condition)) for check in checks)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_moment_and_person_are_paired(model):
    fields = {field.name: field for field in model._meta.get_fields() if isinstance(field, models.Field)}
    loose = []
    for name, field in fields.items():
        at = f"{name.removesuffix('_by')}_at"
        if not name.endswith("_by") or field.related_model is not User:
            continue
        if at in fields and fields[at].null and not paired(model, name, at):
            loose.append(f"{name} and {at} have no constraint")
    assert loose == []
