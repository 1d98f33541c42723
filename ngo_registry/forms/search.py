"""The filters of the register; the address is their state."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ngo_registry.forms.quick_controls import CheckboxInput, Select, TextInput
from ngo_registry.models import Organisation, OrganisationKind
from ngo_registry.queries.facets import Facets
from ngo_registry.queries.years import YEARS, ListFilters
from office.models import Area, Municipality
from office.templatetags.saradnja import script

SORTS = (("", _("best match")), ("name", _("name")), ("date", _("day of entry, newest first")))
LIST_SORTS = (("", _("name")), SORTS[2])  # nothing is matched where nothing is searched
EXISTING = ("existing", _("not deleted"))
STANDING = (Organisation.Status.ACTIVE.value, Organisation.Status.IN_LIQUIDATION.value)
MORE = (*YEARS, "funded")
CHIPS = ("q", "kind", "municipality", "area", "status", *MORE)
CHIP_WORDS = {
    "founded": _("founded in %(year)s"),
    "entered": _("entered in %(year)s"),
    "deleted": _("deleted in %(year)s"),
    "standing": _("in the register at the end of %(year)s"),
    "funded": _("received public money"),
}


def year_field(label: Any) -> forms.CharField:
    """A year as four digits; anything else narrows nothing."""
    signs = {"inputmode": "numeric", "maxlength": 4, "size": 4}
    return forms.CharField(label=label, required=False, max_length=4, widget=TextInput(attrs=signs))


def labels(*choices: tuple[Any, Any]) -> dict[str, str]:
    """Choices with their words in the language of the page, said once."""
    return {str(value): str(label) for value, label in choices}


class SearchForm(forms.Form):
    """What is searched and how the list is narrowed."""

    q = forms.CharField(label=_("Name, register number, PIB or place"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False, widget=Select)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False, widget=Select)
    area = forms.ChoiceField(label=_("Area of work"), required=False, widget=Select)
    status = forms.ChoiceField(label=_("Status"), required=False, widget=Select)
    founded = year_field(_("Founded in the year"))
    entered = year_field(_("Entered in the year"))
    deleted = year_field(_("Deleted in the year"))
    standing = year_field(_("In the register at the end of the year"))
    funded = forms.BooleanField(label=_("Received public money"), required=False, widget=CheckboxInput)
    sort = forms.ChoiceField(label=_("Order"), required=False, widget=Select)

    def __init__(self, data: QueryDict, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.municipalities = list(Municipality.objects.all())
        self.areas = list(Area.objects.all())
        everything = str(_("all"))
        self.labels: dict[str, dict[str, str]] = {
            "kind": labels(("", everything), *OrganisationKind.choices),
            "status": labels(("", _("all statuses")), EXISTING, *Organisation.Status.choices),
            "municipality": labels(
                ("", everything), *((row.code, script(row)) for row in self.municipalities)
            ),
            "area": labels(("", everything), *((row.code, row) for row in self.areas)),
            "sort": labels(*(SORTS if self.words else LIST_SORTS)),
        }
        self.fields["sort"].choices = list(self.labels["sort"].items())
        self.fields["q"].widget.input_type = "search"
        self.fields["q"].widget.attrs["autocomplete"] = "off"

    def chosen(self, name: str) -> str:
        """A value of the address when it is one of the choices; anything else narrows nothing."""
        value = self.data.get(name, "").strip()
        if name in YEARS:
            return value if re.fullmatch(r"[12][0-9]{3}", value, re.ASCII) else ""
        if name == "funded":
            return "1" if value in {"1", "on"} else ""
        return value if value in self.labels[name] else ""

    @property
    def words(self) -> str:
        """What was typed."""
        return " ".join(self.data.get("q", "").replace("\x00", "").split())[:200]

    @property
    def filters(self) -> ListFilters:
        """The filters with rows instead of codes."""
        municipality, area = self.chosen("municipality"), self.chosen("area")
        return ListFilters(
            kinds=tuple(filter(None, [self.chosen("kind")])),
            statuses=STANDING
            if self.chosen("status") == "existing"
            else tuple(filter(None, [self.chosen("status")])),
            municipalities=tuple(
                row.pk for row in self.municipalities if municipality and row.code == municipality
            ),
            areas=tuple(row.pk for row in self.areas if area and row.code == area),
            funded=bool(self.chosen("funded")),
            **{name: int(self.chosen(name) or 0) for name in YEARS},
        )

    @property
    def page(self) -> int:
        """Number of the page, 1 when there is no sense in it."""
        text = self.data.get("page", "")
        return int(text) if text.isdecimal() and len(text) < 4 else 1

    def with_counts(self, facets: Facets) -> None:
        """Write beside each choice how many stand behind it; what stands for none is left out."""
        facets["status"]["existing"] = sum(facets["status"][status] for status in STANDING)
        keys = {
            "kind": {kind: kind for kind in OrganisationKind.values},
            "status": {status: status for status in ("existing", *Organisation.Status.values)},
            "municipality": {row.code: row.pk for row in self.municipalities},
            "area": {row.code: row.pk for row in self.areas},
        }
        for name, known in keys.items():
            chosen = self.chosen(name)
            self.fields[name].choices = [
                (value, label if not value else f"{label} ({facets[name][known[value]]})")
                for value, label in self.labels[name].items()
                if not value or value == chosen or facets[name][known[value]]
            ]

    @property
    def literal(self) -> bool:
        """The person wants exactly what was typed."""
        return self.data.get("literal") == "1"

    def chips(self, path: str, counts: dict[str, int] | None = None) -> list[dict[str, Any]]:
        """One chip for every filter, with the address without it and, when counted, how many it hides."""
        result = []
        for name in CHIPS:
            value = self.words if name == "q" else self.chosen(name)
            if not value:
                continue
            rest = self.data.copy()
            for gone in (name, "page", "after", *(["literal"] if name == "q" else [])):
                rest.pop(gone, None)
            url = f"{path}?{rest.urlencode()}" if rest else path
            result.append({"label": self.said(name, value), "url": url, "count": (counts or {}).get(name, 0)})
        return result

    def said(self, name: str, value: str) -> str:
        """A chosen filter in words."""
        if name == "q":
            return f"„{value}“"
        if name in MORE:
            return str(CHIP_WORDS[name]) % {"year": value}
        return self.labels[name][value]

    @property
    def query(self) -> str:
        """What is searched, as the shortest address that says it; the same search always gives the same."""
        values = {name: self.words if name == "q" else self.chosen(name) for name in CHIPS}
        values["literal"] = "1" if self.literal and self.words else ""
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def in_words(self) -> str:
        """What is searched, as a reader says it."""
        parts = [self.said(name, value) for name, value in parse_qsl(self.query) if name in CHIPS]
        return ", ".join(parts)

    @property
    def more_chosen(self) -> bool:
        """One of the rarer filters is chosen."""
        return any(self.chosen(name) for name in MORE)

    @property
    def plain_fields(self) -> list[Any]:
        """The filters that are always shown."""
        return [self[name] for name in ("kind", "status", "municipality", "area", "sort")]

    @property
    def more_fields(self) -> list[Any]:
        """The rarer filters."""
        return [self[name] for name in MORE]
