"""Which texts of a published call a correction may change, and how people call them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

CORRECTABLE: dict[str, Any] = {
    "title": _("Title"),
    "goals": _("Goals"),
    "problems": _("Problems to solve"),
    "activities": _("Eligible activities"),
    "target_groups": _("Target groups"),
    "legal_basis": _("Legal basis"),
    "strategies": _("Strategic documents"),
    "contact": _("Contact"),
    "questions_until": _("Questions until"),
}
