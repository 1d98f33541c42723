"""The parts of an application: one table that drives pages, progress, what is missing, review and PDF."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from grants import questions as own
from grants.eligibility import Answer, question_answers
from grants.forms.drafts import CapacityForm, DraftForm, OrganisationForm, ProjectForm, SourcesForm
from grants.models import Application, SectionSave
from office.templatetags.saradnja import script


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the application: its page, its fields or its list, and whether it may stay empty."""

    key: str
    title: Any
    form: type[DraftForm] | None = None
    applies: Callable[[Application], bool] = lambda application: True
    law: str = ""
    lead: Any = ""
    optional: bool = False
    filled: Callable[[Application], bool] = lambda application: False


@dataclass(frozen=True, slots=True)
class Task:
    """A part as the task list shows it: its state in words, what is wrong, who saved it when."""

    section: Section
    state: str
    label: Any
    tone: str
    notes: tuple[str, ...] = field(default=())
    saved: SectionSave | None = None

    @property
    def done(self) -> bool:
        """Nothing more is needed here."""
        return self.state == "completed"


SECTIONS = (
    Section(
        "organisation",
        _("Organisation"),
        OrganisationForm,
        lead=_("Facts of the organisation come from the register. You only name a contact person."),
    ),
    Section(
        "project",
        _("Project"),
        ProjectForm,
        lead=_("Write for somebody who does not know your work. The counters show how much room there is."),
    ),
    Section(
        "activities",
        pgettext_lazy("project", "Activities"),
        lead=_("List what you will do, month by month."),
    ),
    Section(
        "budget",
        _("Budget"),
        SourcesForm,
        lead=_("Add every cost. The sum asked is counted from the lines."),
    ),
    Section(
        "partners",
        _("Partners"),
        lead=_(
            "Name the organisations that carry out the project with you. Leave this part empty if there are none."
        ),
        optional=True,
        filled=lambda application: bool(application.partners.all()),
    ),
    Section(
        "capacity",
        _("Capacity and sustainability"),
        CapacityForm,
        lead=_("Scorers give points for this part."),
        optional=True,
        filled=lambda application: bool(application.capacity.strip()),
    ),
    Section("documents", _("Documents"), lead=_("Attach every paper the call asks for.")),
    Section(
        "declarations",
        _("Declarations"),
        lead=_("Read each declaration. Whoever submits gives them in the name of the organisation."),
    ),
)
BY_KEY = {section.key: section for section in SECTIONS}
STATES = {
    "completed": (_("completed"), "good"),
    "wrong": (_("has errors"), "bad"),
    "started": (_("in progress"), "busy"),
    "not_started": (_("not started"), "quiet"),
    "optional": (_("optional"), "quiet"),
}


def sections_of(application: Application) -> list[Section]:
    """The parts this application has: standing ones the call asks, and pages with the questions of the call."""
    gone = own.left_out_of(application.call)[0]
    values = own.values_of(application)
    pages = own.pages(own.asked(own.questions_for(application), values), gone)
    made: list[Section] = []
    for section in SECTIONS:
        if section.key == "documents":
            made += [page_section(page, page.title) for page in pages if not page.standing]
        if section.key not in gone and section.applies(application):
            made.append(section)
        made += [page_section(page, section.title) for page in pages if page.standing == section.key]
    return made


def page_section(page: own.Page, title: Any) -> Section:
    """A page of questions as a part of the application."""
    if page.standing:
        title = gettext("%(section)s: questions of this call") % {"section": title}
    keys = {question.key for question in page.questions}
    return Section(
        page.key,
        script(title),
        lead=script(page.lead),
        optional=not any(question.required for question in page.questions),
        filled=lambda application: any(answer.key in keys for answer in application.answers.all()),
    )


def after(sections: list[Section], key: str) -> str:
    """The part that follows in the list; nothing after the last."""
    keys = [section.key for section in sections]
    following = keys[keys.index(key) + 1 :][:1] if key in keys else []
    return following[0] if following else ""


def tasks_of(application: Application, answers: list[Answer]) -> list[Task]:
    """Every part with its state as the server sees it now."""
    saves = {save.key: save for save in application.sections.all()}
    answers = [*answers, *question_answers(application)]
    tasks = []
    for section in sections_of(application):
        lacking = [a for a in answers if a.section == section.key and a.met is False and a.ask]
        save = saves.get(section.key)
        state = state_of(section, application, lacking, save)
        label, tone = STATES[state]
        notes = tuple(a.ask for a in lacking) if state in {"wrong", "started"} else ()
        tasks.append(Task(section, state, label, tone, notes, save))
    return tasks


def state_of(
    section: Section, application: Application, lacking: list[Answer], save: SectionSave | None
) -> str:
    """Completed, has errors, in progress, not started, or optional and empty."""
    if any(answer.wrong for answer in lacking):
        return "wrong"
    if lacking:
        return "started" if save else "not_started"
    if section.optional and not section.filled(application):
        return "optional"
    return "completed"


def progress_of(tasks: list[Task]) -> dict[str, Any]:
    """How many of the needed parts are done, with a sentence."""
    needed = [task for task in tasks if task.state != "optional"]
    done = sum(task.done for task in needed)
    words = gettext("%(done)s of %(all)s parts completed") % {"done": done, "all": len(needed)}
    return {"done": done, "all": len(needed), "words": words}
