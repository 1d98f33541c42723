"""Statements that compare the staged rows with the register, all rows at once; nothing here writes the register."""
# ruff: noqa: E501 (statements read better on long lines)

COMPARED = (
    "kind",
    "name",
    "name_cyrillic",
    "short_name",
    "municipality_id",
    "place",
    "address",
    "pib",
    "mb",
    "website",
    "email",
    "phone_public",
    "goals",
    "activities",
    "founded_on",
    "registered_on",
    "status",
    "deleted_on",
    "deletion_reason",
)
R, ORG, B = "ngo_registry_importrow", "ngo_registry_organisation", "ngo_registry_registerentry"
CANDIDATE, BATCH = "ngo_registry_importcandidate", "ngo_registry_registerimport"
WAITING = "r.batch_id = %(batch)s AND r.outcome = ''"
NOT_TEXT = ("municipality_id", "founded_on", "registered_on")
WITH_STATUS = ("deleted_on", "deletion_reason")
IN_WORDS = ("name", "short_name", "place", "address", "goals", "activities")
CYRILLIC = "'[Ѐ-ԯ]'"


def in_other_script(name: str) -> str:
    """Does the row write the same words in the other script? What stands is kept: a script is no change."""
    return (
        f"r.{name} <> o.{name} AND (r.{name} ~ {CYRILLIC}) <> (o.{name} ~ {CYRILLIC}) "
        f"AND saradnja_fold(r.{name}) = saradnja_fold(o.{name})"
    )


def given(name: str) -> str:
    """What the organisation has after the row: an empty cell says nothing and never erases what the register knows.

    A list without a column of states deletes nobody and brings nobody back.
    """
    if name in WITH_STATUS:
        return f"CASE WHEN r.status = '' THEN o.{name} ELSE r.{name} END"
    if name in NOT_TEXT:
        return f"COALESCE(r.{name}, o.{name})"
    said = f"COALESCE(NULLIF(r.{name}, ''), o.{name})"
    return f"CASE WHEN {in_other_script(name)} THEN o.{name} ELSE {said} END" if name in IN_WORDS else said


GIVEN = {name: given(name) for name in COMPARED}

# Rows whose cells cannot be read have no key; they stay rejected. All others are weighed anew.
RESET = (
    f"DELETE FROM {R} WHERE batch_id = %(batch)s AND outcome = 'gone'",
    f"DELETE FROM {CANDIDATE} c USING {R} r WHERE c.row_id = r.id AND r.batch_id = %(batch)s",
    f"UPDATE {R} SET outcome = '', reason = '', faults = '{{}}', changes = '{{}}', matched_by = '', organisation_id = NULL "
    "WHERE batch_id = %(batch)s AND name_key <> '' AND (outcome <> '' OR organisation_id IS NOT NULL)",
)
REJECTED = (
    "outcome = 'rejected', reason = {reason}, faults = CASE WHEN %(cell)s = '' THEN '{{}}'::jsonb "
    "ELSE jsonb_build_object(%(cell)s::text, {reason}) END"
)


def repeated(columns: str, condition: str) -> str:
    """Rejects every row after the first that has the same key in this file."""
    said = REJECTED.format(reason="replace(%(reason)s, '#', first_line::text)")
    return (
        f"WITH k AS MATERIALIZED (SELECT id, first_line FROM (SELECT id, line, min(line) OVER (PARTITION BY {columns}) "
        f"AS first_line FROM {R} r WHERE {WAITING} AND {condition}) AS ranked WHERE line > first_line) "
        f"UPDATE {R} r SET {said} FROM k WHERE r.id = k.id"
    )


def match(by: str, condition: str) -> str:
    """Finds the organisation a row speaks of."""
    return (
        f"UPDATE {R} r SET organisation_id = o.id, matched_by = '{by}' FROM {ORG} o "
        f"WHERE {WAITING} AND r.organisation_id IS NULL AND o.merged_into_id IS NULL AND {condition}"
    )


def joined(by: str, condition: str) -> str:
    """A double that was joined to another entry says nothing new: the list still names it, the register knows why."""
    return (
        f"UPDATE {R} r SET organisation_id = o.merged_into_id, outcome = 'unchanged', matched_by = '{by}' FROM {ORG} o "
        f"WHERE {WAITING} AND r.organisation_id IS NULL AND o.merged_into_id IS NOT NULL AND {condition}"
    )


