"""Papers the portal makes for the founders to sign: founding act, minutes, statute, application."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ngo_registry import articles
from ngo_registry.conditions import required_papers
from ngo_registry.documents.statute import articles_of, lines
from ngo_registry.models import Founder, OrganisationKind, RegisterFiling
from office.documents import render_pdf


@dataclass(frozen=True)
class Paper:
    """One paper: its key (the enclosure it becomes when signed), title and kinds of organisation."""

    key: str
    title: Any
    kinds: tuple[str, ...]


ASSOCIATION, FOUNDATION, FOREIGN = (
    OrganisationKind.ASSOCIATION,
    OrganisationKind.FOUNDATION,
    OrganisationKind.FOREIGN,
)
PAPERS = (
    Paper("founding_act", gettext_lazy("Founding act"), (ASSOCIATION, FOUNDATION)),
    Paper("minutes", gettext_lazy("Minutes of the founding assembly"), (ASSOCIATION,)),
    Paper("statute", gettext_lazy("Statute"), (ASSOCIATION, FOUNDATION)),
    Paper(
        "application",
        gettext_lazy("Application for entry in the register"),
        (ASSOCIATION, FOUNDATION, FOREIGN),
    ),
)


def papers_of(filing: RegisterFiling) -> list[Paper]:
    """Papers the portal makes for this filing; a statute of their own the founders bring themselves."""
    own = filing.kind != FOREIGN and filing.online.own_statute
    return [paper for paper in PAPERS if filing.kind in paper.kinds and not (own and paper.key == "statute")]


def paper_pdf(filing: RegisterFiling, paper: Paper, language: str) -> bytes:
    """The paper as PDF in the reader's language, or in the office's first one when that is English."""
    language = language_of_papers(language)
    with override(language):
        facts, title = paper_facts(filing), str(paper.title)
    day = filing.founded_on or timezone.localtime(filing.created_at).date()
    return render_pdf(
        f"ngo_registry/papers/{paper.key}.html",
        facts,
        language=language,
        created=printed_on(day),
        title=title,
    )


def language_of_papers(language: str) -> str:
    """The reader's language, or the office's first one when that is English."""
    known = language in settings.OFFICE_LANGUAGES and language != "en"
    return language if known else settings.OFFICE_LANGUAGES[0]


def printed_on(day: datetime.date) -> datetime.date:
    """The day the file carries; before computers had a calendar there is none."""
    return max(day, datetime.date(1990, 1, 1))


def paper_facts(filing: RegisterFiling) -> dict[str, Any]:
    """Everything the papers print, in the active language."""
    founders = list(filing.founders.all())
    return {
        "filing": filing,
        "online": filing.online,
        "association": filing.kind == ASSOCIATION,
        "foundation": filing.kind == FOUNDATION,
        "foreign": filing.kind == FOREIGN,
        "law": articles.FOUNDING_ACT,
        "statute_law": articles.STATUTE,
        "statute_on": filing.statute_on or filing.founded_on,
        "founders": [(founder, identity(founder)) for founder in founders],
        "representatives": [(person, identity(person)) for person in filing.representatives.all()],
        "members": list(filing.governingmembers.all()),
        "goals": lines(filing.goals),
        "activities": lines(filing.activities),
        "articles": articles_of(filing) if filing.kind != FOREIGN else [],
        "areas": list(filing.areas.all()),
        "enclosures": [
            RegisterFiling._meta.get_field(name).verbose_name
            for name in required_papers(filing)
            if name != "application"
        ],
    }


def identity(person: Any) -> str:
    """The number the founding act names a person by: personal number, passport with its state, tax number."""
    if getattr(person, "kind", "") == Founder.Kind.LEGAL:
        return _("PIB %(number)s") % {"number": person.pib} if person.pib else _("seat abroad")
    if person.jmbg:
        return _("JMB %(number)s") % {"number": person.jmbg}
    return _("passport %(number)s, %(country)s") % {
        "number": person.passport_number,
        "country": person.passport_country,
    }
