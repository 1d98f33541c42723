"""Actions of this app in the audit trail, in the words of one who looks back; a step of a workflow by its full name."""

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
    "reports.report.build": _("report built"),
    "reports.report.approve": _("report approved"),
    "reports.report.send": _("report sent"),
    "reports.report.publish": _("report published"),
    "reports.report.discard": _("set aside"),
    "reports.spendingimport.order": _("import ordered"),
    "reports.spendingimport.apply": _("spending imported"),
    "reports.spendingimport.give_up": _("import given up"),
    "reports.spendingimport.undo": _("import undone"),
    "reports.spendingreturn.submit": _("handed in to the office"),
    "reports.spendingreturn.return": _("returned for correction"),
    "reports.spendingreturn.accept": _("spending accepted"),
    "reports.spendingreturn.reopen": _("opened again"),
}
