"""Actions of this app in the audit trail that are no step of a workflow, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, Any] = {
    "attach": _("paper added"),
    "change role": _("role changed"),
    "change contacts": _("contacts changed"),
    "change entered data": _("entered data changed"),
    "check": _("conditions checked"),
    "compare": _("two organisations compared"),
    "decide": _("likely doubles decided on"),
    "check statements": _("table of statements checked"),
    "compare signs": _("names and signs compared"),
    "count statement": _("statement counted again"),
    "decide_row": _("doubtful row decided"),
    "delete": _("deleted from the register"),
    "end membership": _("membership ended"),
    "enter": _("entered in the register"),
    "file": _("filed"),
    "give up statements": _("table of statements given up"),
    "hand over": _("handed over"),
    "import statements": _("statements taken from a table"),
    "invite": _("colleague invited"),
    "leave out statement": _("statement left out of the count"),
    "let in": _("person let in"),
    "merge": _("double joined to this entry"),
    "merge away": _("joined to another entry as its double"),
    "open": _("opened"),
    "open again": _("opened again"),
    "put in folder": _("paper put in the folder"),
    "confirm watch": _("watch of the register confirmed"),
    "end watch": _("watch of the register ended"),
    "forget words": _("words and address forgotten"),
    "report an error": _("error reported"),
    "remind of the end": _("reminded of the end"),
    "remove": _("removed"),
    "serve": _("letter served"),
    "undo the merge": _("merge of doubles undone"),
    "withdraw invitation": _("invitation withdrawn"),
    "write": _("written"),
}
