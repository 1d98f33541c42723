"""A form of the public door; a field people do not see catches programs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OpenForm(forms.Form):
    """What anybody may fill in without an account."""

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
