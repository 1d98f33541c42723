"""The parts of a candidacy as its task list shows them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from grants.candidacy_checks import lacking
from grants.models import Candidacy
from office.rulebooks import Rules


def tasks_of(candidacy: Candidacy, rules: Rules) -> list[dict[str, Any]]:
    """Three parts, each with its address and its state in words."""
    open_parts = {each.part for each in lacking(candidacy, rules)}
    parts = (
        ("facts", _("You and your experience")),
        ("proofs", _("Proofs")),
        ("statements", _("Statements on the six bars")),
    )
    return [
        {
            "title": title,
            "url": reverse(f"grants_portal:candidacy_{key}", args=[candidacy.pk]),
            "label": _("to do") if key in open_parts else _("complete"),
            "tone": "busy" if key in open_parts else "good",
        }
        for key, title in parts
    ]
