"""Papers the portal makes for a change or a deletion, to be signed: the decision of the body and the application."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ngo_registry import articles
from ngo_registry.documents.papers import (
    ASSOCIATION,
    FOREIGN,
    FOUNDATION,
    Paper,
    identity,
    language_of_papers,
    printed_on,
)
from ngo_registry.kinds_of_changes import a_body_decides, title_of
from ngo_registry.models import PARTY, RegisterFiling
from ngo_registry.queries.changes import papers_asked
from office.documents import render_pdf

ALL = (ASSOCIATION, FOUNDATION, FOREIGN, PARTY)
DECISION = Paper("change_decision", gettext_lazy("Decision of the body"), ALL)
APPLICATION = Paper("change_application", gettext_lazy("Application to the register"), ALL)
BODIES: dict[str, Any] = {
    ASSOCIATION: gettext_lazy("the assembly"),
    FOUNDATION: gettext_lazy("the managing board"),
    FOREIGN: gettext_lazy("the competent body of the organisation abroad"),
}
Rows = Callable[[RegisterFiling], list[tuple[str, str, str]]]


def papers_of_change(filing: RegisterFiling) -> list[Paper]:
    """The decision where a body decides, and the application in every case."""
    return [DECISION, APPLICATION] if a_body_decides(filing) else [APPLICATION]


def change_paper_pdf(filing: RegisterFiling, paper: Paper, rows: Rows, language: str) -> bytes:
    """The paper as PDF; `rows` says what stands in the register and what is asked, in the active language."""
    language = language_of_papers(language)
    with override(language):
        facts, title = change_paper_facts(filing, rows(filing)), str(paper.title)
    day = filing.change_on or timezone.localtime(filing.created_at).date()
    created = printed_on(day)
    return render_pdf(
        f"ngo_registry/papers/{paper.key}.html", facts, language=language, created=created, title=title
    )


def change_paper_facts(filing: RegisterFiling, rows: list[tuple[str, str, str]]) -> dict[str, Any]:
    """Everything both papers print, in the active language."""
    holder = filing.organisation or filing.party
    leaving = [*filing.leaving_representatives.all(), *filing.leaving_members.all()]
    people = filing.representatives.all()
    foreign = filing.kind == FOREIGN
    return {
        "filing": filing,
        "holder": holder,
        "online": getattr(filing, "online", None),
        "deletion": filing.filing_kind == RegisterFiling.Kind.DELETION,
        "body": BODIES.get(filing.kind, _("the competent body")),
        "rows": [(name, old, new) for name, old, new in rows if old != new],
        "coming": [(person.name, person.position, identity(person), person.address) for person in people],
        "members": list(filing.governingmembers.all()),
        "leaving": [person.name for person in leaving],
        "law": articles.PARTIES if filing.of_party else articles.LAW,
        "enclosures": [
            title_of(filing, name)
            for name in papers_asked(filing)
            if name != "application"
            and (name != "name_consent" or filing.needs_consent)
            and (name != "closing_account" or foreign)
        ],
    }
