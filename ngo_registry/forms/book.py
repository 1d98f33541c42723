"""Small forms of the book and of the folder."""

import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.forms import Filter, day_field


class DayForm(Filter):
    """The register on a day."""

    day = day_field(_("State at the end of the day"), required=False)
    q = forms.CharField(label=_("Name or number"), max_length=200, required=False)

    def clean_day(self) -> Any:
        """Not a day to come; today when nothing is chosen."""
        day = self.cleaned_data.get("day") or timezone.localdate()
        return min(day, timezone.localdate())

    @classmethod
    def of(cls, asked: QueryDict, today: datetime.date) -> "DayForm":
        """The form with the day that is shown, today when none is asked for."""
        data = asked.copy()
        data["day"] = asked.get("day") or today.isoformat()
        return cls(data)


class RangeForm(Filter):
    """Lines of the book between two days."""

    since = day_field(_("From"), required=False)
    until = day_field(_("Until"), required=False)


class FolderForm(forms.Form):
    """A scanned paper."""

    files = ("file",)
    title = forms.CharField(label=_("What it is"), max_length=200)
    dated_on = day_field(_("Date on the paper"), required=False)
    file = forms.FileField(label=_("File"), help_text=_("PDF, JPG or PNG, at most 20 MB."))
