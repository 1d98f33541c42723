"""Actions of this app in the audit trail that are no step of a workflow, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, Any] = {
    "add_conclusion": _("conclusion entered"),
    "add_file": _("paper added"),
    "add_item": _("item of the agenda added"),
    "amend_check": _("check amended"),
    "appoint": _("appointed"),
    "choose_between_equal": _("chosen among equal candidates"),
    "choose_deputy": _("deputy chosen"),
    "draft": _("drafted"),
    "edit": _("edited"),
    "end": _("ended"),
    "form": _("formed"),
    "join_candidates": _("candidates joined as one person"),
    "move": _("moved"),
    "remove_file": _("paper removed"),
    "remove_item": _("item of the agenda removed"),
    "report": _("reported on"),
    "schedule": _("scheduled"),
    "separate_candidate": _("candidate separated"),
    "write_minutes": _("minutes written"),
}
