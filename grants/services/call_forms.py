"""Verbs on the application form of a drafted call: standing parts, own sections, questions, questions before login."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from grants import questions as rules
from grants.models import Call, EligibilityQuestion, Question, QuestionItem, QuestionSection, StandingChoice
from grants.services.call_parts import TEMPLATES, open_draft
from office import uploads
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import service

MOST_QUESTIONS, MOST_SECTIONS = 100, 20
Column = tuple[str, str]


@service
def choose_standing(*, call: Call, choices: dict[str, str], by: User) -> None:
    """Say of each standing section and field (“section” or “section.field”) whether the call asks it."""
    call = open_draft(call, by)
    call.standing_choices.all().delete()
    StandingChoice.objects.bulk_create(
        StandingChoice(call=call, section=section, field=field, demand=demand)
        for name, demand in choices.items()
        for section, _dot, field in [name.partition(".")]
    )
    record("choose_standing", call, by=by, data={"count": len(choices)})


@service
def save_section(
    *, call: Call, title: str, lead: str = "", section: QuestionSection | None = None, by: User
) -> QuestionSection:
    """Add or change a section that only this call has."""
    call = open_draft(call, by)
    if section is None:
        if call.question_sections.count() >= MOST_SECTIONS:
            raise Refused(_("A list has at most %(most)s lines.") % {"most": MOST_SECTIONS})
        section = QuestionSection(call=call, order=after_last(call.question_sections))
    section.title, section.lead = title, lead
    section.save()
    record("save_form_section", call, by=by, data={"name": title})
    return section


def after_last(rows: Any) -> int:
    """The place after the last row."""
    return int(rows.aggregate(last=Max("order"))["last"] or 0) + 1


@service
def remove_section(*, section: QuestionSection, by: User) -> None:
    """Take a section with its questions out of the draft."""
    call = open_draft(section.call, by)
    gone = {question.key for question in section.questions.all()}
    check_nothing_hangs_on(call, gone)
    record("remove_form_section", call, by=by, data={"name": section.title})
    section.delete()


def check_nothing_hangs_on(call: Call, gone: set[str]) -> None:
    """No other question is put only after one of these."""
    hanging = call.questions.filter(condition_key__in=gone).exclude(key__in=gone).first()
    if hanging:
        raise Refused(
            _("The question “%(question)s” is asked only after this one; change its condition first.")
            % {"question": hanging.text}
        )


@service
def save_question(
    *,
    call: Call,
    page: str,
    kind: str,
    question: Question | None = None,
    options: Iterable[str] = (),
    columns: Iterable[Column] = (),
    upload: UploadedFile | None = None,
    drop_template: bool = False,
    by: User,
    **facts: Any,
) -> Question:
    """Add a question to a section of the draft, or change one."""
    call = open_draft(call, by)
    if question is None:
        question = new_question(call, page, kind, by)
    for name, value in facts.items():
        setattr(question, name, value)
    check_condition(call, question)
    if upload or drop_template:
        question.template = uploads.store(upload, by=by, allow=TEMPLATES) if upload else None
    question.made_at, question.made_by = timezone.now(), by
    question.save()
    write_items(question, options, columns)
    record("save_question", call, by=by, data={"key": question.key, "text": question.text})
    return question


def new_question(call: Call, page: str, kind: str, by: User) -> Question:
    """An empty question at the end of its section."""
    numbers = [int(key[1:]) for key in call.questions.values_list("key", flat=True)]
    if len(numbers) >= MOST_QUESTIONS:
        raise Refused(_("A form has at most %(most)s questions of its own.") % {"most": MOST_QUESTIONS})
    made = Question(call=call, kind=kind, key=f"q{max(numbers, default=0) + 1}")
    if page.startswith("own-"):
        made.section = call.question_sections.get(pk=int(page.removeprefix("own-")))
    else:
        made.standing = page.removeprefix("more-")
    made.order = after_last(call.questions.filter(section=made.section, standing=made.standing))
    made.made_by = by
    return made


def check_condition(call: Call, question: Question) -> None:
    """A question hangs on an earlier choice among offered answers."""
    if not question.condition_key:
        return
    earlier = {
        each.key: each for each in rules.questions_of(call) if rules.place(each) < rules.place(question)
    }
    before = earlier.get(question.condition_key)
    if before is None or not before.is_choice:
        raise Refused(_("A condition names an earlier question with offered answers."), field="shown_if")
    if question.condition_code not in {item.code for item in before.items.all()}:
        raise Refused(_("Choose among the offered answers."), field="shown_if")


def write_items(question: Question, options: Iterable[str], columns: Iterable[Column]) -> None:
    """Offered answers or columns, in their order; an item in its old place or with its old words keeps its code."""
    wanted = [(label, "text") for label in options] if question.is_choice else list(columns)
    old = list(question.items.all())
    by_label = {item.label: item.code for item in old}
    same_count = len(old) == len(wanted)
    used = {by_label[label] for label, _kind in wanted if label in by_label}
    made, next_code = [], max((int(item.code[1:]) for item in old), default=0) + 1
    for order, (label, kind) in enumerate(wanted, start=1):
        code = by_label.get(label, "")
        if not code and same_count and old[order - 1].code not in used:
            code = old[order - 1].code
        if not code:
            code, next_code = f"a{next_code}", next_code + 1
        used.add(code)
        made.append(QuestionItem(question=question, code=code, order=order, label=label, column=kind))
    check_conditions_stay(question, {item.code for item in made})
    question.items.all().delete()
    QuestionItem.objects.bulk_create(made)


def check_conditions_stay(question: Question, offered: set[str]) -> None:
    """An offered answer that puts another question is not taken away."""
    hanging = question.call.questions.filter(condition_key=question.key).exclude(condition_code__in=offered)
    found = hanging.first()
    if found:
        raise Refused(
            _("The question “%(question)s” is asked only after this one; change its condition first.")
            % {"question": found.text},
            field="options",
        )


@service
def remove_question(*, question: Question, by: User) -> None:
    """Take a question out of the draft."""
    call = open_draft(question.call, by)
    check_nothing_hangs_on(call, {question.key})
    record("remove_question", call, by=by, data={"key": question.key, "text": question.text})
    question.delete()


@service
def move(*, part: Question | QuestionSection | EligibilityQuestion, up: bool, by: User) -> None:
    """Change places with the neighbour above or below; at the end of the list nothing happens."""
    call = open_draft(part.call, by)
    rows = list(neighbours(part))
    at = next(n for n, row in enumerate(rows) if row.pk == part.pk)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(rows):
        return
    rows[at], rows[other] = rows[other], rows[at]
    for order, row in enumerate(rows, start=1):
        row.order = order
        row.save(update_fields=["order"])
    for question in rules.questions_of(Call.objects.get(pk=call.pk)):
        check_condition(call, question)
    record("move_form_part", call, by=by, data={"kind": part._meta.model_name, "text": str(part)})


def neighbours(part: Question | QuestionSection | EligibilityQuestion) -> Any:
    """The list in which the part stands."""
    if isinstance(part, Question):
        return part.call.questions.filter(section=part.section_id, standing=part.standing)
    if isinstance(part, QuestionSection):
        return part.call.question_sections.all()
    return part.call.eligibility_questions.all()


@service
def save_eligibility(
    *, call: Call, question: EligibilityQuestion | None = None, by: User, **facts: Any
) -> EligibilityQuestion:
    """Add or change a question anybody may ask himself before he begins."""
    call = open_draft(call, by)
    question = question or EligibilityQuestion(call=call, order=after_last(call.eligibility_questions))
    for name, value in facts.items():
        setattr(question, name, value)
    question.save()
    record("save_eligibility", call, by=by, data={"text": question.text})
    return question


@service
def remove_eligibility(*, question: EligibilityQuestion, by: User) -> None:
    """Take a question before the application out of the draft."""
    call = open_draft(question.call, by)
    record("remove_eligibility", call, by=by, data={"text": question.text})
    question.delete()
