"""Shapes of the review of a draft and of questions on a call."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grants.forms.call_life import LongText
from grants.forms.open_form import OpenForm
from grants.models import ReviewPart
from office.models import Area, Body

IN_FORM = "form|"


class AskReviewForm(forms.Form):
    """What the office should know."""

    message = LongText(label=_("Message to the office"), required=False, rows=3, max_length=2000)


class RemarkForm(forms.Form):
    """One remark on one part, or on a section or question of the application form."""

    part = forms.ChoiceField(label=_("Part of the call"))
    text = LongText(label=_("Remark"), rows=3, max_length=3000)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = dict(places)
        inside = [(f"{IN_FORM}{key}", words) for key, words in places]
        self.fields["part"].choices = [
            *ReviewPart.choices,
            *([(_("In the form of the application"), inside)] if inside else []),
        ]

    def clean(self) -> dict[str, Any]:
        """What points into the form is a remark on the form, with its place."""
        data = super().clean() or self.cleaned_data
        part = data.get("part", "")
        if part.startswith(IN_FORM):
            place = part.removeprefix(IN_FORM)
            data |= {"part": ReviewPart.FORM.value, "place": place, "place_words": self.places[place]}
        return data


class OpinionForm(forms.Form):
    """Agree, or send the remarks."""

    action = forms.ChoiceField(label=_("Opinion"), choices=[("agree", ""), ("send_remarks", "")])
    opinion = forms.CharField(label=_("Opinion in a few words"), required=False, max_length=3000)


class RemarkAnswerForm(forms.Form):
    """What became of the remark."""

    taken_over = forms.TypedChoiceField(
        label=_("The draft"),
        choices=[
            ("yes", _("is changed as the office says")),
            ("no", _("stays as it is, with the reason below")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = LongText(label=_("Answer"), rows=3, max_length=3000)


class QuestionForm(forms.Form):
    """A question to the body."""

    text = LongText(
        label=_("Your question"),
        max_length=2000,
        help_text=_(
            "The question and its answer are published without your name. Write no names, numbers or addresses of people."
        ),
    )


class AnswerForm(forms.Form):
    """The question as it is published, and the answer."""

    asked = LongText(
        label=_("Question as it will be published"),
        rows=3,
        max_length=2000,
        help_text=_("Take out names and whatever tells who asked; do not change what is asked."),
    )
    text = LongText(label=_("Answer"), rows=6)


class ChangeAnswerForm(AnswerForm):
    """Another wording, why, and whether the old one may still be read."""

    note = forms.CharField(label=_("Reason of the change"), max_length=300)
    hide = forms.BooleanField(
        label=_("The earlier wording held personal data: do not show it any more"), required=False
    )


class DismissForm(forms.Form):
    """Why a question is not answered."""

    note = LongText(label=_("Reason"), rows=2, max_length=1000)


class CallWatchForm(OpenForm):
    """Which calls, and where the news should come."""

    body = forms.ModelChoiceField(
        label=_("Body"),
        required=False,
        queryset=Body.objects.none(),
        empty_label=_("all"),
        to_field_name="code",
    )
    area = forms.ModelChoiceField(
        label=_("Area"),
        required=False,
        queryset=Area.objects.none(),
        empty_label=_("all"),
        to_field_name="code",
    )
    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        help_text=_("Calls whose title, goals, activities or target groups have all of these words."),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("You get a link there; nothing is sent before you confirm it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(
        self, *args: Any, bodies: QuerySet[Body], areas: QuerySet[Area], one: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset, self.fields["area"].queryset = bodies, areas
        if one:
            for name in ("body", "area", "words"):
                del self.fields[name]

    @property
    def chosen(self) -> dict[str, Any]:
        """Which calls."""
        return {name: self.cleaned_data[name] for name in ("body", "area", "words") if name in self.fields}
