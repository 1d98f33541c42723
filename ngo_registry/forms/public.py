"""Forms anybody may fill in without an account; a field people do not see catches programs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ngo_registry.models.error_reports import LONGEST


class OpenForm(forms.Form):
    """A form of the public door."""

    website = forms.CharField(label=_("Leave this field empty"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    @property
    def by_program(self) -> bool:
        """Something was written where people see no field."""
        return bool(self.data.get("website", "").strip())

    @property
    def seen_fields(self) -> list[Any]:
        """The fields people fill in."""
        return [field for field in self.visible_fields() if field.name != "website"]


class ErrorReportForm(OpenForm):
    """What is wrong in the entry of an organisation."""

    wrong = forms.CharField(
        label=_("What is wrong"),
        max_length=LONGEST,
        help_text=_("Name the fact as the page shows it. Do not write anybody's personal number or address."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    right = forms.CharField(
        label=_("What is right, and how it can be seen"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    email = forms.EmailField(
        label=_("E-mail for the answer"),
        required=False,
        help_text=_("Used for the answer alone and deleted afterwards. Without it you get no answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class WatchForm(OpenForm):
    """Where the news should come."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("You get a link there; nothing is sent before you confirm it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AnswerForm(forms.Form):
    """What the clerk answers."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST,
        help_text=_("What was found and what was done. It is sent when the person left an e-mail."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class CloseForm(forms.Form):
    """Why a report ends without an answer."""

    note = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST,
        help_text=_("It becomes part of the file. Do not repeat personal data of the person."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
