"""Forms of a party that officers and applicants share: its sign, its representative, a founder's statement."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ngo_registry.forms.facts import PERSON_HINT, FactsForm, form_of
from ngo_registry.models import FounderStatement, RegisterFiling, Representative
from ngo_registry.signs import plain_sign
from ngo_registry.statements import age_at, read_row
from office.refusal import Refused
from office.rulebooks import rules_for

CLOSED = _("Closed, never shown outside the register.")
SIGN_HINT = _("JPG or PNG; shown on the public page. A new picture takes the place of the old one.")


@dataclass(frozen=True)
class Counted:
    """Statements of a filing as one line of a task list: hundreds of founders are not named there."""

    name: str


def counted_statements(filing: RegisterFiling) -> list[Counted]:
    """How many statements there are, in words; no line when there is none."""
    n = filing.statements.count() if filing.of_party and filing.filing_kind == "entry" else 0
    return [Counted(ngettext("%(n)s statement", "%(n)s statements", n) % {"n": n})] if n else []


class SignForm(FactsForm):
    """A form with the picture of the sign among its files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "sign" in self.fields:
            self.fields["sign"].help_text = SIGN_HINT
            self.fields["sign"].widget.attrs["accept"] = "image/png,image/jpeg"

    def clean_sign(self) -> Any:
        """The picture drawn anew, or the sentence why it cannot be."""
        upload = self.cleaned_data.get("sign")
        try:
            return plain_sign(upload) if upload else upload
        except Refused as no:
            raise forms.ValidationError(str(no.reason)) from no


class StatementFacts(FactsForm):
    """One statement, judged by the same rules as a row of a table."""

    def clean(self) -> dict[str, Any]:
        """Every cell and what the cells say of each other."""
        data = super().clean() or self.cleaned_data
        today = timezone.localdate()
        cells = {name: written(value) for name, value in data.items()}
        facts, faults = read_row(cells, today)
        for name, said in faults.items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, said)
        age = rules_for(None, today).register.party_founder_age
        least = age.value if age.refuses else 0
        if not self.errors and age_at(data["born_on"], data["signed_on"]) < least:
            self.add_error("born_on", _("Younger than %(age)s on the day of signing.") % {"age": least})
        return data if self.errors else facts


def written(value: Any) -> str:
    """A value as a table would write it."""
    if isinstance(value, bool):
        return "da" if value else "ne"
    return value.isoformat() if isinstance(value, datetime.date) else str(value or "")


StatementForm = form_of(
    FounderStatement,
    (
        "name",
        "born_on",
        "birth_place",
        "residence",
        "jmbg",
        "signed_on",
        "certification_number",
        "not_barred",
    ),
    required=("name", "born_on", "birth_place", "residence", "signed_on", "certification_number"),
    base=StatementFacts,
    name=PERSON_HINT,
    born_on=CLOSED,
    birth_place=CLOSED,
    residence=CLOSED,
    jmbg=_("13 digits, where the statement gives it; closed."),
    signed_on=_("The founder is of age on this day."),
    not_barred=_(
        "Judges, prosecutors, the protector of human rights, professional police and army found no party."
    ),
)
PERSON_FACTS = (
    "name",
    "position",
    "jmbg",
    "passport_number",
    "passport_country",
    "born_on",
    "address",
    "valid_from",
)
PartyRepresentativeForm = form_of(Representative, PERSON_FACTS, required=("name",), name=PERSON_HINT)
