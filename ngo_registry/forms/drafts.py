"""Forms of an online filing: kept as they are, complete or not; what is missing is told by the conditions."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ngo_registry.forms.filing import FactsForm, FounderForm, RepresentativeForm
from ngo_registry.identifiers import clean_iban, clean_jmbg, clean_pib
from ngo_registry.models import Founder
from office.refusal import Refused

PASSPORT = re.compile(r"[A-Za-z0-9]{5,15}")


class DraftFacts(FactsForm):
    """A section saved as one goes, by the page itself too; `version` says what the page has read."""

    use_required_attribute = False
    optional: tuple[str, ...] = ()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version
        for name, field in self.fields.items():
            field.label = capfirst(field.label or "")
            if isinstance(field.widget, forms.Textarea | forms.TextInput) and name != "version":
                field.widget.attrs.setdefault("translate", "no")
        self.demand()

    def demand(self) -> None:
        """Show which fields may stay empty at the end."""
        for name, field in self.fields.items():
            field.required = name not in self.optional and name != "version"
            if isinstance(field, forms.BooleanField):
                field.required = False

    def full_clean(self) -> None:
        """Judge what is there; what is missing is told by the task list."""
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        self.demand()

    def facts(self) -> dict[str, Any]:
        """What was written, without files and without the version."""
        return {name: value for name, value in super().facts().items() if name != "version"}


class NumbersForm(DraftFacts):
    """A tax number and an account are computed as they are written."""

    def clean_pib(self) -> str:
        """The tax number by its own arithmetic."""
        return judged(clean_pib, self.cleaned_data["pib"])

    def clean_iban(self) -> str:
        """The account by both of its controls."""
        return judged(clean_iban, self.cleaned_data["iban"])


def judged(check: Any, text: str, **facts: Any) -> str:
    """The cleaned number, or the sentence that says what is wrong; an empty one stays empty."""
    try:
        return check(text, **facts) if text.strip() else ""
    except Refused as no:
        raise forms.ValidationError(str(no.reason)) from no


class DocumentsOfPerson:
    """A personal number, or a passport with its state where no number was issued."""

    def clean(self) -> dict[str, Any]:
        """Each number by its own arithmetic, said beside its field."""
        data = super().clean() or self.cleaned_data
        if data.get("kind") == Founder.Kind.LEGAL:
            self.keep("pib", clean_pib)
            return data
        self.keep("jmbg", clean_jmbg, today=timezone.localdate())
        passport = data.get("passport_number", "").replace(" ", "")
        if not data.get("jmbg") and "jmbg" not in self.errors and not passport:
            self.add_error("jmbg", _("Write the personal number, or the passport when no number was issued."))
        elif passport and not PASSPORT.fullmatch(passport):
            self.add_error("passport_number", _("A passport has 5 to 15 letters and digits."))
        elif passport and not data.get("passport_country"):
            self.add_error("passport_country", _("Write the state that issued the passport."))
        return data

    def keep(self, name: str, check: Any, **facts: Any) -> None:
        """Keep the cleaned number, or say what is wrong with it."""
        try:
            self.cleaned_data[name] = judged(check, self.cleaned_data.get(name, ""), **facts)
        except forms.ValidationError as wrong:
            self.add_error(name, wrong)


class OnlineFounderForm(DocumentsOfPerson, FounderForm):
    """A founder, as the applicant writes one."""


class OnlineRepresentativeForm(DocumentsOfPerson, RepresentativeForm):
    """The representative, as the applicant writes them."""
