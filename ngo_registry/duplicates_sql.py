"""Statements that find likely doubles among all organisations at once, sign by sign; nothing is read row by row.

Signs shared by many (a town's pensioners, an umbrella's web site) say nothing, so each is used only while few share it.
"""
# ruff: noqa: E501 (statements read better on long lines)

from ngo_registry.likeness import SHOWN_FROM, SIGNS
from ngo_registry.models import DUMMY_NUMBERS, DuplicatePair, Organisation
from office.models import Municipality

ORG, PAIR, TOWN = (model._meta.db_table for model in (Organisation, DuplicatePair, Municipality))
# Words that say what kind of organisation it is, folded.
FORMS = [
    "udruzenje",
    "udruzenja",
    "udruga",
    "udruge",
    "gradjana",
    "gradjani",
    "gradjanki",
    "nvo",
    "nvu",
    "nvf",
    "ngo",
    "nevladina",
    "nevladino",
    "nevladine",
    "organizacija",
    "organizacije",
    "neprofitna",
    "neprofitno",
    "fondacija",
    "fondacije",
    "fond",
    "zaduzbina",
    "association",
    "foundation",
]
FREE_MAIL = [
    "gmail.com",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "live.com",
    "icloud.com",
    "mail.com",
    "proton.me",
    "protonmail.com",
    "t-com.me",
    "mail.ru",
    "eunet.rs",
    "sbb.rs",
    "ptt.rs",
    "mts.rs",
    "open.telekom.rs",
    "beotel.net",
    "example.test",
]
SHARED_SITES = [
    "facebook.com",
    "instagram.com",
    "youtube.com",
    "linkedin.com",
    "twitter.com",
    "x.com",
    "linktr.ee",
    "tiktok.com",
    "sites.google.com",
    "wix.com",
]


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Words as a list of SQL; they are written in this file, never by people."""
    return ", ".join(f"'{word}'" for word in words)


def dropped(table: str) -> str:
    """A table of one transaction, made anew."""
    return f"DROP TABLE IF EXISTS {table}"


# Words of a town, folded once for all who sit there; words that only inflect it count as the town too.
TOWNS = f"""
CREATE TEMP TABLE double_town ON COMMIT DROP AS
SELECT municipality_id, place, string_to_array(saradnja_fold(coalesce(t.name, '') || ' ' || place), ' ') AS words
FROM (SELECT DISTINCT municipality_id, place FROM {ORG} WHERE merged_into_id IS NULL AND status <> 'deleted') AS o
LEFT JOIN {TOWN} t ON t.id = o.municipality_id
"""
# Names without kind and town: `key` with the words in one order, `spelt` as they stand. The text of the search begins
# with the folded name, so its first words, as many letters as the key of the name has, are the name: no fold is run.
NAMES = f"""
CREATE TEMP TABLE double_name ON COMMIT DROP AS
SELECT id, town, whole,
    CASE WHEN length(replace(spelt, ' ', '')) >= 5 THEN (SELECT string_agg(w, '' ORDER BY w) FROM unnest(string_to_array(spelt, ' ')) AS w) END AS key,
    CASE WHEN length(replace(spelt, ' ', '')) >= 8 THEN replace(spelt, ' ', '') END AS spelt
FROM (
    SELECT o.id, coalesce(o.municipality_id, 0) AS town, o.name_key AS whole,
        (SELECT string_agg(w, ' ' ORDER BY n)
            FROM (SELECT w, n, sum(length(w)) OVER (ORDER BY n) AS letters
                FROM unnest(string_to_array(o.search_text, ' ')) WITH ORDINALITY AS words(w, n)) AS counted
            WHERE letters <= length(o.name_key) AND w NOT IN ({listed(FORMS)}) AND NOT EXISTS (
                SELECT FROM unnest(t.words) AS here
                WHERE w = here OR length(here) >= 5 AND left(w, length(here) - 1) = left(here, length(here) - 1) AND length(w) <= length(here) + 2
            )) AS spelt
    FROM {ORG} o JOIN double_town t ON t.municipality_id IS NOT DISTINCT FROM o.municipality_id AND t.place = o.place
    WHERE o.merged_into_id IS NULL AND o.status <> 'deleted'
) AS bare
"""
HINTS = "CREATE TEMP TABLE double_hint (one bigint, other bigint, hint text) ON COMMIT DROP"


def shared(hint: str, source: str, most: int) -> str:
    """Pairs of those who share a value, while at most so many share it."""
    return f"""
