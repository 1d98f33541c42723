"""What a seal over the audit trail covers and how its hash is made; used by the sealer and by the checker
alike."""

import hashlib
from dataclasses import dataclass

from django.db import connection

from office.models import AuditEvent, AuditSeal

TABLE = AuditEvent._meta.db_table
ROOT = "coalesce(encode(sha256(string_agg(hash, '' ORDER BY id)::bytea), 'hex'), '')"


@dataclass(frozen=True)
class Range:
    """Audit lines of one seal: those of the transactions `from_xid` <= xid < `to_xid` above `floor_id`."""

    from_xid: int
    to_xid: int
    floor_id: int
    first_id: int = 0
    last_id: int = 0
    count: int = 0
    root: str = ""


def summed(from_xid: int, to_xid: int, floor_id: int) -> Range:
    """Count and root of the lines that are there now; nothing found gives a count of 0."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(min(id), 0), coalesce(max(id), 0), count(*), {ROOT} FROM {TABLE} "
            "WHERE xid >= %s AND xid < %s AND id > %s",
            [from_xid, to_xid, floor_id],
        )
        first, last, count, root = cursor.fetchone()
    return Range(from_xid, to_xid, floor_id, first, last, count, root)


def summed_within(seal: AuditSeal) -> Range:
    """The same for a written seal, within the numbers it names."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(min(id), 0), coalesce(max(id), 0), count(*), {ROOT} FROM {TABLE} "
            "WHERE xid >= %s AND xid < %s AND id > %s AND id BETWEEN %s AND %s",
            [seal.from_xid, seal.to_xid, seal.floor_id, seal.first_id, seal.last_id],
        )
        first, last, count, root = cursor.fetchone()
    return Range(seal.from_xid, seal.to_xid, seal.floor_id, first, last, count, root)


def finished() -> tuple[int, int]:
    """Below the first number every transaction is over; the second is the next one to be given.

    Transaction numbers belong to the whole server; one that is known to run in another database writes no line here.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT min(x.xid::text::bigint) FROM pg_snapshot_xip(s) AS x(xid) "
            "WHERE NOT EXISTS (SELECT FROM pg_stat_activity a "
            "WHERE a.backend_xid = x.xid::xid AND a.datname <> current_database())), "
            "pg_snapshot_xmax(s)::text::bigint), pg_snapshot_xmax(s)::text::bigint FROM pg_current_snapshot() AS s"
        )
        return cursor.fetchone()


def seal_hash(seal: AuditSeal) -> str:
    """SHA-256 over the previous seal and everything this one says."""
    parts = (
        seal.prev,
        seal.first_id,
        seal.last_id,
        seal.count,
        seal.root,
        seal.from_xid,
        seal.to_xid,
        seal.floor_id,
    )
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()
