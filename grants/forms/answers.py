"""The form of a page of questions: fields by the kinds of the questions; a wrong field never loses the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from grants import questions as rules
from grants.forms.drafts import day_input
from grants.models import Question, QuestionItem
from office.money import AmountField, parse_amount
from office.templatetags.saradnja import number, script
from office.uploads import ALL

K = Question.Kind
LARGEST = Decimal("99999999999999.99")  # what a column of a number holds
SPARE_ROWS = 3
LONGEST_TEXT = 1_000_000


class NumberField(forms.CharField):
    """A number as people type it, with a comma or a point before the decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """A stored number as it is typed; what was typed stays as it is."""
        if isinstance(value, Decimal):
            whole = value == value.to_integral_value()
            return f"{value:.0f}" if whole else f"{value:.2f}".replace(".", ",")
        return value

    def clean(self, value: Any) -> Decimal | None:
        """The number, or nothing."""
        text = super().clean(value)
        if text in self.empty_values:
            return None
        try:
            found = parse_amount(text)
        except ValueError as error:
            raise forms.ValidationError(
                _("“%(text)s” is not a number that can be entered here.") % {"text": text[:40]}
            ) from error
        if abs(found) > LARGEST:
            raise forms.ValidationError(_("This number is too large."))
        return found


@dataclass(slots=True)
class Row:
    """One row of a table: its number and its fields."""

    number: int
    cells: list[forms.BoundField] = field(default_factory=list)


@dataclass(slots=True)
class Put:
    """A question as the page puts it: its words, its field or its rows."""

    question: Question
    serves: str
    condition: str
    field: forms.BoundField | None
    head: list[QuestionItem]
    rows: list[Row]
    file: Any = None
    errors: list[str] = field(default_factory=list)


class AnswersForm(forms.Form):
    """Fields for the questions that are put; nothing is demanded until the application is submitted."""

    use_required_attribute = False
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        questions: list[Question],
        everything: list[Question],
        values: Mapping[str, Any],
        version: int = 0,
    ) -> None:
        super().__init__(data, files)
        self.questions, self.values = questions, values
        self.by_key = {question.key: question for question in everything}
        self.row_counts: dict[str, int] = {}
        self.fields["version"].initial = version
        for question in questions:
            self.add(question)

    def add(self, question: Question) -> None:
        """The field of a question, or the cells of its table."""
        value = self.values.get(question.key)
        if question.kind == K.TABLE:
            self.add_table(question, value or ())
            return
        made = FIELDS[K(question.kind)](question)
        made.label, made.help_text = script(question.text), hint(question)
        made.required = question.required  # only for the word “optional”: see full_clean
        if question.kind != K.FILE:
            made.initial = list(value) if isinstance(value, tuple) else value
        self.fields[question.key] = made

    def add_table(self, question: Question, rows: tuple[dict[str, Any], ...]) -> None:
        """Cells for the rows that are there and for some more."""
        most = int(question.greatest or rules.MOST_ROWS)
        sent = sum(1 for row in range(1, most + 1) if self.sent_row(question.key, row))
        count = min(most, max(len(rows) + SPARE_ROWS, int(question.least or 0), sent))
        self.row_counts[question.key] = count
        for row in range(1, count + 1):
            for column in question.items.all():
                cell = CELLS[column.column]()
                cell.required = False
                cell.widget.attrs["class"] = "form-control"
                cell.label = f"{script(question.text)} – {row}. {script(column.label)}"
                cell.initial = rows[row - 1].get(column.code) if row <= len(rows) else None
                self.fields[cell_name(question.key, row, column.code)] = cell

    def sent_row(self, key: str, row: int) -> bool:
        """Did the browser send this row of the table?"""
        return self.is_bound and any(name.startswith(f"{key}_{row}_") for name in self.data)

    def full_clean(self) -> None:
        """Judge what is there; what is missing is told by the task list."""
        shown = {name: each.required for name, each in self.fields.items()}
        for each in self.fields.values():
            each.required = False
        super().full_clean()
        for name, each in self.fields.items():
            each.required = shown[name]

    def clean(self) -> dict[str, Any]:
        """Limits, bounds and offers of each question, in the sentences the task list uses too."""
        data = super().clean() or self.cleaned_data
        for question in self.questions:
            if self.broken(question):
                continue
            words = rules.fault(question, self.value(question))
            if words:
                self.add_error(self.first_name(question), words)
        return data

    def first_name(self, question: Question) -> str:
        """The field on which an error of the question is said."""
        if question.kind == K.TABLE:
            return cell_name(question.key, 1, question.items.all()[0].code)
        return question.key

    def broken(self, question: Question) -> bool:
        """Has a field of the question an error already?"""
        return any(name in self.errors for name in self.names(question))

    def names(self, question: Question) -> list[str]:
        """Names of all fields of the question."""
        if question.kind != K.TABLE:
            return [question.key]
        return [
            cell_name(question.key, row, column.code)
            for row in range(1, self.row_counts[question.key] + 1)
            for column in question.items.all()
        ]

    def value(self, question: Question) -> Any:
        """What was typed, as a plain value; empty rows of a table are left out."""
        if question.kind == K.TABLE:
            return tuple(self.rows(question))
        value = self.cleaned_data.get(question.key)
        if question.kind == K.MANY:
            return tuple(value or ())
        return "" if value is None and question.kind in {K.TEXT, K.ONE} else value

    def rows(self, question: Question) -> Iterator[dict[str, Any]]:
        """Rows in which something was typed."""
        for row in range(1, self.row_counts[question.key] + 1):
            cells = {
                column.code: self.cleaned_data.get(cell_name(question.key, row, column.code))
                for column in question.items.all()
            }
            if any(not rules.is_empty(cell) for cell in cells.values()):
                yield {code: "" if cell is None else cell for code, cell in cells.items()}

    def entries(self) -> list[tuple[Question, Any]]:
        """The answers that are well formed; an unchosen file leaves the stored one as it is."""
        self.is_valid()
        return [
            (question, self.value(question))
            for question in self.questions
            if not self.broken(question)
            and not (question.kind == K.FILE and not self.cleaned_data.get(question.key))
        ]

    def puts(self) -> list[Put]:
        """The questions as the page puts them."""
        return [self.put(question) for question in self.questions]

    def put(self, question: Question) -> Put:
        """One question with its words and fields."""
        words = rules.serves(question), rules.condition_words(question, self.by_key)
        if question.kind != K.TABLE:
            stored = self.values.get(question.key) if question.kind == K.FILE else None
            return Put(question, *words, self[question.key], [], [], stored)
        columns = list(question.items.all())
        rows = [
            Row(row, [self[cell_name(question.key, row, column.code)] for column in columns])
            for row in range(1, self.row_counts[question.key] + 1)
        ]
        errors = [error for row in rows for cell in row.cells for error in cell.errors]
        return Put(question, *words, None, columns, rows, errors=errors)


