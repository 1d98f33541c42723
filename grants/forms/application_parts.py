"""Forms of the lists inside an application: activity, cost, partner, document, declarations."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from grants.declarations import text_of
from grants.models import ActivityLine, ApplicationPartner, BudgetLine, Declaration
from office.money import AmountField
from office.uploads import ALL


class PartForm(forms.ModelForm):
    """One entry of a list."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def facts(self) -> dict[str, Any]:
        """What the entry says, for the service."""
        return dict(self.cleaned_data)


class ActivityForm(PartForm):
    """What is done, in which months of the project, by whom."""

    month_from = forms.IntegerField(
        label=_("from month"), min_value=1, max_value=120, help_text=_("1 is the first month of the project.")
    )
    month_until = forms.IntegerField(label=_("until month"), min_value=1, max_value=120)
    description = forms.CharField(
        label=_("description"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5, "data-counter": True}),
    )

    class Meta:
        model = ActivityLine
        fields = ("name", "description", "month_from", "month_until", "carrier")


class BudgetLineForm(PartForm):
    """What is paid, how much of it at which price, and how much of that is asked from the body."""

    quantity = AmountField(label=_("quantity"), help_text=_("For example 12, or 1,5."), max_value=9_999_999)
    price = AmountField(label=_("price of one unit"), max_value=999_999_999)
    requested = AmountField(
        label=_("requested from the body"),
        required=False,
        max_value=999_999_999,
        help_text=_("Leave empty if the body should pay the whole line."),
    )

    class Meta:
        model = BudgetLine
        fields = ("group", "description", "unit", "quantity", "price", "requested")
        help_texts = {"unit": _("Month, hour, piece …")}

    def clean_quantity(self) -> Any:
        """Nothing of something is no line."""
        quantity = self.cleaned_data["quantity"]
        if quantity <= 0:
            raise forms.ValidationError(_("The quantity must be more than zero."))
        return quantity


class PartnerForm(PartForm):
    """A partner from the register by its number, or another one by its name."""

    number = forms.CharField(
        label=_("number in the register"),
        required=False,
        max_length=40,
        help_text=_(
            "Register, tax (PIB) or registration number (MB). The name is then taken from the register."
        ),
    )
    name = forms.CharField(
        label=_("name"),
        required=False,
        max_length=300,
        help_text=_("Only for a partner that is not in the register."),
    )
    role = forms.CharField(
        label=_("role in the project"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": True}),
    )

    class Meta:
        model = ApplicationPartner
        fields = ("name", "role")

    field_order = merged_fields = ("number", "name", "role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.organisation_id:
            self.initial |= {"number": self.instance.organisation.number, "name": ""}

    def clean(self) -> dict[str, Any]:
        """A partner is known by number or by name."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("number") and not data.get("name"):
            self.add_error("number", _("Give the number in the register, or the name."))
        return data


class DocumentForm(forms.Form):
    """A file for one paper of the call."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # the sentence about an empty file is the upload's own
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{kind}" for kind in ALL)}),
        error_messages={"required": _("Choose a file first.")},
    )

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["file"].label = label


class DeclarationsForm(forms.Form):
    """Each declaration with its whole text and a tick."""

    use_required_attribute = False
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: Any, **kwargs: Any) -> None:
        given = {each.kind for each in application.declarations.all()}
        kwargs.setdefault("initial", {**dict.fromkeys(given, True), "opened": ",".join(sorted(given))})
        super().__init__(*args, **kwargs)
        for kind in Declaration.Kind:
            self.fields[kind.value] = forms.BooleanField(
                label=text_of(kind), required=False, widget=forms.CheckboxInput
            )

    def kinds(self) -> list[str]:
        """Kinds that are ticked."""
        return [kind for kind in Declaration.Kind.values if self.cleaned_data.get(kind)]

    def facts(self) -> dict[str, Any]:
        """What is ticked, and what was when the page was opened."""
        opened = self.cleaned_data["opened"].split(",") if "opened" in self.data else None
        return {"kinds": self.kinds(), "opened": opened}
