"""A refusal: a sentence a citizen can read, with the article it rests on."""

from collections.abc import Callable
from typing import Any


class Refused(Exception):
    """The system says no, and says why: `reason` for people, `law` for the article, `field` for the form."""

    def __init__(self, reason: Any, *, law: str = "", field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.law = law
        self.field = field

    def __str__(self) -> str:
        return f"{self.reason} ({self.law})" if self.law else str(self.reason)


def refusal_of(check: Callable[..., Any], *args: Any, **kwargs: Any) -> Refused | None:
    """The refusal a check would give, or None when it lets pass."""
    try:
        check(*args, **kwargs)
    except Refused as no:
        return no
    return None


def allowed(check: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    """True when the check raises nothing."""
    return refusal_of(check, *args, **kwargs) is None
