"""Laws of the register that span rows; `check_office` lists what is broken."""

from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from ngo_registry.models import NgoMembership, Organisation, RegisterEntry, RegisterFiling
from office.scripts import sort_key


def broken() -> Iterator[str]:
    """One sentence for every broken law."""
    own = Organisation.objects.filter(source=Organisation.Source.OWN)
    for row in own.exclude(status="deleted").values("name_key").annotate(n=Count("pk")).filter(n__gt=1):
        yield _("The name “%(key)s” stands %(n)s times in the register.") % {
            "key": row["name_key"],
            "n": row["n"],
        }
    entered = RegisterFiling.objects.filter(state="entered").annotate(lines=Count("entries"))
    for filing in entered.exclude(lines=1):
        yield _("Filing %(number)s is entered but has %(n)s lines in the book.") % {
            "number": filing.case_number,
            "n": filing.lines,
        }
    for entry in RegisterEntry.objects.filter(kind="deletion").exclude(organisation__status="deleted"):
        yield _("%(number)s: the book says deleted, the register does not.") % {"number": entry.number}
    for entry in RegisterEntry.objects.filter(filing__isnull=False).exclude(
        act_number=F("filing__decision_number")
    ):
        yield _("%(number)s: the act in the book differs from the decision.") % {"number": entry.number}
    doubled = NgoMembership.objects.values("user", "organisation").annotate(
        n=Count("pk", filter=Q(valid_until__isnull=True))
    )
    for row in doubled.filter(n__gt=1):
        yield _("Person %(user)s acts twice for organisation %(organisation)s.") % row
    for pk, name, key in own.values_list("pk", "name", "sort_key").iterator():
        if key != sort_key(name):
            yield _("Organisation %(pk)s: the sorting key does not belong to the name.") % {"pk": pk}
