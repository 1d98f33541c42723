"""Shapes of input about contracts, payments and reports of NGOs."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from grants.models import Contract, GrantReport
from grants.report_schedule import Awaited
from office.money import AmountField
from office.templatetags.saradnja import day

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ContractFilter(forms.Form):
    """What the list of contracts shows."""

    q = forms.CharField(label=_("Number, organisation or project"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *Contract.State.choices]
    )


class DraftContractForm(forms.Form):
    """The days of the project and the account."""

    starts_on = forms.DateField(label=_("Start of the project"), widget=DAY)
    ends_on = forms.DateField(label=_("End of the project"), widget=DAY)
    bank_account = forms.CharField(
        label=_("Account of the organisation (IBAN)"), max_length=34, required=False
    )


class SignForm(forms.Form):
    """The day on which both sides signed."""

    signed_on = forms.DateField(label=_("Signed on"), widget=DAY)


class InterimForm(forms.Form):
    """The day of the interim report."""

    due = forms.DateField(
        label=_("Interim report due"),
        widget=DAY,
        help_text=_("The day the rules give is proposed. The organisation is told by e-mail."),
    )


class PayForm(forms.Form):
    """A payment as the treasury made it."""

    paid_on = forms.DateField(label=_("Paid on"), widget=DAY)
    reference = forms.CharField(
        label=_("Reference of the payment"),
        max_length=60,
        help_text=_("Number of the statement of the treasury or bank."),
    )


class InstalmentForm(forms.Form):
    """One planned instalment."""

    amount = AmountField(label=_("Amount"), required=False)
    planned_on = forms.DateField(label=_("Planned on"), widget=DAY, required=False)
    condition = forms.CharField(label=_("Condition"), max_length=200, required=False)

    def clean(self):
        """A sum and a day go together."""
        facts = super().clean()
        if bool(facts.get("amount")) != bool(facts.get("planned_on")):
            raise forms.ValidationError(_("Give both the amount and the day, or leave the row empty."))
        return facts


InstalmentFormSet = forms.formset_factory(InstalmentForm, extra=2, max_num=12)


class StepForm(forms.Form):
    """A step of a workflow with its reason."""

    action = forms.CharField(max_length=40, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Reason"), max_length=4000, required=False)


class NarrativeForm(forms.ModelForm):
    """What was done, with what results."""

    class Meta:
        model = GrantReport
        fields = ["activities", "results", "users", "deviations"]
        widgets = {
            "activities": forms.Textarea(attrs={"rows": 6, "maxlength": 5000, "data-counter": True}),
            "results": forms.Textarea(attrs={"rows": 6, "maxlength": 5000, "data-counter": True}),
            "deviations": forms.Textarea(attrs={"rows": 4, "maxlength": 3000, "data-counter": True}),
        }
        help_texts = {
            "activities": _("Compare with the activities of your application. Up to 5,000 characters."),
            "results": _("Compare with the results you promised. Up to 5,000 characters."),
            "deviations": _("Leave it empty when all went as planned. Up to 3,000 characters."),
        }


class LineForm(forms.Form):
    """What was spent on one budget line, with its proof."""

    spent = AmountField(label=_("Spent"), min_value=Decimal(0))
    note = forms.CharField(label=_("Note, number of the invoice"), max_length=300, required=False)
    proof = forms.FileField(label=_("Proof (PDF or picture)"), required=False, help_text=_("Up to 20 MB."))


class ReportReminderForm(forms.Form):
    """What the letter says and how many days it gives."""

    text = forms.CharField(
        label=_("Text of the letter"), max_length=3000, widget=forms.Textarea(attrs={"rows": 6})
    )
    days = forms.IntegerField(
        label=_("Days to hand the report in"),
        min_value=1,
        max_value=90,
        help_text=_("Counted from the service of the letter."),
    )


def reminder_text(contract: Contract, late: Awaited) -> str:
    """The usual words of the letter, to be changed as needed."""
    facts = {"number": contract.number, "day": day(late.due)}
    if late.kind == GrantReport.Kind.INTERIM:
        return (
            _now(
                "By contract %(number)s the interim narrative and financial report was due on %(day)s. It has not "
                "arrived. Please hand it in in the portal, with proof of what was spent so far."
            )
            % facts
        )
    return (
        _now(
            "By contract %(number)s the final narrative and financial report was due on %(day)s. It has not arrived. Please "
            "hand it in in the portal, with proof of what was spent. An organisation that does not account for the money "
            "may have to return it, and loses the right to apply as the law says."
        )
        % facts
    )
