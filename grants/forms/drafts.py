"""Form of a section that is saved as it goes: nothing is demanded until the application is submitted."""

import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from grants.models import Application
from grants.questions import demanded_of, eased_of, left_out_of
from office.models import Municipality
from office.money import AmountField
from office.templatetags.saradnja import script

LARGEST = 999_999_999


def day_input() -> forms.DateInput:
    """A day chosen from the browser's calendar or typed."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DraftForm(forms.ModelForm):
    """Fields of one section; an empty one is saved empty, a wrong one is refused."""

    use_required_attribute = False
    optional: tuple[str, ...] = ()
    limits: dict[str, int] = {}
    short: tuple[str, ...] = ()
    hints: dict[str, Any] = {}

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version
        for name, limit in self.limits.items():
            self.limit(name, limit)
        for name, hint in self.hints.items():
            self.fields[name].help_text = hint
        self.demand()

    def limit(self, name: str, limit: int) -> None:
        """A field with its greatest number of characters, counted while typing and by the server."""
        known = self.fields[name]
        rows = 3 if limit <= 1000 else 8
        widget = forms.TextInput() if name in self.short else forms.Textarea(attrs={"rows": rows})
        self.fields[name] = forms.CharField(
            label=known.label, max_length=limit, required=False, widget=widget
        )
        self.fields[name].widget.attrs |= {"data-counter": True, "translate": "no"}

    def demand(self) -> None:
        """Show which fields may stay empty at the end; labels begin with a capital letter."""
        for name, field in self.fields.items():
            field.label = capfirst(field.label)
            field.required = name not in self.optional and name != "version"

    def fit(self, section: str, call: Any) -> None:
        """Take out the fields this call does not ask, and say which of the others may stay empty."""
        gone = left_out_of(call)[1]
        more, eased = demanded_of(call)[1], eased_of(call)
        for name in [name for name in self.fields if f"{section}.{name}" in gone]:
            del self.fields[name]
        kept = [name for name in self.optional if f"{section}.{name}" not in more]
        self.optional = (*kept, *(name for name in self.fields if f"{section}.{name}" in eased))
        self.demand()

    def full_clean(self) -> None:
        """Judge what is there; what is missing is told by the task list."""
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        self.demand()

    def facts(self) -> dict[str, Any]:
        """What the section says, for the service."""
        return {
            name: empty(self.cleaned_data.get(name), self.fields[name])
            for name in self.Meta.fields
            if name in self.cleaned_data
        }


def empty(value: Any, field: forms.Field) -> Any:
    """Text that is not there is an empty text, a sum that is not there is zero."""
    if value is None and isinstance(field, AmountField):
        return 0
    return "" if value is None and isinstance(field, forms.CharField) else value


class MunicipalityChoice(forms.ModelMultipleChoiceField):
    """Municipalities in the script of the reader."""

    def label_from_instance(self, obj: Municipality) -> str:
        """The name as the page writes it."""
        return str(script(obj.name))


class OrganisationForm(DraftForm):
    """Whom the office asks about this application; never public."""

    hints = {
        "contact_email": _("Letters about this application are sent here. It is never published."),
        "contact_phone": _("Only the office and the commission see it."),
    }
    optional = ("contact_phone",)

    class Meta:
        model = Application
        fields = ("contact_name", "contact_email", "contact_phone")


class ProjectForm(DraftForm):
    """What the project is, why, for whom and when."""

    limits = {
        "title": 300,
        "summary": 1500,
        "problem": 4000,
        "goals": 4000,
        "results": 4000,
        "target_groups": 2000,
    }
    short = ("title",)
    optional = ("direct_users", "indirect_users", "municipalities")
    hints = {
        "title": _("As it should stand in the decision and in the contract."),
        "summary": _(
            "What you will do, for whom and what will change. It is published if the project is paid."
        ),
        "problem": _("What is wrong now, how you know it, and how it is tied to the goals of the call."),
        "goals": _("The general goal and the specific goals you will have reached at the end."),
        "results": _("What can be counted or seen at the end, and how you will measure it."),
        "target_groups": _("Who takes part and who benefits, and how you will reach them."),
        "direct_users": _("How many people take part themselves."),
        "indirect_users": _("How many people feel the effect."),
        "municipalities": _("Where the project is carried out. Leave empty if it covers the whole state."),
        "starts_on": _("The contract is signed first; count with the time of scoring and decision."),
    }
    municipalities = MunicipalityChoice(
        queryset=Municipality.objects.filter(valid_until__isnull=True),
        label=_("municipalities"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Application
        fields = (
            "title",
            "kind",
            "summary",
            "problem",
            "goals",
            "results",
            "target_groups",
            "direct_users",
            "indirect_users",
            "municipalities",
            "starts_on",
            "ends_on",
        )
        widgets = {"kind": forms.RadioSelect, "starts_on": day_input(), "ends_on": day_input()}

    def clean(self) -> dict[str, Any]:
        """The end comes after the start, both in years a project can have."""
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("ends_on")
        for name, day in (("starts_on", starts), ("ends_on", ends)):
            if day and not datetime.date(2000, 1, 1) <= day <= datetime.date(2100, 1, 1):
                self.add_error(name, _("Check the year."))
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The project ends before it starts."))
        for name in ("direct_users", "indirect_users"):
            if (data.get(name) or 0) > LARGEST:
                self.add_error(name, _("Check the number: it is larger than any project."))
        return data


class CapacityForm(DraftForm):
    """Why this organisation can do it, and what stays after the money."""

    limits = {"capacity": 4000, "sustainability": 2000, "visibility": 1000}
    hints = {
        "capacity": _("People, equipment, similar projects of the last years: name, donor, sum, year."),
        "sustainability": _("What goes on after the money is spent, and who pays for it."),
        "visibility": _("How the public will learn of the project and who paid for it."),
    }
    optional = ("capacity", "sustainability", "visibility")

    class Meta:
        model = Application
        fields = ("capacity", "sustainability", "visibility")


class SourcesForm(DraftForm):
    """Who pays what the body does not."""

    own_share = AmountField(label=_("own contribution"), max_value=LARGEST)
    other_sources = AmountField(label=_("other sources"), max_value=LARGEST)
    optional = ("own_share", "other_sources")

    class Meta:
        model = Application
        fields = ("own_share", "other_sources")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.funding_sources.all():
            self.fields["other_sources"].disabled = True
            self.fields["other_sources"].help_text = _("Counted from the sources named above.")
