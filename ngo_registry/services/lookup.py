"""The words and the counts of the search follow the register: a little after each change, whole once a day."""

import datetime

from django.db import connection
from django.utils import timezone

from ngo_registry.lookup_sql import KEPT_VARIANTS
from ngo_registry.models import Organisation, RegisterCount, SearchRefresh, SearchWord
from office.models import User
from office.service import service

WHOLE_AFTER, MANY = datetime.timedelta(hours=24), 2000
OVERLAP = datetime.timedelta(seconds=60)  # changes whose transaction ended after the last look
LOCK = 20261123
ORG, WORD, COUNT = (model._meta.db_table for model in (Organisation, SearchWord, RegisterCount))
AREAS = Organisation.areas.through._meta.db_table
KEPT = "length(word) BETWEEN 3 AND 40 AND word !~ '[0-9]'"

# Known words leave words_now before the others are written: an INSERT that looks into its own table reads that
# table once per word as long as its statistics call it empty, which is hours for the first million organisations.
WORDS = f"""
CREATE TEMPORARY TABLE words_now ON COMMIT DROP AS
SELECT word, ndoc AS rows FROM ts_stat('SELECT search_vector FROM {ORG}') WHERE {KEPT};
ANALYZE words_now;
DELETE FROM {WORD} WHERE NOT EXISTS (SELECT FROM words_now WHERE words_now.word = {WORD}.word);
UPDATE {WORD} SET rows = words_now.rows FROM words_now
WHERE words_now.word = {WORD}.word AND words_now.rows <> {WORD}.rows;
DELETE FROM words_now USING {WORD} WHERE {WORD}.word = words_now.word;
INSERT INTO {WORD} (word, rows, variants) SELECT word, rows, {KEPT_VARIANTS} FROM words_now;
DROP TABLE words_now
"""
NEW_WORDS = f"""
INSERT INTO {WORD} (word, rows, variants)
SELECT word, count(*), {KEPT_VARIANTS}
FROM {ORG}, unnest(tsvector_to_array(search_vector)) AS word
WHERE {ORG}.id = ANY(%s) AND {KEPT} GROUP BY word
ON CONFLICT (word) DO NOTHING
"""
COUNTS = f"""
INSERT INTO {COUNT} (kind, status, municipality_id, area_id, rows)
SELECT kind, status, municipality_id, NULL::bigint, count(*) FROM {ORG}
WHERE merged_into_id IS NULL AND {{where}} GROUP BY 1, 2, 3
UNION ALL SELECT kind, status, municipality_id, area_id, count(*)
FROM {ORG} JOIN {AREAS} ON organisation_id = {ORG}.id
WHERE merged_into_id IS NULL AND {{where}} GROUP BY 1, 2, 3, 4
"""

# New entries of these indexes first wait in a list that every search reads from its beginning to its end.
WAITING = """
SELECT gin_clean_pending_list(oid) FROM pg_class
WHERE relname IN ('search_word_variants', 'organisation_words', 'organisation_initials')
AND relnamespace = current_schema()::regnamespace AND pg_has_role(relowner, 'USAGE')
"""


@service
def refresh_search(*, whole: bool = False, by: User | None) -> int:
    """Take the changes of the register into the words and counts of the search; says how many rows it looked at."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = SearchRefresh.objects.first()
    if last is None or whole or now - last.whole_at > WHOLE_AFTER:
        return _anew(last, now)
    changed = list(
        Organisation.whole.filter(changed_at__gt=last.until - OVERLAP)
        .order_by()
        .values_list("pk", "municipality_id")[: MANY + 1]
    )
    if len(changed) > MANY:
        return _anew(last, now)
    if changed:
        _follow([pk for pk, _place in changed], {place for _pk, place in changed})
    SearchRefresh.objects.filter(pk=last.pk).update(until=now)
    return len(changed)


def _anew(last: SearchRefresh | None, now: datetime.datetime) -> int:
    """All words and all counts; only what differs is written."""
    with connection.cursor() as cursor:
        cursor.execute(WORDS)
        cursor.execute(f"DELETE FROM {COUNT}")
        cursor.execute(COUNTS.format(where="TRUE"))
        cursor.execute(WAITING)
    refresh = last or SearchRefresh()
    refresh.until = refresh.whole_at = now
    refresh.save()
    return Organisation.objects.count()


def _follow(keys: list[int], places: set[int | None]) -> None:
    """New words of a few organisations, and the counts of their municipalities."""
    here = "municipality_id = ANY(%s)" + (" OR municipality_id IS NULL" if None in places else "")
    known = sorted(place for place in places if place)
    with connection.cursor() as cursor:
        cursor.execute(NEW_WORDS, [keys])
        cursor.execute(f"DELETE FROM {COUNT} WHERE {here}", [known])
        cursor.execute(COUNTS.format(where=f"({here})"), [known, known])
        cursor.execute(WAITING)
