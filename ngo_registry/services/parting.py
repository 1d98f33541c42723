"""A merge of doubles is undone: everything goes back, or nothing when something of it was changed since."""

from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngo_registry.models import Organisation, OrganisationMerge
from ngo_registry.queries.past import plain, public_state
from ngo_registry.queries.pointing import Pointer, moving
from ngo_registry.rules import check_merges
from ngo_registry.services.book import write_line
from ngo_registry.services.duplicates import reopen
from ngo_registry.services.merging import MERGED, pointed, write_facts
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service


@service
def undo_merge(*, done: OrganisationMerge, note: str, by: User) -> OrganisationMerge:
    """Put everything back as it was; refused when something of it has changed since."""
    check_merges(by, None)
    done = locked(done)
    if done.undone_at:
        raise Refused(_("This merge is already undone."))
    rows = {pk: locked(Organisation(pk=pk)) for pk in sorted((done.stays_id, done.goes_id))}
    stays, goes = rows[done.stays_id], rows[done.goes_id]
    check_unchanged(done, stays, goes)
    before, before_double = public_state(stays), public_state(goes)
    for name, (was, _now) in done.facts.items():
        field = Organisation._meta.get_field(name)
        setattr(stays, field.attname, column_of(field).to_python(was))
    write_facts(stays, done.facts)
    if done.areas is not None:
        stays.areas.set(done.areas)
    goes.merged_into = None
    goes.save(update_fields=["merged_into", "changed_at"])
    counts = {pointer.table: move_back(done, pointer) for pointer in moving()}
    done.undone_at, done.undone_by, done.undone_note = timezone.now(), by, note
    reopen(locked(done.pair), note, by)
    done.save(update_fields=["undone_at", "undone_by", "undone_note"])
    data = {"double": goes.number, "moved": {table: n for table, n in counts.items() if n}}
    record("undo the merge", stays, by=by, note=note, data=data)
    record("undo the merge", goes, by=by, note=note, data={"from": stays.number})
    words = {"number": goes.number}
    write_line(stays, MERGED, before, by, text=_("Parted again from number %(number)s") % words)
    words = {"number": stays.number}
    write_line(goes, MERGED, before_double, by, text=_("Parted again from number %(number)s") % words)
    return done


def column_of(field: Any) -> Any:
    """The field that knows the value of a column; of a reference, that of the key it holds."""
    return field.target_field if field.is_relation else field


def check_unchanged(done: OrganisationMerge, stays: Organisation, goes: Organisation) -> None:
    """What the merge wrote still stands as it wrote it."""
    if stays.merged_into_id:
        raise Refused(
            _("“%(name)s” was itself joined to another entry since; undo that merge first.")
            % {"name": stays.name}
        )
    for name, (_was, now) in done.facts.items():
        field = Organisation._meta.get_field(name)
        if plain(getattr(stays, field.attname)) != now:
            raise Refused(
                _("The merge cannot be undone: “%(fact)s” of “%(name)s” was changed since.")
                % {"fact": field.verbose_name, "name": stays.name}
            )
    for pointer in moving():
        keys = moved_keys(done, pointer)
        gone = keys - set(pointer.rows(stays).filter(pk__in=keys).values_list("pk", flat=True))
        if gone:
            raise Refused(
                _(
                    "The merge cannot be undone: %(n)s of the moved records (%(kind)s) "
                    "no longer belong to “%(name)s”: %(what)s."
                )
                % {
                    "kind": pointer.title,
                    "n": len(gone),
                    "name": stays.name,
                    "what": named(pointer.model, gone),
                }
            )


def moved_keys(done: OrganisationMerge, pointer: Pointer) -> set[int]:
    """Which records of a kind this merge moved."""
    return set(done.moved.filter(table=pointer.table, column=pointer.column).values_list("row", flat=True))


def named(model: type[Model], keys: set[int]) -> str:
    """The first few of the records, as people call them."""
    rows = {row.pk: str(row) for row in model._base_manager.filter(pk__in=sorted(keys)[:3])}
    return ", ".join(rows.get(key, str(gettext_lazy("deleted"))) for key in sorted(keys)[:3])


def move_back(done: OrganisationMerge, pointer: Pointer) -> int:
    """The records of one kind point at the double again."""
    keys = moved_keys(done, pointer)
    if not keys:
        return 0
    if not pointed(pointer.model._base_manager.filter(pk__in=keys), pointer.column, done.goes_id):
        raise Refused(
            _("The merge cannot be undone: the double already has a record of the same kind (%(kind)s).")
            % {"kind": pointer.title}
        )
    return len(keys)
