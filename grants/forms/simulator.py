"""Shapes of input of the simulator: a variant with its terms, sums by hand, areas of applications."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from grants.forms.ranking import named
from grants.models import AllocationVariant, RankingRow
from office.models import Area
from office.money import AmountField, format_number
from office.templatetags.saradnja import script

M = AllocationVariant.Mode


class VariantForm(forms.Form):
    """One more way of giving out the money."""

    name = forms.CharField(
        label=_("Name of the variant"),
        max_length=80,
        required=False,
        help_text=_("How the commission calls it, for example: more small projects."),
    )
    mode = forms.ChoiceField(
        label=_("Mode"),
        choices=[(each.value, each.label) for each in (M.FULL, M.FLOOR_SHARE, M.PROPORTIONAL)],
    )
    money = AmountField(
        label=_("Money"),
        required=False,
        help_text=_("Empty: all the money of the call. Less, when a part is kept back."),
    )
    min_score = forms.DecimalField(
        label=_("Least points to be financed"),
        required=False,
        min_value=0,
        max_value=1000,
        max_digits=6,
        decimal_places=2,
        help_text=_("Empty: as the call says."),
    )
    owner_cap = AmountField(
        label=_("One organisation, at most"),
        required=False,
        help_text=_("All awards of one organisation together. Empty: no limit."),
    )
    area_cap = AmountField(
        label=_("One area, at most"),
        required=False,
        help_text=_("All awards of one area together. Empty: no limit."),
    )

    def __init__(self, *args: Any, with_areas: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_areas:
            del self.fields["area_cap"]


class HandForm(forms.Form):
    """A sum for every application; what differs from the variant it began from carries its reason."""

    name = forms.CharField(label=_("Name of the variant"), max_length=80)

    def __init__(self, *args: Any, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            number = row.application.number
            self.fields[f"sum_{row.application_id}"] = AmountField(
                label=_now("Sum for %(number)s") % {"number": number},
                required=False,
                initial=format_number(row.amount),
            )
            self.fields[f"reason_{row.application_id}"] = forms.CharField(
                label=_now("Reason for %(number)s") % {"number": number},
                required=False,
                max_length=1000,
                initial=row.note,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def lines(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """Each row with its two fields."""
        return [
            (row, self[f"sum_{row.application_id}"], self[f"reason_{row.application_id}"])
            for row in self.rows
        ]

    def sums(self) -> dict[int, tuple[Decimal, str]]:
        """Sums with their reasons by application; an empty sum is zero."""
        data = self.cleaned_data
        return {
            row.application_id: (
                data[f"sum_{row.application_id}"] or Decimal(0),
                data[f"reason_{row.application_id}"],
            )
            for row in self.rows
        }


class AreasForm(forms.Form):
    """To which area of the call each application belongs."""

    def __init__(self, *args: Any, rows: list[RankingRow], areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.areas = rows, {area.pk: area for area in areas}
        choices = [("", "–"), *((area.pk, script(area.name)) for area in areas)]
        for row in rows:
            self.fields[f"area_{row.application_id}"] = forms.TypedChoiceField(
                label=named(row),
                choices=choices,
                coerce=int,
                initial=row.area_id or (areas[0].pk if len(areas) == 1 else ""),
            )

    def chosen(self) -> dict[int, Area]:
        """The area of each application."""
        return {
            row.application_id: self.areas[self.cleaned_data[f"area_{row.application_id}"]]
            for row in self.rows
        }
