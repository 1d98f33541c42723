"""Actions of this app in the audit trail that are no step of a workflow, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, Any] = {
    "attach": _("paper added"),
    "change contacts": _("contacts changed"),
    "check": _("conditions checked"),
    "delete": _("deleted from the register"),
    "enter": _("entered in the register"),
    "file": _("filed"),
    "let in": _("person let in"),
    "open": _("opened"),
    "remove": _("removed"),
    "write": _("written"),
}
