"""Shapes of what is written while a year is programmed: cycle, analyses, comments, opinion, sums, reminders."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council.models import Session
from grants.forms.priorities import DAY, live_areas
from grants.models import AnalysisComment, CouncilOpinion, PriorityItem, Reminder, SectorAnalysis
from grants.models.analyses import LONGEST
from office.models import Area, Body
from office.money import AmountField

TEXT = 20_000


def area_of(rows: int) -> forms.Textarea:
    """A text field of so many rows."""
    return forms.Textarea(attrs={"rows": rows})


class BodyChoice(forms.ModelMultipleChoiceField):
    """Bodies with boxes."""

    widget = forms.CheckboxSelectMultiple


class CycleForm(forms.Form):
    """Which year, who is asked, what they are told."""

    year = forms.IntegerField(label=_("Budget year"), min_value=2018, max_value=2100)
    bodies = BodyChoice(
        label=_("Bodies asked for their analyses"),
        queryset=Body.objects.none(),
        help_text=_(
            "Each of them is late when its analyses, or its word that it proposes no call, do not come."
        ),
    )
    note = forms.CharField(
        label=_("What the bodies should know"), required=False, max_length=TEXT, widget=area_of(4)
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], with_year: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = bodies
        if not with_year:
            del self.fields["year"]


class BeginAnalysisForm(forms.Form):
    """Whose analysis, for which area."""

    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none())
    area = forms.ModelChoiceField(label=_("Area of public interest"), queryset=Area.objects.none())
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=PriorityItem.Kind.choices,
        help_text=_("Under which share of the budget the money counts."),
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["area"].queryset = live_areas(timezone.localdate())
        if len(bodies) == 1:
            self.fields["body"].initial = bodies[0]


class AnalysisForm(forms.Form):
    """The written parts of an analysis."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    strategies = forms.CharField(
        label=_("Strategic documents"),
        required=False,
        max_length=TEXT,
        widget=area_of(3),
        help_text=_("Strategies, plans and laws of the sector from which the priorities follow."),
    )
    goals = forms.CharField(label=_("Strategic goals"), required=False, max_length=TEXT, widget=area_of(4))
    needs = forms.CharField(
        label=_("Problems and needs"),
        required=False,
        max_length=TEXT,
        widget=area_of(6),
        help_text=_("What is lacking, for whom and how it is known."),
    )
    contribution = forms.CharField(
        label=_("Contribution of NGOs in the last three years"),
        required=False,
        max_length=TEXT,
        widget=area_of(4),
    )
    capacities = forms.CharField(
        label=_("Capacities of the body for running and following calls"),
        required=False,
        max_length=TEXT,
        widget=area_of(3),
    )
    contact = forms.CharField(
        label=_("Who answers questions"),
        required=False,
        max_length=200,
        help_text=_("Name and official telephone or e-mail. Anybody can read it."),
    )


class ProposedCallForm(forms.Form):
    """A call the body proposes."""

    name = forms.CharField(label=_("Name of the proposed call"), max_length=300)
    total = AmountField(label=_("Total amount"), help_text=_("Write it like 25.000,00 or 25000."))
    min_amount = AmountField(label=_("Least amount for a project"))
    max_amount = AmountField(label=_("Greatest amount for a project"))
    projects = forms.IntegerField(label=_("Expected number of projects"), min_value=1, max_value=1000)
    problems = forms.CharField(
        label=_("Problems it addresses"), required=False, max_length=TEXT, widget=area_of(3)
    )
    results = forms.CharField(label=_("Expected results"), required=False, max_length=TEXT, widget=area_of(3))
    target_groups = forms.CharField(
        label=_("Target groups"), required=False, max_length=TEXT, widget=area_of(2)
    )
    activities = forms.CharField(
        label=pgettext_lazy("project", "Activities"), required=False, max_length=TEXT, widget=area_of(3)
    )


class ReportForm(forms.Form):
    """The report with which a consultation is closed."""

    report = forms.CharField(
        label=_("Report of the consultation"),
        max_length=TEXT,
        widget=area_of(6),
        help_text=_(
            "Who was invited, meetings held and what changes in the analysis. The comments with their answers "
            "stand beside it by themselves."
        ),
    )


