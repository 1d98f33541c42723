"""Sample points and reasons of an invented application."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.evaluation import PointsField
from grants.models import PracticeCase, PracticeSubCriterion


class SampleForm(forms.Form):
    """Points and a reason for every sub-criterion."""

    use_required_attribute = False

    def __init__(self, *args: Any, case: PracticeCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = []
        self.subs = []
        for criterion in case.criteria.all():
            lines = []
            for sub in criterion.subcriteria.all():
                wanted: Any = sub
                self.fields[f"points_{sub.pk}"] = PointsField(wanted)
                self.fields[f"reason_{sub.pk}"] = forms.CharField(
                    label=_("Sample reason"),
                    max_length=3000,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )
                self.fields[f"guidance_{sub.pk}"] = forms.CharField(
                    label=_("Guidance: what earns how many points"),
                    max_length=3000,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )
                self.initial[f"guidance_{sub.pk}"] = sub.guidance
                self.initial[f"points_{sub.pk}"] = sub.sample_points
                self.initial[f"reason_{sub.pk}"] = sub.sample_reason
                self.subs.append(sub)
                lines.append(sub)
            self.groups.append((criterion, [(sub, *self.boxes(sub)) for sub in lines]))

    def boxes(self, sub: PracticeSubCriterion) -> list[forms.BoundField]:
        """Guidance, points and reason of one sub-criterion."""
        return [self[f"{name}_{sub.pk}"] for name in ("guidance", "points", "reason")]

    def samples(self) -> dict[int, tuple[Decimal | None, str]]:
        """What was written, by the key of the sub-criterion."""
        return {
            sub.pk: (self.cleaned_data[f"points_{sub.pk}"], self.cleaned_data[f"reason_{sub.pk}"])
            for sub in self.subs
        }

    def guidance(self) -> dict[int, str]:
        """What a scorer is to look at, by the key of the sub-criterion."""
        return {sub.pk: self.cleaned_data[f"guidance_{sub.pk}"] for sub in self.subs}
