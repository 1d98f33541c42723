"""Shapes of input of the office around the call for evaluators, the candidates and the guidelines."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models import EvaluatorCall
from office.forms import day_field


def long_text(label: Any, rows: int = 6, most: int = 20_000, **options: Any) -> forms.CharField:
    """A longer text."""
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class EvaluatorCallForm(forms.Form):
    """The draft of a call for evaluators."""

    year = forms.IntegerField(
        label=_("Year of the list"),
        min_value=2018,
        max_value=2100,
        help_text=_("The list holds for this year."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of call"), choices=EvaluatorCall.Kind.choices, widget=forms.RadioSelect
    )
    reason = long_text(
        _("Why a supplementary call is published"),
        2,
        1000,
        required=False,
        help_text=_("Only for a supplementary call; it is published with the text."),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    text = long_text(
        _("Text of the call"),
        12,
        help_text=_(
            "Conditions, bars and the term are added from the rulebook. Write what the work is, what is paid and "
            "whom to ask."
        ),
    )


class PublishEvaluatorCallForm(forms.Form):
    """Until when candidacies are received."""

    deadline = day_field(
        _("Candidacies until"), required=False, help_text=_("Empty: the shortest term of the rulebook.")
    )

    def clean_deadline(self) -> datetime.date | None:
        """A day not in the past."""
        deadline = self.cleaned_data["deadline"]
        if deadline and deadline < timezone.localdate():
            raise forms.ValidationError(_("The day has passed."))
        return deadline


class ReasonForm(forms.Form):
    """A step that needs its reason."""

    note = long_text(_("Reason"), 3, 2000)


class ExtendEvaluatorCallForm(ReasonForm):
    """A later day, and why."""

    deadline = day_field(_("Candidacies until"), help_text=_("The new last day; later than the old one."))
    field_order = ["deadline", "note"]


class CorrectEvaluatorCallForm(ReasonForm):
    """The corrected texts, and why."""

    title = forms.CharField(label=_("Title"), max_length=200)
    text = long_text(_("Text of the call"), 12)
    field_order = ["title", "text", "note"]


class RefuseCandidateForm(ReasonForm):
    """Why a candidate is refused, and the article it rests on."""

    law = forms.CharField(label=_("Article"), max_length=200)
    field_order = ["note", "law"]


class AcceptCandidateForm(forms.Form):
    """A candidate is accepted; the reasons may be the usual sentence."""

    note = long_text(
        _("Reasons"),
        2,
        2000,
        required=False,
        help_text=_("Empty: “All conditions are fulfilled and no bar stands in the way.”"),
    )


class LeaveForm(forms.Form):
    """Why a person leaves the list, and since when."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Published with the version, for example: appointed public official."),
    )
    on = day_field(_("Since"), help_text=_("The day from which the reason holds."))

    def clean_on(self) -> datetime.date:
        """A day that has come."""
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return on


class CapacityForm(forms.Form):
    """How much the person takes on, and what the person knows."""

    at_once = forms.IntegerField(
        label=_("Projects at the same time, at most"),
        min_value=0,
        max_value=999,
        required=False,
        help_text=_("Empty: no limit."),
    )
    in_year = forms.IntegerField(
        label=_("Projects in a year, at most"),
        min_value=0,
        max_value=9999,
        required=False,
        help_text=_("Empty: no limit."),
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("Areas of knowledge"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = areas


class GuidelineForm(forms.Form):
    """A version of the guidelines."""

    title = forms.CharField(label=_("Title"), max_length=200)
    text = long_text(
        _("Text of the guidelines"),
        20,
        100_000,
        help_text=_("A line for each rule or thought: differences between versions are shown line by line."),
    )
    changed = long_text(
        _("What changed"), 3, 3000, required=False, help_text=_("Needed from the second version on.")
    )
    upload = forms.FileField(
        label=_("Printed edition"), required=False, help_text=_("PDF or DOCX, at most 20 MB.")
    )


class PracticeCaseForm(forms.Form):
    """The invented application."""

    title = forms.CharField(label=_("Title of the project"), max_length=200)
    applicant = forms.CharField(
        label=_("Invented applicant"), max_length=200, help_text=_("A name that no organisation has.")
    )
    requested = forms.CharField(label=_("Sum asked"), max_length=60, required=False)
    problem = long_text(_("Problem"), 4, 5000)
    goals = long_text(_("Goals"), 4, 5000)
    activities = long_text(pgettext_lazy("project", "Activities"), 4, 5000)
    results = long_text(_("Expected results"), 4, 5000)
    budget = long_text(_("Budget"), 4, 5000)
    capacity = long_text(_("Capacity of the organisation"), 4, 5000)


FACTS_OF_CASE = tuple(PracticeCaseForm.base_fields)
