"""What the receipt of an online filing confirms."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry.conditions import required_papers
from ngo_registry.models import RegisterFiling
from office.rulebooks import rules_for
from office.templatetags.saradnja import day


def receipt_facts(filing: RegisterFiling) -> dict[str, Any]:
    """Number, moment, legal term and fingerprints of the enclosures, in the active language."""
    papers = [(field, getattr(filing, field)) for field in required_papers(filing)]
    rules = rules_for(None, timezone.localdate(filing.submitted_at)).register
    return {
        "filing": filing,
        "rows": [
            (_("Case number"), filing.case_number),
            (_("Received"), timezone.localtime(filing.submitted_at).strftime("%d.%m.%Y. %H:%M:%S %Z")),
            (_("Applicant"), filing.applicant_name),
            (_("Organisation"), filing.name),
            (_("Kind"), filing.get_kind_display()),
            (_("Decision due"), day(filing.due) if filing.due else "–"),
        ],
        "papers": [
            (filing._meta.get_field(field).verbose_name, paper.name, paper.sha256)
            for field, paper in papers
            if paper
        ],
        "law": (rules.party_decision_days if filing.of_party else rules.decision_days).law,
    }
