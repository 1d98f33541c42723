"""Actions of this app in the audit trail that are no step of a workflow, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, Any] = {
    "attach": _("paper added"),
    "change role": _("role changed"),
    "change contacts": _("contacts changed"),
    "change entered data": _("entered data changed"),
    "check": _("conditions checked"),
    "decide_row": _("doubtful row decided"),
    "delete": _("deleted from the register"),
    "end membership": _("membership ended"),
    "enter": _("entered in the register"),
    "file": _("filed"),
    "hand over": _("handed over"),
    "invite": _("colleague invited"),
    "let in": _("person let in"),
    "open": _("opened"),
    "put in folder": _("paper put in the folder"),
    "remind of the end": _("reminded of the end"),
    "remove": _("removed"),
    "serve": _("letter served"),
    "withdraw invitation": _("invitation withdrawn"),
    "write": _("written"),
}
