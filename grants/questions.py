"""Questions of a call as a form: which version holds, which are asked, what is wrong with an answer; no question to
the database but for rows that are read already."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Answer, Application, Call, Question, QuestionItem, QuestionSection
from office.templatetags.saradnja import day, number, script

STANDING = (
    "organisation",
    "project",
    "activities",
    "budget",
    "partners",
    "capacity",
    "documents",
    "declarations",
)
OWN_BEFORE = STANDING.index("documents")  # own sections stand before the documents
MOST_ROWS = 50
FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)
Values = Mapping[str, Any]
K = Question.Kind


@dataclass(frozen=True, slots=True)
class Page:
    """Questions that stand together: further questions of a standing section, or a section of the call's own."""

    key: str
    standing: str
    title: str
    lead: str
    questions: tuple[Question, ...]


def in_force(questions: Iterable[Question], at: datetime.datetime | None = None) -> list[Question]:
    """Of each question the version that holds at that moment (now, when none is given), in the order of the form."""
    newest: dict[str, Question] = {}
    for question in sorted(questions, key=lambda each: each.version):
        if question.version == 1 or at is None or question.made_at <= at:
            newest[question.key] = question
    return sorted(newest.values(), key=place)


def place(question: Question) -> tuple[Any, ...]:
    """Where the question stands in the whole form."""
    if question.section_id:
        return (OWN_BEFORE - 0.5, question.section.order, question.section_id, question.order, question.key)
    return (STANDING.index(question.standing), 0, 0, question.order, question.key)


def end_of_page(page: str, sections: Iterable[QuestionSection]) -> tuple[Any, ...]:
    """Where a page stands in the whole form; questions up to there stand before a new one at its end."""
    for section in sections:
        if page == f"own-{section.pk}":
            return (OWN_BEFORE - 0.5, section.order, section.pk)
    return (STANDING.index(page.removeprefix("more-")), 0, 0)


def questions_of(call: Call, at: datetime.datetime | None = None) -> list[Question]:
    """The questions of a call as they hold at that moment."""
    return in_force(call.questions.all(), at)


def questions_for(application: Application) -> list[Question]:
    """The questions this application answers: a filed one those that held when it was handed in."""
    return questions_of(application.call, application.submitted_at)


def pages(questions: Iterable[Question], left_out: Iterable[str] = ()) -> list[Page]:
    """The questions by the pages on which they stand; questions of a section that is not asked are not asked either."""
    together: dict[str, list[Question]] = {}
    for question in questions:
        if question.standing not in left_out or question.section_id:
            together.setdefault(question.page, []).append(question)
    made = []
    for key, group in together.items():
        own: QuestionSection | None = group[0].section if group[0].section_id else None
        title, lead = (own.title, own.lead) if own else ("", "")
        made.append(Page(key, group[0].standing, title, lead, tuple(group)))
    return made


def left_out_of(call: Call) -> tuple[set[str], set[str]]:
    """Standing sections and fields (as section.field) this call does not ask."""
    gone = [each for each in call.standing_choices.all() if each.demand == each.Demand.LEFT_OUT]
    return (
        {each.section for each in gone if not each.field},
        {f"{each.section}.{each.field}" for each in gone if each.field},
    )


def demanded_of(call: Call) -> tuple[set[str], set[str]]:
    """Standing sections and fields the call makes obligatory though they usually are not."""
    more = [each for each in call.standing_choices.all() if each.demand == each.Demand.OBLIGATORY]
    return (
        {each.section for each in more if not each.field},
        {f"{each.section}.{each.field}" for each in more if each.field},
    )


def eased_of(call: Call) -> set[str]:
    """Standing fields the call lets stay empty though they usually may not."""
    return {
        f"{each.section}.{each.field}"
        for each in call.standing_choices.all()
        if each.demand == each.Demand.OPTIONAL and each.field
    }


def value_of(answer: Answer, kind: str) -> Any:
    """The answer as a plain value: text, number, day, code, codes, rows, or the paper."""
    if kind == K.ONE:
        return next((item.code for item in answer.items.all()), "")
    if kind == K.MANY:
        return tuple(item.code for item in answer.items.all())
    if kind == K.TABLE:
        return table_of(answer)
    single = {K.TEXT: answer.text, K.DATE: answer.day, K.FILE: answer.document}
    return single.get(K(kind), answer.number)


