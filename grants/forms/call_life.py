"""Shapes of what happens to a call: its beginning, dates, planned hour, corrections, what follows it."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.forms.priorities import DAY
from grants.models import Call, CallPlan, CallTemplate, PriorityItem, ProposedCall
from office.forms import visible
from office.jurisdiction import has_feature
from office.money import AmountField
from office.templatetags.saradnja import amount, script

LONG = 5000


class LongText(forms.CharField):
    """Several lines without signs nobody sees."""

    def __init__(self, **options: Any) -> None:
        rows = options.pop("rows", 4)
        options = {"max_length": LONG, "widget": forms.Textarea(attrs={"rows": rows}), **options}
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """The text as people see it."""
        return visible(str(super().clean(value)), lines=True)


class CallChoice(forms.ModelChoiceField):
    """An earlier call with its year and sum."""

    def label_from_instance(self, obj: Call) -> str:
        """Title, number, year, sum."""
        return f"{script(obj.title)} · {obj.number} · {amount(obj.total)}"


class TemplateChoice(forms.ModelChoiceField):
    """A template with the body it comes from."""

    def label_from_instance(self, obj: CallTemplate) -> str:
        """Name and body."""
        return f"{script(obj.name)} · {script(obj.call.body.name)}"


class ItemSource(forms.ModelChoiceField):
    """An item of the decision with its sum."""

    def label_from_instance(self, obj: PriorityItem) -> str:
        """Area, kind, sum."""
        return f"{obj.area} · {obj.get_kind_display()} · {amount(obj.amount)}"


class PlanSource(forms.ModelChoiceField):
    """A planned call."""

    def label_from_instance(self, obj: CallPlan) -> str:
        """Its name."""
        return str(script(obj.name))


class ProposedSource(forms.ModelChoiceField):
    """A call proposed in an analysis."""

    def label_from_instance(self, obj: ProposedCall) -> str:
        """Its name, the area of the analysis, the sum asked."""
        return f"{script(obj.name)} · {obj.analysis.area} · {amount(obj.total)}"


FIELDS = {
    "call": CallChoice,
    "template": TemplateChoice,
    "analysis": ProposedSource,
    "item": ItemSource,
    "plan": PlanSource,
}
LABELS = {
    "empty": _("An empty draft"),
    "call": _("An earlier call of the body"),
    "template": _("A template of the office"),
    "analysis": _("A call proposed in a sectoral analysis"),
    "item": _("An item of the decision on priority areas"),
    "plan": _("A planned call"),
}
WHICH = {
    "call": _("Which call"),
    "template": _("Which template"),
    "analysis": _("Which proposed call"),
    "item": _("Which item of the decision"),
    "plan": _("Which planned call"),
}
FEATURES = {"analysis": "priorities", "item": "priorities", "plan": "calendar_plan"}


class SourceForm(forms.Form):
    """What the new call is begun from; only what there is can be chosen."""

    source = forms.ChoiceField(label=_("Begin from"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, sources: dict[str, QuerySet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done_here = [name for name in sources if name not in FEATURES or has_feature(FEATURES[name])]
        there = [name for name in done_here if sources[name].exists()]
        self.fields["source"].choices = [(name, LABELS[name]) for name in ("empty", *there)]
        self.fields["source"].initial = "empty"
        for name in there:
            self.fields[name] = FIELDS[name](queryset=sources[name], label=WHICH[name], required=False)
        self.fields["title"] = forms.CharField(
            label=_("Title of the new call"),
            max_length=300,
            required=False,
            help_text=_("Leave it empty to take the title over."),
        )

    def clean(self) -> dict[str, Any]:
        """What was chosen above is named below."""
        found = super().clean() or {}
        kind = found.get("source")
        if kind in FIELDS and not found.get(kind):
            self.add_error(kind, ValidationError(_("Choose one."), code="required"))
        return found


class DatesForm(forms.Form):
    """Until when questions are asked."""

    questions_until = forms.DateField(
        label=_("Questions until"),
        required=False,
        widget=DAY,
        help_text=_("Empty: the day the rulebook gives, counted back from the deadline."),
    )


class HourForm(forms.Form):
    """The day, the hour and how long the call stays open."""

    day = forms.DateField(label=_("Day of publication"), widget=DAY)
    hour = forms.TimeField(
        label=_("Hour"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Local time. The call is published within a minute of that hour."),
    )
    open_days = forms.IntegerField(
        label=_("Days open"),
        min_value=1,
        max_value=365,
        help_text=_("The deadline is counted from the day on which the call is really published."),
    )

    @property
    def moment(self) -> datetime.datetime:
        """Day and hour of the office's clock."""
        return timezone.make_aware(
            datetime.datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"])
        )


class CorrectionForm(forms.ModelForm):
    """The texts of a published call, and why they change."""

    note = LongText(
        label=_("Reason of the correction"),
        rows=3,
        max_length=2000,
        help_text=_("Anybody can read it on the page of the call, with the old and the new text."),
    )

    class Meta:
        model = Call
        fields = (
            "title",
            "goals",
            "problems",
            "activities",
            "target_groups",
            "legal_basis",
            "strategies",
            "contact",
            "questions_until",
        )
        widgets = {
            "questions_until": DAY,
            "contact": forms.TextInput(),
            "title": forms.TextInput(),
            **{
                name: forms.Textarea(attrs={"rows": 4})
                for name in ("goals", "problems", "activities", "target_groups", "legal_basis", "strategies")
            },
        }

    field_order = ("note",)


class ReasonForm(forms.Form):
    """Why a call is repeated."""

    reason = LongText(
        label=_("Reason"),
        rows=3,
        max_length=2000,
        help_text=_("Anybody can read it on the pages of both calls."),
    )


class SecondCallForm(ReasonForm):
    """How much of the rest the second call gives."""

    total = AmountField(label=_("Total amount"))
    field_order = ("total", "reason")


class TemplateForm(forms.Form):
    """How the office calls the template."""

    name = forms.CharField(label=_("Name of the template"), max_length=200)
    note = forms.CharField(label=_("When to use it"), max_length=300, required=False)
