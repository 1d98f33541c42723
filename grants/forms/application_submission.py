"""Forms around the submission: the key that makes a double click one, the reason of a withdrawal."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SubmitForm(forms.Form):
    """Nothing to fill in: the key of this page."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why the NGO takes its application back."""

    use_required_attribute = False
    note = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": True}),
        help_text=_("It stays in the file of the application."),
    )
