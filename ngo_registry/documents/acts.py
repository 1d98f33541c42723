"""What the acts of the register say; no closed data goes into the extract, which is public."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from ngo_registry.facts_in_words import extract_title, kept_here, side_by_side
from ngo_registry.models import Founder, Organisation, RegisterFiling
from office.rulebooks import rules_for

STATE = RegisterFiling.State


def decision_facts(filing: RegisterFiling, outcome: str, language: str) -> dict[str, Any]:
    """Title, template and facts of the decision by its outcome."""
    with translation.override(language):
        titles = {
            (STATE.ENTERED, "entry"): _("Decision on entry in the register"),
            (STATE.ENTERED, "change"): _("Decision on entry of a change in the register"),
            (STATE.ENTERED, "deletion"): _("Decision on deletion from the register"),
            (STATE.REFUSED, filing.filing_kind): _("Decision on refusal"),
            (STATE.DISMISSED, filing.filing_kind): _("Conclusion on dismissal"),
        }
        title = titles[outcome, filing.filing_kind]
    rules = rules_for(None, filing.decided_at).register
    entered = outcome == STATE.ENTERED
    return {
        "kind": "ngo_registry.decision",
        "template": "ngo_registry/documents/decision.html",
        "title": title,
        "number": filing.decision_number,
        "context": {
            "filing": filing,
            "organisation": filing.organisation,
            "entered": entered,
            "changes": changes_of(filing, language) if entered else [],
            "findings": list(filing.findings.filter(act_number=filing.decision_number)),
            "deletion": filing.filing_kind == RegisterFiling.Kind.DELETION,
            "dismissed": outcome == STATE.DISMISSED,
            "law": rules.decision_days.law,
            "days": rules.lawsuit_days.value,
            "signer": filing.decided_by,
        },
    }


def changes_of(filing: RegisterFiling, language: str) -> list[tuple[str, str, str]]:
    """What a change of entered data writes: label, before, after."""
    entry = filing.entries.last()
    if entry is None or filing.filing_kind != RegisterFiling.Kind.CHANGE:
        return []
    with translation.override(language):
        return side_by_side(entry.facts)


def extract_facts(filing: RegisterFiling, language: str) -> dict[str, Any]:
    """The extract of the register after a decision: public facts only, signed by who decided."""
    facts = public_extract_facts(filing.organisation, language)
    return facts | {
        "number": filing.decision_number,
        "context": facts["context"] | {"signer": filing.decided_by},
    }


def public_extract_facts(organisation: Organisation, language: str) -> dict[str, Any]:
    """What anybody may know of an organisation, as the extract prints it; nobody's signature."""
    own = kept_here(organisation)
    with translation.override(language):
        title = extract_title(organisation)
    return {
        "kind": "ngo_registry.extract",
        "template": "ngo_registry/documents/extract.html",
        "title": title,
        "context": {
            "organisation": organisation,
            "own": own,
            "areas": list(organisation.areas.all()),
            "representatives": list(
                organisation.representatives.filter(valid_until__isnull=True).values(
                    "name", "position", "mandate_until", "limits"
                )
            ),
            "founders": organisation.founders.count(),
            "legal_founders": list(
                organisation.founders.filter(kind=Founder.Kind.LEGAL).values_list("name", flat=True)
            ),
            "signer": None,
        },
    }