def table_of(answer: Answer) -> tuple[dict[str, Any], ...]:
    """Rows of a table by the codes of its columns."""
    rows: dict[int, dict[str, Any]] = {}
    for item in answer.items.all():
        value = item.number if item.number is not None else item.day or item.text
        rows.setdefault(item.row, {})[item.code] = value
    return tuple(rows[row] for row in sorted(rows))


def values_of(application: Application) -> dict[str, Any]:
    """What the application has answered so far, by the keys of the questions."""
    kinds = {question.key: question.kind for question in application.call.questions.all()}
    return {
        answer.key: value_of(answer, kinds[answer.key])
        for answer in application.answers.all()
        if answer.key in kinds
    }


def is_empty(value: Any) -> bool:
    """Nothing was answered."""
    return value is None or (isinstance(value, str) and not value.strip()) or value == ()


def is_asked(question: Question, by_key: Mapping[str, Question], values: Values) -> bool:
    """Is the question put, given the answers before it? A question that hangs on one not put is not put either."""
    seen = set()
    while question.condition_key:
        if question.key in seen:
            return False
        seen.add(question.key)
        before = by_key.get(question.condition_key)
        if before is None or question.condition_code not in codes(values.get(before.key)):
            return False
        question = before
    return True


def codes(value: Any) -> tuple[str, ...]:
    """Chosen codes, whether one or several may be chosen."""
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) and value else ()


def asked(questions: list[Question], values: Values) -> list[Question]:
    """The questions that are put, given these answers."""
    by_key = {question.key: question for question in questions}
    return [question for question in questions if is_asked(question, by_key, values)]


def condition_words(question: Question, by_key: Mapping[str, Question]) -> str:
    """When the question is put, in a sentence for the applicant."""
    before = by_key.get(question.condition_key)
    if before is None:
        return ""
    label = next((item.label for item in before.items.all() if item.code == question.condition_code), "")
    return _("Asked only if the answer to “%(question)s” is “%(answer)s”.") % {
        "question": script(before.text),
        "answer": script(label),
    }


def serves(question: Question) -> str:
    """Which criterion the answer serves, with the points it can bring."""
    found = question.subcriterion or question.criterion
    return serves_words(found.name, found.max_points) if found else ""


def serves_words(name: str, points: Decimal) -> str:
    """The criterion with its points in a sentence."""
    return _("Serves the criterion “%(name)s”: up to %(points)s points.") % {
        "name": script(name),
        "points": number(points, 0 if points == points.to_integral_value() else 2),
    }


def fault(question: Question, value: Any) -> str:
    """What is wrong with an answer that is there, in a sentence; empty when nothing is."""
    if is_empty(value):
        return ""
    judge = {
        K.TEXT: fault_of_text,
        K.NUMBER: fault_of_number,
        K.SUM: fault_of_number,
        K.ONE: fault_of_choice,
        K.MANY: fault_of_choice,
        K.TABLE: fault_of_table,
        K.DATE: fault_of_day,
    }.get(K(question.kind))
    return judge(question, value) if judge else ""


def length(question: Question, text: str) -> int:
    """How long a text is, counted as the question counts."""
    return len(text.split()) if question.limit_unit == Question.Unit.WORDS else len(text)


def limit_words(question: Question) -> str:
    """The limit of a text in words."""
    most = question.limit or 0
    if question.limit_unit == Question.Unit.WORDS:
        return ngettext("At most %(count)s word.", "At most %(count)s words.", most) % {"count": number(most)}
    return ngettext("At most %(count)s character.", "At most %(count)s characters.", most) % {
        "count": number(most)
    }


def fault_of_text(question: Question, value: Any) -> str:
    """A text is not longer than its limit."""
    given = length(question, str(value))
    if question.limit is None or given <= question.limit:
        return ""
    return _("%(limit)s The text has %(given)s: shorten it by %(over)s.") % {
        "limit": limit_words(question),
        "given": number(given),
        "over": number(given - question.limit),
    }


def fault_of_number(question: Question, value: Any) -> str:
    """A number lies within its bounds and has no more decimals than asked."""
    places = 2 if question.kind == K.SUM else question.decimals
    if value != round(Decimal(value), places):
        return _("Write a whole number.") if not places else _("Write at most two decimal places.")
    return bounds(question, Decimal(value), places)


