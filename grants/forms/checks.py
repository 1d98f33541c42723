"""Shapes of input of the formal check: own conditions, rejections by two people, service of letters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import GrantLetter
from office.forms import Filter, day_field, with_any

TEXT = forms.Textarea(attrs={"rows": 6, "data-counter": True})


class ConditionForm(forms.Form):
    """A condition of the check list that this call alone asks for."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Condition"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": True}),
        help_text=_(
            "A sentence that is true or false, for example: The organisation has worked in the area for two years."
        ),
    )
    evidence = forms.CharField(
        label=_("How it is proved"),
        max_length=300,
        required=False,
        help_text=_("The document or the register in which the commission looks."),
    )
    law = forms.CharField(label=_("Article"), max_length=100, required=False)


class ProposalForm(forms.Form):
    """Why the application is to be rejected, with the article."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "data-counter": True}),
        help_text=_("The applicant reads it in the act. The published list names only the conditions."),
    )
    law = forms.CharField(label=_("Article"), max_length=100, required=False)


class ReturnForm(forms.Form):
    """Why the second person does not confirm."""

    use_required_attribute = False
    answer = forms.CharField(label=_("Why it is returned"), max_length=2000, widget=TEXT)


WAYS = [choice for choice in GrantLetter.Served.choices if choice[0] != GrantLetter.Served.PORTAL]


class ServiceForm(forms.Form):
    """How and when a letter reached the applicant."""

    use_required_attribute = False
    how = forms.ChoiceField(label=_("Way of service"), choices=WAYS, widget=forms.RadioSelect)
    on = day_field(_("Day of service"))
    note = forms.CharField(
        label=_("Proof of service"),
        max_length=200,
        help_text=_("The number of the receipt of the post, or who took the letter and in which capacity."),
    )


class LetterFilter(Filter):
    """Which letters."""

    show = forms.ChoiceField(
        label=_("Letters"),
        required=False,
        choices=lambda: [("waiting", _("still to be served")), ("all", _("all"))],
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=lambda: with_any(GrantLetter.Kind.choices)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("show", "waiting")
