"""The form of the self-check before an application: yes or no to each question."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from grants.self_check import SelfQuestion


class SelfCheckForm(forms.Form):
    """Yes or no to each question; nothing of it is kept."""

    use_required_attribute = False

    def __init__(self, *args: Any, questions: list[SelfQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.key] = forms.ChoiceField(
                label=question.text,
                choices=[("yes", _("Yes")), ("no", _("No"))],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Answer with yes or no."),
                    "invalid_choice": _("Answer with yes or no."),
                },
            )
