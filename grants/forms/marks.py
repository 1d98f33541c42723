"""Shapes of input around sheets, letters and awards."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from grants.models import BudgetLine
from office.money import AmountField, format_number
from office.templatetags.saradnja import script

DAY = {"type": "date"}


class CorrectionForm(forms.Form):
    """What is wrong with a locked sheet."""

    reason = forms.CharField(
        label=_("What is to be corrected and why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}),
        help_text=_("The president of the commission or the office reads it. The old sheet is kept."),
    )


class AnswerForm(forms.Form):
    """Whether the correction is allowed, with the reason."""

    answer = forms.CharField(
        label=_("Reason of the answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SignedForm(forms.Form):
    """The sheet with the scorer's own signature."""

    file = forms.FileField(
        label=_("Signed sheet (PDF)"),
        help_text=_(
            "Download the sheet, sign it with your certificate and send that file. At most 20 MB. "
            "The signature is checked at once."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )


class LetterForm(forms.Form):
    """Free words of one letter."""

    opening = forms.CharField(
        label=_("First words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}),
        help_text=_("They stand before what the decision says."),
    )
    closing = forms.CharField(
        label=_("Last words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}),
        help_text=_("They stand after the note on legal remedy: who to ask, what comes next."),
    )


class LettersForm(LetterForm):
    """Free words of many letters at once."""

    group = forms.ChoiceField(
        label=_("Which letters"),
        choices=[
            ("awarded", _("to supported applicants")),
            ("not_supported", _("to applicants that are not supported")),
            ("all", _("to all")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("group", "opening", "closing")


class DueForm(forms.Form):
    """Until when the adapted budgets are to be handed in."""

    due = forms.DateField(label=_("Answer by"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))


class ReturnForm(DueForm):
    """What is to be corrected, and the new term."""

    note = forms.CharField(
        label=_("What is to be corrected"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("note", "due")


class DeclineForm(forms.Form):
    """Why the award is refused."""

    note = forms.CharField(
        label=_("Why the award is refused"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    sure = forms.BooleanField(label=_("We give up this money. It cannot be taken back."))


class AdaptedForm(forms.Form):
    """The awarded sum over the lines of the budget."""

    explanation = forms.CharField(
        label=_("What changes in the project"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}),
        help_text=_("Fewer activities, users or months; what stays as it was."),
    )

    def __init__(
        self,
        *args: Any,
        lines: list[BudgetLine],
        sums: dict[int, Decimal],
        notes: dict[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.budget = lines
        for line in lines:
            name = script(line.description)
            self.fields[f"sum_{line.pk}"] = AmountField(
                label=_now("From the award: %(line)s") % {"line": name},
                required=False,
                initial=format_number(sums.get(line.pk, Decimal(0))),
            )
            self.fields[f"note_{line.pk}"] = forms.CharField(
                label=_now("What changes: %(line)s") % {"line": name},
                required=False,
                max_length=300,
                initial=notes.get(line.pk, ""),
            )

    def lines(self) -> list[tuple[BudgetLine, forms.BoundField, forms.BoundField]]:
        """Each line with its two fields."""
        return [(line, self[f"sum_{line.pk}"], self[f"note_{line.pk}"]) for line in self.budget]

    def sums(self) -> dict[int, tuple[Decimal, str]]:
        """Sums with notes by line; an empty sum is zero."""
        return {
            line.pk: (
                self.cleaned_data[f"sum_{line.pk}"] or Decimal(0),
                self.cleaned_data[f"note_{line.pk}"],
            )
            for line in self.budget
        }
