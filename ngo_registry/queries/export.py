"""The register as rows of a download: public columns only, read by a server-side cursor."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models import Organisation
from ngo_registry.queries.by_number import by_number
from ngo_registry.queries.rungs import words_or_letters
from ngo_registry.queries.search import Filters, meant_by
from office.scripts import fold

HEAD = (
    _("register number"),
    _("name"),
    _("short name"),
    _("kind"),
    _("status"),
    _("municipality"),
    _("place"),
    _("address"),
    _("tax number (PIB)"),
    _("registration number (MB)"),
    _("day of entry"),
    pgettext_lazy("register", "number of the decision"),
    _("day of deletion"),
    _("reason of deletion"),
    _("web site"),
    _("public e-mail"),
    _("state as of"),
)
COLUMNS = (
    "number",
    "name",
    "short_name",
    "kind",
    "status",
    "municipality__name",
    "place",
    "address",
    "pib",
    "mb",
    "registered_on",
    "decision_number",
    "deleted_on",
    "deletion_reason",
    "website",
    "email",
    "as_of",
)


def narrowed(words: str, filters: Filters, *, literal: bool = False) -> QuerySet:
    """The organisations the list shows for these words and filters, in the order of names."""
    rows = filters.of(Organisation.objects.all())
    if fold(words):
        numbered = by_number(rows, words) if any(sign.isdigit() for sign in words) else []
        found = words_or_letters(rows, words)
        if numbered:
            found = rows.filter(pk__in=[row.pk for row in numbered])
        elif not literal and not found.exists() and (meant := meant_by(rows, words)):
            found = words_or_letters(rows, meant.text, begun=meant.begun)
        rows = found
    return rows.order_by("sort_key", "pk")


def export_rows(words: str, filters: Filters, *, literal: bool = False) -> Iterator[tuple[Any, ...]]:
    """One row after the other, never all in memory."""
    kinds, statuses = dict(Organisation._meta.get_field("kind").choices), dict(Organisation.Status.choices)
    for row in narrowed(words, filters, literal=literal).values_list(*COLUMNS).iterator(chunk_size=2000):
        yield (*row[:3], str(kinds[row[3]]), str(statuses[row[4]]), *row[5:])
