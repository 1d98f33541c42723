"""The language in which the closed pages and the letters speak to a person."""

from office.models import User
from office.service import locked, service


@service
def choose_language(*, language: str, by: User) -> User:
    """Keep the person's choice."""
    person = locked(by)
    person.language = language
    person.save(update_fields=["language"])
    return person
