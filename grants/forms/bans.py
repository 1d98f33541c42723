"""Shapes of input about the end of a contract and about bans on applying."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import ContractEnd
from office.forms import Filter, day_field, visible
from office.models import Body
from office.templatetags.saradnja import script

Ground = ContractEnd.Ground
REASON = _("Reason")
LONG = {"rows": 4, "maxlength": 3000, "data-counter": True}


def reason_field(label: Any = REASON, **options: Any) -> forms.CharField:
    """A reason the organisation reads."""
    return forms.CharField(label=label, max_length=3000, widget=forms.Textarea(attrs=LONG), **options)


class GroundForm(forms.Form):
    """On what ground a contract ended."""

    use_required_attribute = False
    ground = forms.ChoiceField(
        label=_("Ground"),
        widget=forms.RadioSelect,
        help_text=_("Only a breach by the organisation takes away its right to apply."),
    )
    law = forms.CharField(
        label=_("Article of the law or of the contract"),
        max_length=100,
        required=False,
        help_text=_("Needed for a breach: which article was broken."),
    )
    note = reason_field(help_text=_("The organisation reads it. Up to 3,000 characters."))

    def __init__(self, *args: Any, signed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        impossible = Ground.REFUSED if signed else Ground.BREACH
        self.fields["ground"].choices = [each for each in Ground.choices if each[0] != impossible]

    def clean_law(self) -> str:
        """In one line."""
        return visible(self.cleaned_data["law"])


class EndForm(GroundForm):
    """The same with the day of the end."""

    ended_on = day_field(
        _("Day of the end"), help_text=_("As in the notice or agreement; a ban begins on this day.")
    )
    field_order = ["ground", "law", "ended_on", "note"]


class BodyField(forms.ModelChoiceField):
    """Bodies by name, in the script of the reader."""

    def label_from_instance(self, obj: Body) -> str:
        """The name."""
        return script(obj.name)


class BanForm(forms.Form):
    """A ban for a contract from before the portal."""

    use_required_attribute = False
    body = BodyField(queryset=Body.objects.none(), label=_("Body whose contract was broken"))
    number = forms.CharField(
        label=_("Number of the organisation"),
        max_length=40,
        help_text=_("Register, tax (PIB) or registration number (MB)."),
    )
    contract_number = forms.CharField(label=_("Number of the contract"), max_length=60)
    since = day_field(
        _("Day of the end"), help_text=_("The ban begins on this day; its last day follows from the law.")
    )
    law = forms.CharField(label=_("Article of the law or of the contract"), max_length=100)
    reason = reason_field(help_text=_("The organisation reads it. Up to 3,000 characters."))
    document = forms.FileField(
        label=_("Paper that proves it"),
        allow_empty_file=True,  # the sentence about an empty file is the upload's own
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.png"}),
        help_text=_("The notice of termination or the ruling: PDF, JPG or PNG, at most 20 MB."),
        error_messages={"required": _("Choose a file first.")},
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies

    def clean_contract_number(self) -> str:
        """In one line."""
        return visible(self.cleaned_data["contract_number"])


class BanDaysForm(forms.Form):
    """The days of a ban, corrected."""

    use_required_attribute = False
    since = day_field(_("From"))
    until = day_field(_("Until"))
    note = reason_field(_("Why it is corrected"), help_text=_("The organisation reads it."))


class LiftForm(forms.Form):
    """Why a ban is lifted."""

    use_required_attribute = False
    note = reason_field(_("Why it is lifted"), help_text=_("The organisation reads it."))


class BanFilter(Filter):
    """Which bans."""

    q = forms.CharField(label=_("Organisation or number"), max_length=100, required=False)
    show = forms.ChoiceField(
        label=_("State"), required=False, choices=[("standing", _("in force")), ("all", _("all"))]
    )
