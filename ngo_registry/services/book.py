"""The book of the register: a line for every entry, change and deletion."""

from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from ngo_registry.facts_in_words import in_words
from ngo_registry.models import Organisation, RegisterEntry, RegisterFiling
from ngo_registry.queries.past import State, differences, public_state
from office.models import User
from office.numbers import next_number


def write_line(
    organisation: Organisation,
    kind: str,
    before: State,
    by: User,
    *,
    text: Any,
    filing: RegisterFiling | None = None,
) -> RegisterEntry:
    """Append a line with what was and what is; its number is taken last."""
    facts = differences(before, public_state(organisation))
    with translation.override(settings.OFFICE_LANGUAGES[0]):
        old = "\n".join(in_words({name: was for name, (was, _is) in facts.items()}) if before else [])
        new = "\n".join(in_words({name: now for name, (_was, now) in facts.items()}))
        words = str(text)[:500]
    return RegisterEntry.objects.create(
        number=next_number("entry", year=timezone.localdate().year),
        organisation=organisation,
        filing=filing,
        kind=kind,
        on=timezone.localdate(),
        act_number=filing.decision_number if filing else "",
        text=words,
        old=old,
        new=new,
        facts=facts,
        by=by,
    )
