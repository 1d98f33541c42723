"""The figures of the statistics are counted anew when the register has changed, never while a reader waits."""

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from ngo_registry.models import FiguresCounted, Organisation, RegisterFigure
from office.models import User
from office.service import service

ORG, FIGURE = Organisation._meta.db_table, RegisterFigure._meta.db_table
AREAS = Organisation.areas.through._meta.db_table
LOCK = 20261125
# A deletion whose day is not known is left out of the state at the end of a year; one before the entry counts then.
KNOWN = "e.year = 0 OR e.year BETWEEN 1900 AND extract(year FROM now())"
EVENTS = """
    (VALUES
        ('founded', extract(year FROM o.founded_on)),
        ('entered', extract(year FROM o.registered_on)),
        ('deleted', extract(year FROM o.deleted_on)),
        ('came', CASE WHEN o.status <> 'deleted' OR o.deleted_on IS NOT NULL
            THEN extract(year FROM o.registered_on) END),
        ('left', CASE WHEN o.deleted_on IS NOT NULL AND o.registered_on IS NOT NULL
            THEN extract(year FROM greatest(o.deleted_on, o.registered_on)) END),
        ('stands', CASE WHEN o.status <> 'deleted' THEN 0 END),
        ('gone', CASE WHEN o.status = 'deleted' THEN 0 END),
        ('undated', CASE WHEN o.status <> 'deleted' AND o.registered_on IS NULL THEN 0 END)
    ) AS e(event, year)
"""
COUNT = f"""
INSERT INTO {FIGURE} (event, year, kind, municipality_id, area_id, rows)
SELECT e.event, e.year, o.kind, o.municipality_id, NULL::bigint, count(*)
FROM {ORG} o CROSS JOIN LATERAL {EVENTS}
WHERE ({KNOWN}) AND o.merged_into_id IS NULL GROUP BY 1, 2, 3, 4
UNION ALL
SELECT e.event, e.year, o.kind, NULL::bigint, a.area_id, count(*)
FROM {ORG} o JOIN {AREAS} a ON a.organisation_id = o.id CROSS JOIN LATERAL {EVENTS}
WHERE ({KNOWN}) AND o.merged_into_id IS NULL AND e.event NOT IN ('came', 'left') GROUP BY 1, 2, 3, 5
"""


@service
def count_figures(*, by: User | None, again: bool = False) -> bool:
    """Count the register for its statistics when something in it changed since; False when nothing did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return False
    last = FiguresCounted.objects.first()
    newest = Organisation.objects.order_by().aggregate(at=Max("changed_at"))["at"]
    # A change whose transaction ended after the last count bears an older moment: whole counts catch it within a day.
    stale = last is None or last.changed_until != newest or (timezone.now() - last.at).days >= 1
    if not (stale or again):
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {FIGURE}")
        cursor.execute(COUNT)
    counted = last or FiguresCounted()
    counted.at, counted.changed_until = timezone.now(), newest
    counted.save()
    return True
