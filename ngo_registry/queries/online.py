"""Filings of a person in the portal: only their own."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, QuerySet, TextField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ngo_registry.conditions import required_papers
from ngo_registry.models import PARTY, Letter, Organisation, Party, RegisterFiling
from ngo_registry.queries.memberships import own_entries
from ngo_registry.same_names import name_key, same_named
from ngo_registry.same_parties import same_party
from ngo_registry.workflows import FILING
from office.audit import timeline
from office.models import Job, StoredFile, User

S = RegisterFiling.State
DECIDED = (S.ENTERED, S.REFUSED, S.DISMISSED)
# Steps an applicant is told of; who in the office made them stays in the office.
TOLD = {
    "open": _("Filing begun"),
    "submit": _("Filed"),
    "take": _("Taken into process"),
    "ask_completion": _("Completion asked"),
    "complete": _("Completed and sent again"),
    "enter": _("Entered in the register"),
    "refuse": _("Refused"),
    "dismiss": _("Dismissed"),
    "withdraw": _("Withdrawn"),
    "appeal": _("Appeal filed"),
    "uphold": _("Appeal upheld: decided anew"),
    "confirm": _("Appeal rejected"),
}
OWN_STEPS = {"open", "submit", "complete", "withdraw"}


def filings_of(user: User) -> QuerySet[RegisterFiling]:
    """Entries this person files online, and those of organisations the person owns; the newest first."""
    rows = RegisterFiling.objects.filter(own_entries(user), origin=RegisterFiling.Origin.ONLINE)
    return rows.select_related("online", "municipality", "organisation", "party").order_by("-pk")


def whole(rows: QuerySet[RegisterFiling]) -> QuerySet[RegisterFiling]:
    """With everything one page of a filing shows."""
    return rows.select_related(
        "online__receipt__file",
        "decision__file",
        "extract__file",
        "application",
        "founding_act",
        "minutes",
        "statute",
        "identity_papers",
        "home_proof",
        "name_consent",
        "programme",
        "sign",
    ).prefetch_related(
        "founders",
        "representatives",
        "governingmembers",
        "saves__saved_by",
        "areas",
        "letters__document__file",
    )


@dataclass(frozen=True)
class NameAnswer:
    """Whether a name is free: who has it, or whether another filing with it waits."""

    name: str
    taken: Organisation | Party | None = None
    waiting: bool = False

    @property
    def free(self) -> bool:
        """Nobody has it and nobody asked for it earlier."""
        return self.taken is None and not self.waiting


def name_answer(name: str, *, by: User, party: bool = False) -> NameAnswer | None:
    """Is the name free in every script, case, punctuation and spacing; nothing for an empty name."""
    name = " ".join(name.replace("\x00", "").split())[:400]
    if not name_key(name):
        return None
    taken = same_party(name) if party else same_named(name)
    return NameAnswer(name, taken, taken is None and waits(name, by, party=party))


def waits(name: str, by: User, *, party: bool = False) -> bool:
    """Another person's filing with this name is not decided yet; the first complete one is entered."""
    folded = Func(
        F("name"), template="replace(saradnja_fold(%(expressions)s), ' ', '')", output_field=TextField()
    )
    rows = RegisterFiling.objects.filter(
        filing_kind=RegisterFiling.Kind.ENTRY, state__in=(S.SUBMITTED, S.IN_PROCESS, S.COMPLETION_ASKED)
    )
    rows = rows.filter(kind=PARTY) if party else rows.exclude(kind=PARTY)
    return rows.exclude(created_by=by).annotate(key=folded).filter(key=name_key(name)).exists()


def history(filing: RegisterFiling) -> list[dict[str, Any]]:
    """What happened to the filing, in words for its applicant; reasons are read in the letter, once it is opened."""
    waits = bool(unopened(filing))
    return [
        {
            "at": event.at,
            "title": capfirst(str(TOLD[event.action])),
            "text": "" if waits and event.action not in OWN_STEPS else event.note,
            "actor": event.actor if event.action in OWN_STEPS else "",
        }
        for event in timeline(filing)
        if event.action in TOLD
    ]


def receipt_job(filing: RegisterFiling) -> Job | None:
    """The work that makes the receipt, the last one ordered."""
    jobs = Job.objects.filter(
        kind="ngo_registry.filing_receipt", subject="ngo_registry.registerfiling", subject_id=str(filing.pk)
    )
    return jobs.order_by("-pk").first()


def may_withdraw(filing: RegisterFiling, by: User) -> bool:
    """The workflow lets this person give the filing up now."""
    return any(offer.name == "withdraw" and not offer.refusal for offer in FILING.offered(filing, by=by))


def online_receipts() -> QuerySet[RegisterFiling]:
    """Filings as the receipt prints them."""
    return whole(RegisterFiling.objects.select_related("municipality", "submitted_by", "online"))


def file_of(filing: RegisterFiling, field: str) -> StoredFile | None:
    """A file of the filing by its name: an enclosure, the receipt, an act once it is signed."""
    if field in required_papers(filing):
        return getattr(filing, field)
    waits = any(letter.kind == Letter.Kind.DECISION for letter in unopened(filing))
    documents = {"receipt": filing.online.receipt}
    if not waits:
        documents |= {"decision": filing.decision, "extract": filing.extract}
    documents |= {f"letter-{letter.pk}": letter.document for letter in opened(filing)}
    document = documents.get(field)
    return document.file if document else None


def unopened(filing: RegisterFiling) -> list[Letter]:
    """Letters that wait to be opened: terms run from that day."""
    return [letter for letter in filing.letters.all() if letter.served_on is None]


def opened(filing: RegisterFiling) -> list[Letter]:
    """Letters that were served."""
    return [letter for letter in filing.letters.all() if letter.served_on is not None]


def enclosed(filing: RegisterFiling) -> list[tuple[str, Any, StoredFile]]:
    """Enclosures that are there, each with the name of the paper."""
    papers = [(field, getattr(filing, field)) for field in required_papers(filing)]
    return [
        (field, RegisterFiling._meta.get_field(field).verbose_name, paper) for field, paper in papers if paper
    ]


def completed_at(filing: RegisterFiling) -> datetime.datetime | None:
    """When the completion came, once one was asked for; nothing after the first sending."""
    asked, whole = filing.completion_asked_at, filing.complete_at
    return whole if asked and whole and whole > asked else None