def cell_name(key: str, row: int, code: str) -> str:
    """Name of the field of a cell."""
    return f"{key}_{row}_{code}"


def hint(question: Question) -> str:
    """The help of the body, then the limits in words."""
    words = [script(question.help)]
    if question.kind == K.TEXT and question.limit:
        words.append(rules.limit_words(question))
    if question.kind in {K.NUMBER, K.SUM}:
        words += bounds_words(question)
    if question.kind == K.FILE:
        words.append(_("PDF, JPG, PNG, DOCX or XLSX, at most 20 MB, without a password."))
    return " ".join(word for word in words if word)


def bounds_words(question: Question) -> list[str]:
    """The bounds of a number, written before they can be violated."""
    places = 2 if question.kind == K.SUM else question.decimals
    least, most = question.least, question.greatest
    words = []
    if least is not None and (least or question.kind == K.NUMBER):
        words.append(_("At least %(least)s.") % {"least": number(least, places)})
    if most is not None:
        words.append(_("At most %(most)s.") % {"most": number(most, places)})
    return words


def text_field(question: Question) -> forms.CharField:
    """A text; its characters are counted while typing."""
    long = question.limit is None or question.limit > 200 or question.limit_unit == Question.Unit.WORDS
    widget = forms.Textarea(attrs={"rows": 8 if (question.limit or 9999) > 1000 else 4})
    made = forms.CharField(max_length=LONGEST_TEXT, widget=widget if long else forms.TextInput())
    made.widget.attrs["translate"] = "no"
    made.widget.attrs.pop("maxlength", None)
    if question.limit and question.limit_unit == Question.Unit.CHARACTERS:
        made.widget.attrs |= {"maxlength": question.limit, "data-counter": True}
    return made


def choices(question: Question) -> list[tuple[str, str]]:
    """The offered answers."""
    return [(item.code, script(item.label)) for item in question.items.all()]


def offered_error() -> dict[str, str]:
    """The sentence for an answer that is not offered."""
    return {"invalid_choice": _("Choose among the offered answers.")}


def file_field(question: Question) -> forms.FileField:
    """A file; what is wrong with it is said by the upload's own sentences."""
    accept = ",".join(f".{kind}" for kind in ALL)
    return forms.FileField(
        allow_empty_file=True, max_length=255, widget=forms.FileInput(attrs={"accept": accept})
    )


def date_field() -> forms.DateField:
    """A day."""
    return forms.DateField(widget=day_input(), error_messages={"invalid": _("Enter a day, like 31.12.2026.")})


FIELDS: dict[Any, Any] = {
    K.TEXT: text_field,
    K.NUMBER: lambda question: NumberField(),
    K.SUM: lambda question: AmountField(min_value=None, max_value=LARGEST),
    K.ONE: lambda question: forms.ChoiceField(
        choices=choices(question), widget=forms.RadioSelect, error_messages=offered_error()
    ),
    K.MANY: lambda question: forms.MultipleChoiceField(
        choices=choices(question), widget=forms.CheckboxSelectMultiple, error_messages=offered_error()
    ),
    K.FILE: file_field,
    K.DATE: lambda question: date_field(),
}
CELLS: dict[str, Any] = {
    QuestionItem.Column.TEXT: lambda: forms.CharField(max_length=500),
    QuestionItem.Column.NUMBER: NumberField,
    QuestionItem.Column.SUM: lambda: AmountField(max_value=LARGEST),
    QuestionItem.Column.DATE: date_field,
}
