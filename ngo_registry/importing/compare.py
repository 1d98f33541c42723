"""Statements that compare the staged rows with the register and write them into it, all rows at once."""
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
WAITING = "r.batch_id = %(batch)s AND r.outcome = ''"
# An empty cell says nothing: it never erases what the register knows.
GIVEN = (
    {name: f"COALESCE(NULLIF(r.{name}, ''), o.{name})" for name in COMPARED}
    | {name: f"COALESCE(r.{name}, o.{name})" for name in ("municipality_id", "founded_on", "registered_on")}
    | {name: f"r.{name}" for name in ("status", "deleted_on", "deletion_reason")}
)

RESET = f"UPDATE {R} SET outcome = '', reason = '', organisation_id = NULL WHERE batch_id = %(batch)s AND outcome <> 'rejected' AND (outcome <> '' OR organisation_id IS NOT NULL)"


def repeated(columns: str, condition: str) -> str:
    """Rejects every row after the first that has the same key in this file."""
    return (
        f"WITH k AS MATERIALIZED (SELECT id, first_line FROM (SELECT id, line, min(line) OVER (PARTITION BY {columns}) "
        f"AS first_line FROM {R} r WHERE {WAITING} AND {condition}) AS ranked WHERE line > first_line) "
        f"UPDATE {R} r SET outcome = 'rejected', reason = replace(%(reason)s, '#', first_line::text) FROM k WHERE r.id = k.id"
    )


def match(condition: str) -> str:
    """Finds the organisation a row speaks of."""
    return f"UPDATE {R} r SET organisation_id = o.id FROM {ORG} o WHERE {WAITING} AND r.organisation_id IS NULL AND o.merged_into_id IS NULL AND {condition}"


BY = (
    "r.mb <> '' AND o.mb = r.mb",
    "r.pib <> '' AND o.pib = r.pib",
    "r.number <> '' AND lower(o.number) = lower(r.number)",
)
NAMELESS = (
    "r.number = '' AND o.number LIKE 'BB-%%' AND o.mb = '' AND o.pib = '' AND o.name_key = r.name_key "
    "AND saradnja_fold(o.place) = saradnja_fold(r.place)"
)


def joined(condition: str) -> str:
    """A double that was joined to another entry says nothing new: the list still names it, the register knows why."""
    return (
        f"UPDATE {R} r SET organisation_id = o.merged_into_id, outcome = 'unchanged' FROM {ORG} o "
        f"WHERE {WAITING} AND r.organisation_id IS NULL AND o.merged_into_id IS NOT NULL AND {condition}"
    )


MATCHES = (
    joined(BY[2]),
    *(match(same) for same in (*BY, NAMELESS)),
    *(joined(same) for same in (*BY, NAMELESS)),
)
CLASHES = tuple(
    f"UPDATE {R} r SET outcome = 'rejected', reason = %(reason)s FROM {ORG} o "
    f"WHERE {WAITING} AND o.id <> r.organisation_id AND o.merged_into_id IS NULL AND {same}"
    for same in BY
)
TWICE = repeated("organisation_id", "r.organisation_id IS NOT NULL")
NAME_TAKEN = (
    f"UPDATE {R} r SET outcome = 'rejected', reason = replace(%(reason)s, '#', o.number) FROM {ORG} o WHERE {WAITING} "
    "AND r.status <> 'deleted' AND o.name_key = r.name_key AND o.status <> 'deleted' "
    "AND o.id IS DISTINCT FROM r.organisation_id AND o.merged_into_id IS NULL"
)
NEW = f"UPDATE {R} r SET outcome = 'created' WHERE {WAITING} AND r.organisation_id IS NULL"
CHANGED = (
    f"UPDATE {R} r SET outcome = CASE WHEN ({', '.join(GIVEN.values())}) IS DISTINCT FROM "
    f"({', '.join(f'o.{name}' for name in COMPARED)}) THEN 'updated' ELSE 'unchanged' END "
    f"FROM {ORG} o WHERE {WAITING} AND o.id = r.organisation_id"
)
COUNTS = f"SELECT outcome, count(*) FROM {R} WHERE batch_id = %(batch)s GROUP BY outcome"

TEXT_DEFAULTS = (
    "other_names",
    "home_name",
    "home_seat",
    "home_country",
    "office_form",
    "economic_code",
    "former_names",
    "decision_number",
)
TEXT_DEFAULTS += ("deletion_act", "iban", "email_of_record")
RESERVE = (
    f"UPDATE {R} r SET organisation_id = nextval(pg_get_serial_sequence('{ORG}', 'id')) "
    "WHERE r.batch_id = %(batch)s AND r.outcome = 'created'"
)
INSERT = (
    f"INSERT INTO {ORG} (id, number, sort_key, source, as_of, economic_activity, created_at, changed_at, "
    f"{', '.join(COMPARED)}, {', '.join(TEXT_DEFAULTS)}) "
    "SELECT r.organisation_id, COALESCE(NULLIF(r.number, ''), 'BB-' || r.organisation_id), r.sort_key, %(source)s, "
    f"%(as_of)s, false, now(), now(), {', '.join(f'r.{name}' for name in COMPARED)}, "
    f"{', '.join(repr('') for _ in TEXT_DEFAULTS)} "
    f"FROM {R} r WHERE r.batch_id = %(batch)s AND r.outcome = 'created' ORDER BY r.line"
)
OLD_NAMES = (
    "CASE WHEN o.name IS DISTINCT FROM COALESCE(NULLIF(r.name, ''), o.name) "
    "THEN trim(both E'\\n' from o.former_names || E'\\n' || o.name) ELSE o.former_names END"
)
UPDATE = (
    f"UPDATE {ORG} o SET {', '.join(f'{name} = {given}' for name, given in GIVEN.items())}, former_names = {OLD_NAMES}, "
    "sort_key = r.sort_key, as_of = %(as_of)s, changed_at = now() "
    f"FROM {R} r WHERE r.batch_id = %(batch)s AND r.outcome = 'updated' AND o.id = r.organisation_id"
)
BOOK = (
    f'INSERT INTO {B} (number, organisation_id, kind, "on", act_number, text, old, new, at, by_id) '
    "SELECT 'UV-' || %(batch)s || '-' || r.line, r.organisation_id, 'import', %(as_of)s, '', r.name, '', '', now(), %(by)s "
    f"FROM {R} r WHERE r.batch_id = %(batch)s AND r.outcome IN ('created', 'updated')"
)
