"""Questions to the audit trail: pages of it by filters, and whether it is whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from office.audit import digest
from office.models import AuditEvent, AuditSeal, DaySeal
from office.seals import seal_hash, summed_within

PER_PAGE = 50


@dataclass(frozen=True)
class Slice:
    """Some lines of a long list read by key, with the keys before and after."""

    rows: list[AuditEvent]
    older: int | None
    newer: int | None


def filtered(
    *, words: str = "", subject: str = "", subject_id: str = "", since=None, until=None
) -> QuerySet[AuditEvent]:
    """Lines that match the filters of the screen."""
    found = AuditEvent.objects.all()
    if words:
        found = found.filter(
            Q(actor__icontains=words) | Q(action__icontains=words) | Q(note__icontains=words)
        )
    if subject:
        found = found.filter(subject=subject)
    if subject_id:
        found = found.filter(subject_id=subject_id)
    if since:
        found = found.filter(at__date__gte=since)
    if until:
        found = found.filter(at__date__lte=until)
    return found


def slice_of(found: QuerySet[AuditEvent], *, before: int | None = None, after: int | None = None) -> Slice:
    """Fifty lines, newest first, older than `before` or newer than `after`."""
    if after is not None:
        rows = list(reversed(found.filter(pk__gt=after).order_by("pk")[: PER_PAGE + 1]))
        more_newer, rows = len(rows) > PER_PAGE, rows[-PER_PAGE:]
        return Slice(rows, rows[-1].pk if rows else None, rows[0].pk if more_newer else None)
    rows = list(
        (found.filter(pk__lt=before) if before is not None else found).order_by("-pk")[: PER_PAGE + 1]
    )
    more_older, rows = len(rows) > PER_PAGE, rows[:PER_PAGE]
    return Slice(
        rows, rows[-1].pk if more_older else None, rows[0].pk if before is not None and rows else None
    )


def subjects() -> list[str]:
    """Kinds of things the trail speaks about."""
    return list(AuditEvent.objects.order_by("subject").values_list("subject", flat=True).distinct())


def last_seal() -> AuditSeal | None:
    """The newest seal; its hash kept outside proves the trail up to it."""
    return AuditSeal.objects.order_by("pk").last()


def day_seals() -> QuerySet[DaySeal]:
    """Published seals, the newest day first."""
    return DaySeal.objects.order_by("-day")


def days_of(seal: str) -> list[DaySeal]:
    """The days at whose end this seal stood; several when nothing was written in between."""
    return list(DaySeal.objects.filter(hash=seal).order_by("day"))


def lines_up_to(seal: AuditSeal) -> int:
    """How many audit lines this seal and those before it cover."""
    return AuditSeal.objects.filter(pk__lte=seal.pk).aggregate(n=Sum("count"))["n"]


def seal_of(hash: str) -> AuditSeal | None:
    """The seal with this hash."""
    return AuditSeal.objects.filter(hash=hash.strip().lower()).first()


def breaks(outside: str = "") -> Iterator[str]:
    """Every place where the trail is not whole, as a sentence; none when it is."""
    yield from broken_chains()
    yield from broken_seals()
    for each in DaySeal.objects.exclude(hash__in=AuditSeal.objects.values("hash")).order_by("day"):
        yield f"The published seal of {each.day.isoformat()}, {each.hash}, is not in the chain."
    if outside and seal_of(outside) is None:
        yield f"The seal {outside}, kept outside, is not in the database."


def broken_chains() -> Iterator[str]:
    """Lines whose content or whose link to the line before does not match."""
    thing, before = None, ""
    for event in AuditEvent.objects.order_by("subject", "subject_id", "pk").iterator(chunk_size=2000):
        if (event.subject, event.subject_id) != thing:
            thing, before = (event.subject, event.subject_id), ""
        name = f"Audit line {event.pk} ({event.subject} {event.subject_id}, {event.action})"
        if event.prev_hash != before:
            yield f"{name} does not follow the line before it."
        if digest(event) != event.hash:
            yield f"{name} was changed after it was written."
        before = event.hash


def broken_seals() -> Iterator[str]:
    """Seals that do not follow each other or no longer match their lines, and lines that no seal covers."""
    before, last = "", None
    for seal in AuditSeal.objects.order_by("pk").iterator():
        name = f"Seal {seal.pk} (lines {seal.first_id}–{seal.last_id})"
        if seal.prev != before:
            yield f"{name} does not follow the seal before it."
        if seal_hash(seal) != seal.hash:
            yield f"{name} was changed after it was written."
        now = summed_within(seal)
        if now.count != seal.count:
            yield f"{name} covers {seal.count} lines, but {now.count} are there."
        elif now.root != seal.root:
            yield f"{name} does not match its lines."
        before, last = seal.hash, seal
    if last:
        sealed = AuditSeal.objects.aggregate(n=Sum("count"))["n"]
        waiting = AuditEvent.objects.filter(xid__gte=last.to_xid, pk__gt=last.floor_id).count()
        total = AuditEvent.objects.count()
        if total != sealed + waiting:
            yield f"{total} audit lines are there, but {sealed} are sealed and {waiting} wait for a seal."
