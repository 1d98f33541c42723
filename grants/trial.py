"""A trial of a drafted form: an application that lives in the session of the officer and is never written anywhere."""

import datetime
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from grants import questions as rules
from grants.forms.answers import AnswersForm
from grants.forms.application_parts import ActivityForm, BudgetLineForm, PartForm, PartnerForm
from grants.forms.application_sections import BY_KEY
from grants.models import Answer, Application, ApplicationDocument, BudgetLine, Call, Declaration, SectionSave
from grants.services.answers import fill, items_of
from ngo_registry.models import Organisation
from office.models import StoredFile, User
from office.money import half_up

LISTS: dict[str, tuple[str, type[PartForm]]] = {
    "activities": ("activity_lines", ActivityForm),
    "budget": ("budget_lines", BudgetLineForm),
    "partners": ("partners", PartnerForm),
}
KEY = "trial_of_a_form"
MOST_ENTRIES, MOST_KEPT = 30, 400_000
State = dict[str, Any]


def state_of(session: Any, call: Call) -> State:
    """What was entered so far in the trial of this call."""
    kept = session.get(KEY) or {}
    return kept if kept.get("call") == call.pk else {"call": call.pk, "sent": {}, "lists": {}, "papers": {}}


def sent(state: State, key: str) -> QueryDict:
    """What was sent on one page, as the forms read it."""
    return QueryDict(state["sent"].get(key, ""), mutable=True)


def tried(call: Call, state: State, by: User) -> Application:
    """The application of the trial: never saved, with all its lists in hand."""
    row = Application(pk=0, call=call, organisation=example(), draft_code=_("trial"), created_by=by)
    row.created_at = timezone.now()
    known = [key for key in ("sent", "lists") for key in state[key]]
    row._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "municipalities": [],
        "sections": [saved(row, key, by) for key in dict.fromkeys(known)],
        "declarations": [
            Declaration(application=row, kind=kind, accepted_by=by, accepted_at=timezone.now())
            for kind in sent(state, "declarations")
            if kind in Declaration.Kind.values
        ],
        "documents": papers(row, state),
        "answers": [],
        **{relation: entries(row, state, key) for key, (relation, _form) in LISTS.items()},
    }
    row.requested = sum((line.requested for line in row.budget_lines.all()), Decimal(0)) or None
    fill_sections(row, state)
    fill_answers(row, state)
    return row


def example() -> Organisation:
    """The applicant of a trial."""
    return Organisation(name=_("Example organisation"), number="–", registered_on=datetime.date(2015, 1, 1))


def saved(row: Application, key: str, by: User) -> SectionSave:
    """A part somebody has been to."""
    return SectionSave(application=row, key=key, version=1, saved_at=timezone.now(), saved_by=by)


def papers(row: Application, state: State) -> list[ApplicationDocument]:
    """Files by name and size; their content is not kept."""
    wanted = {str(paper.pk): paper for paper in row.call.required_documents.all()}
    return [
        ApplicationDocument(
            pk=number,
            application=row,
            required=wanted.get(key),
            file=StoredFile(name=facts["name"], size=facts["size"], sha256=""),
        )
        for number, (key, facts) in enumerate(state["papers"].items(), start=1)
        if key in wanted
    ]


def entries(row: Application, state: State, key: str) -> list[Any]:
    """Lines of a list as they were entered."""
    made = []
    for number, text in enumerate(state["lists"].get(key, []), start=1):
        form = LISTS[key][1](QueryDict(text))
        if form.is_valid():
            line = form.instance
            line.pk = number
            if isinstance(line, BudgetLine):
                count(line, form.cleaned_data)
            if key == "partners":
                line.name = form.cleaned_data["name"] or form.cleaned_data["number"]
            made.append(line)
    return made


def count(line: BudgetLine, facts: dict[str, Any]) -> None:
    """The sums of a line, as they are counted when it is saved."""
    line.total = half_up(facts["quantity"] * facts["price"])
    line.requested = line.total if facts["requested"] is None else min(facts["requested"], line.total)
    line.other = line.total - line.requested


def section_form(row: Application, key: str, data: Any) -> Any:
    """The form of a standing section over the trial."""
    form = BY_KEY[key].form(data, instance=row)  # type: ignore[misc]
    form.fit(key, row.call)
    return form


def fill_sections(row: Application, state: State) -> None:
    """Fields of the standing sections, as far as they are well formed."""
    for key, section in BY_KEY.items():
        if section.form is None or key not in state["sent"]:
            continue
        form = section_form(row, key, sent(state, key))
        form.is_valid()
        for name, value in form.facts().items():
            if name == "municipalities":
                row._prefetched_objects_cache["municipalities"] = list(value)  # type: ignore[attr-defined]
            elif name in form.fields:
                setattr(row, name, value)


def answers_form(row: Application, key: str, data: Any = None, files: Any = None) -> AnswersForm:
    """The form of a page of questions over the trial."""
    everything, values = rules.questions_of(row.call), rules.values_of(row)
    shown = [question for question in rules.asked(everything, values) if question.page == key]
    return AnswersForm(data, files, questions=shown, everything=everything, values=values)


def fill_answers(row: Application, state: State) -> None:
    """Answers page by page, in the order of the form: each may open the next."""
    everything = rules.questions_of(row.call)
    for key in dict.fromkeys(question.page for question in everything):
        if key not in state["sent"]:
            continue
        for _round in range(2):  # an answer may open a question of its own page
            form = answers_form(row, key, sent(state, key))
            kept = {question.key for question in form.questions}
            others = [each for each in row.answers.all() if each.key not in kept]
            given = [
                answer_of(row, question, value, len(others) + number)
                for number, (question, value) in enumerate(form.entries(), start=1)
                if not rules.is_empty(value)
            ]
            row._prefetched_objects_cache["answers"] = [*others, *given]  # type: ignore[attr-defined]
    row._prefetched_objects_cache["answers"] += [  # type: ignore[attr-defined]
        file_answer(row, question, state["papers"][question.key])
        for question in everything
        if question.kind == "file" and question.key in state["papers"]
    ]


def answer_of(row: Application, question: Any, value: Any, number: int) -> Answer:
    """One answer with its parts in hand."""
    answer = Answer(pk=number, application=row, key=question.key)
    fill(answer, question, value)
    many = question.is_choice or question.kind == "table"
    answer._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "items": items_of(answer, question, value) if many else []
    }
    return answer


def file_answer(row: Application, question: Any, facts: dict[str, Any]) -> Answer:
    """The name of a file in place of a file."""
    file = StoredFile(name=facts["name"], size=facts["size"], sha256="")
    answer = Answer(pk=10_000 + question.pk, application=row, key=question.key, question=question)
    answer._prefetched_objects_cache = {"items": []}  # type: ignore[attr-defined]
    answer.document = ApplicationDocument(pk=10_000 + question.pk, application=row, file=file)
    return answer
