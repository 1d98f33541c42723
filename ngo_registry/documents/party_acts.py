"""What the acts of the register of parties say; of the founders only their number."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from ngo_registry.models import PartyEntry, RegisterFiling
from ngo_registry.party_facts_in_words import side_by_side
from ngo_registry.queries.parties import sign_data
from office.rulebooks import rules_for

STATE = RegisterFiling.State


def party_decision_facts(filing: RegisterFiling, outcome: str, language: str) -> dict[str, Any]:
    """Title, template and facts of the decision by its outcome."""
    with translation.override(language):
        titles = {
            (STATE.ENTERED, "entry"): _("Decision on entry in the register of political parties"),
            (STATE.ENTERED, "change"): _(
                "Decision on entry of a change in the register of political parties"
            ),
            (STATE.ENTERED, "deletion"): _("Decision on deletion from the register of political parties"),
            (STATE.REFUSED, filing.filing_kind): _("Decision on refusal"),
            (STATE.DISMISSED, filing.filing_kind): _("Conclusion on dismissal"),
        }
        title = titles[outcome, filing.filing_kind]
        changes = changes_of(filing)
    rules = rules_for(None, filing.decided_at).register
    return {
        "kind": "ngo_registry.party_decision",
        "template": "ngo_registry/documents/party_decision.html",
        "title": title,
        "number": filing.decision_number,
        "context": {
            "filing": filing,
            "party": filing.party,
            "outcome": filing.filing_kind if outcome == STATE.ENTERED else outcome,
            "changes": changes,
            "findings": list(filing.findings.filter(act_number=filing.decision_number)),
            "law": rules.party_decision_days.law,
            "days": rules.lawsuit_days.value,
            "signer": filing.decided_by,
        },
    }


def changes_of(filing: RegisterFiling) -> list[tuple[str, str, str]]:
    """What a change writes: label, before, after, in the active language."""
    entry = filing.party_entries.filter(kind=PartyEntry.Kind.CHANGE).last()
    return side_by_side(entry.facts) if entry else []


def party_extract_facts(filing: RegisterFiling, language: str) -> dict[str, Any]:
    """The extract: facts of public record with the sign."""
    with translation.override(language):
        title = _("Extract from the register of political parties")
    return {
        "kind": "ngo_registry.party_extract",
        "template": "ngo_registry/documents/party_extract.html",
        "title": title,
        "number": filing.decision_number,
        "context": {
            "party": filing.party,
            "sign": sign_data(filing.party.sign),
            "signer": filing.decided_by,
        },
    }