NUMBERS = (
    "r.mb <> '' AND o.mb = r.mb",
    "r.pib <> '' AND o.pib = r.pib",
    "r.number <> '' AND lower(o.number) = lower(r.number)",
)
MATCHES = (
    match("person", "r.decision = 'same' AND o.id = r.chosen_id"),
    joined("number", NUMBERS[2]),
    *(match("number", same) for same in NUMBERS),
    *(joined("number", same) for same in NUMBERS),
)
# Without any number: the same name in any script and case, the same seat, and only one such organisation.
BY_NAME = (
    f"UPDATE {R} r SET organisation_id = one.id, matched_by = 'name' FROM ("
    f"SELECT o.name_key, saradnja_fold(o.place) AS place, min(o.id) AS id FROM {ORG} o "
    f"WHERE o.merged_into_id IS NULL AND o.name_key IN (SELECT r.name_key FROM {R} r WHERE {WAITING} AND r.organisation_id IS NULL AND r.number = '') "
    "GROUP BY 1, 2 HAVING count(*) = 1) AS one "
    f"WHERE {WAITING} AND r.organisation_id IS NULL AND r.number = '' AND r.decision <> 'other' "
    "AND one.name_key = r.name_key AND one.place = saradnja_fold(r.place)"
)
JOINED_BY_NAME = joined(
    "name",
    "r.number = '' AND r.decision <> 'other' AND o.name_key = r.name_key "
    "AND saradnja_fold(o.place) = saradnja_fold(r.place)",
)
CLASHES = tuple(
    f"UPDATE {R} r SET {REJECTED.format(reason='%(reason)s')} FROM {ORG} o "
    f"WHERE {WAITING} AND o.id <> r.organisation_id AND o.merged_into_id IS NULL AND {same}"
    for same in NUMBERS
)
TWICE = repeated("organisation_id", "r.organisation_id IS NOT NULL")
UNJOINED = (
    "SELECT r.id, r.name, r.place, r.mb, r.pib, r.number "
    f"FROM {R} r WHERE {WAITING} AND r.organisation_id IS NULL AND r.decision <> 'other' ORDER BY r.line"
)
DOUBTFUL = (
    f"UPDATE {R} r SET outcome = 'doubtful', reason = %(reason)s "
    f"WHERE {WAITING} AND EXISTS (SELECT FROM {CANDIDATE} c WHERE c.row_id = r.id)"
)
TAKEN = REJECTED.format(reason="replace(%(reason)s, '#', o.number)")
NAME_TAKEN = (
    f"UPDATE {R} r SET {TAKEN} "
    f"FROM {ORG} o WHERE {WAITING} "
    "AND r.status <> 'deleted' AND o.name_key = r.name_key AND o.status <> 'deleted' "
    "AND o.id IS DISTINCT FROM r.organisation_id AND o.merged_into_id IS NULL"
)
NEW = f"UPDATE {R} r SET outcome = 'created' WHERE {WAITING} AND r.organisation_id IS NULL"
CHANGED = (
    f"UPDATE {R} r SET outcome = CASE WHEN ({', '.join(GIVEN.values())}) IS DISTINCT FROM "
    f"({', '.join(f'o.{name}' for name in COMPARED)}) THEN 'updated' ELSE 'unchanged' END "
    f"FROM {ORG} o WHERE {WAITING} AND o.id = r.organisation_id"
)
CHANGES = (
    f"UPDATE {R} r SET changes = "
    + " || ".join(
        f"CASE WHEN {now} IS DISTINCT FROM o.{name} THEN jsonb_build_object('{name}', jsonb_build_array(o.{name}, {now})) "
        "ELSE '{}'::jsonb END"
        for name, now in GIVEN.items()
    )
    + f" FROM {ORG} o WHERE r.batch_id = %(batch)s AND r.outcome = 'updated' AND r.changes = '{{}}' AND o.id = r.organisation_id"
)
COUNTS = (
    "SELECT outcome, matched_by, count(*), count(*) FILTER (WHERE remarks <> '{}') "
    f"FROM {R} WHERE batch_id = %(batch)s GROUP BY outcome, matched_by"
)

# Rows, and the transactions and statements that wrote them: every change, joining or undoing makes another sum.
STANDING = (
    f"SELECT (SELECT count(*) || ' ' || COALESCE(sum(o.xmin::text::bigint * 1000 + o.cmin::text::bigint), 0) FROM {ORG} o) || ' ' || "
    f"(SELECT count(*) FROM {BATCH} b WHERE b.source_id = %(of)s AND b.state = 'applied')"
)

# What the list before had and this one has no more: it is listed and never deleted by itself.
LISTED = ("number", "name", "sort_key", "place", "mb", "pib", "kind", "status")
BLANK = (
    "name_cyrillic",
    "name_key",
    "short_name",
    "address",
    "website",
    "email",
    "phone_public",
    "goals",
    "activities",
    "deletion_reason",
    "reason",
)
GONE = (
    f"INSERT INTO {R} (batch_id, line, cells, outcome, organisation_id, {', '.join(LISTED)}, {', '.join(BLANK)}) "
    f"SELECT %(batch)s, 0, '[]'::jsonb, 'gone', o.id, {', '.join(f'o.{name}' for name in LISTED)}, {', '.join(repr('') for _ in BLANK)} "
    f"FROM {ORG} o WHERE o.status <> 'deleted' AND o.id IN ("
    f"SELECT p.organisation_id FROM {R} p JOIN {BATCH} b ON b.id = p.batch_id "
    "WHERE b.source_id = %(of)s AND b.state = 'applied' AND b.id >= %(since)s AND b.id <> %(batch)s "
    "AND p.outcome IN ('created', 'updated', 'unchanged')) "
    f"AND NOT EXISTS (SELECT FROM {R} r WHERE r.batch_id = %(batch)s AND r.organisation_id = o.id) "
    f"AND NOT EXISTS (SELECT FROM {R} r WHERE r.batch_id = %(batch)s AND r.outcome = 'rejected' AND r.number <> '' "
    "AND lower(r.number) = lower(o.number)) "
    f"AND NOT EXISTS (SELECT FROM {R} r JOIN {CANDIDATE} c ON c.row_id = r.id WHERE r.batch_id = %(batch)s "
    "AND c.organisation_id = o.id) ORDER BY o.sort_key, o.id"
)