class SendBackForm(forms.Form):
    """What is missing, and until when it is completed."""

    note = forms.CharField(label=_("What is missing"), max_length=TEXT, widget=area_of(5))
    until = forms.DateField(label=_("To be completed by"), widget=DAY)


class ReasonForm(forms.Form):
    """A reason in writing."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=area_of(3))


class CommentForm(forms.Form):
    """A comment of an organisation."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        widget=area_of(6),
        help_text=_("Anybody can read it, with the name of the organisation. Do not write personal data."),
    )


class OpenCommentForm(forms.Form):
    """A comment of a citizen; a field people do not see catches programs."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        widget=area_of(6),
        help_text=_("Anybody can read it. Do not write anybody's personal data."),
    )
    author = forms.CharField(
        label=_("Name shown with the comment"),
        required=False,
        max_length=150,
        help_text=_("Your name or that of your group. Left empty, it says “a citizen”."),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("You get a link there; the comment counts once you confirm it. It is never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(label=_("Leave this field empty"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    @property
    def by_program(self) -> bool:
        """Something was written where people see no field."""
        return bool(self.data.get("website", "").strip())

    @property
    def seen_fields(self) -> list[Any]:
        """The fields people fill in."""
        return [field for field in self.visible_fields() if field.name != "website"]


class AnswerForm(forms.Form):
    """What the body answers to one comment."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=AnalysisComment.Outcome.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST,
        widget=area_of(4),
        help_text=_("Anybody can read it; who commented gets it by e-mail."),
    )


class HideForm(forms.Form):
    """Why the text of a comment is not shown; empty shows it again."""

    reason = forms.CharField(
        label=_("Why the text is not shown"),
        required=False,
        max_length=300,
        help_text=_("It stands in place of the text. Leave it empty to show the text again."),
    )


class OpinionForm(forms.Form):
    """What the Council said."""

    outcome = forms.ChoiceField(
        label=_("Opinion"), choices=CouncilOpinion.Outcome.choices, widget=forms.RadioSelect
    )
    session = forms.ModelChoiceField(
        label=_("Session of the Council"), queryset=Session.objects.none(), required=False
    )
    given_on = forms.DateField(label=_("Given on"), widget=DAY)
    text = forms.CharField(label=_("Text of the opinion"), max_length=TEXT, widget=area_of(6))

    def __init__(self, *args: Any, sessions: QuerySet[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions
        self.fields["session"].label_from_instance = _session_words


def _session_words(session: Session) -> str:
    """A session by its number and day."""
    day = timezone.localtime(session.at).strftime("%d.%m.%Y.")
    return f"{session} · {day}"


class AssembleForm(forms.Form):
    """The current budget, asked when the year has no decision yet."""

    current_budget = AmountField(
        label=_("Current budget of the year"),
        help_text=_("The shares of the law are counted from this sum. Write it like 1.262.489.660,47."),
    )


class DecidedForm(forms.Form):
    """The sum the Government decided."""

    amount = AmountField(label=_("Sum the Government decided"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=area_of(2))


class RemindForm(forms.Form):
    """Whom to remind of what."""

    duty = forms.ChoiceField(choices=Reminder.Duty.choices, widget=forms.HiddenInput)
    year = forms.IntegerField(min_value=2018, max_value=2100, widget=forms.HiddenInput)
    body = forms.ModelChoiceField(queryset=Body.objects.all(), required=False, widget=forms.HiddenInput)


class LetterForm(forms.Form):
    """A reminder that went out on paper."""

    number = forms.CharField(label=_("Number of the letter"), max_length=60)
    sent_on = forms.DateField(label=_("Sent on"), widget=DAY)


class NoCallsForm(forms.Form):
    """A body says that it plans no calls."""

    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none())
    year = forms.IntegerField(label=_("Year"), min_value=2018, max_value=2100)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=area_of(3))

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        if len(bodies) == 1:
            self.fields["body"].initial = bodies[0]


def texts_of(analysis: SectorAnalysis) -> dict[str, Any]:
    """The present text as the form begins with it."""
    names = ("version", "strategies", "goals", "needs", "contribution", "capacities", "contact")
    return {name: getattr(analysis, name) for name in names}
