"""Statements that take an applied file back: new organisations go, changed ones get their old values again."""
# ruff: noqa: E501 (statements read better on long lines)

from ngo_registry.importing.compare import CANDIDATE, COMPARED, ORG, B, R
from ngo_registry.importing.write import NEW, TEXT_DEFAULTS, in_book
from ngo_registry.models import ImportCandidate, ImportRow, Organisation, RegisterEntry
from office.models import IssuedDocument

THESE = "r.batch_id = %(batch)s AND r.line BETWEEN %(first)s AND %(last)s"
OPEN = "r.batch_id = %(batch)s AND r.undone = ''"
LEFT = f"UPDATE {R} r SET undone = 'left', reason = %(reason)s"
# Their rows about a new organisation are the import's own and do not hold it.
OWN = (ImportRow, ImportCandidate, RegisterEntry)
CASTS = {
    "municipality_id": "::bigint",
    "founded_on": "::date",
    "registered_on": "::date",
    "deleted_on": "::date",
}
OVERWRITTEN = (*COMPARED, "former_names", "sort_key")

BEGIN = f"UPDATE {R} r SET undone = '', reason = '' WHERE r.batch_id = %(batch)s AND r.outcome IN ('created', 'updated')"
# Corrected since: a value differs from what the file wrote, or a fact the file does not know was written.
CHANGED_SINCE = (
    f"{LEFT} FROM {ORG} o WHERE {OPEN} AND r.outcome = 'created' AND o.id = r.organisation_id AND (("
    + ", ".join(f"o.{name}" for name in COMPARED)
    + ") IS DISTINCT FROM ("
    + ", ".join(NEW[name] for name in COMPARED)
    + ") OR "
    + " OR ".join(f"o.{name} <> ''" for name in TEXT_DEFAULTS)
    + ")",
    f"{LEFT} FROM {ORG} o WHERE {OPEN} AND r.outcome = 'updated' AND o.id = r.organisation_id AND EXISTS ("
    "SELECT FROM jsonb_each(r.changes) AS c(key, pair) WHERE to_jsonb(o) -> c.key IS DISTINCT FROM c.pair -> 1)",
)
VANISHED = f"{LEFT} WHERE {OPEN} AND r.outcome IN ('created', 'updated') AND r.organisation_id IS NULL"
# A line of the book after the import's own: a filing, a later list, a correction.
IN_BOOK = (
    f"{LEFT} WHERE {OPEN} AND r.outcome = 'created' AND EXISTS (SELECT FROM {B} b WHERE b.organisation_id = r.organisation_id "
    "AND b.number <> 'UV-' || %(batch)s || '-' || r.line)"
)
IN_LATER_LIST = (
    f"{LEFT} WHERE {OPEN} AND r.outcome = 'created' AND EXISTS (SELECT FROM {R} other JOIN ngo_registry_registerimport b "
    "ON b.id = other.batch_id AND b.state = 'applied' WHERE other.organisation_id = r.organisation_id "
    "AND other.batch_id <> r.batch_id AND other.outcome IN ('updated', 'unchanged'))"
)
TAKEN_SINCE = tuple(
    f"{LEFT} FROM {ORG} o, {ORG} other WHERE {OPEN} AND r.outcome = 'updated' AND o.id = r.organisation_id "
    f"AND other.id <> o.id AND r.changes ? '{name}' AND {taken} "
    f"AND NOT EXISTS (SELECT FROM {R} gone WHERE gone.batch_id = r.batch_id AND gone.outcome = 'created' AND gone.undone = '' "
    "AND gone.organisation_id = other.id)"
    for name, taken in (
        ("mb", "other.mb <> '' AND other.mb = r.changes->'mb'->>0"),
        ("pib", "other.pib <> '' AND other.pib = r.changes->'pib'->>0"),
        (
            "name",
            "other.source = 'own' AND o.source = 'own' AND other.status <> 'deleted' "
            "AND other.name_key = replace(saradnja_fold(r.changes->'name'->>0), ' ', '')",
        ),
    )
)


