"""The database's own copy of the fold, written from the same table as `office.scripts.fold`.

A change of the table needs a new migration that runs `fold_function()` again and rebuilds the columns
generated with it.
"""

from office.scripts import LOOK_CYRILLIC, LOOK_LATIN, fold_table

# translate() looks its letters up one by one: the most frequent first make it five times as fast.
COMMON = "aа eеoоiиnнrрsсtтuуdдvвjјkкlлmмpпzзgгbбcцčчhхšшžжfфćћđђљњџPПSСNНUУCЦAАDДBБMМVВKК0123456789"
ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
LATIN, MARKS, CYRILLIC = "A-Za-zÀ-ɏ", "\u0300-\u036f", "Ѐ-ԯ"

TEMPLATE = """
CREATE OR REPLACE FUNCTION saradnja_fold(source text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $fold$
SELECT btrim(regexp_replace({replaced}, '[^0-9a-zͰ-῿⺀-퟿]+', ' ', 'g'), ' ')
FROM (SELECT CASE
    WHEN source !~ '[{latin}][{marks}]?[{cyrillic}]|[{cyrillic}][{marks}]?[{latin}]' THEN source
    ELSE (
        SELECT string_agg(CASE
            WHEN word !~ '[{latin}]' OR word !~ '[{cyrillic}]' THEN word
            WHEN (own_latin, all_latin) > (own_cyrillic, all_cyrillic)
            THEN translate(word, '{look_cyrillic}', '{look_latin}')
            ELSE translate(word, '{look_latin}', '{look_cyrillic}') END, '' ORDER BY place)
        FROM (
            SELECT part[1] AS word, place,
                length(regexp_replace(part[1], '[^{latin}]', '', 'g')) AS all_latin,
                length(regexp_replace(part[1], '[^{cyrillic}]', '', 'g')) AS all_cyrillic,
                length(translate(regexp_replace(part[1], '[^{latin}]', '', 'g'), '{look_latin}', ''))
                    AS own_latin,
                length(translate(regexp_replace(part[1], '[^{cyrillic}]', '', 'g'), '{look_cyrillic}', ''))
                    AS own_cyrillic
            FROM regexp_matches(source, '([{latin}{marks}{cyrillic}]+|[^{latin}{marks}{cyrillic}]+)', 'g')
                WITH ORDINALITY AS parts(part, place)
        ) AS words
    ) END AS repaired) AS text_of_one_script
$fold$
"""


def fold_function() -> str:
    """The statement that makes `saradnja_fold(text)`: immutable, whatever the locale of the database is."""
    return TEMPLATE.format(
        replaced=_replaced("repaired"),
        latin=LATIN,
        marks=MARKS,
        cyrillic=CYRILLIC,
        look_latin=LOOK_LATIN,
        look_cyrillic=LOOK_CYRILLIC,
    )


def _replaced(source: str) -> str:
    """One translate() for single letters and one replace() for each letter that becomes two."""
    table = {chr(code): folded for code, folded in fold_table().items()}
    stand_in: dict[str, str] = {}  # "dj" → a character that folds to it
    for char, folded in table.items():
        if len(folded) > 1:
            stand_in.setdefault(folded, char)
    single = {char: stand_in.get(folded, folded) for char, folded in table.items()}
    from_, to, gone = "", "", ""
    for char in dict.fromkeys(COMMON + ALPHABET + "".join(table)):
        folded = single.get(char, char)
        if folded:
            from_, to = from_ + char, to + folded
        else:
            gone += char
    sql = f"translate({source}, {_quoted(from_ + gone)}, {_quoted(to)})"
    for folded, char in stand_in.items():
        sql = f"replace({sql}, {_quoted(char)}, {_quoted(folded)})"
    return sql


def _quoted(text: str) -> str:
    """An SQL string of any characters; combining marks and odd spaces by their numbers."""
    safe = "".join(c if c.isalnum() or c == " " else f"\\+{ord(c):06X}" for c in text)
    return f"U&'{safe}'"
