"""Sealing the audit trail, so that a cut or rewritten part of it is found."""

import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Max, Sum

from office import mail
from office.jurisdiction import current
from office.models import AuditEvent, AuditSeal, DaySeal
from office.seals import Range, finished, seal_hash, summed
from office.service import service

SEALER = 7_302  # advisory lock: one sealer at a time


@service
def seal_audit(*, by: Any) -> list[AuditSeal]:
    """Seal the lines of all transactions that are over; what is still open waits for the next minute."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, 0)", [SEALER])
        if not cursor.fetchone()[0]:
            return []
    oldest_open, following = finished()
    last = AuditSeal.objects.order_by("pk").last()
    begin, floor = (last.to_xid, last.floor_id) if last else (0, 0)
    if begin <= following:
        return written([summed(begin, oldest_open, floor)])
    # Transaction numbers begin anew after a restore into another server: the tail that came with the backup
    # is sealed
    # by itself, then a new count begins above it.
    brought = summed(begin, 2**62, floor)
    sealed = AuditSeal.objects.aggregate(last=Max("last_id"))["last"] or 0
    above = max(sealed, AuditEvent.objects.filter(xid__gte=following).aggregate(last=Max("pk"))["last"] or 0)
    return written([brought, summed(0, oldest_open, above)], needed=True)


def written(ranges: list[Range], *, needed: bool = False) -> list[AuditSeal]:
    """Seals over these ranges, each naming the one before; an empty range gets one only when it begins a
    new count."""
    seals = []
    for each in ranges:
        if not each.count and not (needed and each is ranges[-1]):
            continue
        last = AuditSeal.objects.order_by("pk").last()
        seal = AuditSeal(
            first_id=each.first_id,
            last_id=each.last_id,
            count=each.count,
            root=each.root,
            prev=last.hash if last else "",
            from_xid=each.from_xid,
            to_xid=each.to_xid,
            floor_id=each.floor_id,
        )
        seal.hash = seal_hash(seal)
        seal.save(force_insert=True)
        seals.append(seal)
    return seals


@service
def seal_day(*, at: datetime.datetime, by: Any) -> DaySeal | None:
    """Publish the seal of the day that has ended and send it to the addresses that keep it; once for each day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 1)", [SEALER])
    day = current().calendar.today(at) - datetime.timedelta(days=1)
    if DaySeal.objects.filter(day__gte=day).exists():
        return None
    seal_audit(by=by)
    last = AuditSeal.objects.order_by("pk").last()
    if last is None:
        return None
    lines = AuditSeal.objects.aggregate(n=Sum("count"))["n"]
    found = DaySeal.objects.create(day=day, hash=last.hash, lines=lines)
    for address in settings.DAY_SEAL_TO:
        mail.send("office/emails/day_seal.txt", to=address, context={"seal": found})
    return found
