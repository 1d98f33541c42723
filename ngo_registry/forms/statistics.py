"""Filters of the statistics; the address is their state."""

import re
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ngo_registry.models import Organisation, OrganisationKind
from office.models import Municipality
from office.templatetags.saradnja import script


class StatisticsForm(forms.Form):
    """Of which kind, municipality and year."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    year = forms.CharField(
        label=_("Year of founding, entry or deletion"),
        required=False,
        max_length=4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "size": 4}),
    )

    def __init__(self, data: QueryDict, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        here = Exists(Organisation.objects.filter(municipality=OuterRef("pk")))
        self.places = {row.code: row for row in Municipality.objects.annotate(here=here)}
        everything = ("", _("all"))
        self.fields["kind"].choices = [everything, *OrganisationKind.choices]
        self.fields["municipality"].choices = [
            everything,
            *((code, script(row)) for code, row in self.places.items() if row.here),
        ]

    @property
    def values(self) -> dict[str, str]:
        """What is chosen; anything that is no choice narrows nothing."""
        kind = self.data.get("kind", "")
        year = self.data.get("year", "").strip()
        place = self.data.get("municipality", "")
        return {
            "kind": kind if kind in OrganisationKind.values else "",
            "municipality": place if place in self.places else "",
            "year": year if re.fullmatch(r"(19|20)[0-9]{2}", year, re.ASCII) else "",
        }

    @property
    def place(self) -> Municipality | None:
        """The chosen municipality."""
        return self.places.get(self.values["municipality"])
