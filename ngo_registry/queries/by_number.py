"""Finding an organisation by its number, as people write numbers: with spaces, slashes, the word PIB before them."""

import itertools

from django.db.models import QuerySet

from ngo_registry.models import Organisation
from ngo_registry.models.organisation import PLAIN_KEY, folded
from office.scripts import fold

LABELS = {
    "br", "broj", "no", "number", "mb", "mbr", "maticni", "pib", "pdv", "jib", "poreski", "identifikacioni", "reg",
    "registarski", "rjesenje", "resenje",
}  # fmt: skip
MOST = 50


def keys_of_number(q: str) -> QuerySet | None:
    """Organisations whose register number, tax number or registration number this is; signs between do not count."""
    words = itertools.dropwhile(LABELS.__contains__, fold(q).split())
    plain = "".join(words)
    if not any(sign.isdigit() for sign in plain) or len(plain) > 40:
        return None
    everyone = Organisation.objects.order_by()
    wanted = everyone.annotate(plain=folded("number", template=PLAIN_KEY)).filter(plain=plain).values("pk")
    if plain.isdecimal() and 7 <= len(plain) <= 13:
        whole = plain.zfill(8)  # a spreadsheet takes the nought in front away
        wanted = wanted.union(everyone.filter(pib=whole).values("pk"), everyone.filter(mb=whole).values("pk"))
    return wanted


def listed(rows: QuerySet) -> QuerySet:
    """Columns a list shows; the generated search columns stay in the database."""
    return rows.select_related("municipality").defer(
        "search_text", "search_vector", "initials", "name_key", "goals", "activities"
    )


def by_number(base: QuerySet, q: str) -> list[Organisation]:
    """The organisations of this number that pass; one statement."""
    keys = keys_of_number(q)
    if keys is None:
        return []
    return list(listed(base.filter(pk__in=keys)).order_by("sort_key", "pk")[:MOST])
