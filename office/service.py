"""What every verb of the house has in common: one transaction, named arguments, a person who does it."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models, transaction


def service(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a verb: runs in one transaction, takes only named arguments and always says `by` whom."""
    parameters = inspect.signature(verb).parameters
    positional = [
        name for name, p in parameters.items() if p.kind is not p.KEYWORD_ONLY and p.kind is not p.VAR_KEYWORD
    ]
    if positional or "by" not in parameters:
        raise TypeError(
            f"{verb.__module__}.{verb.__qualname__}: a service takes keyword-only arguments and `by`"
        )

    @functools.wraps(verb)
    def run(**kwargs: Any) -> Any:
        with transaction.atomic():
            return verb(**kwargs)

    run.is_service = True  # type: ignore[attr-defined]
    return run


Row = TypeVar("Row", bound=models.Model)


def locked(obj: Row) -> Row:
    """The same row read again under a lock, so that nobody changes it until this transaction ends."""
    return obj.__class__._base_manager.select_for_update(of=("self",)).get(pk=obj.pk)
