"""What the receipt of an online filing confirms."""

from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ngo_registry.models import RegisterFiling
from ngo_registry.queries import changes, online
from office.rulebooks import rules_for
from office.templatetags.saradnja import day


def receipt_facts(filing: RegisterFiling) -> dict[str, Any]:
    """Number, moment, legal term and fingerprints of the enclosures, in the active language."""
    entry = filing.filing_kind == RegisterFiling.Kind.ENTRY
    papers = online.enclosed(filing) if entry else changes.enclosed(filing)
    holder = filing.organisation or filing.party
    rules = rules_for(None, timezone.localdate(filing.submitted_at)).register
    return {
        "filing": filing,
        "rows": [
            (_("Case number"), filing.case_number),
            (_("Received"), timezone.localtime(filing.submitted_at).strftime("%d.%m.%Y. %H:%M:%S %Z")),
            (_("Applicant"), filing.applicant_name),
            (_("Organisation"), holder.name if holder else filing.name),
            *([] if entry else [(_("What is asked"), asked_words(filing))]),
            (_("Kind"), filing.get_kind_display()),
            (_("Decision due"), day(filing.due) if filing.due else "–"),
        ],
        "papers": [(title, paper.name, paper.sha256) for _field, title, paper in papers],
        "law": (rules.party_decision_days if filing.of_party else rules.decision_days).law,
    }


def asked_words(filing: RegisterFiling) -> str:
    """What a filing about something entered asks."""
    return capfirst(filing.what_changes) or _("Deletion from the register")
