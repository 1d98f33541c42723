"""Laws of the register of parties that span rows; `check_office` lists what is broken."""

from collections.abc import Iterator

from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngo_registry.models import PARTY, Party, PartyEntry, RegisterFiling
from office.laws import law
from office.rulebooks import rules_for
from office.scripts import sort_key


@law(gettext_lazy("Every entered filing of a party has one line in the book of parties, with its decision"))
def party_filings_in_book() -> Iterator[str]:
    """The book and the decisions say the same."""
    entered = RegisterFiling.objects.filter(kind=PARTY, state=RegisterFiling.State.ENTERED)
    for filing in entered.annotate(lines=Count("party_entries")).exclude(lines=1):
        yield _("Filing %(number)s of a party is entered but has %(n)s lines in the book of parties.") % {
            "number": filing.case_number,
            "n": filing.lines,
        }
    for entry in PartyEntry.objects.exclude(act_number=F("filing__decision_number")):
        yield _("%(number)s: the act in the book differs from the decision.") % {"number": entry.number}


@law(gettext_lazy("A party was entered with as many founders as its rulebook asks"))
def parties_had_their_founders() -> Iterator[str]:
    """The least number on the day of entry."""
    for party in Party.objects.filter(registered_on__lte=timezone.localdate()):
        least = rules_for(None, party.registered_on).register.min_founders_party.value or 0
        if party.founders < least:
            yield _("Party %(number)s was entered with %(n)s founders of %(least)s.") % {
                "number": party.number,
                "n": party.founders,
                "least": least,
            }


@law(gettext_lazy("What the book of parties says is deleted is deleted"))
def party_deletions_hold() -> Iterator[str]:
    """A deletion is not undone by hand, and nobody is deleted without the book."""
    deleted = Party.objects.filter(entries__kind=PartyEntry.Kind.DELETION)
    for party in deleted.exclude(status=Party.Status.DELETED):
        yield _("Party %(number)s: the book says deleted, the register does not.") % {"number": party.number}
    for party in Party.objects.filter(status=Party.Status.DELETED).exclude(pk__in=deleted):
        yield _("Party %(number)s: the register says deleted, the book does not.") % {"number": party.number}


@law(gettext_lazy("Parties stand in the order of the alphabet"))
def parties_sorted_by_name() -> Iterator[str]:
    """The stored key is that of the name."""
    for number, name, key in Party.objects.order_by().values_list("number", "name", "sort_key"):
        if key != sort_key(name)[:1000]:
            yield _("Party %(number)s: the sorting key does not belong to the name.") % {"number": number}
