"""Forms of the officer who decides: reasons per condition, service of letters, complaints, hand-over."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngo_registry.condition import Condition, in_the_way
from ngo_registry.models import ChangeKind, Letter, RegisterFiling
from office.forms import day_field
from office.templatetags.saradnja import script

S = RegisterFiling.State


class ChangeKindForm(forms.Form):
    """What of the entered data changes."""

    change_kind = forms.ChoiceField(
        label=_("What changes"), choices=ChangeKind.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["change_kind"].choices = [(code, ChangeKind(code).label) for code in kinds]


class ReasonsForm(forms.Form):
    """Why, as a whole, at every condition in the way, and at any other that the head judges differently."""

    note = forms.CharField(label=_("Reasons as a whole"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, conditions: list[Condition], formal: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unmet = in_the_way(conditions, formal=formal)
        self.others = [row for row in conditions if row not in self.unmet]
        self.name_of = {row.key: f"reason_{row.key}" for row in conditions}
        for row in self.unmet:
            self.fields[self.name_of[row.key]] = reason_field(row, required=True, initial=row.evidence)
        for row in self.others:
            self.fields[self.name_of[row.key]] = reason_field(row, required=False, help_text=answered(row))

    @property
    def first(self) -> list[forms.BoundField]:
        """The reasons as a whole and those that must be written."""
        return [self["note"], *(self[self.name_of[row.key]] for row in self.unmet)]

    @property
    def more(self) -> list[forms.BoundField]:
        """Conditions of which the check says nothing bad."""
        return [self[self.name_of[row.key]] for row in self.others]

    @property
    def more_open(self) -> bool:
        """Something is written at one of them."""
        return self.is_bound and any(field.value() for field in self.more)

    @property
    def reasons(self) -> dict[str, str]:
        """The reason of every condition that has one."""
        said = {key: self.cleaned_data.get(name, "").strip() for key, name in self.name_of.items()}
        return {key: why for key, why in said.items() if why}


def reason_field(row: Condition, **more: Any) -> forms.CharField:
    """The reason at one condition, with its article."""
    label = f"{row.title} ({script(row.law)})" if row.law else row.title
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the reason: this condition is not met.")},
        **more,
    )


def answered(row: Condition) -> str:
    """What the check said of a condition."""
    said = {
        True: gettext("The check answered: yes."),
        False: gettext("The check answered: no."),
        None: gettext("The check answered: does not apply."),
    }[row.met]
    return f"{said} {script(row.evidence)}".strip()


def ask_when_it_came(form: forms.Form, filing: RegisterFiling) -> forms.Form:
    """The last missing paper of a filed filing starts the term: the form asks on which day it came."""
    if filing.state in {S.SUBMITTED, S.IN_PROCESS} and filing.complete_at is None:
        form.fields["came_on"] = day_field(
            _("Day on which the missing papers came"),
            required=False,
            initial=timezone.localdate,
            help_text=_("When nothing is missing any more, the term of the decision runs from this day."),
        )
    return form


class CompletionReceivedForm(forms.Form):
    """The completion that came on paper, with its days."""

    posted_on = day_field(_("Day of posting"), required=False, help_text=_("Only for what came by post."))
    received_on = day_field(_("Day of receipt"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = timezone.localdate


class CompletionForm(forms.Form):
    """The letter: what is missing, prefilled from the conditions."""

    note = forms.CharField(
        label=_("What is missing"),
        help_text=_("The letter is drawn as a PDF; its term runs from the day it is served."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ServiceForm(forms.Form):
    """How and when a letter reached the applicant."""

    how = forms.ChoiceField(label=_("Way of service"), choices=Letter.Served.choices)
    on = day_field(_("Day of service"))
    note = forms.CharField(
        label=_("Proof of service"),
        max_length=200,
        required=False,
        help_text=_("Number of the delivery receipt, who took it over."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class ComplaintForm(forms.Form):
    """What is contested and why; an enclosure."""

    files = ("paper",)
    text = forms.CharField(
        label=_("What you contest and why"), widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000
    )
    paper = forms.FileField(
        label=_("Enclosure"), required=False, help_text=_("PDF, JPG or PNG, at most 20 MB.")
    )


class PaperComplaintForm(ComplaintForm):
    """A complaint that came on paper, with its days."""

    posted_on = day_field(_("Day of posting"), required=False, help_text=_("Only for what came by post."))
    received_on = day_field(_("Day of receipt"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = timezone.localdate


class ColleagueForm(forms.Form):
    """To whom several filings go, chosen before the page says which of them can."""

    to = forms.ModelChoiceField(label=_("Colleague"), queryset=None)

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues
        self.fields["to"].label_from_instance = lambda person: person.full_name

    def chosen(self) -> Any:
        """The colleague, when one of the list is chosen."""
        return self.cleaned_data.get("to") if self.is_bound and self.is_valid() else None


class HandOverForm(ColleagueForm):
    """To whom, and how far it is."""

    note = forms.CharField(
        label=_("Note for the colleague"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
