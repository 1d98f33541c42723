"""Laws of the register that span rows; `check_office` lists what is broken."""

from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngo_registry import laws_of_parties
from ngo_registry.models import NgoMembership, Organisation, RegisterEntry, RegisterFiling
from office.laws import law
from office.scripts import sort_key

__all__ = ["laws_of_parties"]  # found together with these


@law(gettext_lazy("A name stands once among the organisations of the register that are not deleted"))
def names_once() -> Iterator[str]:
    """In any script and spelling."""
    rows = Organisation.objects.existing().filter(source=Organisation.Source.OWN).order_by()
    for row in rows.values("name_key").annotate(n=Count("pk")).filter(n__gt=1):
        yield _("The name “%(key)s” stands %(n)s times in the register.") % {
            "key": row["name_key"],
            "n": row["n"],
        }


@law(gettext_lazy("Every entered filing has one line in the book, with the number of its decision"))
def filings_in_book() -> Iterator[str]:
    """The book and the decisions say the same."""
    entered = RegisterFiling.objects.filter(state=RegisterFiling.State.ENTERED, party__isnull=True)
    for filing in entered.annotate(lines=Count("entries")).exclude(lines=1):
        yield _("Filing %(number)s is entered but has %(n)s lines in the book.") % {
            "number": filing.case_number,
            "n": filing.lines,
        }
    for entry in RegisterEntry.objects.filter(filing__isnull=False).exclude(
        act_number=F("filing__decision_number")
    ):
        yield _("%(number)s: the act in the book differs from the decision.") % {"number": entry.number}


@law(gettext_lazy("What the book says is deleted is deleted"))
def deletions_hold() -> Iterator[str]:
    """A deletion is not undone by hand."""
    lines = RegisterEntry.objects.filter(kind=RegisterEntry.Kind.DELETION)
    for entry in lines.exclude(organisation__status=Organisation.Status.DELETED):
        yield _("%(number)s: the book says deleted, the register does not.") % {"number": entry.number}


@law(gettext_lazy("A person acts once for an organisation"))
def members_once() -> Iterator[str]:
    """One open membership."""
    rows = NgoMembership.objects.order_by().values("user", "organisation")
    for row in rows.annotate(n=Count("pk", filter=Q(valid_until__isnull=True))).filter(n__gt=1):
        yield _("Person %(user)s acts twice for organisation %(organisation)s.") % row


@law(gettext_lazy("Organisations stand in the order of the alphabet"))
def sorted_by_name() -> Iterator[str]:
    """The stored key is that of the name."""
    for pk, name, key in Organisation.objects.order_by().values_list("pk", "name", "sort_key").iterator():
        if key != sort_key(name)[:1000]:
            yield _("Organisation %(pk)s: the sorting key does not belong to the name.") % {"pk": pk}
