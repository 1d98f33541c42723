"""Shapes of what the office writes about priorities, and bodies about their yearly plan."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import CallPlan, PriorityItem
from office.models import Area, Body
from office.money import AmountField

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def live_areas(today: datetime.date) -> QuerySet[Area]:
    """Areas that may be chosen today."""
    return Area.objects.exclude(valid_until__lt=today).order_by("order", "name")


class YearForm(forms.Form):
    """The year of a new decision."""

    year = forms.IntegerField(label=_("Budget year"), min_value=2018, max_value=2100)
    current_budget = AmountField(
        label=_("Current budget of the year"),
        help_text=_("The shares of the law are counted from this sum. Write it like 1.262.489.660,47."),
    )


class BudgetForm(forms.Form):
    """The sum from which the shares are counted."""

    current_budget = AmountField(label=_("Current budget of the year"))


class ItemForm(forms.Form):
    """A row of the decision."""

    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none())
    area = forms.ModelChoiceField(label=_("Area of public interest"), queryset=Area.objects.none())
    kind = forms.ChoiceField(label=_("Kind"), choices=PriorityItem.Kind.choices)
    amount = AmountField(label=_("Amount"), help_text=_("Write it like 25.000,00 or 25000."))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["body"].queryset = Body.objects.active(today).order_by("sort_key", "name")
        self.fields["area"].queryset = live_areas(today)


class AdoptForm(forms.Form):
    """Number and day under which the Government adopted the decision."""

    number = forms.CharField(label=_("Decision number"), max_length=60)
    decided_on = forms.DateField(label=_("Date of the decision"), widget=DAY)


class PublishForm(forms.Form):
    """Where the decision was published."""

    gazette = forms.CharField(
        label=_("Official gazette"), max_length=80, help_text=_("Number and year, for example: 119/23.")
    )
    upload = forms.FileField(
        label=_("The decision as a file (PDF)"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF up to 20 MB. Anybody can read it."),
    )


class NoteForm(forms.Form):
    """A reason in writing."""

    note = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class StepForm(forms.Form):
    """A step of a workflow, with its reason where one is asked."""

    action = forms.CharField(max_length=40, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Reason"), max_length=2000, required=False)


class PlanForm(forms.ModelForm):
    """A planned call."""

    amount = AmountField(label=_("Planned amount"), required=False)

    class Meta:
        model = CallPlan
        fields = ("body", "year", "area", "name", "planned_from", "planned_until", "amount", "budget_line")
        labels = {"body": _("Body"), "area": _("Area")}
        widgets = {"planned_from": DAY, "planned_until": DAY}

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["area"].queryset = live_areas(timezone.localdate())
        self.fields["year"].min_value = 2018
        if self.instance.pk:
            del self.fields["body"], self.fields["year"]


class YearFilter(forms.Form):
    """The year of a list, kept in the address."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2018, max_value=2100)


class PublishPlanForm(forms.Form):
    """Whose plan of which year is published."""

    body = forms.ModelChoiceField(queryset=Body.objects.none(), widget=forms.HiddenInput)
    year = forms.IntegerField(min_value=2018, max_value=2100, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
