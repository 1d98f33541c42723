"""Functions of the database the search stands on: first letters of a name, a word with one letter left out.

A change here needs a new migration that runs them again and rebuilds the columns made with them.
"""

# Words that carry no letter in an acronym: CGO is “Centar za građansko obrazovanje”.
SMALL = "i,a,za,u,na,o,od,do,sa,s,iz,po,te,pri,and,of,the,for"
GENERIC = "nvo,nvu,nvf,ngo"

INITIALS = f"""
CREATE OR REPLACE FUNCTION saradnja_initials(folded text, short text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $initials$
SELECT concat_ws(' ', whole, main, substr(main, 2), replace(short, ' ', ''))
FROM (
    SELECT string_agg(left(word, 1), '' ORDER BY place) AS whole,
        string_agg(left(word, 1), '' ORDER BY place) FILTER (WHERE word <> ALL('{{{SMALL}}}')) AS main
    FROM regexp_split_to_table(
        regexp_replace(folded, 'nevladin[a-z]* organizacij[a-z]*', 'n v o', 'g'), ' '
    ) WITH ORDINALITY AS words(word, place)
    WHERE word ~ '^[a-z]' AND word <> ALL('{{{GENERIC}}}')
) AS letters
$initials$
"""

VARIANTS = """
CREATE OR REPLACE FUNCTION saradnja_variants(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $variants$
SELECT array_agg(DISTINCT variant) FROM (
    SELECT word AS variant
    UNION SELECT replace(word, 'dj', 'd')
    UNION SELECT left(word, place - 1) || substr(word, place + 1) FROM generate_series(1, length(word)) AS place
) AS all_variants
$variants$
"""

DROP = "DROP FUNCTION saradnja_initials(text, text); DROP FUNCTION saradnja_variants(text)"
