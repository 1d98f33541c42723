"""Shapes of input after the preliminary list: inspection, objection, reply, new list, a court's judgment."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from grants.models import Assignment, CourtAnnulment
from office.forms import day_field
from office.templatetags.saradnja import script
from office.uploads import ALL

MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


def long_text(label: Any, help_text: Any = "", rows: int = 8) -> forms.CharField:
    """A text of several paragraphs."""
    return forms.CharField(
        label=label,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": rows, "data-counter": True}),
        help_text=help_text,
    )


class PapersField(forms.FileField):
    """Up to a few documents, chosen at once."""

    class Several(forms.ClearableFileInput):
        """A control that takes several files."""

        allow_multiple_selected = True

    def __init__(self, **kwargs: Any) -> None:
        widget = self.Several(attrs={"accept": ",".join(f".{kind}" for kind in ALL)})
        super().__init__(widget=widget, allow_empty_file=True, required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every chosen file, in order."""
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(PapersField, self).clean(each, initial) for each in given if each]


class ObjectionForm(forms.Form):
    """An objection filed in the portal."""

    use_required_attribute = False
    text = long_text(
        _("What you hold against the list and why"),
        _(
            "Name the criteria or the condition and say what was overlooked. The commission answers each point."
        ),
    )
    papers = PapersField(label=_("Documents"), help_text=_("Optional; at most 10 files."))


class PaperObjectionForm(ObjectionForm):
    """An objection that came on paper."""

    received_on = day_field(_("Received on"))
    posted_on = day_field(
        _("Handed to the post on"),
        required=False,
        help_text=_("The stamp of the post, when it was sent by post."),
    )


class InspectionForm(forms.Form):
    """What an applicant wants to see."""

    use_required_attribute = False
    wanted = long_text(
        _("Which applications and papers you want to see"),
        _("Your own application, those of others on the list, the score sheets."),
        rows=4,
    )


class AppointmentForm(forms.Form):
    """When and where the applications are shown."""

    use_required_attribute = False
    meets_at = forms.DateTimeField(label=_("Date and hour"), widget=MOMENT)
    place = forms.CharField(label=_("Place"), max_length=200)


class RecordForm(forms.Form):
    """What happened at the inspection."""

    use_required_attribute = False
    came = forms.TypedChoiceField(
        label=_("Did the applicant come?"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    written = long_text(_("Record"), _("Who came, what was seen, what was said."), rows=4)


class ReplyForm(forms.Form):
    """The commission's reply to an objection."""

    use_required_attribute = False
    reply = long_text(
        _("Reasons of the reply"),
        _("It is sent to the applicant and published on the page of the call: name no personal data."),
    )


class UpholdForm(ReplyForm):
    """A reply that changes points: new points where they change, each with its reason."""

    def __init__(self, *args: Any, sheets: list[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[dict[str, Any]] = []
        for sheet in sheets:
            for score in sheet.scores.all():
                self._add(sheet, score)

    def _add(self, sheet: Assignment, score: Any) -> None:
        sub, slot = score.subcriterion, sheet.slot
        facts = {"name": script(sub.name), "slot": slot}
        self.fields[f"points-{score.pk}"] = forms.DecimalField(
            label=_("New points, sheet %(slot)s: %(name)s") % facts,
            required=False,
            max_digits=6,
            decimal_places=2,
            localize=True,
        )
        self.fields[f"reason-{score.pk}"] = forms.CharField(
            label=_("Why, sheet %(slot)s: %(name)s") % facts, required=False, max_length=1000
        )
        self.rows.append({"score": score, "slot": slot, "key": score.pk})

    def lines(self) -> list[dict[str, Any]]:
        """Each sub-criterion of each sheet with its two fields."""
        return [
            {**row, "points": self[f"points-{row['key']}"], "reason": self[f"reason-{row['key']}"]}
            for row in self.rows
        ]

    def points(self) -> dict[int, tuple[Decimal, str]]:
        """What really changes."""
        data = self.cleaned_data
        return {
            row["key"]: (data[f"points-{row['key']}"], data[f"reason-{row['key']}"])
            for row in self.rows
            if data.get(f"points-{row['key']}") is not None
        }

    def clean(self) -> dict[str, Any]:
        """A reason without points says nothing."""
        data = super().clean() or {}
        for row in self.rows:
            if data.get(f"reason-{row['key']}") and data.get(f"points-{row['key']}") is None:
                self.add_error(f"points-{row['key']}", _now("Write the new points to this reason."))
        return data


class RerankForm(forms.Form):
    """What changed, for everybody."""

    use_required_attribute = False
    note = long_text(
        _("What changed and why"), _("It is published with the new list: name no personal data."), rows=4
    )


class JudgmentForm(forms.Form):
    """A judgment that annuls the decision."""

    use_required_attribute = False
    court = forms.CharField(label=_("Court"), max_length=200)
    number = forms.CharField(label=_("Number of the judgment"), max_length=60)
    judged_on = day_field(_("Date of the judgment"))
    received_on = day_field(_("Received on"))
    reasons = long_text(
        _("Reasons of the court"),
        _("In the words of the judgment; they are published without personal data."),
    )
    step = forms.ChoiceField(
        label=_("The step that is done again"),
        choices=CourtAnnulment.Step.choices,
        widget=forms.RadioSelect,
        help_text=_("Everything after this step falls with it and is done again."),
    )