INSERT INTO double_hint
WITH v AS MATERIALIZED (SELECT DISTINCT id, value FROM ({source}) AS s WHERE value <> ''),
    few AS MATERIALIZED (SELECT array_agg(id ORDER BY id) AS ids FROM v GROUP BY value HAVING count(*) BETWEEN 2 AND {most})
SELECT DISTINCT a, b, '{hint}' FROM few, unnest(ids) AS a, unnest(ids) AS b WHERE a < b
"""


LIVING = f"{ORG} o WHERE o.merged_into_id IS NULL AND o.status <> 'deleted'"
FREE = listed(FREE_MAIL)
SITE = r"rtrim(regexp_replace(regexp_replace(lower(trim(website)), '^https?://', ''), '^www\.', ''), '/')"
SAME_NAME = shared(
    "name", "SELECT id, town || ':' || key AS value FROM double_name WHERE key IS NOT NULL AND town > 0", 12
)
# Where the list names no municipality, the name alone is compared.
SAME_NAME_NOWHERE = """
INSERT INTO double_hint
SELECT DISTINCT least(a.id, b.id), greatest(a.id, b.id), 'name'
FROM double_name a JOIN double_name b ON a.key = b.key AND a.id <> b.id
WHERE a.town = 0 AND a.key IN (SELECT key FROM double_name WHERE key IS NOT NULL GROUP BY key HAVING count(*) <= 3)
"""
ELSEWHERE = shared("elsewhere", "SELECT id, whole AS value FROM double_name WHERE length(whole) >= 10", 3)
NUMBER = shared(
    "number",
    f"SELECT o.id, ltrim(n, '0') AS value FROM {ORG} o, LATERAL (VALUES (pib), (mb), (CASE WHEN number ~ '^[0-9]{{8,13}}$' THEN number ELSE '' END)) AS v(n) "
    f"WHERE o.merged_into_id IS NULL AND o.status <> 'deleted' AND n NOT IN ('', {listed(DUMMY_NUMBERS)}) AND length(ltrim(n, '0')) >= 5 AND n !~ '^(.)\\1*$'",
    5,
)
IBAN = shared(
    "iban",
    f"SELECT o.id, upper(regexp_replace(iban, '\\W', '', 'g')) AS value FROM {LIVING} AND length(iban) >= 15 AND iban ~ '[1-9]'",
    4,
)
WEB = shared(
    "web",
    f"SELECT id, CASE WHEN split_part(site, '/', 1) IN ({listed(SHARED_SITES)}) THEN CASE WHEN split_part(site, '/', 2) <> '' THEN site ELSE '' END ELSE split_part(site, '/', 1) END AS value "
    f"FROM (SELECT o.id, {SITE} AS site FROM {LIVING} AND website LIKE '%.%') AS sites",
    4,
)
EMAIL = shared(
    "email",
    f"SELECT o.id, lower(trim(e)) AS value FROM {ORG} o, LATERAL (VALUES (email), (email_of_record)) AS v(e) WHERE o.merged_into_id IS NULL AND o.status <> 'deleted' AND e LIKE '%@%'",
    4,
)
DOMAIN = shared(
    "domain",
    f"SELECT id, CASE WHEN domain IN ({FREE}) THEN '' ELSE domain END AS value FROM (SELECT o.id, split_part(lower(trim(e)), '@', 2) AS domain "
    f"FROM {ORG} o, LATERAL (VALUES (email), (email_of_record)) AS v(e) WHERE o.merged_into_id IS NULL AND o.status <> 'deleted' AND e LIKE '%@%') AS domains",
    4,
)
FORMER = f"""
INSERT INTO double_hint
SELECT DISTINCT least(f.id, n.id), greatest(f.id, n.id), 'former'
FROM (SELECT o.id, coalesce(o.municipality_id, 0) AS town, replace(saradnja_fold(line), ' ', '') AS was
    FROM {ORG} o, regexp_split_to_table(o.former_names, E'\\n') AS line
    WHERE o.merged_into_id IS NULL AND o.status <> 'deleted' AND o.former_names <> '') AS f
