"""Of two filings with one name the first orderly and complete one wins (Art. 13)."""

import datetime
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.condition import Condition
from ngo_registry.models import PARTY, ChangeKind, RegisterFiling
from ngo_registry.models.organisation import PLAIN_KEY, folded
from ngo_registry.queries.paper_day import complete_on
from ngo_registry.same_names import name_key

FIRST = "name_first"
S = RegisterFiling.State
Place = tuple[datetime.date, datetime.datetime, int]


def same_name_waiting(filing: RegisterFiling) -> QuerySet:
    """Other filings that wait and would bring the same name into the register, in any script or spelling."""
    brings = Q(filing_kind=RegisterFiling.Kind.ENTRY) | Q(change_kind=ChangeKind.NAME)
    rows = RegisterFiling.objects.filter(brings, state__in=(S.SUBMITTED, S.IN_PROCESS, S.COMPLETION_ASKED))
    rows = rows.exclude(pk=filing.pk).exclude(kind=PARTY)
    if filing.organisation_id:
        rows = rows.exclude(organisation=filing.organisation_id)
    key = name_key(filing.name)
    return rows.annotate(key=folded("name", template=PLAIN_KEY)).filter(key=key).order_by("complete_at", "pk")


def brings_a_name(filing: RegisterFiling) -> bool:
    """An entry, or a change of the name, that is filed."""
    kind = filing.filing_kind == RegisterFiling.Kind.ENTRY or filing.change_kind == ChangeKind.NAME
    return kind and not filing.of_party and bool(filing.name) and filing.state != S.DRAFT


def place_of(filing: RegisterFiling) -> Place | None:
    """What orders complete filings: the day that counts, the moment, the number; nothing for an incomplete one."""
    day = complete_on(filing)
    return (day, filing.complete_at, filing.pk) if day else None


def of_order(filing: RegisterFiling, section: str) -> Iterator[Condition]:
    """No filing that was complete earlier waits with the same name."""
    title = _("No other filing with this name was complete earlier")
    if not brings_a_name(filing):
        yield Condition(
            FIRST, title, None, _("Compared when the filing is handed in."), articles.NAME, section
        )
        return
    own, waiting = place_of(filing), list(same_name_waiting(filing))
    placed = [(place_of(row), row) for row in waiting]
    earlier = sorted((place, row) for place, row in placed if place and (own is None or place < own))
    if earlier:
        (day, _moment, _pk), first = earlier[0]
        facts = {"name": first.name, "case": first.case_number, "day": date_format(day, "DATE_FORMAT")}
        said = _("“%(name)s”, case %(case)s, is complete since %(day)s and is decided first.") % facts
    elif waiting:
        facts = {"name": waiting[0].name, "case": waiting[0].case_number}
        said = _("“%(name)s”, case %(case)s, waits too, but was not complete earlier.") % facts
    else:
        said = _("No other filing with this name waits.")
    yield Condition(FIRST, title, not earlier, said, articles.NAME, section)
