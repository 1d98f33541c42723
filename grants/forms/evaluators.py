"""Shapes of input around the list of independent evaluators."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Evaluator, EvaluatorStatement
from office.models import Area
from office.templatetags.saradnja import script


class PersonField(forms.ModelChoiceField):
    """People named in the script of the page."""

    def label_from_instance(self, obj: Evaluator) -> str:
        """The name of the person."""
        return script(obj.full_name)


class EvaluatorForm(forms.Form):
    """A person with experience, areas and the six statements."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_(
            "An open account with this e-mail is used; otherwise a new one is opened and told by e-mail."
        ),
    )
    full_name = forms.CharField(
        label=_("Name and surname"),
        max_length=150,
        required=False,
        help_text=_("Needed for a new account."),
    )
    years_of_experience = forms.IntegerField(
        label=_("Experience in managing projects, years"), min_value=0, max_value=70
    )
    evaluation_experience = forms.CharField(
        label=_("Experience in evaluating projects"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Which calls, for whom, when; as the proofs show."),
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("Areas of knowledge"),
        queryset=Area.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    statements = forms.MultipleChoiceField(
        label=_("The person stated in writing not to be, and not to have been:"),
        choices=EvaluatorStatement.Bar.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, back: int | None = None, least: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = Area.objects.all()
        if back:
            self.fields["statements"].help_text = _(
                "Counted back %(years)s years. All six statements are needed."
            ) % {"years": back}
        if least:
            self.fields["years_of_experience"].help_text = _("At least %(years)s.") % {"years": least}


class EvaluatorFactsForm(EvaluatorForm):
    """The same for a person already entered."""

    email = None
    full_name = None


class ListForm(forms.Form):
    """A new version of the list."""

    year = forms.IntegerField(label=_("Year"), min_value=2018, max_value=2100)
    reason = forms.CharField(
        label=_("Why this version is made"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: public call of 28 September; appointed public official on 22 April."),
    )


class PlaceForm(forms.Form):
    """Whom to put on the list."""

    evaluator = PersonField(label=_("Person"), queryset=Evaluator.objects.none())

    def __init__(self, *args: Any, people: QuerySet[Evaluator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evaluator"].queryset = people


DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def due_field() -> forms.DateField:
    """Until when the sheets are to be locked."""
    return forms.DateField(
        label=_("Score until"),
        required=False,
        widget=DAY,
        help_text=_("The day is written to the people who score and shown on their page."),
    )


class DueForm(forms.Form):
    """Until when to score."""

    due = due_field()

    def clean_due(self) -> datetime.date | None:
        """A day not in the past."""
        due = self.cleaned_data["due"]
        if due and due < timezone.localdate():
            raise forms.ValidationError(_("The day has passed."))
        return due


class PickForm(DueForm):
    """One evaluator of the list in force for one application."""

    evaluator = PersonField(label=_("Evaluator"), queryset=Evaluator.objects.none())
    field_order = ["evaluator", "due"]

    def __init__(self, *args: Any, people: QuerySet[Evaluator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evaluator"].queryset = people


class ReplaceForm(PickForm):
    """Somebody else instead, with the reason."""

    note = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when the present evaluator has not stated a conflict of interest."),
    )
    field_order = ["evaluator", "note", "due"]


class PairForm(DueForm):
    """Evaluators for all applications that lack them; the people are read once for all fields."""

    def __init__(self, *args: Any, people: QuerySet[Evaluator], number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in people}
        choices = [("", "–"), *((pk, script(each.full_name)) for pk, each in self.known.items())]
        self.names = [name for name, _label in NUMBERED[:number]]
        for name, label in NUMBERED[:number]:
            self.fields[name] = forms.ChoiceField(label=label, choices=choices)
        self.order_fields([*self.names, "due"])

    def clean(self) -> dict[str, Any]:
        """Different people."""
        data = super().clean()
        chosen = [data[name] for name in self.names if data.get(name)]
        if len(set(chosen)) != len(chosen):
            self.add_error(self.names[-1], _("Choose different people."))
        return data

    def people(self) -> list[Evaluator]:
        """The chosen ones."""
        return [self.known[self.cleaned_data[name]] for name in self.names]


NUMBERED = (
    ("first", _("First evaluator")),
    ("second", _("Second evaluator")),
    ("third", _("Third evaluator")),
)
