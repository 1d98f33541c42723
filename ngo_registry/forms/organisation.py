"""Contacts, claims, imports: small forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.jurisdiction import has_feature
from office.models import Area


class ContactsForm(forms.Form):
    """What an organisation keeps by itself."""

    website = forms.CharField(label=_("Web site"), required=False, max_length=200)
    email = forms.EmailField(label=_("Public e-mail"), required=False)
    phone_public = forms.CharField(label=_("Public telephone"), required=False, max_length=60)
    areas = forms.ModelMultipleChoiceField(
        label=_("Areas of work"),
        queryset=Area.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class StaffContactsForm(forms.Form):
    """Contacts as an officer corrects them."""

    website = forms.CharField(label=_("Web site"), required=False, max_length=200)
    email = forms.EmailField(label=_("Public e-mail"), required=False)
    phone_public = forms.CharField(label=_("Public telephone"), required=False, max_length=60)
    email_of_record = forms.EmailField(
        label=_("E-mail of record (closed)"),
        required=False,
        help_text=_("Codes for access are sent there; never public."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_feature("own_register"):  # the rest are official data of another authority
            self.fields = {"email_of_record": self.fields["email_of_record"]}


class ClaimForm(forms.Form):
    """Papers that show that a person represents the organisation."""

    files = ("paper",)
    position = forms.CharField(label=_("Your position in the organisation"), max_length=120)
    message = forms.CharField(
        label=_("Note to the office"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    paper = forms.FileField(
        label=_("Paper"),
        error_messages={"required": _("Enclose a paper that shows that you represent the organisation.")},
        help_text=_(
            "Authorisation of the representative or a decision of the organisation; "
            "PDF, JPG or PNG, at most 20 MB."
        ),
    )

    def __init__(self, *args: Any, of_party: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if of_party:
            self.fields["position"].label = _("Your position in the party")
            self.fields["paper"].help_text = _(
                "Authorisation by the person who represents the party, or a decision of the party; "
                "PDF, JPG or PNG, at most 20 MB."
            )
            self.fields["paper"].error_messages["required"] = _(
                "Enclose a paper that shows that you represent the party."
            )


class CodeForm(forms.Form):
    """The eight digits from the e-mail."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("Eight digits from the e-mail, valid for 60 minutes."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class FindForm(forms.Form):
    """Which organisation a person means."""

    q = forms.CharField(label=_("Register number, PIB or name"), max_length=200, required=False)


class NoteForm(forms.Form):
    """Why a person takes something back."""

    use_required_attribute = False
    note = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": True}),
        help_text=_("It stays in the file of the filing."),
    )
