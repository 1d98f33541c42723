"""Forms of the kernel's screens: they judge the shape of what is typed, services judge the rest."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from office.audit_words import thing_words
from office.languages import NAMES
from office.models import Body, Job, Municipality
from office.roles import Role

DAY = {"type": "date"}
# Controls apart from tab and ends of lines; zero widths except the joiner of emoji; marks and overrides of direction.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, typed or chosen."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), **options)


def visible(text: str, *, lines: bool = False) -> str:
    """The text without signs nobody sees: marks of direction, zero widths, controls; in one line unless `lines`."""
    text = INVISIBLE.sub("", text)
    return text.strip() if lines else " ".join(text.split())


def languages() -> list[tuple[str, str]]:
    """Languages of this office, each under its own name."""
    return [(code, NAMES[code]) for code in settings.OFFICE_LANGUAGES]


def with_any(choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The same choices with one that filters nothing."""
    return [("", _("all")), *choices]


class Filter(forms.Form):
    """Filters kept in the address; what is not valid filters nothing."""

    def values(self) -> dict[str, Any]:
        """What is chosen and well formed."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class PeopleFilter(Filter):
    """Which people."""

    words = forms.CharField(label=_("Name or e-mail"), max_length=100, required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=lambda: with_any(Role.choices))
    only = forms.ChoiceField(
        label=_("Accounts"),
        required=False,
        choices=lambda: with_any([("staff", _("with a role")), ("closed", _("closed"))]),
    )


class BodyFilter(Filter):
    """Which bodies."""

    words = forms.CharField(label=_("Name or code"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=lambda: with_any(Body.Kind.choices))
    day = day_field(_("Existed on"), required=False)


class JobFilter(Filter):
    """Which work."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=lambda: with_any(Job.State.choices))


class OutboxFilter(Filter):
    """Which messages."""

    words = forms.CharField(label=_("Address or subject"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=lambda: with_any([("waiting", _("waiting")), ("sent", _("sent")), ("failed", _("failed"))]),
    )
    about = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)


class AuditFilter(Filter):
    """Which audit lines."""

    words = forms.CharField(label=_("Who, action or reason"), max_length=100, required=False)
    subject = forms.ChoiceField(label=_("Kind of thing"), required=False)
    subject_id = forms.CharField(label=_("Its number in the system"), max_length=40, required=False)
    since = day_field(_("From"), required=False)
    until = day_field(_("Until"), required=False)

    def __init__(self, *args: Any, subjects: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = with_any([(name, thing_words(name)) for name in subjects])


class Place(Filter):
    """Where in a long list the reader is."""

    before = forms.IntegerField(required=False, min_value=0, max_value=2**62)
    after = forms.IntegerField(required=False, min_value=0, max_value=2**62)


class PersonForm(forms.Form):
    """A new account."""

    full_name = forms.CharField(label=_("Name and surname"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    language = forms.ChoiceField(label=_("Language and script"), choices=languages)


class SettingsForm(forms.Form):
    """What a person sets for himself."""

    full_name = forms.CharField(label=_("Name and surname"), max_length=150)
    language = forms.ChoiceField(
        label=_("Language and script"),
        choices=languages,
        help_text=_("The closed pages and the messages to you speak it."),
    )
    compact = forms.BooleanField(label=_("Compact tables"), required=False)


class RoleForm(forms.Form):
    """A role to give."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    body = forms.ModelChoiceField(
        label=_("For the body"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("all bodies"),
        help_text=_("Roles of a funding body hold for one body; roles of the office for all."),
    )
    valid_from = day_field(_("From"))
    valid_until = day_field(_("Until (last day)"), required=False)
    reason = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_("The decision or assignment on which the person holds it."),
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class BodyForm(forms.Form):
    """Facts of a body other than its name."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Body.Kind.choices)
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    parent = forms.ModelChoiceField(label=_("Part of"), queryset=Body.objects.none(), required=False)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none(), required=False
    )
    email = forms.EmailField(label=_("Public e-mail"), required=False)
    website = forms.URLField(label=_("Web site"), required=False, assume_scheme="https")
    valid_from = day_field(_("Exists from"), required=False)

    def __init__(
        self, *args: Any, bodies: QuerySet[Body], municipalities: QuerySet[Municipality], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = bodies
        self.fields["municipality"].queryset = municipalities


class NewBodyForm(BodyForm):
    """A body that is not on the list yet."""

    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Short and lasting: it stays when the name changes.")
    )
    name = forms.CharField(label=_("Name"), max_length=300)

    field_order = ["code", "name"]


class RenameForm(forms.Form):
    """A new name from a day on."""

    name = forms.CharField(label=_("New name"), max_length=300)
    since = day_field(_("From (first day)"))


class EndForm(forms.Form):
    """The end of a body."""

    last_day = day_field(_("Last day"))
    successor = forms.ModelChoiceField(
        label=_("Its work was taken over by"), queryset=Body.objects.none(), required=False
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = bodies


class PageForm(forms.Form):
    """The office's text of a page."""

    title = forms.CharField(label=_("Title"), max_length=200)
    body = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_(
            "An empty line begins a new paragraph, “## ” a heading, “- ” an item of a list; web "
            "addresses become links. "
            "Leave it empty to show the text that came with the portal."
        ),
    )
