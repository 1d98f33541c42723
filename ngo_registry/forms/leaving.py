"""The people who leave by a change, chosen by their names."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from ngo_registry.models import PartyChange, RegisterFiling

LEAVING_OF_PARTY = {PartyChange.REPRESENTATIVE: ("leaving_party_memberships",)}


class PeopleField(forms.ModelMultipleChoiceField):
    """People by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """The name; of a membership the name of its person."""
        return obj.user.full_name if hasattr(obj, "user_id") else obj.name


def add_leaving(
    form: forms.BaseForm, filing: RegisterFiling, choices: Iterable[tuple[str, QuerySet]]
) -> None:
    """Who of today's people leaves, ticked where the filing says so."""
    for name, people in choices:
        form.fields[name] = PeopleField(
            queryset=people,
            label=str(RegisterFiling._meta.get_field(name).verbose_name).capitalize(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        form.initial[name] = getattr(filing, name).all()


def party_choices(filing: RegisterFiling) -> list[tuple[str, QuerySet]]:
    """Who acts for the party today, where its representative changes."""
    names = LEAVING_OF_PARTY.get(filing.party_change, ()) if filing.party_change else ()
    return [
        (name, filing.party.memberships.filter(ended_at__isnull=True).select_related("user"))
        for name in names
    ]
