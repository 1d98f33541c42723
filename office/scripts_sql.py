"""The database's own copy of the fold, written from the same table as `office.scripts.fold`.

A change of the table needs a new migration that runs `fold_function()` again and rebuilds the columns
generated with it.
"""

from office.scripts import LOOK_CYRILLIC, LOOK_LATIN, fold_table

# translate() looks its letters up one by one: the most frequent first make it five times as fast.
COMMON = "aа eеoоиiнnрrсsтtуuдdвvјjкkлlмmпpзzгgбbцcчčhхšшžжfфćћđђљњџPПSСНNUУCЦAАДDБBMМVВKК0123456789"
# Most texts hold nothing but these; the short ways take a third of the time of the whole table.
CYRILLIC_LETTERS = " аеоинрстудвјклмпзгбчшжћхцфПСНУДЦАКБМВРГТОЕИФЗХЈЖШЧЋ"
USUAL = "šžčćđŠŽČĆĐ„“”–’»«љњђџЉЊЂЏ"
ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
LATIN, MARKS, CYRILLIC = "A-Za-zÀ-ɏ", "\u0300-\u036f", "Ѐ-ԯ"

TEMPLATE = """
CREATE OR REPLACE FUNCTION saradnja_fold(source text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $fold$
DECLARE plain text;
BEGIN
IF source ~ '[{latin}][{marks}]?[{cyrillic}]|[{cyrillic}][{marks}]?[{latin}]' THEN
    source := (
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
    );
END IF;
plain := lower(source COLLATE "C");
IF octet_length(plain) <> length(plain) THEN
    IF plain ~ '[{cyrillic}]' THEN plain := {cyrillic_letters}; END IF;
    plain := {usual};
END IF;
IF octet_length(plain) = length(plain) THEN
    IF plain ~ '[^0-9a-z ]|  ' THEN plain := regexp_replace(plain, '[^0-9a-z]+', ' ', 'g'); END IF;
    RETURN btrim(plain, ' ');
END IF;
RETURN btrim(regexp_replace({replaced}, '[^0-9a-zͰ-῿⺀-퟿]+', ' ', 'g'), ' ');
END
$fold$
"""


def fold_function() -> str:
    """The statement that makes `saradnja_fold(text)`: immutable, whatever the locale of the database is."""
    return TEMPLATE.format(
        cyrillic_letters=_cyrillic_letters("plain"),
        usual=_usual("plain"),
        replaced=_replaced("source"),
        latin=LATIN,
        marks=MARKS,
        cyrillic=CYRILLIC,
        look_latin=LOOK_LATIN,
        look_cyrillic=LOOK_CYRILLIC,
    )


def _cyrillic_letters(source: str) -> str:
    """One translate() for the letters of the azbuka that stay one letter."""
    table = fold_table()
    folded = "".join(table.get(ord(char), char) for char in CYRILLIC_LETTERS)
    return f"translate({source}, {_quoted(CYRILLIC_LETTERS)}, '{folded}')"


def _usual(source: str) -> str:
    """One replace() for each usual letter; signs become spaces."""
    table = fold_table()
    for char in USUAL:
        folded = table.get(ord(char), char)
        source = f"replace({source}, {_quoted(char)}, '{folded if folded.isalnum() else ' '}')"
    return source


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
