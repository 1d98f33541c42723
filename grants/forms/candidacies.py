"""Shapes of input of a candidate: facts, proofs, six statements, a complaint."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.evaluator_calls import long_text
from grants.models import Candidacy, CandidacyProof, EvaluatorStatement
from office.forms import day_field, visible
from office.models import Area

Bar = EvaluatorStatement.Bar


class CandidateFactsForm(forms.Form):
    """Who the candidate is, what the person did and knows."""

    use_required_attribute = False
    full_name = forms.CharField(
        label=_("Name and surname"), max_length=150, help_text=_("As on the identity card or passport.")
    )
    country = forms.CharField(
        label=_("State of residence"),
        max_length=80,
        required=False,
        help_text=_("Citizenship is not asked; people from abroad may apply."),
    )
    jmbg = forms.CharField(
        label=_("Personal number (JMB)"),
        max_length=20,
        required=False,
        help_text=_(
            "Thirteen digits. It is compared with the register of organisations and shown to nobody; leave it empty "
            "when you have none."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Telephone"), max_length=60, required=False, help_text=_("Only the office sees it.")
    )
    years_of_experience = forms.IntegerField(
        label=_("Experience in managing projects, years"), min_value=0, max_value=70, required=False
    )
    evaluation_experience = long_text(
        _("Experience in evaluating projects"),
        5,
        3000,
        required=False,
        help_text=_("Which calls, for whom, when; as your proofs show."),
    )
    at_once = forms.IntegerField(
        label=_("Projects at the same time, at most"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("How many you can score at once. Empty: no limit."),
    )
    in_year = forms.IntegerField(
        label=_("Projects in a year, at most"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=_("Empty: no limit."),
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("Areas of knowledge"),
        queryset=Area.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, candidacy: Candidacy, areas: Any, least: int | None, **kwargs: Any
    ) -> None:
        names = [name for name in self.base_fields if name != "areas"]
        initial = {name: getattr(candidacy, name) for name in names}
        initial["areas"] = [area.pk for area in candidacy.areas.all()]
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["areas"].queryset = areas
        if least:
            words = _("At least %(years)s.") % {"years": least}
            self.fields["years_of_experience"].help_text = words

    def clean_full_name(self) -> str:
        """Without signs nobody sees."""
        return visible(self.cleaned_data["full_name"])

    def clean(self) -> dict[str, Any]:
        """At the same time is at most in a year."""
        data = super().clean()
        if data.get("at_once") and data.get("in_year") and data["at_once"] > data["in_year"]:
            self.add_error("at_once", _("At the same time cannot be more than in a year."))
        return data


class ProofForm(forms.Form):
    """A proof with its file."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("What it proves"), choices=CandidacyProof.Kind.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Project, call or paper"), max_length=200)
    employer = forms.CharField(label=_("For whom"), max_length=200, required=False)
    began = day_field(
        _("From"), required=False, help_text=_("For a project you managed: the first day of that work.")
    )
    ended = day_field(_("Until"), required=False, help_text=_("Empty: it still goes on."))
    upload = forms.FileField(
        label=_("File"), help_text=_("PDF, JPG, PNG, DOCX or XLSX, at most 20 MB, without a password.")
    )

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        data = super().clean()
        if data.get("began") and data.get("ended") and data["ended"] < data["began"]:
            self.add_error("ended", _("It ended before it began: check both days."))
        return data


class StatementsForm(forms.Form):
    """One answer for each bar; one that stands is described."""

    use_required_attribute = False

    def __init__(self, *args: Any, candidacy: Candidacy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {each.bar: each for each in candidacy.statements.all()}
        for bar in Bar:
            said = given.get(bar.value)
            self.fields[f"free_{bar.value}"] = forms.ChoiceField(
                label=bar.label,
                choices=[("yes", _("No, this is not and was not so.")), ("no", _("Yes, this is or was so."))],
                widget=forms.RadioSelect,
                initial=None if said is None else "yes" if said.free else "no",
            )
            self.fields[f"note_{bar.value}"] = forms.CharField(
                label=_("What this is about: %(bar)s") % {"bar": bar.label},
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Only when your answer is yes: where, from when until when."),
                initial=said.note if said else "",
            )

    def answers(self) -> dict[str, tuple[bool, str]]:
        """What was stated, by the bar."""
        return {
            bar.value: (
                self.cleaned_data[f"free_{bar.value}"] == "yes",
                self.cleaned_data.get(f"note_{bar.value}", ""),
            )
            for bar in Bar
        }

    def clean(self) -> dict[str, Any]:
        """A bar that stands is described."""
        data = super().clean()
        for bar in Bar:
            if data.get(f"free_{bar.value}") == "no" and not data.get(f"note_{bar.value}", "").strip():
                self.add_error(f"note_{bar.value}", _("Describe it in a sentence."))
        return data


class ComplaintForm(forms.Form):
    """What the candidate says against the refusal."""

    text = long_text(_("What you contest and why"), 6, 5000)
