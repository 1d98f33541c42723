"""The officer's note at one condition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ngo_registry.condition import Condition
from ngo_registry.models import ConditionNote


class NoteForm(forms.Form):
    """An answer beside that of the check, and what was found."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("as the check says")), *ConditionNote.Answer.choices],
        initial="",
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Kept with the filing; the applicant and the public do not see it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, condition: Condition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if condition.look:
            self.fields["answer"].choices = ConditionNote.Answer.choices
            self.fields["answer"].required = True
            self.fields["answer"].initial = None