def bounds(question: Question, value: Decimal, places: int) -> str:
    """The bounds of a number in a sentence, when it lies outside."""
    if question.least is not None and value < question.least:
        return _("The least that may be entered is %(least)s.") % {"least": number(question.least, places)}
    if question.greatest is not None and value > question.greatest:
        return _("The most that may be entered is %(most)s.") % {"most": number(question.greatest, places)}
    return ""


def fault_of_choice(question: Question, value: Any) -> str:
    """Only what is offered may be chosen."""
    offered = {item.code for item in question.items.all()}
    return "" if set(codes(value)) <= offered else _("Choose among the offered answers.")


def fault_of_day(question: Question, value: Any) -> str:
    """A day in years people live in."""
    return "" if FIRST_DAY <= value <= LAST_DAY else _("Check the year.")


def fault_of_table(question: Question, value: Any) -> str:
    """Not fewer and not more rows than asked."""
    most, least = int(question.greatest or MOST_ROWS), int(question.least or 0)
    if len(value) > most:
        return ngettext("At most %(count)s row.", "At most %(count)s rows.", most) % {"count": most}
    if len(value) < least:
        return ngettext("At least %(count)s row.", "At least %(count)s rows.", least) % {"count": least}
    return ""


@dataclass(frozen=True, slots=True)
class Lack:
    """One question that stands between the draft and its submission."""

    question: Question
    ask: str
    wrong: bool


def lacks(questions: list[Question], values: Values) -> list[Lack]:
    """Obligatory questions without an answer, and answers that are not allowed."""
    found = []
    for question in asked(questions, values):
        value = values.get(question.key)
        words = fault(question, value)
        if words:
            text = _("“%(question)s”: %(fault)s") % {"question": script(question.text), "fault": words}
            found.append(Lack(question, text, wrong=True))
        elif question.required and is_empty(value):
            text = _("Answer the question “%(question)s”.") % {"question": script(question.text)}
            found.append(Lack(question, text, wrong=False))
    return found


def frozen(question: Question, value: Any) -> Any:
    """An answer as it is kept in the snapshot: labels instead of codes, everything as text."""
    labels = {item.code: item.label for item in question.items.all()}
    if question.kind in {K.ONE, K.MANY}:
        return [labels.get(code, code) for code in codes(value)]
    if question.kind == K.FILE:
        return {"name": value.file.name, "sha256": value.file.sha256} if value else None
    if question.kind == K.TABLE:
        return frozen_table(list(question.items.all()), value or ())
    return "" if value is None else str(value)


def frozen_table(columns: list[QuestionItem], rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """A table with its head and the kinds of its columns."""
    return {
        "head": [column.label for column in columns],
        "kinds": [column.column for column in columns],
        "rows": [[str(row.get(column.code, "")) for column in columns] for row in rows],
    }


def frozen_answers(application: Application) -> list[dict[str, Any]]:
    """Every question put to this application with the version answered and its answer."""
    questions = questions_for(application)
    values = values_of(application)
    versions = {question.pk: question for question in application.call.questions.all()}
    kept = {answer.key: versions.get(answer.question_id) for answer in application.answers.all()}
    return [
        frozen_answer(page, kept.get(question.key) or question, values.get(question.key))
        for page in pages(asked(questions, values), left_out_of(application.call)[0])
        for question in page.questions
    ]


def frozen_answer(page: Page, read: Question, value: Any) -> dict[str, Any]:
    """One question with the words that were read and the answer that was given."""
    served = read.subcriterion or read.criterion
    return {
        "page": page.key,
        "standing": page.standing,
        "title": page.title,
        "key": read.key,
        "version": read.version,
        "kind": read.kind,
        "question": read.text,
        "criterion": served.name if served else "",
        "points": str(served.max_points) if served else "",
        "answer": frozen(read, value),
    }


def corrected_since(questions: Iterable[Question], since: datetime.datetime) -> list[Question]:
    """Corrections made after that moment, the oldest first."""
    return sorted(
        (each for each in questions if each.version > 1 and each.made_at > since),
        key=lambda each: each.made_at,
    )


def day_words(value: Any) -> str:
    """A day kept as text, as the page writes it."""
    return day(datetime.date.fromisoformat(value)) if value else ""
