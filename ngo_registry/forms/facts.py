"""Forms made of columns of models, and the sections of a filing they belong to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.forms.models import fields_for_model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ngo_registry.models import OrganisationKind, PersonInName
from office.forms import visible

ENTERED_KINDS = (OrganisationKind.ASSOCIATION, OrganisationKind.FOUNDATION, OrganisationKind.FOREIGN)
HINTS = {
    "name": _(
        "Exactly as in the statute. The register refuses a name that exists in any script or spelling."
    ),
    "name_cyrillic": _("Only when the statute gives the name in both scripts."),
    "other_names": _("One name in a line, with the language."),
    "goals": _("As in the statute; the founding act must say the same."),
    "jmbg": _(
        "13 digits; closed, never shown outside the register. Leave empty when no number was issued: "
        "then write the passport."
    ),
    "passport_number": _("For a foreigner without a personal number; closed."),
    "address": _("Closed, never shown outside the register."),
    "born_on": _("Only for a foreigner; otherwise the personal number says it. Closed."),
    "resident": _("Confirmed from the identity card, the residence permit or the entry of the legal person."),
    "pib": _("Computed and checked; a mistyped digit is found."),
    "iban": _(
        "18 digits like 510-123456-18, or the IBAN; given after the entry when there is no account yet."
    ),
    "person_in_name": _(
        "A person's name stands in the name only with the consent of that person, or of the heirs of one who "
        "has died; the consent is then enclosed."
    ),
    "named_person": _("Name and surname of that person; only when the answer is yes."),
    "posted_on": _("Only for what came by post; the day of the postmark."),
    "applicant_email": _("Becomes the closed e-mail of record: codes for access are sent there."),
}
SEAT_HINT = _("Street and number of the seat; public.")
PERSON_HINT = _("Name and surname as in the identity paper; of a legal person the name of its entry.")


class FactsForm(forms.Form):
    """Fields of a model without its saving: the service keeps the facts."""

    files: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Nothing invisible is kept; what is posted is received later, and both days have come."""
        data = super().clean() or self.cleaned_data
        self.keep_visible(data)
        posted, received, today = data.get("posted_on"), data.get("received_on"), timezone.localdate()
        for name, day in (("posted_on", posted), ("received_on", received)):
            if day and day > today:
                self.add_error(name, _("This day has not come yet."))
        if posted and received and received < posted:
            self.add_error("received_on", _("It was received before it was posted: check both days."))
        return data

    def keep_visible(self, data: dict[str, Any]) -> None:
        """Signs nobody sees are left out; a field that held nothing else is empty."""
        for name, value in list(data.items()):
            if isinstance(value, str) and (kept := visible(value, lines=self.many_lines(name))) != value:
                data[name] = kept
                if not kept and self.fields[name].required:
                    self.add_error(name, self.fields[name].error_messages["required"])

    def many_lines(self, name: str) -> bool:
        """The field holds a text of several lines."""
        return isinstance(self.fields[name].widget, forms.Textarea)

    def facts(self) -> dict[str, Any]:
        """What was written, files apart; empty texts instead of None."""
        return {name: value for name, value in self.cleaned_data.items() if name not in type(self).files}


def form_of(
    model: type[models.Model],
    names: Iterable[str],
    *,
    required: Iterable[str] = (),
    files: Iterable[str] = (),
    base: type[FactsForm] = FactsForm,
    **hints: Any,
) -> type[FactsForm]:
    """A form with the columns of a model under their own names."""
    files = tuple(files)
    fields = fields_for_model(model, fields=[name for name in names if name not in files])
    for name, field in fields.items():
        field.required = name in set(required)
        field.help_text = hints.get(name, HINTS.get(name, ""))
        if isinstance(field, forms.DateField):
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 5
        if name == "person_in_name":  # nothing is chosen until somebody answers
            field.choices = PersonInName.choices
            field.widget = forms.RadioSelect(choices=PersonInName.choices)
    for name in files:
        label = capfirst(model._meta.get_field(name).verbose_name)
        fields[name] = forms.FileField(
            label=label,
            required=False,
            help_text=_("PDF, JPG or PNG, at most 20 MB; a new file takes the place of the old one."),
        )
    ordered = {name: fields[name] for name in names}
    return type(f"{model.__name__}Form", (base,), {**ordered, "files": files})


@dataclass(frozen=True)
class Section:
    """A page of the filing; `people` names the list it adds to."""

    key: str
    title: Any
    form: type[FactsForm]
    people: str = ""
    law: str = ""
    kinds: tuple[str, ...] = ENTERED_KINDS
