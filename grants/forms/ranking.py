"""Shapes of input around the ranking list and the decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from grants.models import RankingRow
from office.templatetags.saradnja import script

TEXT = forms.Textarea(attrs={"rows": 3})


def named(row: RankingRow) -> str:
    """Number, applicant and title in the script of the page."""
    application = row.application
    names = f"{script(application.organisation.name)} · {script(application.title)}"
    return f"{application.number} · {names}"


class TieForm(forms.Form):
    """The order of applications with equal points, and why; rows come as the rulebook proposes them, if it does."""

    def __init__(self, *args: Any, rows: list[RankingRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        numbers = [(n, str(n)) for n in range(1, len(rows) + 1)]
        for n, row in enumerate(rows, start=1):
            first = row.order - row.tie_from + 1 if row.order else n
            self.fields[f"row_{row.pk}"] = forms.TypedChoiceField(
                label=named(row),
                choices=numbers,
                coerce=int,
                initial=first,
            )
        self.fields["reason"] = forms.CharField(
            label=_("Why in this order"),
            max_length=1000,
            widget=TEXT,
            initial=rows[0].tie_reason if rows else "",
            help_text=_("The commission decides here. The reason is published."),
        )

    def clean(self) -> dict[str, Any]:
        """Every application has its own number."""
        data = super().clean()
        chosen = [data.get(f"row_{row.pk}") for row in self.rows]
        if len(set(chosen)) != len(chosen):
            raise forms.ValidationError(_now("Give every application of this place its own number."))
        return data

    def ordered(self) -> list[RankingRow]:
        """The rows in the chosen order."""
        return sorted(self.rows, key=lambda row: self.cleaned_data[f"row_{row.pk}"])


class TieSeedForm(forms.Form):
    """The seed of the lot of equals as it was read at its source."""

    source = forms.CharField(
        label=_("Where everybody can look the seed up"),
        max_length=300,
        help_text=_(
            "A number that nobody on the commission can choose, for example: the numbers of the last drawing of the "
            "state lottery before this session."
        ),
    )
    seed = forms.CharField(
        label=_("Seed"),
        max_length=200,
        help_text=_(
            "Type it as it stands at the source, numbers with a space between them. It is not changed later."
        ),
    )


class ReservedForm(forms.Form):
    """Which applications draw on the reserved share."""

    applications = forms.TypedMultipleChoiceField(
        label=_("Applications that draw on the reserved share"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, rows: list[RankingRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applications"].choices = [(row.application_id, named(row)) for row in rows]
        self.initial["applications"] = [row.application_id for row in rows if row.reserved]


class ReasonForm(forms.Form):
    """The reason of one application, in one's own words."""

    reason = forms.CharField(
        label=_("Explanation"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("It is published and written to the applicant."),
    )


class RemedyForm(forms.Form):
    """What can be done against the decision."""

    text = forms.CharField(label=_("Note on legal remedy"), max_length=2000, widget=TEXT)
