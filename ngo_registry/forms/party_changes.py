"""What of a party stands in the register beside what is asked; the choice of a change; the table of statements."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ngo_registry.conditions_of_parties import CHANGED_PARTY_FACTS
from ngo_registry.forms.changes import differing
from ngo_registry.models import Party, PartyChange, RegisterFiling
from ngo_registry.party_facts_in_words import label, shown, side_by_side
from ngo_registry.queries.parties import party_state
from ngo_registry.queries.past import plain


def party_now_and_new(filing: RegisterFiling) -> list[tuple[str, str, str]]:
    """Label, today's fact, asked fact of a change of a party, only where they differ; nothing for any other filing."""
    if not filing.party_change:
        return []
    entry = filing.party_entries.last()
    if entry is not None:
        return differing(side_by_side(entry.facts))
    state, asked = party_state(filing.party), asked_of(filing)
    return differing(
        (label(name), shown(name, state[name]), shown(name, value)) for name, value in asked.items()
    )


def asked_of(filing: RegisterFiling) -> dict[str, Any]:
    """The facts of its kind as the filing asks them."""
    names = [name for name in CHANGED_PARTY_FACTS[filing.party_change] if name != "sign"]
    asked = {name: plain(getattr(filing, name)) for name in names}
    if filing.party_change == PartyChange.SIGN:
        asked["sign"] = filing.sign.sha256 if filing.sign else ""
    if filing.party_change == PartyChange.REPRESENTATIVE:
        people = filing.representatives.all()
        asked["represented_by"] = "; ".join(
            ", ".join(part for part in (person.name, person.position) if part) for person in people
        )
    return asked


class PartyChangeForm(forms.Form):
    """What of the entered data changes."""

    party_change = forms.ChoiceField(
        label=_("What changes"), choices=PartyChange.choices, widget=forms.RadioSelect
    )


class TableForm(forms.Form):
    """A table of founders' statements."""

    file = forms.FileField(
        label=_("Table of statements"),
        help_text=_("XLSX or CSV, the names of the columns in the first row; at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class AsideForm(forms.Form):
    """Why a statement is not counted."""

    reason = forms.CharField(label=_("Why it is not counted"), max_length=200, required=False)


class PartySearchForm(forms.Form):
    """Words and status, kept in the address."""

    q = forms.CharField(label=_("Name, short name, number or place"), max_length=200, required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=lambda: [("", _("all statuses")), *Party.Status.choices]
    )
    page = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=10_000)

    def asked(self) -> dict[str, Any]:
        """What is chosen and well formed; the rest filters nothing."""
        self.is_valid()
        found = self.cleaned_data
        return {
            "words": found.get("q", ""),
            "status": found.get("status", ""),
            "page": found.get("page") or 1,
        }

    @property
    def words(self) -> str:
        """What was typed."""
        return " ".join(self.asked()["words"].split())

    @property
    def chosen_status(self) -> str:
        """The chosen status; nothing when all are listed."""
        return str(self.asked()["status"])

    @property
    def query(self) -> str:
        """What is searched, as the shortest address that says it; the same search always gives the same."""
        values = {"q": self.words, "status": self.chosen_status}
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def in_words(self) -> str:
        """What is searched, as a reader says it; nothing for the whole register."""
        status = dict(Party.Status.choices).get(self.chosen_status, "")
        return ", ".join(filter(None, (f"„{self.words}“" if self.words else "", str(status))))


class PublicPartySearchForm(PartySearchForm):
    """The same with names offered while one writes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.input_type = "search"
        self.fields["q"].widget.attrs |= {
            "autocomplete": "off",
            "data-suggest": reverse("ngo_registry_public:parties_suggest"),
            "data-suggest-none": _("No suggestion; Enter searches the whole register"),
            "data-suggest-some": _("Suggestions: 0. Choose with the arrows"),
        }