def resting() -> list[str]:
    """For every table of the portal that may speak of an organisation: new organisations it holds are left."""
    found = []
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if not relation.auto_created or not (relation.one_to_many or relation.one_to_one):
            continue
        model = relation.related_model
        if model in OWN or hasattr(model, "pgh_tracked_model") or not relation.field.db_constraint:
            continue
        found.append(held_by(f"{model._meta.db_table} t", f"t.{relation.field.column} = r.organisation_id"))
    documents = "t.subject = 'ngo_registry.organisation' AND t.subject_id = r.organisation_id::text"
    return [*found, held_by(f"{IssuedDocument._meta.db_table} t", documents)]


def held_by(table: str, condition: str) -> str:
    """New organisations of which a row of this table speaks."""
    return f"{LEFT} WHERE {OPEN} AND r.outcome = 'created' AND EXISTS (SELECT FROM {table} WHERE {condition})"


COUNT = (
    f"SELECT count(*) FILTER (WHERE r.undone = ''), count(*) FILTER (WHERE r.undone = 'left') FROM {R} r "
    "WHERE r.batch_id = %(batch)s AND r.outcome IN ('created', 'updated')"
)
LAST = f"SELECT coalesce(max(r.line), 0) FROM {R} r WHERE r.batch_id = %(batch)s"

_LET_GO = f"SELECT r.organisation_id FROM {R} r WHERE {THESE} AND r.outcome = 'created' AND r.undone = ''"
_LINE = (
    f'INSERT INTO {B} (number, organisation_id, kind, "on", act_number, text, old, new, facts, at, by_id) '
    "SELECT 'PV-' || %(batch)s || '-' || r.line, {organisation}, 'import', %(today)s, '', left(%(text)s || ': ' || r.name, 500), "
    "'', '', {facts}, now(), %(by)s "
    f"FROM {R} r WHERE {THESE} AND r.undone = '' AND r.outcome = '{{outcome}}'"
)
RESTORE = (
    _LINE.format(
        organisation="r.organisation_id", outcome="updated", facts=in_book("r.changes", turned=True)
    ),
    f"UPDATE {ORG} o SET "
    + ", ".join(
        f"{name} = CASE WHEN r.changes ? '{name}' THEN (r.changes->'{name}'->>0){CASTS.get(name, '')} ELSE o.{name} END"
        for name in OVERWRITTEN
    )
    + ", as_of = r.was_as_of, changed_at = now() "
    f"FROM {R} r WHERE {THESE} AND r.outcome = 'updated' AND r.undone = '' AND o.id = r.organisation_id",
    f"UPDATE {ORG} o SET as_of = r.was_as_of FROM {R} r WHERE {THESE} AND r.outcome = 'unchanged' "
    "AND r.was_as_of IS NOT NULL AND o.id = r.organisation_id AND o.as_of = %(as_of)s",
)
REMOVE = (
    _LINE.format(organisation="NULL", outcome="created", facts="'{}'::jsonb"),
    f"UPDATE {B} SET organisation_id = NULL WHERE organisation_id IN ({_LET_GO})",
    f"DELETE FROM {CANDIDATE} WHERE organisation_id IN ({_LET_GO})",
    f"UPDATE {R} x SET chosen_id = NULL WHERE x.chosen_id IN ({_LET_GO})",
    f"WITH going AS MATERIALIZED ({_LET_GO}), let_go AS (UPDATE {R} x SET organisation_id = NULL FROM going "
    "WHERE x.organisation_id = going.organisation_id RETURNING 1) "
    f"DELETE FROM {ORG} o USING going WHERE o.id = going.organisation_id",
)
END = f"UPDATE {R} r SET undone = 'back' WHERE {OPEN} AND r.outcome IN ('created', 'updated')"
