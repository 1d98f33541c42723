"""Forms of the officer who decides: reasons per condition, service of letters, complaints, hand-over."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ngo_registry.condition import Condition
from ngo_registry.models import ChangeKind, Letter
from office.forms import day_field


class ChangeKindForm(forms.Form):
    """What of the entered data changes."""

    change_kind = forms.ChoiceField(
        label=_("What changes"), choices=ChangeKind.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["change_kind"].choices = [(code, ChangeKind(code).label) for code in kinds]


class ReasonsForm(forms.Form):
    """Why, as a whole and at every condition that is not met."""

    note = forms.CharField(label=_("Reasons as a whole"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, conditions: list[Condition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conditions = [row for row in conditions if row.met is False]
        for number, row in enumerate(self.conditions):
            self.fields[f"reason_{number}"] = forms.CharField(
                label=row.title,
                required=False,
                initial=row.evidence,
                help_text=_("Empty: this condition is no reason of the act."),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def reasons(self) -> list[tuple[str, str, str, str]]:
        """Condition, article, evidence, reason of every condition that has one."""
        said = [self.cleaned_data[f"reason_{number}"].strip() for number in range(len(self.conditions))]
        return [
            (row.title, row.law, row.evidence, why)
            for row, why in zip(self.conditions, said, strict=True)
            if why
        ]


class CompletionForm(forms.Form):
    """The letter: what is missing, prefilled from the conditions."""

    note = forms.CharField(
        label=_("What is missing"),
        help_text=_("The letter is drawn as a PDF; its term runs from the day it is served."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ServiceForm(forms.Form):
    """How and when a letter reached the applicant."""

    how = forms.ChoiceField(label=_("Way of service"), choices=Letter.Served.choices)
    on = day_field(_("Day of service"))
    note = forms.CharField(
        label=_("Proof of service"),
        max_length=200,
        required=False,
        help_text=_("Number of the delivery receipt, who took it over."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class ComplaintForm(forms.Form):
    """What is contested and why; an enclosure."""

    files = ("paper",)
    text = forms.CharField(
        label=_("What you contest and why"), widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000
    )
    paper = forms.FileField(
        label=_("Enclosure"), required=False, help_text=_("PDF, JPG or PNG, at most 20 MB.")
    )


class PaperComplaintForm(ComplaintForm):
    """A complaint that came on paper, with its days."""

    posted_on = day_field(_("Day of posting"), required=False, help_text=_("Only for what came by post."))
    received_on = day_field(_("Day of receipt"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = timezone.localdate


class HandOverForm(forms.Form):
    """To whom, and how far it is."""

    to = forms.ModelChoiceField(label=_("Colleague"), queryset=None)
    note = forms.CharField(
        label=_("Note for the colleague"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues
        self.fields["to"].label_from_instance = lambda person: person.full_name
