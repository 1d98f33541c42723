"""Shapes of input of draws, refusals, fees and payments."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.evaluators import DueForm
from office.forms import day_field
from office.money import AmountField


class PrepareDrawForm(DueForm):
    """Where the seed will come from, and who takes part."""

    seed_source = forms.CharField(
        label=_("Where the seed will come from"),
        max_length=300,
        help_text=_(
            "A number that nobody on the commission can choose and everybody can look up later, for example: the "
            "numbers of the next drawing of the state lottery."
        ),
    )
    by_area = forms.BooleanField(label=_("Only evaluators who know an area of this call"), required=False)
    field_order = ["seed_source", "by_area", "due"]


class SeedForm(forms.Form):
    """The seed as it was read at its source."""

    seed = forms.CharField(
        label=_("Seed"),
        max_length=200,
        help_text=_(
            "Type it as it stands at the source, numbers with a space between them. It is not changed later."
        ),
    )


class RepeatForm(forms.Form):
    """A seed to repeat the draw with."""

    seed = forms.CharField(label=_("Seed"), max_length=200)


class RefuseAssignmentForm(forms.Form):
    """Why an evaluator does not take an application on."""

    note = forms.CharField(
        label=_("Why you do not take it on"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The commission reads it and picks somebody else. For a conflict of interest give the statement."
        ),
    )


class FeeForm(forms.Form):
    """Fee and ceiling as the rulebook, or the contract, says."""

    fee = AmountField(label=_("Fee for one project"), max_value=Decimal(99_999))
    ceiling = AmountField(
        label=_("Ceiling of fees in the year"),
        required=False,
        max_value=Decimal(9_999_999),
        help_text=_("Empty: there is none."),
    )
    basis = forms.CharField(
        label=_("What the fee rests on"),
        max_length=300,
        help_text=_("An article, or the number of the contract or decision."),
    )


class PaidForm(forms.Form):
    """When and under which number the fee was paid."""

    paid_on = day_field(_("Paid on"))
    reference = forms.CharField(label=_("Number of the payment"), max_length=60, required=False)


class PaymentDataForm(forms.Form):
    """What the payroll needs; seen by the person and by payroll officers."""

    jmbg = forms.CharField(
        label=_("Personal number (JMB)"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    home_address = forms.CharField(label=_("Address of residence"), max_length=250)
    iban = forms.CharField(
        label=_("Bank account"), max_length=42, help_text=_("As the bank writes it, short or as IBAN.")
    )
    bank_account_holder = forms.CharField(label=_("Holder of the account"), max_length=150)


def fee_initial(rules: Any) -> dict[str, Any]:
    """What the rulebook offers; without a confirmed value a person writes the basis."""
    fee, cap = rules.evaluator_fee, rules.evaluator_fee_cap
    return {"fee": fee.value, "ceiling": cap.value, "basis": fee.law if fee.confirmed else ""}
