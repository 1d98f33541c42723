"""The filters of the register; the address is their state."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ngo_registry.models import Organisation, OrganisationKind
from ngo_registry.queries.facets import Facets
from ngo_registry.queries.search import Filters
from office.models import Area, Municipality
from office.templatetags.saradnja import script

SORTS = (("", _("best match")), ("name", _("name")), ("date", _("day of entry, newest first")))


class SearchForm(forms.Form):
    """What is searched and how the list is narrowed."""

    q = forms.CharField(label=_("Name, register number, PIB or place"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    area = forms.ChoiceField(label=_("Area of work"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS)

    def __init__(self, data: QueryDict, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.municipalities = list(Municipality.objects.all())
        self.areas = list(Area.objects.all())
        everything = ("", _("all"))
        self.fields["kind"].choices = [everything, *OrganisationKind.choices]
        self.fields["status"].choices = [everything, *Organisation.Status.choices]
        self.fields["municipality"].choices = [
            everything,
            *((row.code, script(row)) for row in self.municipalities),
        ]
        self.fields["area"].choices = [everything, *((row.code, row) for row in self.areas)]
        self.fields["q"].widget.input_type = "search"
        self.fields["q"].widget.attrs["autocomplete"] = "off"

    def chosen(self, name: str) -> str:
        """A value of the address when it is one of the choices; anything else narrows nothing."""
        value = self.data.get(name, "").strip()
        known = {str(key) for key, _label in self.fields[name].choices}
        return value if value in known else ""

    @property
    def words(self) -> str:
        """What was typed."""
        return " ".join(self.data.get("q", "").replace("\x00", "").split())[:200]

    @property
    def filters(self) -> Filters:
        """The filters with rows instead of codes."""
        municipality, area = self.chosen("municipality"), self.chosen("area")
        return Filters(
            kinds=tuple(filter(None, [self.chosen("kind")])),
            statuses=tuple(filter(None, [self.chosen("status")])),
            municipalities=tuple(
                row.pk for row in self.municipalities if municipality and row.code == municipality
            ),
            areas=tuple(row.pk for row in self.areas if area and row.code == area),
        )

    @property
    def page(self) -> int:
        """Number of the page, 1 when there is no sense in it."""
        text = self.data.get("page", "")
        return int(text) if text.isdecimal() and len(text) < 4 else 1

    def with_counts(self, facets: Facets) -> None:
        """Write beside each choice how many stand behind it; what stands for none is left out."""
        keys = {
            "kind": {kind: kind for kind in OrganisationKind.values},
            "status": {status: status for status in Organisation.Status.values},
            "municipality": {row.code: row.pk for row in self.municipalities},
            "area": {row.code: row.pk for row in self.areas},
        }
        for name, known in keys.items():
            chosen = self.chosen(name)
            self.fields[name].choices = [
                (value, label if not value else f"{label} ({facets[name][known[value]]})")
                for value, label in self.fields[name].choices
                if not value or value == chosen or facets[name][known[value]]
            ]

    @property
    def literal(self) -> bool:
        """The person wants exactly what was typed."""
        return self.data.get("literal") == "1"

    def chips(self, path: str, counts: dict[str, int] | None = None) -> list[dict[str, Any]]:
        """One chip for every filter, with the address without it and, when counted, how many it hides."""
        result = []
        for name in ("q", "kind", "municipality", "area", "status"):
            value = self.words if name == "q" else self.chosen(name)
            if not value:
                continue
            rest = self.data.copy()
            for gone in (name, "page", "after", *(["literal"] if name == "q" else [])):
                rest.pop(gone, None)
            labels = {str(key): label for key, label in self.fields[name].choices} if name != "q" else {}
            result.append(
                {
                    "label": f"„{value}“" if name == "q" else str(labels[value]),
                    "url": f"{path}?{rest.urlencode()}",
                    "count": (counts or {}).get(name, 0),
                }
            )
        return result
