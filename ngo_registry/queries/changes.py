"""Changes and the deletion of an organisation as its own people see them."""

from typing import Any

from django.db.models import F, Q, QuerySet

from ngo_registry.conditions import conditions
from ngo_registry.conditions_of_changes import CHANGE_PAPERS
from ngo_registry.models import Letter, NgoMembership, Organisation, RegisterFiling
from office.models import StoredFile, User

S = RegisterFiling.State
ONLINE = RegisterFiling.Origin.ONLINE
ENTRY = RegisterFiling.Kind.ENTRY


def changes_of(organisation: Organisation) -> QuerySet:
    """Changes and deletions of this organisation, the newest first; drafts of officers stay in the office."""
    rows = organisation.filings.exclude(filing_kind=ENTRY)
    rows = rows.exclude(~Q(origin=ONLINE), submitted_at__isnull=True)
    return rows.select_related("organisation__municipality", "municipality", "decision__file").order_by("-pk")


def own_filings(user: User) -> QuerySet:
    """Online filings of a person: entries they began, changes of organisations they own."""
    owned = NgoMembership.objects.filter(user=user, role=NgoMembership.Role.OWNER, ended_at__isnull=True)
    mine = Q(filing_kind=ENTRY, created_by=user) | Q(organisation__in=owned.values("organisation"))
    return RegisterFiling.objects.filter(mine, origin=ONLINE).select_related("organisation")


def own_letters(user: User) -> QuerySet:
    """Letters in the online filings of a person."""
    rows = Letter.objects.filter(filing__in=own_filings(user).values("pk"))
    return rows.select_related("filing__organisation", "document__file")


def letters_in_order(user: User) -> list[Letter]:
    """The letters of a person, those that wait to be opened first, then the newest; a page of them."""
    return list(own_letters(user).order_by(F("served_on").desc(nulls_first=True), "-pk")[:200])


def home_of(letter: Letter) -> tuple[str, int]:
    """Where an opened letter is read: on the page of an entry beside its term, else as the file itself."""
    if letter.filing.filing_kind == ENTRY:
        return "ngo_registry_portal:filing", letter.filing_id
    return "ngo_registry_portal:letter", letter.pk


def enclosed(filing: RegisterFiling) -> list[tuple[str, Any, StoredFile]]:
    """Papers handed in with a change or a deletion, each with the name of the paper."""
    deletion = ("deletion_paper", "closing_account")
    names = CHANGE_PAPERS[filing.change_kind] if filing.change_kind else deletion
    papers = [(name, filing._meta.get_field(name).verbose_name, getattr(filing, name)) for name in names]
    return [(name, title, stored) for name, title, stored in papers if stored]


def change_facts(filing: RegisterFiling) -> dict[str, Any]:
    """What the page of one change shows."""
    return {
        "unmet": [row for row in conditions(filing) if row.met is False] if filing.is_open else [],
        "letters": list(filing.letters.select_related("document__file")),
        "complaints": list(filing.complaints.select_related("decision")),
        "people": [*filing.representatives.all(), *filing.governingmembers.all()],
    }
