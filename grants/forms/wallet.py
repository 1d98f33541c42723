"""A paper of the wallet: what it is, how long it is valid, its file."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from grants.forms.application_parts import DocumentForm
from grants.forms.drafts import day_input
from grants.models import WalletPaper


class PaperForm(forms.ModelForm):
    """What stands on the paper."""

    use_required_attribute = False

    class Meta:
        model = WalletPaper
        fields = ("kind", "title", "year", "valid_from", "valid_until")
        widgets = {
            "valid_from": day_input(),
            "valid_until": day_input(),
            "year": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "title": _("As you will look for it: “Statute of 12 March 2024”."),
            "year": _("Only for financial statements."),
            "valid_until": _("Leave empty if it does not expire."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)
        self.fields["title"].widget.attrs["translate"] = "no"

    def clean(self) -> dict[str, Any]:
        """Days in years a paper can have; statements name their year."""
        data = super().clean() or self.cleaned_data
        for name in ("valid_from", "valid_until"):
            day = data.get(name)
            if day and not datetime.date(1945, 1, 1) <= day <= datetime.date(2100, 1, 1):
                self.add_error(name, _("Check the year."))
        today = timezone.localdate()
        if data.get("valid_from") and data["valid_from"] > today:
            self.add_error("valid_from", _("This day has not come yet."))
        if data.get("valid_from") and data.get("valid_until") and data["valid_until"] < data["valid_from"]:
            self.add_error("valid_until", _("The document ends before it is issued."))
        if (
            data.get("kind") == WalletPaper.Kind.ACCOUNTS
            and not data.get("year")
            and "year" not in self.errors
        ):
            self.add_error("year", _("Say for which year the statements are."))
        if data.get("year") and not 1990 <= data["year"] <= today.year:
            self.add_error("year", _("Check the year."))
        return data


class NewPaperForm(PaperForm):
    """A paper with its file."""

    file = DocumentForm.base_fields["file"]
