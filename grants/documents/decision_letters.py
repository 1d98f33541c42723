"""A letter of a decision as it will be sent, in the language of its reader."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from grants.models import DecisionLetter
from grants.services.decision_letters import TEMPLATE, address_of, words_of
from office.mail import written


@dataclass(frozen=True, slots=True)
class Preview:
    """Address, subject and text of a letter."""

    address: str
    language: str
    subject: str
    text: str


def preview_of(letter: DecisionLetter) -> Preview:
    """The words a letter has now, or had when it was sent and still stands in the outbox."""
    application = letter.row.application
    language = application.submitted_by.language or settings.OFFICE_LANGUAGES[0]
    if letter.email:
        return Preview(letter.email.to[0], language, letter.email.subject, letter.email.message)
    with translation.override(language):
        subject, text = written(TEMPLATE, {"person": None, **words_of(letter)})
    return Preview(address_of(letter.row), language, subject, text)