JOIN double_name n ON n.whole = f.was AND n.id <> f.id AND length(f.was) >= 8 AND (n.town = f.town OR n.town = 0 OR f.town = 0)
"""
# One letter apart: each spelling with one letter left out, in its town; a digit is never a typing error.
SPELT = "CREATE TEMP TABLE double_spelt ON COMMIT DROP AS SELECT row_number() OVER () AS sid, town, spelt, length(spelt) AS size, translate(spelt, 'abcdefghijklmnopqrstuvwxyz', '') AS digits, (array_agg(id))[1:4] AS ids FROM double_name WHERE spelt IS NOT NULL GROUP BY town, spelt"
LESS = "CREATE TEMP TABLE double_less ON COMMIT DROP AS SELECT sid, town, size, digits, place, hashtextextended(left(spelt, place - 1) || substr(spelt, place + 1), town) AS less FROM double_spelt, generate_series(1, size) AS place"
APART = (
    "SELECT a.sid AS x, b.sid AS y FROM double_less a JOIN double_less b ON a.less = b.less AND a.place = b.place AND a.size = b.size AND a.sid < b.sid AND a.digits = b.digits",
    "SELECT a.sid, b.sid FROM double_less a JOIN double_spelt b ON a.less = hashtextextended(b.spelt, b.town) AND a.size = b.size + 1 AND a.digits = b.digits",
)
LETTER = f"""
INSERT INTO double_hint
SELECT DISTINCT least(a, b), greatest(a, b), 'letter' FROM ({" UNION ".join(APART)}) AS apart
JOIN double_spelt one ON one.sid = x JOIN double_spelt other ON other.sid = y, unnest(one.ids) AS a, unnest(other.ids) AS b
"""
ADDRESS = f"""
INSERT INTO double_hint
SELECT DISTINCT one, other, 'address' FROM double_hint JOIN {ORG} a ON a.id = one JOIN {ORG} b ON b.id = other
WHERE a.municipality_id IS NOT DISTINCT FROM b.municipality_id AND length(a.address) >= 4 AND b.address <> ''
    AND saradnja_fold(a.address) = saradnja_fold(b.address)
"""
# The whole name elsewhere is no second sign beside the same name here; an address neither is.
POINTS = "CASE hint " + " ".join(f"WHEN '{code}' THEN {sign.points}" for code, sign in SIGNS.items()) + " END"
FOUND = f"""
CREATE TEMP TABLE double_found ON COMMIT DROP AS
SELECT one, other, least(100, sum({POINTS}))::smallint AS score, jsonb_agg(hint ORDER BY hint) AS reasons
FROM (SELECT DISTINCT one, other, hint FROM double_hint h WHERE NOT (
    hint = 'elsewhere' AND EXISTS (SELECT FROM double_hint n WHERE n.one = h.one AND n.other = h.other AND n.hint IN ('name', 'letter'))
    OR hint = 'domain' AND EXISTS (SELECT FROM double_hint n WHERE n.one = h.one AND n.other = h.other AND n.hint = 'email'))) AS hints
GROUP BY one, other HAVING sum({POINTS}) >= {SHOWN_FROM}
"""
STEPS = (
    TOWNS, "ANALYZE double_town", NAMES, "ANALYZE double_name", HINTS, SAME_NAME, SAME_NAME_NOWHERE, ELSEWHERE, NUMBER, IBAN, WEB, EMAIL, DOMAIN, FORMER,
    SPELT, LESS, "ANALYZE double_spelt, double_less", LETTER, "ANALYZE double_hint", ADDRESS, FOUND,
)  # fmt: skip
# Nobody decided on these and nothing speaks for them any more.
FORGET = f"DELETE FROM {PAIR} p WHERE state = 'open' AND NOT reasons @> '[\"hand\"]' AND NOT EXISTS (SELECT FROM double_found f WHERE f.one = p.one_id AND f.other = p.other_id) AND NOT EXISTS (SELECT FROM ngo_registry_organisationmerge m WHERE m.pair_id = p.id)"
KEEP = f"""
INSERT INTO {PAIR} (one_id, other_id, score, reasons, state, found_at, note)
SELECT one, other, score, reasons, 'open', now(), '' FROM double_found
ON CONFLICT (one_id, other_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons
WHERE {PAIR}.state = 'open' AND ({PAIR}.score, {PAIR}.reasons) IS DISTINCT FROM (excluded.score, excluded.reasons)
"""
