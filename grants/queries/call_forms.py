"""What the pages ask about the application form of a call."""

from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from grants.models import (
    Answer,
    Application,
    Call,
    Criterion,
    EligibilityQuestion,
    Question,
    QuestionSection,
    RequiredDocument,
    SubCriterion,
)
from grants.questions import in_force
from office.models import StoredFile

ANSWERS = (Prefetch("answers", Answer.objects.select_related("document__file")), "answers__items")


def form_of(path: str = "") -> tuple[Any, ...]:
    """What is read beforehand of a call's form, from a call or from a row that has one."""
    questions = Question.objects.select_related("section", "criterion", "subcriterion", "template")
    return (
        f"{path}standing_choices",
        Prefetch(f"{path}questions", questions),
        f"{path}questions__items",
    )


def read_form(application: Application) -> None:
    """Read the form of the call and the answers once, where the page has not done so already."""
    prefetch_related_objects([application], *form_of("call__"), *ANSWERS)


def read_form_of_call(call: Call) -> None:
    """Read the form of a call once, where its page has not done so already."""
    prefetch_related_objects([call], *form_of(), "question_sections", "eligibility_questions")


def with_form(calls: QuerySet[Call]) -> QuerySet[Call]:
    """Calls with their whole form, for its editor, its print and the trial."""
    return calls.prefetch_related(
        *form_of(),
        "question_sections",
        "eligibility_questions",
        Prefetch("required_documents", RequiredDocument.objects.select_related("template").order_by("order")),
    )


def criteria_of(call: Call) -> list[Criterion]:
    """What applications are scored by, with the words that say what points mean."""
    return list(call.criteria.order_by("order").prefetch_related("subcriteria"))


def section_of(call: Call, pk: int) -> QuerySet[QuestionSection]:
    """The section, when it is of this call."""
    return call.question_sections.filter(pk=pk)


def question_of(call: Call, key: str) -> Question | None:
    """The question as it holds now, when it is of this call."""
    return next((each for each in in_force(call.questions.all()) if each.key == key), None)


def eligibility_of(call: Call, pk: int) -> QuerySet[EligibilityQuestion]:
    """The question before the application, when it is of this call."""
    return call.eligibility_questions.filter(pk=pk)


def corrections_of(call: Call) -> list[tuple[Question, Question]]:
    """Corrections made since the publication, the newest first: the version before and the one after."""
    versions = {(each.key, each.version): each for each in call.questions.all()}
    later = sorted((each for each in versions.values() if each.version > 1), key=lambda each: each.made_at)
    return [(versions[each.key, each.version - 1], each) for each in reversed(later)]


def corrections_for(application: Application) -> list[tuple[Question, Question]]:
    """Corrections a draft is told of, until its page is saved again."""
    if application.submitted_at:
        return []
    saves = {save.key: save.saved_at for save in application.sections.all()}
    return [
        (before, after)
        for before, after in corrections_of(application.call)
        if after.made_at > saves.get(after.page, application.created_at)
    ]


def template_of_document(call: Call, pk: int) -> QuerySet[RequiredDocument]:
    """A paper of the call that has a template."""
    return call.required_documents.filter(pk=pk, template__isnull=False).select_related("template")


def template_of_question(call: Call, key: str) -> StoredFile | None:
    """The template of a question as it holds now."""
    found = question_of(call, key)
    return found.template if found else None


def subcriteria_of(call: Call) -> QuerySet[SubCriterion]:
    """Sub-criteria of the call in their order, with their criteria."""
    rows = SubCriterion.objects.filter(criterion__call=call).select_related("criterion")
    return rows.order_by("criterion__order", "order")
