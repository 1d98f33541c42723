"""Shapes of a proposal and of its check."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.conditions import grouped
from council.models import Proposal, ProposalFile
from office.templatetags.saradnja import script


class ProposalForm(forms.ModelForm):
    """The candidate and what the organisation states."""

    class Meta:
        model = Proposal
        fields = ("candidate_name", "candidate_email", "candidate_phone", "experience", "ngo_work")
        widgets = {
            "experience": forms.Textarea(attrs={"rows": 6, "maxlength": 4000}),
            "ngo_work": forms.Textarea(attrs={"rows": 5, "maxlength": 4000}),
        }
        help_texts = {
            "candidate_name": _(
                "As in the identity card; proposals of several organisations "
                "for the same person are added up."
            ),
            "candidate_email": _("Only the office sees it."),
            "candidate_phone": _("Only the office sees it."),
            "experience": _("Up to 4,000 characters."),
            "ngo_work": _("Research, a document, an event or a project; up to 4,000 characters."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["candidate_name"].required = self.fields["experience"].required = True
        for name in ("experience", "ngo_work"):
            self.fields[name].max_length = 4000

    def full_clean(self) -> None:
        """A draft may be saved without them; they are asked when it is handed in."""
        for name in ("candidate_name", "experience"):
            self.fields[name].required = False
        super().full_clean()
        for name in ("candidate_name", "experience"):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """Texts within their limit."""
        data = super().clean()
        for name in ("experience", "ngo_work"):
            if len(data.get(name) or "") > 4000:
                self.add_error(name, _("At most 4,000 characters."))
        return data


class PaperForm(forms.Form):
    """A paper of the proposal."""

    kind = forms.ChoiceField(label=_("What it is"), choices=ProposalFile.Kind.choices)
    upload = forms.FileField(
        label=_("File"), allow_empty_file=True, help_text=_("PDF, JPG, PNG, DOCX or XLSX, up to 20 MB.")
    )


class StatementsForm(forms.Form):
    """What the organisation states: one box for each condition."""

    def __init__(self, *args: Any, conditions: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stated = {row.key: row.stated for row in rows}
        self.groups = grouped(tuple(conditions))
        for condition in conditions:
            name = f"stated_{condition.key}"
            self.fields[name] = forms.BooleanField(
                label=condition.text,
                required=False,
                initial=stated.get(condition.key, False),
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )

    def drawn(self) -> list[dict[str, Any]]:
        """Groups of boxes, each under its heading and article."""
        return [
            {
                "title": group.title,
                "law": group.law,
                "boxes": [(self[f"stated_{c.key}"], "" if group.law else c.law) for c in group.conditions],
            }
            for group in self.groups
        ]

    def stated(self) -> list[str]:
        """Keys of the conditions that are ticked."""
        return [name.removeprefix("stated_") for name, ticked in self.cleaned_data.items() if ticked]


class CheckForm(forms.Form):
    """The answer to each condition, with the reason where it is not fulfilled."""

    def __init__(self, *args: Any, conditions: Any, rows: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [condition.key for condition in conditions if condition.key in rows]
        for condition in conditions:
            row = rows.get(condition.key)
            if row is None:
                continue
            self.fields[f"met_{condition.key}"] = forms.ChoiceField(
                label=condition.text,
                choices=[("yes", _("fulfilled")), ("no", _("not fulfilled"))],
                widget=forms.RadioSelect,
                initial={True: "yes", False: "no"}.get(row.met),
                help_text=script(condition.law),
            )
            self.fields[f"note_{condition.key}"] = forms.CharField(
                label=_("Reason, when it is not fulfilled (it is published)"),
                required=False,
                initial=row.note,
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=1000,
            )

    def answers(self) -> dict[str, tuple[bool, str]]:
        """Condition → (fulfilled, reason) for those that were answered."""
        data = self.cleaned_data
        return {
            key: (data[f"met_{key}"] == "yes", data[f"note_{key}"]) for key in self.keys if data[f"met_{key}"]
        }
