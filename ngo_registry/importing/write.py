"""Statements that write compared rows into the register and its book, piece by piece of the file."""
# ruff: noqa: E501 (statements read better on long lines)

from ngo_registry.importing.compare import BATCH, COMPARED, GIVEN, ORG, B, R

TEXT_DEFAULTS = (
    "other_names",
    "home_name",
    "home_seat",
    "home_country",
    "office_form",
    "economic_code",
    "former_names",
    "decision_number",
    "deletion_act",
    "iban",
    "email_of_record",
)
THESE = "r.batch_id = %(batch)s AND r.line BETWEEN %(first)s AND %(last)s"
# Of a new organisation: an association that works, unless the file says otherwise.
NEW = {name: f"r.{name}" for name in COMPARED} | {
    "kind": "COALESCE(NULLIF(r.kind, ''), 'association')",
    "status": "COALESCE(NULLIF(r.status, ''), 'active')",
}
RESERVE = (
    f"UPDATE {R} r SET organisation_id = nextval(pg_get_serial_sequence('{ORG}', 'id')) "
    f"WHERE {THESE} AND r.outcome = 'created'"
)
INSERT = (
    f"INSERT INTO {ORG} (id, number, sort_key, source, as_of, economic_activity, created_at, changed_at, "
    f"{', '.join(COMPARED)}, {', '.join(TEXT_DEFAULTS)}) "
    "SELECT r.organisation_id, COALESCE(NULLIF(r.number, ''), 'BB-' || r.organisation_id), r.sort_key, %(source)s, "
    f"%(as_of)s, false, now(), now(), {', '.join(NEW[name] for name in COMPARED)}, "
    f"{', '.join(repr('') for _ in TEXT_DEFAULTS)} "
    f"FROM {R} r WHERE {THESE} AND r.outcome = 'created' ORDER BY r.line"
)
# Another case, script or comma makes no former name.
OLD_NAMES = (
    "CASE WHEN r.name <> '' AND saradnja_fold(o.name) <> saradnja_fold(r.name) "
    "THEN trim(both E'\\n' from o.former_names || E'\\n' || o.name) ELSE o.former_names END"
)
# What the change overwrites beside the facts, kept for the undoing.
KEEP = (
    f"UPDATE {R} r SET was_as_of = o.as_of, changes = changes "
    f"|| jsonb_build_object('former_names', jsonb_build_array(o.former_names, {OLD_NAMES}), "
    "'sort_key', jsonb_build_array(o.sort_key, r.sort_key)) "
    f"FROM {ORG} o WHERE {THESE} AND r.outcome = 'updated' AND o.id = r.organisation_id"
)
UPDATE = (
    f"UPDATE {ORG} o SET {', '.join(f'{name} = {now}' for name, now in GIVEN.items())}, former_names = {OLD_NAMES}, "
    "sort_key = r.sort_key, as_of = %(as_of)s, changed_at = now() "
    f"FROM {R} r WHERE {THESE} AND r.outcome = 'updated' AND o.id = r.organisation_id"
)
# A newer list that says the same makes the same facts stand as of its day.
SEEN = (
    f"UPDATE {R} r SET was_as_of = o.as_of FROM {ORG} o WHERE {THESE} AND r.outcome = 'unchanged' "
    "AND o.id = r.organisation_id AND o.as_of < %(as_of)s",
    f"UPDATE {ORG} o SET as_of = %(as_of)s FROM {R} r WHERE {THESE} AND r.outcome = 'unchanged' "
    "AND o.id = r.organisation_id AND o.as_of < %(as_of)s",
)


def in_book(facts: str, *, turned: bool = False) -> str:
    """Changed facts as the book keeps them: public ones, the municipality by its name."""
    old, new = (1, 0) if turned else (0, 1)
    place = "(SELECT m.name FROM office_municipality m WHERE m.id = ({0}->'municipality_id'->>{1})::bigint)"
    return (
        f"CASE WHEN {facts} = '{{}}'::jsonb THEN {facts} ELSE "
        + (
            f"COALESCE((SELECT jsonb_object_agg(key, jsonb_build_array(value->{old}, value->{new})) FROM jsonb_each({facts}) "
            "WHERE key NOT IN ('municipality_id', 'former_names', 'sort_key')), '{}'::jsonb)"
        )
        + f" || CASE WHEN {facts} ? 'municipality_id' THEN jsonb_build_object('municipality', jsonb_build_array("
        f"{place.format(facts, old)}, {place.format(facts, new)})) ELSE '{{}}'::jsonb END END"
    )


BOOK = (
    f'INSERT INTO {B} (number, organisation_id, kind, "on", act_number, text, old, new, facts, at, by_id) '
    "SELECT 'UV-' || %(batch)s || '-' || r.line, r.organisation_id, 'import', %(as_of)s, '', r.name, '', '', "
    f"{in_book('r.changes')}, now(), %(by)s "
    f"FROM {R} r WHERE {THESE} AND r.outcome IN ('created', 'updated')"
)
STEPS = (RESERVE, INSERT, KEEP, UPDATE, *SEEN, BOOK)

# Rows that changed nothing tell the next list what has gone; those of the two newest lists of a source suffice.
FORGET = (
    f"DELETE FROM {R} r USING {BATCH} b WHERE r.batch_id = b.id AND b.source_id IS NOT DISTINCT FROM %(of)s "
    "AND b.state IN ('applied', 'undone') AND b.id < %(oldest)s AND r.outcome = 'unchanged'"
)
