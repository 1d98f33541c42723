"""Actions of this app in the audit trail, in the words of one who looks back; a step of a workflow by its full name."""

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
    "council.nominationcall.publish": _("call published"),
    "council.nominationcall.publish_list": _("list of candidates published"),
    "council.nominationcall.end_without_valid": _("ended without a valid proposal"),
    "council.nominationcall.appoint": _("appointment entered"),
    "council.nominationcall.cancel": _("call cancelled"),
    "council.proposal.submit": _("proposal handed in"),
    "council.proposal.withdraw": _("proposal withdrawn"),
    "council.proposal.accept": _("found valid"),
    "council.proposal.reject": _("found not valid"),
    "council.session.hold": _("session held"),
    "council.session.adopt_minutes": _("minutes adopted"),
    "council.session.cancel": _("session cancelled"),
}
