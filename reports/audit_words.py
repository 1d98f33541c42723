"""Actions of this app in the audit trail that are no step of a workflow, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, Any] = {
    "check": _("checked"),
    "begin": _("begun"),
    "fill_from_portal": _("filled from the portal"),
    "import_spending": _("spending imported"),
    "order": _("ordered"),
    "undo_import": _("import undone"),
    "remove_row": _("row removed"),
    "save_row": _("row saved"),
}
