"""The way of an imported file: checked, ordered, applied."""

from django.utils.translation import gettext_lazy as _

from ngo_registry.models import RegisterImport
from ngo_registry.rules import check_imports
from office.workflow import Transition, Workflow

S = RegisterImport.State

IMPORT = Workflow(
    subject="ngo_registry.registerimport",
    states=S,
    initial=S.CHECKED,
    transitions=(
        Transition("order", frozenset({S.CHECKED}), S.ORDERED, _("Apply to the register"), (check_imports,)),
        Transition("apply", frozenset({S.CHECKED, S.ORDERED}), S.APPLIED, _("Applied")),
        Transition("give_up", frozenset({S.CHECKED}), S.CANCELLED, _("Give up"), (check_imports,)),
    ),
    final=frozenset({S.APPLIED, S.CANCELLED}),
)
