"""A double of an import is joined to another entry, with everything that points at it."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.models import DuplicatePair, MovedRow, Organisation, OrganisationMerge, RegisterEntry
from ngo_registry.models.facts import FACTS
from ngo_registry.queries.past import plain, public_state
from ngo_registry.queries.pointing import Fate, Pointer, moving
from ngo_registry.rules import check_merges
from ngo_registry.services.book import write_line
from ngo_registry.services.duplicates import check_undecided, decide
from ngo_registry.services.taken import saved_or_refused
from office.audit import record
from office.models import Area, User
from office.refusal import Refused
from office.scripts import sort_key
from office.service import locked, service

# Facts whose value is chosen when doubles are joined.
CHOSEN = (*FACTS, "former_names", "registered_on", "decision_number", "iban", "email_of_record")
OWN = Organisation.Source.OWN
MERGED = RegisterEntry.Kind.MERGE


@service
def merge(
    *,
    pair: DuplicatePair,
    stays: Organisation,
    from_double: Iterable[str] = (),
    areas: Iterable[Area] | None = None,
    note: str,
    by: User,
) -> OrganisationMerge:
    """Join the double to the entry that stays; facts named in `from_double` take the double's value."""
    check_merges(by, None)
    pair = locked(pair)
    check_undecided(pair)
    stays, goes = both_locked(pair, stays)
    taken = [name for name in from_double if getattr(stays, name) != getattr(goes, name)]
    check_may_go(stays, goes, taken, areas)
    decide(pair, DuplicatePair.State.MERGED, note, by)
    before, before_double = public_state(stays), public_state(goes)
    done = OrganisationMerge.objects.create(pair=pair, stays=stays, goes=goes, merged_by=by, note=note)
    counts = {pointer.table: move(done, pointer) for pointer in moving()}
    goes.merged_into = stays
    goes.save(update_fields=["merged_into", "changed_at"])
    take_over(done, stays, goes, taken, areas)
    data = {"double": goes.number, "fields": taken, "moved": {table: n for table, n in counts.items() if n}}
    record("merge", stays, by=by, note=note, data=data)
    record("merge away", goes, by=by, note=note, data={"into": stays.number})
    words = {"number": goes.number}
    write_line(stays, MERGED, before, by, text=_("Joined with number %(number)s: imported twice") % words)
    words = {"number": stays.number}
    write_line(goes, MERGED, before_double, by, text=_("Joined to number %(number)s: imported twice") % words)
    return done


def both_locked(pair: DuplicatePair, stays: Organisation) -> tuple[Organisation, Organisation]:
    """The one that stays and the double, locked in one order whoever asks."""
    rows = {row.pk: locked(row) for row in (pair.one, pair.other)}
    if stays.pk not in rows:
        raise Refused(_("Choose which of the two stays."), field="stays")
    return rows.pop(stays.pk), next(iter(rows.values()))


def check_may_go(
    stays: Organisation, goes: Organisation, taken: list[str], areas: Iterable[Area] | None
) -> None:
    """Only what was imported may go; what was entered by decision changes only by decision."""
    if goes.source == OWN:
        raise Refused(
            _("“%(name)s” was entered in this register by a decision and ends only by a decision; "
              "only an imported double can be joined to another entry.") % {"name": goes.name},
            law=articles.LAW,
            field="stays",
        )  # fmt: skip
    if stays.source == OWN and (taken or areas is not None):
        raise Refused(
            _(
                "“%(name)s” was entered in this register by a decision: its facts change by a filing, not here."
            )
            % {"name": stays.name},
            law=articles.LAW,
        )
    if set(taken) - set(CHOSEN):
        raise Refused(_("This fact cannot be chosen."))


def move(done: OrganisationMerge, pointer: Pointer) -> int:
    """Let the records of one kind point at the one that stays; gives how many."""
    if pointer.fate == Fate.FILLS and pointer.rows(done.stays_id).exists():
        return 0
    keys = list(pointer.rows(done.goes_id).select_for_update().order_by("pk").values_list("pk", flat=True))
    if not keys:
        return 0
    if not pointed(pointer.rows(done.goes_id), pointer.column, done.stays_id):
        keys = [key for key in keys if one_moved(done, pointer, key)]
    MovedRow.objects.bulk_create(
        MovedRow(merge=done, table=pointer.table, column=pointer.column, row=key) for key in keys
    )
    return len(keys)


def pointed(rows: QuerySet, column: str, organisation: int) -> bool:
    """Point these records there; False when one of them would then stand twice."""
    try:
        with transaction.atomic():
            rows.update(**{column: organisation})
    except IntegrityError:
        return False
    return True


def one_moved(done: OrganisationMerge, pointer: Pointer, key: int) -> bool:
    """One record; of what may stand only once, the double's copy is left with the double."""
    rows = pointer.model._base_manager.filter(pk=key)
    if pointed(rows, pointer.column, done.stays_id):
        return True
    if pointer.fate == Fate.MOVES:
        raise Refused(
            _("Both organisations have a record of the same kind that may stand only once (%(kind)s: %(what)s). "
              "Solve that first.") % {"kind": pointer.title, "what": rows.get()},
        )  # fmt: skip
    return False


def take_over(
    done: OrganisationMerge,
    stays: Organisation,
    goes: Organisation,
    taken: list[str],
    areas: Iterable[Area] | None,
) -> None:
    """The chosen values of the double, kept with what was there before."""
    for name in taken:
        attribute = Organisation._meta.get_field(name).attname
        done.facts[name] = [plain(getattr(stays, attribute)), plain(getattr(goes, attribute))]
        setattr(stays, attribute, getattr(goes, attribute))
    write_facts(stays, taken)
    if areas is not None:
        done.areas = sorted(stays.areas.values_list("pk", flat=True))
        stays.areas.set(areas)
    done.save(update_fields=["facts", "areas"])


def write_facts(organisation: Organisation, names: Iterable[str]) -> None:
    """Save the facts with the key of sorting; a number taken meanwhile refuses."""
    organisation.sort_key = sort_key(organisation.name)[:1000]
    saved_or_refused(organisation, [*names, "sort_key", "changed_at"])
