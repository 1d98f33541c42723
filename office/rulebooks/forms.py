"""The form of a new version: every value of the version before, each with article, source and certainty."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from django import forms
from django.utils.translation import gettext_lazy as _

from office.models import RulebookVersion
from office.money import AmountField
from office.rulebooks import from_version
from office.rulebooks.criteria_text import criteria_from_text, criteria_to_text
from office.rulebooks.labels import CHOICE_LABELS, SECTION_LABELS, plain_number
from office.rulebooks.parse import is_optional, plain_type, value_types
from office.rulebooks.shape import SECTIONS, CriterionRule, DayOfYear, Rule

PARTS = ("value", "law", "source", "confirmed")


@dataclass(frozen=True)
class FormRow:
    """The four fields of one rule, bound."""

    label: Any
    value: forms.BoundField
    law: forms.BoundField
    source: forms.BoundField
    confirmed: forms.BoundField


class DayField(forms.CharField):
    """A day of every year, written 01.03. or 1.3."""

    def clean(self, value: Any) -> str | None:  # type: ignore[override]
        """MM-DD as rulebooks keep it, or None when empty."""
        text = super().clean(value)
        if not text:
            return None
        parts = [part for part in text.replace(" ", "").split(".") if part]
        if len(parts) != 2 or not all(part.isdigit() for part in parts):
            raise forms.ValidationError(_("Write the day and the month, like 1.3."))
        return f"{int(parts[1]):02d}-{int(parts[0]):02d}"


class VersionForm(forms.Form):
    """Head of the new version and all its values, filled from the version it follows."""

    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Short and lasting: letters, figures and hyphens.")
    )
    title = forms.CharField(label=_("Title"), max_length=300)
    legal_basis = forms.CharField(
        label=_("Legal basis"),
        help_text=_("The act and its number in the official gazette."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    in_force_from = forms.DateField(
        label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, base: RulebookVersion, **kwargs: Any) -> None:
        self.base, self.rules = base, from_version(base)
        kwargs.setdefault("initial", {"title": base.title})
        super().__init__(*args, **kwargs)
        for name, rows in self.rules.sections():
            for key, rule in rows:
                self._add(f"{name}-{key}", value_types(name)[key], rule)

    def _add(self, prefix: str, kind: Any, rule: Rule[Any]) -> None:
        """Four fields for one rule."""
        field = value_field(kind)
        field.label, field.initial = rule.label, initial_of(rule.value)
        self.fields[f"{prefix}-value"] = field
        for part, label in (("law", _("Article")), ("source", _("Source"))):
            self.fields[f"{prefix}-{part}"] = forms.CharField(
                label=label, required=False, max_length=300, initial=getattr(rule, part)
            )
        self.fields[f"{prefix}-confirmed"] = forms.BooleanField(
            label=_("Confirmed"), required=False, initial=rule.confirmed
        )
        for part in PARTS:
            label = self.fields[f"{prefix}-{part}"].label
            words = rule.label if part == "value" else f"{rule.label}: {label}"
            self.fields[f"{prefix}-{part}"].widget.attrs["aria-label"] = words
            self.fields[f"{prefix}-{part}"].widget.attrs["class"] = css_class(self.fields[f"{prefix}-{part}"])

    def head(self) -> list[forms.BoundField]:
        """Fields of the head."""
        return [self[name] for name in ("code", "title", "legal_basis", "in_force_from")]

    def sections(self) -> Iterator[tuple[Any, list[FormRow]]]:
        """Section by section its label and the rows of its rules."""
        for name, rows in self.rules.sections():
            yield SECTION_LABELS[name], [self._row(f"{name}-{key}", rule) for key, rule in rows]

    def _row(self, prefix: str, rule: Rule[Any]) -> FormRow:
        return FormRow(rule.label, *(self[f"{prefix}-{part}"] for part in PARTS))

    def values(self) -> dict[str, dict[str, dict[str, Any]]]:
        """The values as a rulebook stores them."""
        data = self.cleaned_data
        values = {
            name: {
                key: {part: data.get(f"{name}-{key}-{part}") for part in PARTS} for key in value_types(name)
            }
            for name in SECTIONS
        }
        row, known = values["evaluation"]["criteria"], self.base.values["evaluation"]["criteria"]
        row["value"] = with_splits(row["value"], known["value"], confirmed=row["confirmed"])
        return values

    def head_values(self) -> dict[str, Any]:
        """Code, title, legal basis and day as cleaned."""
        return {field.name: self.cleaned_data[field.name] for field in self.head()}


class CriteriaField(forms.CharField):
    """Criteria with their sub-criteria, one a line."""

    def clean(self, value: Any) -> list[dict[str, Any]]:  # type: ignore[override]
        """Criteria as a rulebook stores them."""
        try:
            return criteria_from_text(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        """The lines that are not empty."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


def with_splits(
    criteria: list[dict[str, Any]], known: list[dict[str, Any]], *, confirmed: bool
) -> list[dict[str, Any]]:
    """Typed criteria; one that was left as it was keeps what was known of its split."""
    before = {each["name"]: each for each in known}
    whole = []
    for each in criteria:
        old = before.get(each["name"], {})
        same = {**old, **each} == old
        whole.append({**each, "split_confirmed": old["split_confirmed"] if same else confirmed})
    return whole


def value_field(kind: Any) -> forms.Field:
    """The field that reads a value of this type."""
    plain, required = plain_type(kind), not is_optional(kind)
    if get_origin(plain) is Literal:
        choices = [(each, CHOICE_LABELS[each]) for each in get_args(plain)]
        return choice_field(choices, required)
    if get_origin(plain) is tuple:
        if get_args(plain)[0] is CriterionRule:
            hint = _(
                "35 | name of a criterion | article, then its sub-criteria: - 15 | 1 | name (1 is the step)."
            )
            return CriteriaField(help_text=hint, widget=forms.Textarea(attrs={"rows": 16}))
        return LinesField(required=False, widget=forms.Textarea(attrs={"rows": 4}))
    if plain is bool:
        return YesNoField(choices=[("yes", _("yes")), ("no", _("no"))])
    if plain is int:
        return forms.IntegerField(min_value=0, required=required)
    if plain is Decimal:
        return AmountField(required=required)
    return DayField(required=required, max_length=12) if plain is DayOfYear else forms.CharField()


class YesNoField(forms.ChoiceField):
    """Yes or no, always said."""

    def clean(self, value: Any) -> bool:  # type: ignore[override]
        """True for yes."""
        return super().clean(value) == "yes"


def choice_field(choices: list[tuple[str, Any]], required: bool) -> forms.Field:
    """A choice; an optional one may stay empty."""
    offered = choices if required else [("", _("none is set")), *choices]
    return forms.TypedChoiceField(choices=offered, required=required, empty_value=None)


def css_class(field: forms.Field) -> str:
    """Class of the control, as the portal draws it."""
    if isinstance(field, forms.BooleanField):
        return "form-check-input"
    return "form-select" if isinstance(field, forms.ChoiceField) else "form-control"


def initial_of(value: Any) -> Any:
    """What stands in the field before anybody types."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, DayOfYear):
        return f"{value.day}.{value.month}."
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, tuple):
        if value and isinstance(value[0], CriterionRule):
            return criteria_to_text(value)
        return "\n".join(value)
    return value
