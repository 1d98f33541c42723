"""Shapes of the form editor: standing parts, sections, questions by kind, questions before the application."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants import questions as rules
from grants.forms.answers import LARGEST, NumberField
from grants.forms.application_sections import BY_KEY
from grants.models import (
    Application,
    Call,
    Question,
    QuestionItem,
    QuestionSection,
    StandingChoice,
    SubCriterion,
)
from office.money import AmountField
from office.templatetags.saradnja import script

K = Question.Kind
D = StandingChoice.Demand
MOST_COLUMNS, MOST_OPTIONS, MOST_LENGTH = 6, 50, 20_000
# What of the standing form a call may choose, each with what it usually is.
SECTIONS = {"activities": D.OBLIGATORY, "partners": D.OPTIONAL, "capacity": D.OPTIONAL}
FIELDS = {
    "project.problem": D.OBLIGATORY,
    "project.goals": D.OBLIGATORY,
    "project.results": D.OBLIGATORY,
    "project.target_groups": D.OBLIGATORY,
    "project.direct_users": D.OPTIONAL,
    "project.indirect_users": D.OPTIONAL,
    "project.municipalities": D.OPTIONAL,
    "capacity.capacity": D.OPTIONAL,
    "capacity.sustainability": D.OPTIONAL,
    "capacity.visibility": D.OPTIONAL,
}
USUAL = {**SECTIONS, **FIELDS}
KINDS_HELP = {
    K.TEXT: gettext_lazy("An answer in words, with a limit."),
    K.NUMBER: gettext_lazy("A count or a measure, with bounds."),
    K.SUM: gettext_lazy("An amount in the currency of the office."),
    K.ONE: gettext_lazy("One of the answers you offer; a later question can hang on it."),
    K.MANY: gettext_lazy("Several of the answers you offer; a later question can hang on them."),
    K.TABLE: gettext_lazy("Rows with the columns you name."),
    K.FILE: gettext_lazy("A document, with a template if you have one."),
    K.DATE: gettext_lazy("A day."),
}


class StandingForm(forms.Form):
    """What of the standing form the call asks."""

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        chosen = {
            f"{each.section}.{each.field}".rstrip("."): each.demand for each in call.standing_choices.all()
        }
        kwargs.setdefault("initial", {**USUAL, **chosen})
        super().__init__(*args, **kwargs)
        for name, usual in USUAL.items():
            section, _dot, field = name.partition(".")
            offered = [D.LEFT_OUT, D.OPTIONAL, D.OBLIGATORY] if name != "activities" else [D.LEFT_OUT, usual]
            if name == "capacity":
                offered = [D.LEFT_OUT, D.OPTIONAL]
            self.fields[name] = forms.ChoiceField(
                label=self.label(section, field),
                choices=[(each.value, each.label) for each in offered],
                help_text=_("Usually: %(usual)s.") % {"usual": usual.label},
            )

    def label(self, section: str, field: str) -> str:
        """The section, or the field within its section."""
        title = str(BY_KEY[section].title)
        words = Application._meta.get_field(field).verbose_name if field else _("the whole section")
        return f"{title}: {words}"

    def choices(self) -> dict[str, str]:
        """What differs from the usual; a section without any field is not asked at all."""
        given = dict(self.cleaned_data)
        if all(given[name] == D.LEFT_OUT for name in FIELDS if name.startswith("capacity.")):
            given["capacity"] = D.LEFT_OUT
        return {name: value for name, value in given.items() if value != USUAL[name]}


class SectionForm(forms.Form):
    """A section that only this call has."""

    title = forms.CharField(label=gettext_lazy("Title of the section"), max_length=150)
    lead = forms.CharField(
        label=gettext_lazy("Introduction"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Shown above the questions of the section."),
    )


class QuestionForm(forms.Form):
    """A question of one kind: only what this kind has is asked."""

    def __init__(
        self,
        *args: Any,
        kind: str,
        question: Question | None = None,
        earlier: Iterable[Question] = (),
        subcriteria: Iterable[SubCriterion] = (),
        correction: bool = False,
        **kwargs: Any,
    ) -> None:
        self.kind, self.question, self.correction = kind, question, correction
        self.earlier, self.subcriteria = list(earlier), list(subcriteria)
        kwargs.setdefault("initial", first_values(question) if question else {})
        super().__init__(*args, **kwargs)
        self.add_words()
        getattr(self, f"add_{kind}", lambda: None)()
        self.add_ties()
        self.add_template()
        if correction:
            self.fields["reason"] = forms.CharField(
                label=_("Reason of the correction"),
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Published on the page of the call and sent to everybody with a draft."),
            )

    def add_words(self) -> None:
        """The question and its help."""
        self.fields["text"] = forms.CharField(label=_("Question"), max_length=500)
        self.fields["help"] = forms.CharField(
            label=_("Help for the applicant"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["required"] = forms.BooleanField(label=_("Obligatory"), required=False, initial=True)

    def add_text(self) -> None:
        """The limit of a text and how it is counted."""
        self.fields["limit"] = forms.IntegerField(
            label=_("Greatest length"), min_value=1, max_value=MOST_LENGTH, initial=2000
        )
        if not self.correction:
            self.fields["limit_unit"] = forms.ChoiceField(
                label=_("Counted in"), choices=Question.Unit.choices, widget=forms.RadioSelect,
                initial=Question.Unit.CHARACTERS,
            )  # fmt: skip

    def add_number(self) -> None:
        """Bounds and decimals of a number."""
        self.add_bounds(NumberField)
        if not self.correction:
            self.fields["decimals"] = forms.TypedChoiceField(
                label=_("Decimal places"),
                choices=[(0, _("whole numbers only")), (2, _("two decimal places"))],
                coerce=int,
                initial=0,
            )

    def add_sum(self) -> None:
        """Bounds of a sum."""
        self.add_bounds(lambda **facts: AmountField(max_value=LARGEST, **facts))

    def add_bounds(self, kind: Any) -> None:
        """The least and the greatest value."""
        self.fields["least"] = kind(label=_("At least"), required=False)
        self.fields["greatest"] = kind(label=_("At most"), required=False)

    def add_one(self) -> None:
        """The offered answers."""
        self.fields["options"] = forms.CharField(
            label=_("Offered answers"),
            max_length=MOST_OPTIONS * 201,
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=_("One in each line, at least two."),
        )

    add_many = add_one

    def add_table(self) -> None:
        """The columns, and how many rows."""
        for n in range(1, MOST_COLUMNS + 1):
            self.fields[f"column_{n}"] = forms.CharField(
                label=_("Column %(number)s") % {"number": n}, required=n == 1, max_length=200
            )
            self.fields[f"column_kind_{n}"] = forms.ChoiceField(
                label=_("Kind of column %(number)s") % {"number": n},
                required=False,
                choices=QuestionItem.Column.choices,
            )
        most = {"min_value": 0, "max_value": rules.MOST_ROWS, "required": False}
        self.fields["least"] = forms.IntegerField(label=_("Rows, at least"), **most)
        self.fields["greatest"] = forms.IntegerField(label=_("Rows, at most"), initial=10, **most)

    def add_ties(self) -> None:
        """The criterion the answer serves, and the earlier answer the question hangs on."""
        self.fields["serves"] = forms.ChoiceField(
            label=_("Serves the criterion"),
            required=False,
            choices=[("", _("none")), *self.criteria()],
            help_text=_("Shown to the applicant and beside the answer to those who score."),
        )
        if self.correction:
            return
        conditions = [
            (
                f"{before.key}:{item.code}",
                _("“%(question)s” is answered with “%(answer)s”")
                % {"question": script(before.text), "answer": script(item.label)},
            )
            for before in self.earlier
            for item in before.items.all()
        ]
        self.fields["shown_if"] = forms.ChoiceField(
            label=_("When it is asked"),
            required=False,
            choices=[("", _("always")), (_("only if"), conditions)] if conditions else [("", _("always"))],
            help_text=_("Only questions with offered answers that stand before this one can be chosen."),
        )

    def criteria(self) -> list[tuple[str, str]]:
        """Criteria and their sub-criteria, numbered as in the call."""
        offered: dict[str, str] = {}
        for sub in self.subcriteria:
            criterion = sub.criterion
            offered[f"c{criterion.pk}"] = f"{criterion.order}. {script(criterion.name)}"
            offered[f"s{sub.pk}"] = f"{criterion.order}.{sub.order} {script(sub.name)}"
        return list(offered.items())

    def add_template(self) -> None:
        """The file to fill in."""
        if self.kind != K.FILE:
            return
        self.fields["upload"] = forms.FileField(
            label=_("Template to fill in"),
            required=False,
            allow_empty_file=True,
            max_length=255,
            help_text=_("DOCX, XLSX or PDF. Anybody can download it from the page of the call."),
        )
        if self.question and self.question.template:
            self.fields["upload"].label = _("Another template in place of “%(name)s”") % {
                "name": self.question.template.name
            }
            self.fields["drop_template"] = forms.BooleanField(
                label=_("Take the template away"), required=False
            )

    def clean_options(self) -> list[str]:
        """Lines without empty and without doubled ones."""
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        if len(lines) < 2:
            raise forms.ValidationError(_("Offer at least two answers."))
        if len(lines) > MOST_OPTIONS:
            raise forms.ValidationError(_("Offer at most %(most)s answers.") % {"most": MOST_OPTIONS})
        if len({line.casefold() for line in lines}) < len(lines):
            raise forms.ValidationError(_("The same answer is offered twice."))
        if max(map(len, lines)) > 200:
            raise forms.ValidationError(_("An offered answer has at most 200 characters."))
        return lines

    def clean(self) -> dict[str, Any]:
        """The least is not above the greatest."""
        data = super().clean() or self.cleaned_data
        least, greatest = data.get("least"), data.get("greatest")
        if least is not None and greatest is not None and least > greatest:
            self.add_error("greatest", _("This is less than the least."))
        return data

    def facts(self) -> dict[str, Any]:
        """What the question says, for the service."""
        data = dict(self.cleaned_data)
        serves = data.pop("serves", "")
        subs = {f"s{sub.pk}": sub for sub in self.subcriteria}
        heads = {f"c{sub.criterion_id}": sub.criterion for sub in self.subcriteria}
        data["subcriterion"], data["criterion"] = subs.get(serves), heads.get(serves)
        if "shown_if" in data:
            key, _colon, code = data.pop("shown_if").partition(":")
            data["condition_key"], data["condition_code"] = key, code
        if self.kind == K.TABLE:
            pairs = [
                (data.pop(f"column_{n}"), data.pop(f"column_kind_{n}") or "text")
                for n in range(1, MOST_COLUMNS + 1)
            ]
            data["columns"] = [(label, kind) for label, kind in pairs if label]
        return data


def first_values(question: Question) -> dict[str, Any]:
    """What the form of a stored question begins with."""
    names = ("text", "help", "required", "limit", "limit_unit", "decimals", "least", "greatest")
    values = {name: getattr(question, name) for name in names}
    if question.kind == K.TABLE:
        for n, item in enumerate(question.items.all(), start=1):
            values |= {f"column_{n}": item.label, f"column_kind_{n}": item.column}
        values |= {
            name: int(values[name]) if values[name] is not None else None for name in ("least", "greatest")
        }
    if question.is_choice:
        values["options"] = "\n".join(item.label for item in question.items.all())
    if question.condition_key:
        values["shown_if"] = f"{question.condition_key}:{question.condition_code}"
    values["serves"] = f"s{question.subcriterion_id}" if question.subcriterion_id else ""
    if question.criterion_id and not question.subcriterion_id:
        values["serves"] = f"c{question.criterion_id}"
    return values


class EligibilityForm(forms.Form):
    """A yes-or-no question before the application."""

    text = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=300,
        help_text=gettext_lazy("Answered with yes or no."),
    )
    wanted = forms.TypedChoiceField(
        label=gettext_lazy("Answer that fits"),
        choices=[("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    explanation = forms.CharField(
        label=gettext_lazy("What to say when it does not fit"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    law = forms.CharField(label=gettext_lazy("Article"), required=False, max_length=150)


def where_choices(call: Call, sections: Iterable[QuestionSection]) -> list[tuple[str, str]]:
    """Where a new question may stand: further questions of a standing section, or an own section."""
    gone = rules.left_out_of(call)[0]
    standing = [
        (f"more-{key}", str(capfirst(section.title))) for key, section in BY_KEY.items() if key not in gone
    ]
    return [*((f"own-{section.pk}", script(section.title)) for section in sections), *standing]
