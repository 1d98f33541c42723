"""The application form of a call without answers, as it is printed and read before one begins."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants import questions as rules
from grants.declarations import text_of
from grants.forms import application_parts, drafts
from grants.forms.answers import hint
from grants.forms.application_sections import SECTIONS, page_section
from grants.models import Call, Declaration, Question
from office.templatetags.saradnja import script

K = Question.Kind
LISTS = {
    "activities": application_parts.ActivityForm,
    "budget": application_parts.BudgetLineForm,
    "partners": application_parts.PartnerForm,
}
ROWS_ON_PAPER = 6


@dataclass(frozen=True, slots=True)
class Blank:
    """One place to write: its words, its hint, whether it may stay empty, and what it looks like on paper."""

    label: str
    hint: str
    optional: bool
    look: str  # lines, line, choices, table, file
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    document: Any = None
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class BlankPart:
    """A part of the form with its places to write."""

    key: str
    title: Any
    lead: Any
    blanks: list[Blank]


def empty_form(call: Call) -> list[BlankPart]:
    """Every part this call asks, in the order of the portal, in the language that is active."""
    questions = rules.questions_of(call)
    by_key = {question.key: question for question in questions}
    gone = rules.left_out_of(call)[0]
    pages = rules.pages(questions, gone)
    made = []
    for section in SECTIONS:
        if section.key == "documents":
            made += [blank_page(page, page.title, by_key) for page in pages if not page.standing]
        if section.key not in gone:
            made.append(BlankPart(section.key, section.title, section.lead, standing_blanks(section, call)))
        made += [blank_page(page, section.title, by_key) for page in pages if page.standing == section.key]
    return made


def standing_blanks(section: Any, call: Call) -> list[Blank]:
    """Fields of a standing part, its list as a table, its papers or its declarations."""
    blanks = []
    if section.key in LISTS:
        columns = tuple(str(each.label) for each in LISTS[section.key]().fields.values())
        words = _("One row for each.")
        blanks.append(
            Blank(str(section.title), words, section.optional, "table", (), columns, tuple(range(1, ROWS_ON_PAPER + 1)))
        )  # fmt: skip
    if section.form:
        blanks += fields_of(section, call)
    if section.key == "documents":
        blanks += [paper_blank(paper) for paper in call.required_documents.all()]
    if section.key == "declarations":
        blanks += [
            Blank(str(text_of(kind)), "", False, "choices", (_("I declare"),)) for kind in Declaration.Kind
        ]
    return blanks


def fields_of(section: Any, call: Call) -> list[Blank]:
    """Fields of the section's form as this call asks them."""
    form: drafts.DraftForm = section.form()
    form.fit(section.key, call)
    blanks = []
    for name, field in form.fields.items():
        if name == "version":
            continue
        long = (getattr(field, "max_length", None) or 0) > 300
        offered = (
            tuple(str(label) for _value, label in getattr(field, "choices", ())) if name == "kind" else ()
        )
        limit = (
            [
                ngettext("At most %(count)s character.", "At most %(count)s characters.", field.max_length)
                % {"count": field.max_length}
            ]
            if long
            else []
        )
        words = " ".join([str(field.help_text), *limit]).strip()
        look = "choices" if offered else "lines" if long else "line"
        blanks.append(Blank(str(field.label), words, not field.required, look, offered))
    return blanks


def paper_blank(paper: Any) -> Blank:
    """A paper to attach."""
    notes = () if paper.given_by == "all" else (str(paper.get_given_by_display()),)
    return Blank(
        script(paper.name), script(paper.hint), not paper.obligatory, "file", notes=notes, document=paper
    )


def blank_page(page: rules.Page, title: Any, by_key: dict[str, Question]) -> BlankPart:
    """A page of questions of the call."""
    section = page_section(page, title)
    return BlankPart(
        page.key, section.title, section.lead, [blank(question, by_key) for question in page.questions]
    )


def blank(question: Question, by_key: dict[str, Question]) -> Blank:
    """A question with its limits, its condition and the criterion it serves."""
    looks = {K.TEXT: "lines", K.ONE: "choices", K.MANY: "choices", K.TABLE: "table", K.FILE: "file"}
    labels = tuple(script(item.label) for item in question.items.all())
    rows = min(int(question.greatest or ROWS_ON_PAPER), ROWS_ON_PAPER)
    notes = (rules.condition_words(question, by_key), rules.serves(question))
    choice_hint = [_("Choose one.")] if question.kind == K.ONE else []
    choice_hint += [_("Choose all that fit.")] if question.kind == K.MANY else []
    return Blank(
        script(question.text),
        " ".join([hint(question), *choice_hint]).strip(),
        not question.required,
        looks.get(K(question.kind), "line"),
        labels if question.is_choice else (),
        labels if question.kind == K.TABLE else (),
        tuple(range(1, rows + 1)) if question.kind == K.TABLE else (),
        tuple(note for note in notes if note),
        None,
        question,
    )


def form_places(call: Call) -> list[tuple[str, str]]:
    """Every place of the form a remark may point at: its key and its words, in the order of the form."""
    standing = {str(section.title) for section in SECTIONS}  # named in the language of whoever reads
    found = [(f"before-{each.pk}", str(script(each.text))) for each in call.eligibility_questions.all()]
    for part in empty_form(call):
        found.append((part.key, str(part.title)))
        named = "" if str(part.title) in standing else f"{part.title}: "
        for each in part.blanks:
            if each.question:
                found.append((f"question-{each.question.key}", f"{named}{each.label}"))
    return found
