"""States of the yearly decision on priority areas (domain: draft, proposal, adoption, gazette)."""

from django.utils.translation import gettext_lazy as _

from grants.models import PriorityDecision
from office.refusal import Refused
from office.roles import Permission as P
from office.workflow import Transition, Workflow

S = PriorityDecision.State


def check_drafts(by, decision):
    """The office drafts and proposes."""
    if not by.can(P.MANAGE_PRIORITIES):
        raise Refused(_("The decision on priority areas is drafted by the office."))


def check_adopts(by, decision):
    """Adoption is entered by the head of the office."""
    if not by.can(P.ADOPT_PRIORITIES):
        raise Refused(_("The adoption is entered by the head of the office."))


def check_has_items(by, decision):
    """An empty decision goes nowhere."""
    if not decision.items.exists():
        raise Refused(_("Enter at least one area, body and amount."))


PRIORITIES = Workflow(
    subject="grants.prioritydecision",
    states=S,
    initial=S.DRAFT,
    transitions=(
        Transition(
            "propose",
            frozenset({S.DRAFT}),
            S.PROPOSED,
            _("Propose to the Government"),
            (check_drafts, check_has_items),
        ),
        Transition(
            "take_back",
            frozenset({S.PROPOSED}),
            S.DRAFT,
            _("Take back to draft"),
            (check_drafts,),
            note_required=True,
        ),
        Transition("adopt", frozenset({S.PROPOSED}), S.ADOPTED, _("Enter the adoption"), (check_adopts,)),
        Transition("publish", frozenset({S.ADOPTED}), S.PUBLISHED, _("Publish"), (check_drafts,)),
    ),
    final=frozenset({S.PUBLISHED}),
)
