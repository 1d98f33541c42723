"""Doubles: which list, two numbers to compare, the choice field by field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models import DuplicatePair, Organisation
from ngo_registry.queries.duplicates import BANDS, Compared
from office.models import Area

ONE, OTHER, BOTH = "one", "other", "both"


class PairsForm(forms.Form):
    """Which pairs are listed."""

    state = forms.ChoiceField(label=_("State"), choices=DuplicatePair.State.choices, required=False)
    band = forms.ChoiceField(
        label=_("How sure"),
        required=False,
        choices=[
            ("", _("all pairs")),
            ("sure", _("very likely the same")),
            ("likely", _("likely the same")),
            ("possible", _("possibly the same")),
        ],
    )

    def chosen(self) -> tuple[str, str]:
        """State and band; what is not offered counts as not chosen."""
        state, band = self.data.get("state", ""), self.data.get("band", "")
        known = state in DuplicatePair.State.values
        return (state if known else DuplicatePair.State.OPEN.value), (band if band in BANDS else "")


class CompareForm(forms.Form):
    """Two organisations an officer suspects."""

    number = forms.CharField(label=_("Number of one organisation"), max_length=60)
    other = forms.CharField(
        label=_("Number of the other"),
        max_length=60,
        help_text=_("Register number, PIB or registration number."),
    )


class ReasonForm(forms.Form):
    """Why a pair is decided so, or a merge undone."""

    use_required_attribute = False
    note = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": True}),
        help_text=_("It stays with the pair and in the audit trail."),
    )


class MergeForm(forms.Form):
    """Which of the two stays, and whose value each differing fact takes."""

    use_required_attribute = False
    stays = forms.ChoiceField(
        label=_("Which entry stays"),
        widget=forms.RadioSelect,
        help_text=_("The number of the other will lead to it."),
        error_messages={"required": _("Choose which of the two stays.")},
    )
    note = ReasonForm.base_fields["note"]

    def __init__(
        self,
        *args: Any,
        pair: DuplicatePair,
        facts: list[Compared],
        areas: tuple[list[Area], list[Area]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pair, self.area_lists = pair, areas
        self.differing = [row for row in facts if row.differs]
        self.fields["stays"].choices = [(ONE, named(pair.one)), (OTHER, named(pair.other))]
        note = self.fields.pop("note")
        locked = Organisation.Source.OWN in (pair.one.source, pair.other.source)
        for row in [] if locked else self.differing:
            self.fields[f"fact_{row.name}"] = forms.ChoiceField(
                label=row.label[:1].upper() + row.label[1:],
                choices=[(ONE, row.one), (OTHER, row.other)],
                widget=forms.RadioSelect,
                initial=ONE if row.one != "–" else OTHER,
            )
        if not locked and set(areas[0]) != set(areas[1]):
            words = [", ".join(map(str, each)) or "–" for each in areas]
            self.fields["areas"] = forms.ChoiceField(
                label=_("Areas of work"),
                choices=[(ONE, words[0]), (OTHER, words[1]), (BOTH, pgettext_lazy("areas", "those of both"))],
                widget=forms.RadioSelect,
                initial=BOTH,
            )
        self.fields["note"] = note

    def facts(self) -> dict[str, Any]:
        """What the service asks: who stays, which facts come from the double, which areas."""
        chosen = self.cleaned_data
        gone = OTHER if chosen["stays"] == ONE else ONE
        taken = [row.name for row in self.differing if chosen.get(f"fact_{row.name}") == gone]
        one, other = self.area_lists
        areas = {ONE: one, OTHER: other, BOTH: [*one, *other]}.get(chosen.get("areas", ""))
        if chosen.get("areas") == chosen["stays"]:
            areas = None
        stays = self.pair.one if chosen["stays"] == ONE else self.pair.other
        return {"stays": stays, "from_double": taken, "areas": areas, "note": chosen["note"]}


def named(organisation: Organisation) -> str:
    """Name and number of one of the two."""
    return f"{organisation.name} ({organisation.number})"
