"""Conditions on a name that holds the name of a person: said, whose it is, and that the person agreed (Art. 13)."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ngo_registry.condition import Condition
from ngo_registry.models import PersonInName, RegisterFiling
from office.rulebooks import rules_for

CONSENT = "name_consent"
ASKED = ("person_in_name", "named_person")


def of_person_in_name(
    filing: RegisterFiling, day: datetime.date, section: str, papers: str
) -> Iterator[Condition]:
    """The question is answered and the consent is enclosed; a rule without a source only warns."""
    rule = rules_for(None, day).register.person_name_consent
    if not rule.value:
        return
    said = bool(filing.person_in_name) and (not filing.needs_consent or bool(filing.named_person))
    title = _("It is stated whether the name holds the name of a person, and of whom")
    met = said or (False if rule.confirmed else None)
    yield Condition(ASKED[0], title, met, answer_of(filing), rule.law, section, not rule.confirmed)
    paper = filing.name_consent if filing.needs_consent else None
    there = paper is not None or (False if rule.confirmed else None)
    yield Condition(
        CONSENT,
        title_of_consent(filing),
        there if filing.needs_consent else None,
        "" if paper else _("The file is missing.") if filing.needs_consent else _("Not asked here."),
        rule.law,
        papers,
        not rule.confirmed,
        file_name=paper.name if paper else "",
        formal=True,
    )


def answer_of(filing: RegisterFiling) -> str:
    """What the applicant answered, in a sentence."""
    if not filing.person_in_name:
        return _("Not answered yet.")
    if not filing.needs_consent:
        return _("The name holds the name of no person.")
    if not filing.named_person:
        return _("It is not written whose name it is.")
    if filing.person_in_name == PersonInName.DEAD:
        return _("%(name)s, who has died.") % {"name": filing.named_person}
    return _("%(name)s, a living person.") % {"name": filing.named_person}


def title_of_consent(filing: RegisterFiling) -> str:
    """Who has to agree."""
    return {
        PersonInName.LIVING: _("Enclosed: the consent of the person to the name"),
        PersonInName.DEAD: _("Enclosed: the consent of the heirs to the name"),
    }.get(filing.person_in_name, _("Enclosed: the consent to a name that holds the name of a person"))
