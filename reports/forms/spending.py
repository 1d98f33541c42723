"""Shapes of input about the spending of bodies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from office.models import Body
from office.money import AmountField
from office.templatetags.saradnja import script
from reports.models import SpendingRow
from reports.queries.awards import NOT_STATED


class BeginForm(forms.Form):
    """Whose spending is begun."""

    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none())

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies


class RowForm(forms.ModelForm):
    """One award as a body types it."""

    awarded = AmountField(label=_("Awarded"))
    paid = AmountField(label=_("Paid"), required=False)
    returned = AmountField(label=_("Returned to the budget"), required=False)

    class Meta:
        model = SpendingRow
        fields = [
            "organisation_name", "organisation_number", "recipient_kind", "title", "area", "procedure", "legal_basis",
            "budget_line",
        ]  # fmt: skip
        widgets = {"title": forms.TextInput}


class StepForm(forms.Form):
    """A step of a workflow with its reason."""

    action = forms.CharField(max_length=40, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Reason"), max_length=4000, required=False)


class UploadForm(forms.Form):
    """A file of rows of the year."""

    file = forms.FileField(
        label=_("File (CSV or XLSX)"),
        help_text=_(
            "With columns for the recipient and the sum; the other columns are read when they are there."
        ),
    )
    legal_basis = forms.CharField(
        label=_("Legal basis of rows that name none"),
        max_length=200,
        required=False,
    )


class ImportForm(UploadForm):
    """A file of rows of a year, of one body or of many."""

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    body = forms.ModelChoiceField(
        label=_("Body"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("as the file says, row by row"),
    )
    field_order = ("file", "year", "body", "legal_basis")

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies


class AwardFilter(forms.Form):
    """What the explorer of awarded funds shows."""

    q = forms.CharField(label=_("Recipient or project"), required=False, max_length=100)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    body = forms.ModelChoiceField(
        label=_("Body"), required=False, queryset=Body.objects.none(), empty_label=_("all bodies")
    )
    kind = forms.ChoiceField(label=_("Kind of recipient"), required=False)

    area = forms.ChoiceField(label=_("Area"), required=False)
    basis = forms.CharField(label=_("Legal basis"), required=False, max_length=200, widget=forms.HiddenInput)
    past = forms.BooleanField(
        label=_("with the bodies whose work it took over"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("all years")), *((year, str(year)) for year in choices.years)]
        self.fields["body"].queryset = choices.bodies
        self.fields["area"].choices = [
            ("", _("all areas")),
            (NOT_STATED, _("area not stated")),
            *((area, script(area)) for area in choices.areas),
        ]
        self.fields["kind"].choices = [
            ("", _("all kinds")),
            ("ngo", _("associations and foundations")),
            ("others", _("other recipients")),
            *SpendingRow.Recipient.choices,
        ]
