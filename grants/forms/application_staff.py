"""Forms of the staff rooms of applications: filters, the check list, completion, rejection, exemption."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Call, FormalCheckItem
from office.forms import Filter, with_any
from office.templatetags.saradnja import script

A = FormalCheckItem.Answer
STATES = [choice for choice in Application.State.choices if choice[0] != Application.State.DRAFT]


class CallChoice(forms.ModelChoiceField):
    """Calls by number and title, in the script of the reader."""

    def label_from_instance(self, obj: Call) -> str:
        """Number and title."""
        return f"{obj.number} · {script(obj.title)}"[:90]


class ApplicationFilter(Filter):
    """Which applications."""

    q = forms.CharField(label=_("Number, title or organisation"), max_length=100, required=False)
    call = CallChoice(
        queryset=Call.objects.none(), label=_("Public call"), required=False, empty_label=_("all")
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=lambda: with_any(STATES))

    def __init__(self, *args: Any, calls: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = calls


class CheckForm(forms.Form):
    """An answer and a note for each condition; what the system finds met is offered as “yes”, a person saves it."""

    use_required_attribute = False

    def __init__(self, *args: Any, items: list[FormalCheckItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"{item.key}-answer"] = forms.ChoiceField(
                required=False,
                choices=[
                    (A.YES, A.YES.label),
                    (A.NO, A.NO.label),
                    (A.NOT_APPLICABLE, A.NOT_APPLICABLE.label),
                ],
                widget=forms.RadioSelect,
                initial=item.answer or (A.YES if item.automatic else ""),
            )
            self.fields[f"{item.key}-note"] = forms.CharField(
                label=_("Note"),
                required=False,
                max_length=1000,
                initial=item.note,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
            )

    def answers(self) -> dict[str, tuple[str, str]]:
        """Answer and note by the key of the condition."""
        data = self.cleaned_data
        return {
            item.key: (data.get(f"{item.key}-answer", ""), data.get(f"{item.key}-note", ""))
            for item in self.items
        }


class CompletionForm(forms.Form):
    """The letter that says what is missing."""

    use_required_attribute = False
    note = forms.CharField(
        label=_("What is missing"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10, "data-counter": True}),
        help_text=_("The applicant reads this text in the letter and in the portal."),
    )


class RejectForm(forms.Form):
    """Why the application is rejected, with the article."""

    use_required_attribute = False
    note = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "data-counter": True}),
        help_text=_("It is sent to the applicant and published in the list of the formal check."),
    )
    law = forms.CharField(label=_("Article"), max_length=100, required=False)


class ExemptForm(forms.Form):
    """Why a member does not touch this application."""

    use_required_attribute = False
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
